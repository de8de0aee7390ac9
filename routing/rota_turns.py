"""A layer's turns, before anybody is away and before chat says otherwise: worked out by division, not by walking."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from routing.rota_layers import Layer
from routing.spans import Span, spans_from, wall

_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """From `start` up to `end` (UTC) the layer covers. `people`: whose turn it is, then the others as theirs follow.

    `turn` numbers the turns; a turn of several stretches (a layer of some hours) has one number.
    """

    start: datetime
    end: datetime
    turn: int
    people: tuple[str, ...]


def stretches(layer: Layer, start: datetime, end: datetime) -> Iterator[Stretch]:
    """All stretches with a moment between `start` and `end`, whole, in order. They never overlap."""
    if layer.calendar:
        yield from _of_calendar(layer, start, end)
        return
    number = max(0, number_at(layer, start))
    begins = handover(layer, number)
    while begins < end:
        until = handover(layer, number + 1)
        people = people_of_turn(layer, number)
        covered = (Span(begins, until),) if layer.limits is None else spans_from(layer.limits, begins, until)
        for span in covered:
            if start < span.end and span.start < end:
                yield Stretch(span.start, span.end, number, people)
        number, begins = number + 1, until


def _of_calendar(layer: Layer, start: datetime, end: datetime) -> Iterator[Stretch]:
    place = max(0, bisect_right(layer.events, start, key=lambda event: event.start) - 1)
    for event in islice(layer.events, place, None):
        if event.start >= end:
            return
        if start < event.end:
            yield Stretch(event.start, event.end, 0, event.people)


def number_at(layer: Layer, now: datetime) -> int:
    """The number of the turn under way at `now`; less than 0 before the first."""
    number = layer.turns.near((now.astimezone(UTC) - _DAY).date()) - 1
    while handover(layer, number + 1) <= now:
        number += 1
    return number


def people_around(layer: Layer, now: datetime) -> tuple[str, ...]:
    """Whose turn it is at `now`, whether the layer covers or not, and then the others; nobody before the first turn."""
    if layer.calendar:
        found = next((one for one in layer.events if now < one.end), None)
        return found.people if found is not None else layer.people
    number = number_at(layer, now)
    return people_of_turn(layer, number) if number >= 0 else ()


def handover(layer: Layer, number: int) -> datetime:
    """When a turn begins, and the one before it ends.

    A time that comes twice on the wall is the first of the two; one that never comes is taken by the clocks as they
    are after the change, so that it lies before the change.
    """
    day, minutes = layer.turns.when(number)
    return wall(day, minutes, layer.zone, late=False)


def people_of_turn(layer: Layer, number: int) -> tuple[str, ...]:
    """Whose turn it is, and then the others as theirs follow."""
    place = order_of_turn(layer, number)
    people = layer.orders[place].people
    first = (number - layer.first_turns[place]) % len(people)
    return (*people[first:], *people[:first])


def order_of_turn(layer: Layer, number: int) -> int:
    """The place of the order that the turn follows: the last that has begun."""
    return bisect_right(layer.first_turns, number) - 1
