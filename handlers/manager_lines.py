"""Lines in the managers' channel: one an item, and one message for many that come there at the same time.

Each item's history says that it was told; the message is brought up to date as a line is, until all of it is settled.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from handlers import announce
from handlers.bursts import APART
from handlers.drawn import placement_of
from handlers.moves import SYSTEM
from handlers.scene import Scene
from handlers.together import MOST_APART, SOON, WAITED
from routing.audience import OWED_CHANNEL, late_from, needs_line
from routing.delivery import Priority
from routing.escalation import due_from
from routing.item import Item, Owed, Place
from storage import history, items, manager_lines, placements
from storage.courier import Leased
from storage.manager_lines import COMING, KIND, NEW
from storage.outbox import Queued
from storage.steps import Stepped, write_steps

TOLD_WITH_OTHERS = "told_with_others"


def with_the_waiting(scene: Scene, leased: Leased) -> None:
    """A leased line takes those along that wait behind it, when they are too many to come apart.

    What it takes is settled in the same transaction; the items have their place from now on, whatever becomes of it.
    A change of a message about many items takes all further changes of it along.
    """
    if leased.kind != KIND:
        return
    place = placement_of(scene, leased, KIND)
    if place is not None:
        _with_other_changes(scene, leased, place)
        return
    rows = manager_lines.waiting(scene.transaction, leased.desk, leased.conversation, scene.now + SOON)
    known = manager_lines.sharing(scene.transaction, coming(leased))
    waited = leased.payload.get(WAITED) or known
    if sum(row.is_new for row in rows) < (1 if waited else MOST_APART):
        return
    rows = manager_lines.waiting(scene.transaction, leased.desk, leased.conversation, scene.now + APART)
    found = items.read_many(scene.transaction, [_number(row.subject) for row in rows if row.is_new])
    needed = {announce.item_subject(item.number) for item in found if needs_line(item, scene.now)}
    standing = {subject for desk, subject in placements.standing(scene.transaction, KIND, sorted(needed))
                if desk == leased.desk}  # fmt: skip
    taken = [row for row in rows if row.is_new and row.subject in needed - standing - {leased.subject}]
    subjects = manager_lines.settle(scene.transaction, taken, TOLD_WITH_OTHERS, scene.now)
    manager_lines.share(scene.transaction, coming(leased), sorted(subjects))


def _with_other_changes(scene: Scene, leased: Leased, place: Place) -> None:
    others = set(manager_lines.sharing(scene.transaction, place)) - {leased.subject}
    if others:
        rows = manager_lines.waiting(scene.transaction, leased.desk, leased.conversation, scene.now + SOON)
        behind = [row for row in rows if row.subject in others]
        manager_lines.settle(scene.transaction, behind, TOLD_WITH_OTHERS, scene.now)


def coming(leased: Leased) -> Place:
    """Where the items stand that a line brings along, until it has arrived: the same for each try."""
    return Place(leased.desk, leased.conversation, f"{COMING}{leased.subject}")


def is_coming(place: Place) -> bool:
    return place.message.startswith(COMING)


def together_with(scene: Scene, leased: Leased, place: Place | None) -> list[Item]:
    """All items that the line is about, itself among them."""
    subjects = {leased.subject, *manager_lines.sharing(scene.transaction, place or coming(leased))}
    return list(items.read_many(scene.transaction, sorted(map(_number, subjects))))


def arrived(scene: Scene, leased: Leased, place: Place, drawn: str) -> bool:
    """The line stands there and says that; what was changed while it was on its way is said at once. True when it is
    about many items."""
    brought = manager_lines.moved(scene.transaction, coming(leased), place.message, drawn)
    changed = manager_lines.moved(scene.transaction, place, place.message, drawn)
    if brought:
        announce.queue(scene, Queued(
            desk=leased.desk, conversation=leased.conversation, kind=KIND, subject=leased.subject, payload={},
            priority=Priority.NOTICE, merge_key=leased.merge_key, due_at=scene.now,
        ))  # fmt: skip
    return changed > 1


def deleted(scene: Scene, leased: Leased, place: Place) -> None:
    """Somebody deleted the message: the row that found it brings all its items once more."""
    manager_lines.moved(scene.transaction, place, coming(leased).message, "")


def never_arrives(scene: Scene, leased: Leased) -> None:
    """The row is given up: what it took along may be told anew."""
    manager_lines.gone(scene.transaction, coming(leased))


def held_back(scene: Scene, leased: Leased) -> None:
    """The line was not sent, since somebody has taken its items in time: it is owed until they are late or free."""
    if placement_of(scene, leased, KIND) is not None:
        return
    about = together_with(scene, leased, None)
    manager_lines.gone(scene.transaction, coming(leased))
    for number in sorted(item.number for item in about):
        item = items.lock(scene.transaction, number)
        if item is None or not item.state.is_open:
            continue
        if needs_line(item, scene.now):
            announce.managers(scene, item, leased.desk)  # given back at this very moment
        else:
            _owe(scene, item)


def _owe(scene: Scene, item: Item) -> None:
    rung = next(
        (rung for rung in reversed(item.ladder) if "managers" in rung.whom and rung.id in item.climb.done), None
    )
    if rung is None or any(one.person == OWED_CHANNEL for one in item.climb.owed):
        return
    owed = Owed(OWED_CHANNEL, rung.id, late_from(item))
    climb = replace(item.climb, owed=(*item.climb.owed, owed))
    due_at = due_from(replace(item, climb=climb), scene.handbook, scene.now)
    if write_steps(scene.transaction, [Stepped(item, climb, due_at)]):
        values = {"rung": rung.id, "person": item.owner or ""}
        history.append(scene.transaction, item.number, scene.now, SYSTEM, "managers_not_yet", values)
        announce.history_changed(scene, item)
        scene.wakes.at(due_at)


def spread(scene: Scene, outgoing: Sequence[Queued], hurried: Collection[str]) -> list[Queued]:
    """The messages with the new lines among them put off that managers are not to have one by one.

    After three within ten minutes the next come ten minutes after the last, as one. Those about `hurried` subjects do
    not wait.
    """
    found = list(outgoing)
    places: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(found):
        if one.kind == KIND and one.payload.get(NEW) and one.subject not in hurried:
            places.setdefault((one.desk, one.conversation), []).append(place)
    for (desk, conversation), lines in places.items():
        known = manager_lines.lately(scene.transaction, desk, conversation, scene.now - APART, scene.now)
        free = max(0, MOST_APART - known.count) if known.waits_until is None else 0
        if free and len(lines) > MOST_APART:
            continue  # `with_the_waiting` makes one of them
        due_at = known.waits_until or (known.last_at or scene.now) + APART
        for place in lines[free:]:
            one = found[place]
            found[place] = replace(one, due_at=max(one.due_at, due_at), payload={**one.payload, WAITED: True})
    return found


def _number(subject: str) -> int:
    return int(subject.removeprefix("item:"))
