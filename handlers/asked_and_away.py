"""Whoever is asked for a word and goes away is not waited for: the next is asked at once, by the sweep."""

from dataclasses import replace

from handlers.scene import Scene
from routing.request import RequestKind
from storage import home, items
from storage.errors import StorageBusy

_GOES_TO_THE_NEXT = frozenset({RequestKind.APPROVAL, RequestKind.CONFLICT})


def go_on(scene: Scene, person: str) -> None:
    """Answers and conflicts that wait for the word of this person, who is away now, wait for it no longer."""
    for number, request in home.requests(scene.transaction):
        if request.kind not in _GOES_TO_THE_NEXT or request.asked_now != person:
            continue
        item = items.lock(scene.transaction, number)
        if item is None or item.request != request:
            continue  # somebody has just decided
        after = replace(item, request=replace(request, until=scene.now), next_due_at=scene.now)
        if not items.change(scene.transaction, item, after):
            raise StorageBusy("an item was changed while whoever was asked about it went away")
        scene.wakes.at(scene.now)
