"""The rota's layers, as values to reckon with: who takes turns in which order, and when each layer covers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from routing.handbook import Handbook
from routing.handbook_rota import LayerEntry, Rota
from routing.handovers import Handovers, Turns, parse_handovers, turns_from
from routing.remembered import by_handbook
from routing.rota_calendar import setting_name
from routing.rota_cover import ImportedShift
from routing.rota_imported import Event, events
from routing.rota_limits import LayerHours, limits
from routing.workdays import WorkCalendar

SHORT = "rota"
"""The id of the one layer that the short form makes."""


@dataclass(frozen=True)
class Order:
    """Who takes turns, by id, from the first hand-over on `starts` or after it."""

    starts: date
    people: tuple[str, ...]


@dataclass(frozen=True)
class Layer:
    """A layer of the rota. Those that stand first are asked first.

    It is a rotation, of `orders`; or a calendar: `calendar` names the setting with its address, and `imported` is what
    was read from there. `limits` are the hours in which a rotation covers, None for always.
    """

    id: str
    name: str
    zone: str
    handovers: Handovers
    orders: tuple[Order, ...]
    limits: LayerHours | None = None
    calendar: str = ""
    imported: tuple[ImportedShift, ...] = ()

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody whom it names, by id, the first order first; also who has left."""
        named = [name for order in self.orders for name in order.people]
        return tuple(dict.fromkeys((*named, *(one.person for one in self.imported if one.person))))

    @cached_property
    def turns(self) -> Turns:
        """Its turns, counted from the first order's beginning."""
        return turns_from(self.handovers, self.orders[0].starts)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What its calendar holds."""
        return events(self.imported)

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
    return tuple(_layer(handbook, rota, entry) for entry in rota.layer) or (_short(rota),)


@by_handbook
def layer_of(handbook: Handbook, layer_id: str) -> Layer | None:
    """The layer of that id; None for one that the handbook no longer has."""
    return next((layer for layer in layers(handbook) if layer.id == layer_id), None)


def layer_name(handbook: Handbook, layer_id: str) -> str:
    """What people read: its name, else its id."""
    layer = layer_of(handbook, layer_id)
    return layer.name or layer.id if layer is not None else layer_id


def _short(rota: Rota) -> Layer:
    return Layer(SHORT, "", rota.zone, parse_handovers(rota.handover), (Order(rota.starts, rota.people),))


def _layer(handbook: Handbook, rota: Rota, entry: LayerEntry) -> Layer:
    zone = entry.zone or rota.zone
    hours = WorkCalendar(entry.hours, zone, entry.holidays, handbook.company_calendar.days)
    orders = tuple(Order(order.starts, order.people) for order in entry.order)
    return Layer(
        id=entry.id,
        name=entry.name,
        zone=zone,
        handovers=parse_handovers(entry.handover),
        orders=orders or (Order(entry.starts, entry.people),),
        limits=limits(hours),
        calendar=setting_name(entry.id, entry.calendar),
        imported=tuple(one for one in handbook.imported if one.layer == entry.id) if entry.calendar else (),
    )
