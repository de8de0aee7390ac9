"""What is due climbs its ladder: decided in routing, written set by set, each rung at most once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers import announce, pausing
from handlers.carrying_out import carry_out
from handlers.departures import give_back
from handlers.lateness import LATE_AFTER, report
from handlers.paging import past_the_unreachable
from handlers.rung_messages import GATHERED_FOR
from handlers.scene import Scene
from routing.departure import released_by_departure
from routing.escalation import Step, step
from routing.item import Item
from routing.reasons import Reason
from storage import items, steps

CHUNK = 200
"""Items decided and written in one transaction: each costs little then, and a click waits for no more than these."""

PUT_OFF = timedelta(minutes=5)
"""How long an item waits whose step could not be decided; it is reported at once."""


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


def sweep(scene: Scene, since: datetime | None = None) -> Swept:
    """Takes one chunk of due items. Nothing due costs one look at an index.

    `since`: nothing before it counts as late, since the clock was moved there by hand.
    """
    due = items.due(scene.transaction, scene.now, CHUNK)
    lateness = _take(scene, due, since)
    scene.wakes.at(scene.now if len(due) == CHUNK else items.earliest_due(scene.transaction))
    return Swept(len(due), lateness)


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


def _take(scene: Scene, due: Sequence[Item], since: datetime | None) -> tuple[timedelta, ...]:
    """Takes the steps; how late each was that was one. Those too late are reported."""
    left = [item for item in due if released_by_departure(item, scene.handbook, scene.now)]
    if left:
        give_back(scene, left)
        due = [item for item in due if item not in left]
    over = [item for item in due if pausing.is_over(item, scene)]
    if over:
        pausing.end(scene, over)
        due = [item for item in due if item not in over]
    moments = [item.next_due_at for item in (*over, *_climb(scene, due)) if item.next_due_at is not None]
    expected = moments if since is None else [max(moment, since) for moment in moments]
    lateness = tuple(max(scene.now - moment, timedelta()) for moment in expected)
    missed = [moment for moment, late in zip(expected, lateness, strict=True) if late > LATE_AFTER]
    if missed:
        report(scene, missed, max(lateness))
    return lateness


def _climb(scene: Scene, due: Sequence[Item]) -> list[Item]:
    """Decides, writes and tells; the items, as they were, of which anything came."""
    if not due:
        return []
    decided = {item.number: (item, _decide(scene, item)) for item in due}
    after = {number: _climbed(item, taken) for number, (item, taken) in decided.items()}
    pairs = [(item, after[number]) for number, (item, _) in decided.items()]
    won = sorted(steps.write_steps(scene.transaction, pairs))
    reminded_at = scene.now + GATHERED_FOR if len(due) == CHUNK else scene.now
    carry_out(scene, [(after[number], decided[number][1]) for number in won], reminded_at)
    return [item for item, taken in map(decided.__getitem__, won) if taken.is_something(item.climb)]


def _decide(scene: Scene, item: Item) -> Step:
    return past_the_unreachable(scene, item, step(item, scene.handbook, scene.now))


def _climbed(item: Item, taken: Step) -> Item:
    return replace(item, climb=taken.climb, next_due_at=taken.next_due_at)
