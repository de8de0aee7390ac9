"""The bot's own access token: by its secret, or as the managed identity of the machine that it runs on.

Sources: Microsoft's "Authentication with the Bot Connector API" (client credentials), "How to use managed identities to
acquire an access token" (virtual machines) and "… for App Service" (IDENTITY_ENDPOINT). Asked asynchronously, since the
library's own way (msal) stops everything else while it waits.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.desks.teams.failures import Failure, TeamsCallError, Trouble
from bot.desks.teams.settings import TeamsSettings

_EARLY = timedelta(minutes=5)
"""A token is fetched anew so long before it runs out."""

MACHINE = "http://169.254.169.254/metadata/identity/oauth2/token"


class Token:
    """Keeps one token. `environment` is where App Service tells how its identity is asked."""

    def __init__(
        self, settings: TeamsSettings, now: Callable[[], datetime], environment: Mapping[str, str] = os.environ
    ) -> None:
        self._settings = settings
        self._now = now
        self._environment = environment
        self._token = ""
        self._until: datetime | None = None
        self._asking = asyncio.Lock()

    async def headers(self, session: aiohttp.ClientSession) -> dict[str, str]:
        """The header that proves who we are, none where nobody proves anything. Raises TeamsCallError."""
        if self._settings.unauthenticated:
            return {}
        async with self._asking:
            if self._until is None or self._now() >= self._until:
                self._token, lasts = await self._fetch(session)
                self._until = self._now() + max(timedelta(seconds=lasts) - _EARLY, timedelta(minutes=1))
        return {"Authorization": f"Bearer {self._token}"}

    def forget(self) -> None:
        """It was refused: the next call asks for another."""
        self._until = None

    async def _fetch(self, session: aiohttp.ClientSession) -> tuple[str, float]:
        try:
            status, body = await (
                self._by_secret(session) if self._settings.app_password else self._as_machine(session)
            )
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TeamsCallError(Failure(Trouble.UNREACHED, type(error).__name__)) from None
        token, lasts = body.get("access_token"), body.get("expires_in")
        if status == 200 and isinstance(token, str) and token:
            return token, float(lasts) if isinstance(lasts, int | float | str) and str(lasts).isdigit() else 3600.0
        if status >= 500 or status == 429:
            raise TeamsCallError(Failure(Trouble.PASSING, str(status), status))
        word = body.get("error")
        raise TeamsCallError(Failure(Trouble.CREDENTIALS, word if isinstance(word, str) else f"no token ({status})"))

    async def _by_secret(self, session: aiohttp.ClientSession) -> tuple[int, dict[str, Any]]:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._settings.app_id,
            "client_secret": self._settings.app_password or "",
            "scope": self._settings.cloud.scope,
        }
        address = f"{self._settings.cloud.login}/{self._settings.tenant_id}/oauth2/v2.0/token"
        async with session.post(address, data=asked, allow_redirects=False) as response:
            return response.status, _object(await response.json(content_type=None))

    async def _as_machine(self, session: aiohttp.ClientSession) -> tuple[int, dict[str, Any]]:
        asked = {"resource": self._settings.cloud.scope.removesuffix("/.default"), "client_id": self._settings.app_id}
        service = self._environment.get("IDENTITY_ENDPOINT")
        if service:
            headers = {"X-IDENTITY-HEADER": self._environment.get("IDENTITY_HEADER", "")}
            asked["api-version"] = "2019-08-01"
        else:
            service, headers = MACHINE, {"Metadata": "true"}
            asked["api-version"] = "2018-02-01"
        async with session.get(service, params=asked, headers=headers, allow_redirects=False) as response:
            return response.status, _object(await response.json(content_type=None))


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
