"""What a card offers, over everything that an item can be: no fold has more entries than a desk can fold."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.desks.slack import limits
from handlers.scene import Scene
from handlers.views.buttons import buttons
from routing.item import Closing, Item, Kind, Pause, State
from routing.merging import TOGETHER
from routing.messages import Button, More
from routing.request import Request, RequestKind
from tests.handlers.empty import nothing_stored
from tests.handlers.examples import NOW, handbook, item

BOOK = handbook()
TEAMS_ROW = 6
"""Actions that Teams shows in one row."""

_REQUESTS = {
    State.WAITING_FOR_APPROVAL: RequestKind.APPROVAL, State.LOCKED: RequestKind.CONFLICT,
}  # fmt: skip


def lives() -> Iterator[tuple[Item, timedelta]]:
    """Every state, kind and flag; and how long after it came."""
    flags = itertools.product(State, Kind, (None, "bo"), (False, True), (False, True), (False, True), (0, 2, 9))
    for state, kind, owner, private, held, together, hours in flags:
        one = item(state, owner, paged=("dee",) if hours else ())
        marks = {TOGETHER: "yes"} if together else {}
        one = replace(one, kind=kind, post=replace(one.post, private=private), marks=marks)
        one = replace(one, held_until=NOW + timedelta(hours=5) if held else None)
        if state is State.PAUSED:
            one = replace(one, pause=Pause(NOW, NOW + timedelta(days=1), "waits_for_customer", "bo"))
        if not state.is_open:
            one = replace(one, closing=Closing(NOW, "bo"))
        kinds: list[RequestKind | None] = [_REQUESTS.get(state)]
        if state in (State.CLAIMED, State.HALF_ANSWERED) and owner is not None:
            kinds += [RequestKind.HANDOVER, RequestKind.PUBLICATION]
        for asked in kinds:
            request = Request(asked, "bo", ("cy",), NOW) if asked is not None else None
            yield replace(one, request=request), timedelta(hours=hours)


def shown(one: Item, after: timedelta) -> tuple[object, ...]:
    scene = Scene(nothing_stored(), BOOK, NOW + after, ("slack",), writes=False)
    return buttons(scene, scene.company, one)


def test_everything_folds_and_stands_in_one_row() -> None:
    wrong = []
    for one, after in lives():
        drawn = shown(one, after)
        folds = [each for each in drawn if isinstance(each, More)]
        row = [each for each in drawn if not isinstance(each, More)]
        subject = (one.state, one.kind, one.request and one.request.kind, [b.action for f in folds for b in f.buttons])
        if any(len(fold.buttons) > limits.OVERFLOW for fold in folds) or len(row) > TEAMS_ROW:
            wrong.append(subject)
        names = [each.action for each in (*row, *(b for f in folds for b in f.buttons)) if isinstance(each, Button)]
        if len(set(names)) < len(names):
            wrong.append(subject)
    assert wrong == []
