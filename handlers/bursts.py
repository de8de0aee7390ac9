"""Reminders to one person, many in a short time: the first few come each by itself, what follows waits and is one."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from handlers.scene import Scene
from handlers.together import MOST_APART, WAITED
from routing.item import Item, Urgency
from storage import reminders
from storage.outbox import Queued
from storage.reminders import Lately

APART = timedelta(minutes=10)
"""What falls within this for one person is one message, from the fourth on."""

_SHARE = 0.1
_NONE = Lately(0, None, None)


def is_hurried(item: Item) -> bool:
    """Whether ten minutes are too long for a reminder of this item to wait."""
    return item.urgency in (Urgency.HIGH, Urgency.CRITICAL) or item.deadline.target * _SHARE < APART


def spread(scene: Scene, outgoing: Sequence[Queued], hurried: Collection[str]) -> list[Queued]:
    """The messages with the reminders among them put off that people are not to have one by one.

    Whoever has had three within ten minutes has the next ten minutes after the last, in one message with all that come
    until then. Those about `hurried` subjects do not wait; of more than three at once `handlers.together` makes one.
    """
    found = list(outgoing)
    places: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(found):
        if one.kind == "notice" and one.subject not in hurried:
            places.setdefault((one.desk, one.conversation), []).append(place)
    if not places:
        return found
    since, until = scene.now - APART, scene.now + APART
    known = reminders.lately(scene.transaction, list(places), since, scene.now, until, MOST_APART)
    for person, theirs in places.items():
        had = known.get(person, _NONE)
        free = max(0, MOST_APART - had.count)
        due_at = (had.last_at or scene.now) + APART
        if had.waits_until is not None:
            free, due_at = 0, had.waits_until
        elif free and len(theirs) > MOST_APART:
            continue
        elif free:
            due_at = scene.now + APART
        for place in theirs[free:]:
            one = found[place]
            found[place] = replace(one, due_at=max(one.due_at, due_at), payload={**one.payload, WAITED: True})
    return found
