"""One call to Slack's Web API: tried once, ten seconds at most, and a failure that says what it means for a repeat."""

from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.desks.slack.quiet import vendors_log
from bot.desks.slack.settings import SlackSettings

Json = dict[str, Any]

_WITHOUT_RETRY_AFTER = 1.0
_GATEWAY = frozenset({502, 504})


class Trouble(StrEnum):
    """What is known about a call that failed."""

    REFUSED = "refused"
    """Slack said no (`ok: false`); `word` is its error word."""
    LIMITED = "limited"
    """Too many calls; `seconds` is how long Slack wants us to wait. Nothing was done."""
    UNREACHED = "unreached"
    """No connection came about. Nothing was done."""
    FAILED = "failed"
    """Slack answered that it is out of order."""
    LOST = "lost"
    """The request went out and no usable answer came back: it may have been done."""


@dataclass(frozen=True)
class Failure:
    """Why a call failed: kind, word (Slack's own, or the name of an exception) and seconds to wait.

    `scope` is the one that Slack says our token lacks ("missing_scope").
    """

    trouble: Trouble
    word: str
    seconds: float = 0.0
    scope: str = ""


class SlackCallError(Exception):
    """A call failed; the text holds the kind and Slack's error word, never what was sent."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.trouble}: {failure.word}")
        self.failure = failure


class Api:
    """The Web API with one pool of connections. `seconds` is real time for one whole call."""

    def __init__(self, settings: SlackSettings, seconds: float = 10.0) -> None:
        self._seconds = seconds
        self._logger = vendors_log()
        self.client = AsyncWebClient(
            token=settings.bot_token, base_url=settings.api_url, logger=self._logger, retry_handlers=[]
        )
        self.direct = is_loopback(settings.api_url)
        if self.direct:
            # The SDK takes HTTP_PROXY from the environment and knows no exceptions to it.
            self.client.proxy = None

    async def open(self) -> None:
        """Make the pool; needs the running loop."""
        limits = aiohttp.ClientTimeout(total=self._seconds, sock_connect=self._seconds / 2)
        self.client.session = aiohttp.ClientSession(timeout=limits)

    async def close(self) -> None:
        """Close the pool."""
        if self.client.session is not None:
            await self.client.session.close()

    async def call(self, request: Awaitable[AsyncSlackResponse]) -> Json:
        """Return the answer's body; raises SlackCallError."""
        try:
            answer = await request
        except SlackApiError as error:
            raise SlackCallError(_from_answer(error)) from None
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise SlackCallError(Failure(Trouble.UNREACHED, type(error).__name__)) from None
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, AttributeError) as error:
            # AttributeError: the SDK looks for "ok" in a body that is no JSON object.
            raise SlackCallError(Failure(Trouble.LOST, type(error).__name__)) from None
        if not isinstance(answer.data, dict):
            raise SlackCallError(Failure(Trouble.LOST, "no_json"))
        return answer.data

    async def respond(self, url: str, said: Json) -> None:
        """Post to a response URL; raises SlackCallError."""
        webhook = AsyncWebhookClient(url, session=self.client.session, logger=self._logger, retry_handlers=[])
        if self.direct:
            webhook.proxy = None
        try:
            answer = await webhook.send_dict(said)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise SlackCallError(Failure(Trouble.LOST, type(error).__name__)) from None
        if answer.status_code != 200:
            raise SlackCallError(Failure(Trouble.REFUSED, f"http_{answer.status_code}"))


def is_loopback(url: str) -> bool:
    """Whether the address is on this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _from_answer(error: SlackApiError) -> Failure:
    answer = error.response
    status = int(getattr(answer, "status_code", 0) or getattr(answer, "status", 0) or 0)
    data = getattr(answer, "data", None)
    word = str(data.get("error") or f"http_{status}") if isinstance(data, dict) else f"http_{status}"
    if status == 429 or word in ("ratelimited", "rate_limited"):
        return Failure(Trouble.LIMITED, word, _retry_after(getattr(answer, "headers", None)))
    if status in _GATEWAY:
        return Failure(Trouble.LOST, word)
    if status >= 500:
        return Failure(Trouble.FAILED, word)
    if not isinstance(data, dict) or not data.get("error"):
        return Failure(Trouble.LOST, word)
    return Failure(Trouble.REFUSED, word, scope=str(data.get("needed") or "") if word == "missing_scope" else "")


def _retry_after(headers: Any) -> float:
    try:
        return max(float((headers or {}).get("Retry-After", _WITHOUT_RETRY_AFTER)), 0.0)
    except ValueError:
        return _WITHOUT_RETRY_AFTER
