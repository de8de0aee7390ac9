"""Values that the storage tests start from."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any, TypeVar

from routing.item import (
    Author,
    Climb,
    Closing,
    Deadline,
    Item,
    Kind,
    PageStatus,
    Paging,
    Place,
    Post,
    Rung,
    State,
    Urgency,
)
from routing.reasons import Reason
from storage import items
from storage.database import Database

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)

PLAIN = Item(
    number=0,
    post=Post("facebook", "fb-1", "Hvor er pakken min? 📦", NOON),
    received_at=NOON + 2 * SECOND,
    state=State.NEW,
    version=1,
    domain="delivery",
    urgency=Urgency.NORMAL,
    kind=Kind.QUESTION,
    language="nb",
    expert="ada",
    owner=None,
    claimed_at=None,
    deadline=Deadline(NOON + 3 * HOUR, NOON, 3 * HOUR, Reason("target", {"target_seconds": 10800})),
    ladder=(),
    climb=Climb(),
    next_due_at=NOON + 90 * MINUTE,
    reasons=(),
    handbook="digest",
)

FULL = replace(
    PLAIN,
    post=Post(
        source="x",
        external_id="1790",
        text="Väntat i 3 timmar 😡 אבג ‮RTL‬ \N{REPLACEMENT CHARACTER}",
        posted_at=datetime(2026, 11, 2, 11, 59, 59, 123456, tzinfo=UTC),
        url="https://x.example/1790",
        author=Author("Åsa Ørn", "@asa", 1_200),
        language="sv",
        kind=Kind.CRITIQUE,
        in_reply_to="1789",
        attachments=("https://x.example/1.jpg", "https://x.example/2.jpg"),
        private=True,
    ),
    state=State.ANSWERED,
    urgency=Urgency.CRITICAL,
    owner="bo",
    claimed_at=NOON + 5 * MINUTE,
    deadline=Deadline(NOON + 3 * HOUR, NOON, 3 * HOUR, Reason("came_unstaffed", {"opens_at": "x"}), True),
    ladder=(
        Rung("half", "unclaimed", ("expert",), share=0.5),
        Rung("past", "open", ("managers", "lead"), offset=timedelta(minutes=-30)),
    ),
    climb=Climb(("half",), Paging("dee", ("dee", "cy"), PageStatus.WAITING, NOON + HOUR, NOON + 2 * HOUR), ("ada",)),
    reasons=(Reason("rule_matched", {"rule": "late", "words": "väntat"}), Reason("chosen", {"person": "ada"})),
    origin=Place("slack", "C1", "1762084799.000100"),
    closing=Closing(NOON + HOUR, "bo", "done", "https://x.example/1791", "Vi beklagar"),
    held_until=NOON + 4 * HOUR,
    marks={"draft": "1", "emoji": "🙏"},
)


def numbered(count: int, **changes: Any) -> list[Item]:
    """Items that differ by their external id."""
    return [replace(PLAIN, post=replace(PLAIN.post, external_id=f"n-{n}"), **changes) for n in range(count)]


def added(database: Database, *new: Item) -> list[Item]:
    with database.write() as transaction:
        stored = [items.insert(transaction, item) for item in new]
    found = [item for item in stored if item is not None]
    assert len(found) == len(new), "one of them was there already"
    return found


Result = TypeVar("Result")


def at_once(count: int, work: Callable[[int], Result]) -> list[Result]:
    """Run work(0) … work(count - 1) in threads that start together; their results in that order."""
    barrier = Barrier(count)

    def run(number: int) -> Result:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))
