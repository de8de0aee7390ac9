"""The Bot Connector's REST service: five calls, each tried once, ten seconds at most.

Not through the library: it hands every call to a thread with a session of its own and a time-out of 100 seconds that
nobody can cut short, and shows no Retry-After. Source: Microsoft's "Bot Framework Connector API reference".
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.desks.teams.failures import Failure, TeamsCallError, Trouble, failure_of
from bot.desks.teams.settings import TeamsSettings
from bot.desks.teams.token import Token

Json = dict[str, Any]


class Service:
    """Speaks to whichever address Teams has named for a conversation, if it is one that we trust."""

    def __init__(self, settings: TeamsSettings, now: Callable[[], datetime], call_seconds: float) -> None:
        self._settings = settings
        self._token = Token(settings, now)
        self._seconds = call_seconds
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Fetch a first token: wrong credentials are told at the start. Raises TeamsCallError."""
        await self._token.headers(self.session)

    async def close(self) -> None:
        """May be called twice."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._seconds)
            self._session = aiohttp.ClientSession(timeout=timeout, trust_env=not self._settings.unauthenticated)
        return self._session

    async def post(self, service_url: str, conversation: str, activity: Json) -> str:
        """Post a message; returns its id."""
        answer = await self._call("POST", service_url, f"conversations/{_part(conversation)}/activities", activity)
        return str(answer.get("id") or "")

    async def edit(self, service_url: str, conversation: str, message: str, activity: Json) -> None:
        """Put another content into a message of ours."""
        path = f"conversations/{_part(conversation)}/activities/{_part(message)}"
        await self._call("PUT", service_url, path, {**activity, "id": message})

    async def open_chat(self, service_url: str, user: str) -> str:
        """Open the personal chat with a user, or find it; returns its id."""
        tenant = self._settings.tenant_id
        asked = {
            "bot": {"id": f"28:{self._settings.app_id}"},
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        answer = await self._call("POST", service_url, "conversations", asked)
        return str(answer.get("id") or "")

    async def member(self, service_url: str, conversation: str, user: str) -> Json:
        """Who somebody is in a conversation."""
        return await self._call("GET", service_url, f"conversations/{_part(conversation)}/members/{_part(user)}", None)

    async def _call(self, method: str, service_url: str, path: str, body: Json | None) -> Json:
        if not self._settings.trusts(service_url):
            raise TeamsCallError(Failure(Trouble.REFUSED, "service_url_not_trusted"))
        headers = await self._token.headers(self.session)
        address = f"{service_url.rstrip('/')}/v3/{path}"
        try:
            async with self.session.request(
                method, URL(address, encoded=True), json=body, headers=headers, allow_redirects=False
            ) as response:
                answer = await _read(response)
                if response.status < 300:
                    return answer
                failure = failure_of(response.status, _word(answer), response.headers.get("Retry-After"))
        except aiohttp.ClientConnectorError as error:
            raise TeamsCallError(Failure(Trouble.UNREACHED, type(error).__name__)) from None
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TeamsCallError(Failure(Trouble.LOST, type(error).__name__)) from None
        if failure.trouble is Trouble.CREDENTIALS:
            self._token.forget()
        raise TeamsCallError(failure)


def _part(text: str) -> str:
    return quote(text, safe="")


async def _read(response: aiohttp.ClientResponse) -> Json:
    try:
        answer = await response.json(content_type=None)
    except ValueError:
        if response.status < 300:
            raise
        return {}
    return answer if isinstance(answer, dict) else {}


def _word(answer: Json) -> str:
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and len(code) < 100 else ""
