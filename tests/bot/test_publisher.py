"""A source that can publish, as the courier sees it: whatever befalls it is an outcome."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.sources import publisher
from bot.sources.publisher import Carrier, accounts_of, carriers_of
from handlers.parcels import PublicAnswer
from routing.delivery import GaveUp, Outcome, RetryAfter, Sent, Unknown
from routing.item import Place
from routing.publishing import Account
from tests.stories.publisher import StandIn

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
ANSWER = PublicAnswer("t", "publisher:facebook", "answers", "facebook", "Fjellro", "Hei!", "1", "https://x.example/1")
STANDS = Place("publisher:facebook", "answer-1", "https://www.facebook.com/fjellro/answers/1")


class Broken(StandIn):
    async def publish(self, answer: PublicAnswer) -> GaveUp:
        raise KeyError("a mistake")


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        (StandIn(), Sent(STANDS)),
        (StandIn(befalls=[RetryAfter(9)]), RetryAfter(9)),
        (StandIn(befalls=[GaveUp("no")]), GaveUp("no")),
        (StandIn(befalls=["lost"]), Unknown("connection_reset")),
        (StandIn(opens=asyncio.Event()), Unknown("timeout")),
        (Broken(), Unknown("KeyError")),
    ],
    ids=["published", "later", "never", "lost", "slow", "broken"],
)
async def test_how_a_try_ends(source: StandIn, outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher, "LONGEST_CALL", 0.05)
    assert await Carrier(source).send(ANSWER) == outcome


async def test_what_stands_there_is_found_and_who_cannot_be_asked_says_so() -> None:
    source = StandIn(befalls=["lost"])
    carrier = carriers_of({"facebook": source})["publisher:facebook"]
    await carrier.send(ANSWER)
    assert await carrier.find("answers", ["t", "other"], NOW) == {"t": STANDS}
    source.deaf = True
    with pytest.raises(ConnectionRefusedError):
        await carrier.find("answers", ["t"], NOW)


def test_as_whom_answers_go_out() -> None:
    assert accounts_of({"facebook": StandIn()}) == {"facebook": Account("Fjellro (Facebook page)", 300)}
