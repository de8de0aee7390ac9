"""What is due climbs its ladder: decided in routing, written set by set, each rung at most once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers import announce, pausing
from handlers.departures import give_back, released_by_departure
from handlers.moves import SYSTEM
from handlers.paging import page_person, past_the_unreachable, unreachable
from handlers.scene import Scene
from routing.escalation import Step, step
from routing.item import Item
from routing.reasons import Reason
from storage import history, items
from storage.history import NewEntry

CHUNK = 100
"""Items decided and written in one transaction (measured: 100 a transaction is 20 times faster than one by one)."""

PUT_OFF = timedelta(minutes=5)
"""How long an item waits whose step could not be decided; it is reported at once."""


@dataclass(frozen=True)
class Swept:
    """How many items were due in this chunk; as many as CHUNK means there may be more."""

    due: int


def sweep(scene: Scene) -> Swept:
    """Takes one chunk of due items. Nothing due costs one look at an index."""
    due = items.due(scene.transaction, scene.now, CHUNK)
    _take(scene, due)
    scene.wakes.at(scene.now if len(due) == CHUNK else items.earliest_due(scene.transaction))
    return Swept(len(due))


def due_numbers(scene: Scene) -> list[int]:
    """The numbers of a chunk that failed: to be taken one by one."""
    return items.due_numbers(scene.transaction, scene.now, CHUNK)


def sweep_one(scene: Scene, number: int) -> None:
    """Takes one due item in a transaction of its own."""
    item = items.lock(scene.transaction, number)
    if item is not None and item.next_due_at is not None and item.next_due_at <= scene.now:
        _take(scene, [item])


def put_off(scene: Scene, number: int, error: str) -> None:
    """The item whose step cannot be taken waits a little, and the administrators are told: the others' clocks go on."""
    items.put_off(scene.transaction, number, scene.now + PUT_OFF)
    announce.fault(scene, Reason("step_failed", {"number": number, "error": error}))


def _take(scene: Scene, due: Sequence[Item]) -> None:
    left = [item for item in due if released_by_departure(item, scene.handbook, scene.now)]
    if left:
        give_back(scene, left)
        due = [item for item in due if item not in left]
    over = [item for item in due if pausing.is_over(item, scene)]
    if over:
        pausing.end(scene, over)
        due = [item for item in due if item not in over]
    _climb(scene, due)


def _climb(scene: Scene, due: Sequence[Item]) -> None:
    if not due:
        return
    steps = {item.number: (item, _decide(scene, item)) for item in due}
    after = [(item, _climbed(item, taken)) for item, taken in steps.values()]
    for number in items.write_steps(scene.transaction, after):
        item, taken = steps[number]
        carry_out(scene, _climbed(item, taken), taken)


def _decide(scene: Scene, item: Item) -> Step:
    return past_the_unreachable(scene, item, step(item, scene.handbook, scene.now))


def _climbed(item: Item, taken: Step) -> Item:
    return replace(item, climb=taken.climb, next_due_at=taken.next_due_at)


def carry_out(scene: Scene, item: Item, taken: Step) -> None:
    """Queues the step's messages and writes its lines of history. The item's row is locked by this transaction."""
    told = list(taken.notes)
    if any(notice.person is None for notice in taken.notices):
        told += _tell_managers(scene, item)
    for notice in taken.notices:
        if notice.person is None:
            continue
        told.append(Reason(notice.reason.code, {**notice.reason.values, "told": notice.person}))
        if not announce.notice(scene, item, notice.person, notice.rung, notice.reason):
            told.append(unreachable(scene, notice.person))
    if taken.page is not None:
        told.append(Reason(taken.page.reason.code, {**taken.page.reason.values, "paged": taken.page.person}))
        page_person(scene, item, taken.page)
    if told:
        lines = [NewEntry(item.number, scene.now, SYSTEM, reason.code, reason.values) for reason in told]
        history.append_many(scene.transaction, lines)
    if told or taken.became_late:
        announce.item_changed(scene, item)


def _tell_managers(scene: Scene, item: Item) -> list[Reason]:
    """One line in the managers' channel for an item's whole life; the history says when it came there."""
    new = [announce.managers(scene, item, desk) for desk in scene.desks]
    return [Reason("managers_told")] if any(new) else []
