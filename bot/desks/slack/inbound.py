"""Bolt, set up so that nothing is acknowledged before it is stored, and nothing private is printed."""

import os
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.desks.slack.api import Json, SlackCallError
from bot.desks.slack.asking import NotStoredError
from bot.desks.slack.events import Events
from bot.desks.slack.interactions import Interactions
from bot.desks.slack.noticed import Self
from bot.desks.slack.quiet import LOG, vendors_log
from bot.desks.slack.settings import SlackSettings
from bot.desks.slack.submissions import Submissions
from bot.desks.slack.unsent import Unsent

_ANY = re.compile("")

_READ_BY_BOLT = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "SLACK_VERIFICATION_TOKEN")
"""The first two switch OAuth on in silence, and with it a store of tokens in the home directory."""


class Inbound:
    """Hands what Slack sends to those who handle it, and tells Slack when it is stored."""

    def __init__(
        self,
        settings: SlackSettings,
        events: Events,
        interactions: Interactions,
        submissions: Submissions,
        unsent: Unsent,
    ) -> None:
        self._events = events
        self._interactions = interactions
        self._submissions = submissions
        self._unsent = unsent
        self._authorization: AuthorizeResult | None = None
        with _without(_READ_BY_BOLT):
            self.app = AsyncApp(
                logger=vendors_log(),
                name="svarvakt",
                client=AsyncWebClient(base_url=settings.api_url, logger=vendors_log(), retry_handlers=[]),
                signing_secret=settings.signing_secret or "",
                # Not `token`: then Bolt asks auth.test at the first event, and answers 200 when that fails.
                authorize=_function(self._authorize),
                process_before_response=True,
                raise_error_for_unhandled_request=True,
                attaching_conversation_kwargs_enabled=False,
            )
        self._listen()

    def connected(self, us: Self) -> None:
        """Tell everybody who we are."""
        self._events.us = self._interactions.us = us
        self._authorization = AuthorizeResult(
            enterprise_id=None, team_id=us.team, bot_user_id=us.user, bot_id=us.bot, bot_token="unused"
        )

    async def _authorize(self) -> AuthorizeResult:
        if self._authorization is None:
            raise NotStoredError
        return self._authorization

    def _listen(self) -> None:
        app = self.app
        app.event(_ANY)(self._event)
        app.command(_ANY)(self._command)
        app.action(_ANY)(self._action)
        app.shortcut(_ANY)(self._shortcut)
        app.view_submission(_ANY)(self._submission)
        app.view_closed(_ANY)(self._closed)
        app.options(_ANY)(self._nothing)
        app.error(self._failed)

    async def _event(self, body: Json, request: AsyncBoltRequest) -> None:
        await self._events.received(body, _repeat(request))

    async def _command(self, ack: AsyncAck, body: Json) -> None:
        await ack(await self._interactions.commanded(body) or "")

    async def _action(self, ack: AsyncAck, body: Json) -> None:
        if body.get("type") == "block_actions" and not self._unsent.typed(body):
            # What stands in the form comes along with the click.
            self._unsent.forget(str((body.get("view") or {}).get("id")))
            await self._interactions.clicked(body)
        await ack()

    async def _shortcut(self, ack: AsyncAck, body: Json) -> None:
        await self._interactions.shortcut(body)
        await ack()

    async def _submission(self, ack: AsyncAck, body: Json) -> None:
        self._unsent.forget(str(body["view"].get("id")))
        await ack(await self._submissions.submitted(body) or "")

    async def _closed(self, ack: AsyncAck, body: Json) -> None:
        await self._unsent.closed(body)
        await ack()

    async def _nothing(self, ack: AsyncAck) -> None:
        await ack()

    async def _failed(self, error: Exception) -> BoltResponse:
        """Answer for what nobody handles (200, no more of it) and for what was not stored (Slack sends it again)."""
        if isinstance(error, BoltUnhandledRequestError):
            return BoltResponse(status=200, body="")
        if isinstance(error, NotStoredError | SlackCallError):
            return BoltResponse(status=503, body="")
        LOG.error("something Slack sent was not stored: %s", type(error).__name__)
        return BoltResponse(status=500, body="")


def _function(method: Callable[[], Awaitable[AuthorizeResult]]) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Return a plain function: of a bound method Bolt would take `self` for something to fill in."""

    async def function() -> AuthorizeResult:
        return await method()

    return function


def _repeat(request: AsyncBoltRequest) -> int:
    number = request.headers.get("x-slack-retry-num", ["0"])[0]
    return int(number) if number.isdecimal() else 0


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    taken = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(taken)
