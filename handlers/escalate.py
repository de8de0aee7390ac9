"""What is due climbs its ladder: decided in routing, written set by set, each rung at most once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import announce, pausing, requests
from handlers.carrying_out import carry_out
from handlers.decided import Ahead, decided, due_items, look_ahead
from handlers.departures import give_back
from handlers.lateness import LATE_AFTER, report
from handlers.paging import past_the_unreachable
from handlers.rung_messages import GATHERED_FOR
from handlers.scene import Scene
from routing.departure import released_by_departure
from routing.escalation import Step
from routing.item import Item
from routing.reasons import Reason
from storage import items, outbox
from storage.steps import Stepped, write_steps

CHUNK = 200
"""Items decided and written in one transaction: each costs little then, and a click waits for no more than these."""

PUT_OFF = timedelta(minutes=5)
"""How long an item waits whose step could not be decided; it is reported at once."""

UNSEEN = timedelta(minutes=1)
"""How much later than the last look something may have been stored before the clock was set back."""


@dataclass(frozen=True)
class Swept:
    """How many items were due in this chunk; as many as CHUNK means there may be more.

    `lateness` is how late each step was that changed something or told somebody, `late` how many of them were too late.
    """

    due: int
    lateness: tuple[timedelta, ...] = ()

    @property
    def late(self) -> int:
        return sum(one > LATE_AFTER for one in self.lateness)


def sweep(scene: Scene, since: datetime | None = None, ahead: Ahead | None = None) -> Swept:
    """Takes one chunk of due items. Nothing due costs one look at an index.

    `since`: nothing before it counts as late, since the clock was moved there by hand. `ahead`: what `look_ahead` has
    decided beforehand on some of them.
    """
    found = due_items(scene, CHUNK, ahead)
    lateness = _take(scene, found, since, ahead)
    scene.wakes.at(scene.now if len(found) == CHUNK else items.earliest_due(scene.transaction))
    return Swept(len(found), lateness)


def decide_ahead(scene: Scene, before: Ahead | None) -> Ahead:
    """Decides on the next chunk, while the one `before` is perhaps being written. Reads only."""
    return look_ahead(scene, before.steps if before is not None else (), CHUNK)


def last_sign(scene: Scene) -> datetime | None:
    """Until when the clock has been, as far as it can be seen, where nobody remembers it."""
    return outbox.newest_settled(scene.transaction)


def look_again(scene: Scene, until: datetime) -> None:
    """The clock was set back from `until`: what was changed when it was due already waits for that moment to come once
    more, and must not."""
    items.look_again_before(scene.transaction, scene.now, until + UNSEEN)


def due_numbers(scene: Scene) -> list[int]:
    """The numbers of a chunk that failed: to be taken one by one."""
    return items.due_numbers(scene.transaction, scene.now, CHUNK)


def sweep_one(scene: Scene, number: int, since: datetime | None = None) -> Swept:
    """Takes one due item in a transaction of its own."""
    item = items.lock(scene.transaction, number)
    if item is not None and item.next_due_at is not None and item.next_due_at <= scene.now:
        return Swept(1, _take(scene, [item], since))
    return Swept(0)


def put_off(scene: Scene, number: int, error: str) -> None:
    """The item whose step cannot be taken waits a little, and the administrators are told: the others' clocks go on."""
    items.put_off(scene.transaction, number, scene.now + PUT_OFF)
    announce.fault(scene, Reason("step_failed", {"number": number, "error": error}))


def _take(
    scene: Scene, found: Sequence[Item], since: datetime | None, ahead: Ahead | None = None
) -> tuple[timedelta, ...]:
    """Takes the steps; how late each was that was one. Those too late are reported."""
    left = [item for item in found if released_by_departure(item, scene.handbook, scene.now)]
    if left:
        give_back(scene, _whole(scene, left))
        found = _without(found, left)
    over = [item for item in found if pausing.is_over(item, scene)]
    if over:
        pausing.end(scene, _whole(scene, over))
        found = _without(found, over)
    unheard = [item for item in found if requests.is_over(item, scene)]
    if unheard:
        requests.go_on(scene, _whole(scene, unheard))
        found = _without(found, unheard)
    moments = [
        item.next_due_at for item in (*over, *unheard, *_climb(scene, found, ahead)) if item.next_due_at is not None
    ]
    expected = moments if since is None else [max(moment, since) for moment in moments]
    lateness = tuple(max(scene.now - moment, timedelta()) for moment in expected)
    missed = [moment for moment, late in zip(expected, lateness, strict=True) if late > LATE_AFTER]
    if missed:
        report(scene, missed, max(lateness))
    return lateness


def _whole(scene: Scene, found: Sequence[Item]) -> list[Item]:
    """The same items with everything that a step does not look at."""
    known = {item.number: item for item in items.read_many(scene.transaction, [item.number for item in found])}
    return [known[item.number] for item in found]


def _without(found: Sequence[Item], settled: Sequence[Item]) -> list[Item]:
    numbers = {item.number for item in settled}
    return [item for item in found if item.number not in numbers]


def _climb(scene: Scene, found: Sequence[Item], ahead: Ahead | None) -> list[Item]:
    """Decides, writes and tells; the items of which anything came."""
    if not found:
        return []
    steps = {item.number: (item, _decide(scene, item, ahead)) for item in found}
    stepped = [Stepped(item, taken.climb, taken.next_due_at) for item, taken in steps.values()]
    won = [steps[number] for number in sorted(write_steps(scene.transaction, stepped))]
    reminded_at = scene.now + GATHERED_FOR if len(found) == CHUNK else scene.now
    carry_out(scene, won, reminded_at)
    return [item for item, taken in won if taken.is_something(item.climb)]


def _decide(scene: Scene, item: Item, ahead: Ahead | None) -> Step:
    return past_the_unreachable(scene, item, decided(scene, item, ahead))
