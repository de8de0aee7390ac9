"""The rota's layers, as values to reckon with: who takes turns in which order, and when each layer covers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from routing.handbook import Handbook
from routing.handovers import Handovers, Turns, parse_handovers, turns_from
from routing.remembered import by_handbook


@dataclass(frozen=True)
class Order:
    """Who takes turns, by id, from the first hand-over on `starts` or after it."""

    starts: date
    people: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer of the rota. Those that stand first are asked first."""

    id: str
    name: str
    zone: str
    handovers: Handovers
    orders: tuple[Order, ...]

    @cached_property
    def turns(self) -> Turns:
        return turns_from(self.handovers, self.orders[0].starts)

    @cached_property
    def first_turns(self) -> tuple[int, ...]:
        """The number of each order's first turn."""
        return (0, *(self.turns.from_day(order.starts) for order in self.orders[1:]))


@by_handbook
def layers(handbook: Handbook) -> tuple[Layer, ...]:
    """The rota's layers in order; none without a rota."""
    rota = handbook.rota
    if rota is None:
        return ()
    order = Order(rota.starts, rota.people)
    return (Layer("rota", "", rota.zone, parse_handovers(rota.handover), (order,)),)


def layer_of(handbook: Handbook, layer_id: str) -> Layer | None:
    """The layer of that id; None for one that the handbook no longer has."""
    return next((layer for layer in layers(handbook) if layer.id == layer_id), None)


def layer_name(handbook: Handbook, layer_id: str) -> str:
    """What people read: its name, else its id."""
    layer = layer_of(handbook, layer_id)
    return layer.name or layer.id if layer is not None else layer_id
