"""Decisions made beforehand: while one chunk of what is due is being written, the next is read and decided beside it.

What was decided counts only for an item that is still as it was, by the same handbook, and not long ago.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.scene import Scene
from routing.escalation import Step, step
from routing.handbook import Handbook
from routing.item import Item
from storage import due

GOOD_FOR = timedelta(seconds=5)
"""How long a decision counts: what falls due meanwhile is due a little later all the same."""


@dataclass(frozen=True)
class Ahead:
    """Items that were due at `at`, each with the step that was decided on it, by number."""

    handbook: Handbook
    at: datetime
    steps: Mapping[int, tuple[Item, Step]]

    def fits(self, scene: Scene) -> bool:
        """Whether its decisions are what would be decided now."""
        return self.handbook is scene.handbook and timedelta() <= scene.now - self.at <= GOOD_FOR


def look_ahead(scene: Scene, under_way: Collection[int], most: int) -> Ahead:
    """Decides on up to `most` due items that are not `under_way` (being written by somebody else). Reads only."""
    found = due.beside(scene.transaction, scene.now, under_way, most)
    steps = {item.number: (item, step(item, scene.handbook, scene.now)) for item in found}
    return Ahead(scene.handbook, scene.now, steps)


def due_items(scene: Scene, most: int, ahead: Ahead | None) -> list[Item]:
    """Up to `most` due items, the earliest first, locked by this transaction: those that were looked at `ahead` and
    still are as they were are not read again."""
    if ahead is None or not ahead.fits(scene):
        return due.items(scene.transaction, scene.now, most)
    found = due.lock(scene.transaction, scene.now, most)
    known = {}
    for number, version, next_due_at in found:
        seen = ahead.steps.get(number)
        if seen is not None and (seen[0].version, seen[0].next_due_at) == (version, next_due_at):
            known[number] = seen[0]
    others = [number for number, *_ in found if number not in known]
    if others:
        known |= {item.number: item for item in due.numbered(scene.transaction, others)}
    return [known[number] for number, *_ in found]


def decided(scene: Scene, item: Item, ahead: Ahead | None) -> Step:
    """The item's step: as it was decided `ahead` on this very item, else decided now."""
    if ahead is not None and ahead.fits(scene):
        seen, taken = ahead.steps.get(item.number, (None, None))
        if seen is item and taken is not None:
            return taken
    return step(item, scene.handbook, scene.now)
