"""Whose turns would move, because somebody changed a layer's people without beginning a new order from a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from routing.handbook import Handbook
from routing.rota_layers import Layer, layer_of, layers
from routing.rota_turns import handover, number_at, order_of_turn, people_of_turn

AHEAD = timedelta(days=60)
"""How far ahead moved turns are told."""


@dataclass(frozen=True)
class MovedTurns:
    """`person` stays in `layer` and has other turns than before: the first that differ begin at `before` and `after`
    (UTC), None where there is none within 60 days."""

    layer: str
    person: str
    before: datetime | None
    after: datetime | None


class _Turn(NamedTuple):
    begins: datetime
    person: str


def moved_turns(old: Handbook, new: Handbook, now: datetime) -> tuple[MovedTurns, ...]:
    """Whose turns, from the one under way at `now` on, move though no order was begun anew; in the order of the people.

    Who comes or goes is not named: that is what was meant. Nothing is said where hand-over times alone are others:
    `routing.rota_changed` tells of those.
    """
    pairs = [(before, after) for after in layers(new) if (before := layer_of(old, after.id)) is not None]
    return tuple(found for before, after in pairs if not after.calendar for found in _moved(before, after, now))


def _moved(old: Layer, new: Layer, now: datetime) -> Iterator[MovedTurns]:
    kept = {order.starts: order.people for order in old.orders}
    changed = [order for order in new.orders if kept.get(order.starts, order.people) != order.people]
    stay = dict.fromkeys(name for order in changed for name in order.people if name in kept[order.starts])
    if not stay:
        return
    before, after = list(_turns(old, new, now)), list(_turns(new, old, now))
    for name in stay:
        was = [turn.begins for turn in before if turn.person == name]
        becomes = [turn.begins for turn in after if turn.person == name]
        if was != becomes:
            first_was = next((one for one in was if one not in becomes), None)
            first_becomes = next((one for one in becomes if one not in was), None)
            yield MovedTurns(new.id, name, first_was, first_becomes)


def _turns(layer: Layer, other: Layer, now: datetime) -> Iterator[_Turn]:
    """The layer's turns of the coming days, as far as both follow an order that began on the same day."""
    number = max(0, number_at(layer, now))
    while (begins := handover(layer, number)) < now + AHEAD:
        if _order_at(other, max(begins, now)) == layer.orders[order_of_turn(layer, number)].starts:
            yield _Turn(begins, people_of_turn(layer, number)[0])
        number += 1


def _order_at(layer: Layer, at: datetime) -> date | None:
    number = number_at(layer, at)
    return layer.orders[order_of_turn(layer, number)].starts if number >= 0 and not layer.calendar else None
