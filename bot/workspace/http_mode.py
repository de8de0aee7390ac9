"""HTTP mode: events, interactions and commands as signed POST requests to the app's request URL."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from bot.workspace.model import Json
from bot.workspace.outbound import Answer, Retry
from bot.workspace.signing import signed_headers

FORM = "application/x-www-form-urlencoded"


class HttpMode:
    """Posts to `url()`; the secret is asked each time, so that a test may change it."""

    def __init__(self, url: Callable[[], str | None], secret: Callable[[], str]) -> None:
        self._url = url
        self._secret = secret
        self._session: aiohttp.ClientSession | None = None

    def connected(self) -> bool:
        """Whether there is an address to send to; Slack tries it whoever listens."""
        return self._url() is not None

    async def send(self, kind: str, payload: Json, retry: Retry, within: float) -> Answer:
        """POST one payload; any 2xx acknowledges, and its JSON or text body is the answer."""
        url = self._url()
        if url is None:
            return Answer(False, reason="connection_failed")
        body, content_type = encoded(kind, payload)
        headers = signed_headers(self._secret(), body) | {"Content-Type": content_type}
        if retry.attempt:
            headers |= {"x-slack-retry-num": str(retry.attempt), "x-slack-retry-reason": retry.reason}
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            async with (
                asyncio.timeout(within),
                self._session.post(url, data=body, headers=headers, allow_redirects=False) as response,
            ):
                text = await response.text()
                if 200 <= response.status < 300:
                    return Answer(True, spoken(text, response.content_type))
                wanted = response.headers.get("x-slack-no-retry") != "1"
                return Answer(False, reason="http_error", retry=wanted)
        except TimeoutError:
            return Answer(False, reason="http_timeout")
        except aiohttp.ClientError:
            return Answer(False, reason="connection_failed")

    async def close(self) -> None:
        """Let go of all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    """Return the body and content type in which Slack sends this kind of payload."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}).encode(), FORM
    return urlencode(payload).encode(), FORM


def spoken(text: str, content_type: str) -> Json:
    """Return a response body as the payload that it stands for."""
    if not text:
        return {}
    if content_type != "application/json":
        return {"text": text}
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
