"""What the process asks of a source that can publish answers. No source does so far: this is where one is put in."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from handlers.parcels import PublicAnswer
from handlers.publishing import SENDER
from routing.delivery import GaveUp, Outcome, Published, RetryAfter, Sent, Unknown
from routing.item import Place
from routing.publishing import Account

log = logging.getLogger(__name__)

LONGEST_CALL = 20.0
"""Real seconds for one try: well within the lease."""


class Publisher(Protocol):
    """One account at one source. `source` is the word that posts of it carry ("facebook"); `account` as whom answers go
    out, in people's words ("Fjellbrød (Facebook page)"); `longest` the characters that one answer may have."""

    source: str
    account: str
    longest: int

    async def publish(self, answer: PublicAnswer) -> Published | RetryAfter | GaveUp | Unknown:
        """Publishes once, word for word; never waits and repeats by itself. The answer's token goes out with it where
        the source can keep it. `reason` of GaveUp and Unknown is the source's own error word, without anybody's words.
        """

    async def look_up(self, token: str, since: datetime) -> Published | None:
        """Whether the answer of this token stands there, after all: asked before it is sent again. It was not sent
        before `since`. Raises when the source cannot be asked, or cannot tell: then nothing is sent."""

    async def close(self) -> None:
        """Lets go of what it holds. May be called twice."""


class Carrier:
    """A publisher as the courier sees it. Whatever happens while it publishes is an outcome, and never a second try
    without a look."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    async def send(self, answer: PublicAnswer) -> Outcome:
        try:
            async with asyncio.timeout(LONGEST_CALL):
                outcome = await self._publisher.publish(answer)
        except TimeoutError:
            return Unknown("timeout")
        except Exception as error:
            log.error("publishing to %s failed: %s", self._publisher.source, type(error).__name__)
            return Unknown(type(error).__name__)
        return Sent(_place(answer.desk, outcome)) if isinstance(outcome, Published) else outcome

    async def find(self, conversation: str, tokens: Collection[str], since: datetime) -> Mapping[str, Place]:
        """Which of these stand there. Raises when the source cannot be asked."""
        found: dict[str, Place] = {}
        async with asyncio.timeout(LONGEST_CALL):
            for token in tokens:
                published = await self._publisher.look_up(token, since)
                if published is not None:
                    found[token] = _place(SENDER + self._publisher.source, published)
        return found

    async def close(self) -> None:
        await self._publisher.close()


def carriers_of(publishers: Mapping[str, Publisher]) -> dict[str, Carrier]:
    """By the names that the outbox has for them."""
    return {SENDER + source: Carrier(publisher) for source, publisher in publishers.items()}


def accounts_of(publishers: Mapping[str, Publisher]) -> dict[str, Account]:
    """As whom answers go out, by source."""
    return {source: Account(publisher.account, publisher.longest) for source, publisher in publishers.items()}


def _place(desk: str, published: Published) -> Place:
    """Where an answer stands: its own name at the source, and the address that opens it."""
    return Place(desk, published.external_id, published.link)
