"""Whose shifts would be somebody else's with another handbook, whatever of the rota was changed.

Turns are compared, with who has left passed over: before anybody is away, and before what chat says.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from routing.handbook import Handbook
from routing.rota_able import NOBODY
from routing.rota_layers import Layer, layers
from routing.rota_turns import stretches

AHEAD = timedelta(days=60)
"""How far ahead is compared."""


@dataclass(frozen=True)
class OtherTurn:
    """From `starts_at` up to `ends_at` (UTC) `after` would be on call instead of `before`; "" is nobody.

    `layer` is the name of the layer in which that is, of the new handbook where it is in both.
    """

    layer: str
    starts_at: datetime
    ends_at: datetime
    before: str
    after: str


class _Part(NamedTuple):
    start: datetime
    end: datetime
    layer: str
    person: str


_Layers = tuple[Layer, ...]


def other_turns(old: Handbook, new: Handbook, now: datetime, without: Collection[str] = ()) -> tuple[OtherTurn, ...]:
    """What is different from `now` on, for 60 days, in order; not in the layers (by id) `without` which it is asked.

    A layer is compared with the one of the same id. Those that only one handbook has are compared as a whole, by who
    stands first; calendars with nothing.
    """
    found = (
        one
        for before, after in _pairs(old, new, without)
        for one in _compared(_parts(old, before, now), _parts(new, after, now))
    )
    return tuple(sorted(found, key=lambda one: one.starts_at))


def as_written(handbook: Handbook) -> dict[str, Layer]:
    """The layers by id, without what was read of their calendars."""
    return {layer.id: replace(layer, imported=()) for layer in layers(handbook)}


def covers_lost(old: Handbook, new: Handbook, now: datetime) -> int:
    """How many covers from `now` on hold in layers that the new handbook does not have."""
    gone = as_written(old).keys() - as_written(new).keys()
    return sum(cover.layer in gone and cover.ends_at > now for cover in old.covers)


def _pairs(old: Handbook, new: Handbook, without: Collection[str]) -> Iterator[tuple[_Layers, _Layers]]:
    befores, afters = (
        {layer.id: layer for layer in layers(handbook) if layer.id not in without} for handbook in (old, new)
    )
    for name in afters:
        if name in befores and not (befores[name].calendar or afters[name].calendar):
            yield (befores[name],), (afters[name],)
    gone = tuple(layer for name, layer in befores.items() if name not in afters and not layer.calendar)
    come = tuple(layer for name, layer in afters.items() if name not in befores and not layer.calendar)
    if gone and come:
        yield gone, come
    else:
        yield from (((layer,), ()) for layer in gone)
        yield from (((), (layer,)) for layer in come)


def _parts(handbook: Handbook, group: _Layers, now: datetime) -> list[list[_Part]]:
    """Who would be on call when, a list for each layer."""
    until = now + AHEAD
    return [
        [
            _Part(max(one.start, now), min(one.end, until), layer.name or layer.id, _first_known(handbook, one.people))
            for one in stretches(layer, now, until)
        ]
        for layer in group
    ]


def _first_known(handbook: Handbook, people: tuple[str, ...]) -> str:
    return next((name for name in people if handbook.person(name) is not None), NOBODY)


def _compared(before: list[list[_Part]], after: list[list[_Part]]) -> Iterator[OtherTurn]:
    """Joined where a shift goes on from the same person to the same."""
    last: OtherTurn | None = None
    edges = sorted({edge for own in (*before, *after) for part in own for edge in (part.start, part.end)})
    for start, end in pairwise(edges):
        was, becomes = _at(before, start), _at(after, start)
        names = was.person if was else NOBODY, becomes.person if becomes else NOBODY
        if last is not None and (last.ends_at, last.before, last.after) == (start, *names):
            last = replace(last, ends_at=end)
            continue
        if last is not None:
            yield last
        shown = becomes or was
        last = OtherTurn(shown.layer, start, end, *names) if shown is not None and names[0] != names[1] else None
    if last is not None:
        yield last


def _at(parts: list[list[_Part]], at: datetime) -> _Part | None:
    """Whoever stands first at that moment."""
    for own in parts:
        place = bisect_right(own, at, key=lambda part: part.start) - 1
        if place >= 0 and at < own[place].end and own[place].person != NOBODY:
            return own[place]
    return None
