"""A source of the stories that can publish answers, in this process: what it is given stands there, or does not."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from handlers.parcels import PublicAnswer
from routing.delivery import GaveUp, Published, RetryAfter, Unknown


@dataclass
class StandIn:
    """`befalls` is what befalls the next answers, in order: an outcome, after which nothing stands there; "lost", when
    it stands there and nobody hears of it. Then all goes well. `deaf`: it cannot be asked what stands there. `opens`
    is waited for before an answer stands there, `lets_go` before anybody hears of it."""

    source: str = "facebook"
    account: str = "Fjellro (Facebook page)"
    longest: int = 300
    befalls: list[RetryAfter | GaveUp | Unknown | str] = field(default_factory=list)
    given: list[PublicAnswer] = field(default_factory=list)
    standing: dict[str, PublicAnswer] = field(default_factory=dict)
    deaf: bool = False
    opens: asyncio.Event | None = None
    lets_go: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    async def publish(self, answer: PublicAnswer) -> Published | RetryAfter | GaveUp | Unknown:
        self.given.append(answer)
        await self._held(self.opens)
        trouble = self.befalls.pop(0) if self.befalls else ""
        if not isinstance(trouble, str):
            return trouble
        assert answer.token not in self.standing, "it is published twice"
        self.standing[answer.token] = answer
        await self._held(self.lets_go)
        if trouble == "lost":
            return Unknown("connection_reset")
        return self._published(answer.token)

    async def look_up(self, token: str, since: datetime) -> Published | None:
        if self.deaf:
            raise ConnectionRefusedError
        return self._published(token) if token in self.standing else None

    async def close(self) -> None:
        """There is nothing to let go of."""

    @property
    def words(self) -> list[str]:
        """What stands there, in order."""
        return [answer.text for answer in self.standing.values()]

    async def _held(self, gate: asyncio.Event | None) -> None:
        if gate is not None:
            self.reached.set()
            await gate.wait()

    def _published(self, token: str) -> Published:
        number = list(self.standing).index(token) + 1
        return Published(f"https://www.facebook.com/fjellro/answers/{number}", f"answer-{number}")
