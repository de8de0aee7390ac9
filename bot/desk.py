"""What the process asks of a desk, Slack and Teams alike."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime
from typing import Protocol

from aiohttp import web

from handlers.intents import Intent
from handlers.parcels import Mark, Parcel
from handlers.replies import Reply
from handlers.words import Speaker
from routing.delivery import Outcome
from routing.item import Place

Ask = Callable[[Intent], Awaitable[Reply]]
"""Stores what is asked and answers after the commit. Raises when it could not be stored."""

Speaks = Callable[[str], Speaker]
"""Who says the desk's own sentences to one of its users: in their language; to "", a channel, in the company's."""


class Desk(Protocol):
    """One chat platform, connected. `name` is "slack" or "teams"; `edits_a_minute` how many messages it lets us edit in
    a minute, over all conversations, None where each conversation has its own limit."""

    name: str
    edits_a_minute: int | None

    def routes(self) -> list[web.RouteDef]:
        """Where it listens on the process's web server."""

    async def start(self) -> None:
        """Connects and begins to listen; returns when events can arrive."""

    async def stop(self) -> None:
        """Finishes what is being handled and disconnects."""

    async def send(self, parcel: Parcel | Mark) -> Outcome:
        """Sends once, never waits and repeats by itself: the courier decides about another try."""

    async def find(self, conversation: str, tokens: Collection[str], since: datetime) -> Mapping[str, Place]:
        """Which of these sends did arrive in the conversation, after all: asked before anything is sent again.

        None of them was sent before `since`.
        """

    async def quiet_time(self, user: str) -> tuple[datetime, datetime] | None:
        """When the user's chat makes no sound, now or next (UTC); None for never, and where nobody can see it.

        Raises when the desk cannot be asked.
        """

    def link(self, place: Place) -> str:
        """An address that opens one of its messages; "" where there is none."""

    async def catch_up(self) -> None:
        """Submits what was written in the intake channels while nobody listened."""
