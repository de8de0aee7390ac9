"""Who is on call: arithmetic over the handbook's rota, in the wall time of its zones. No state, no clock.

A rota has layers (`routing.rota_layers`), of which those that stand first are asked first. In each of them one person
is on call at every moment that it covers: whose turn it is (`routing.rota_turns`), or who has it instead
(`routing.rota_able`), or who covers it (`routing.rota_covers`).
"""

from datetime import datetime, timedelta

from routing.handbook import Handbook
from routing.remembered import by_handbook
from routing.rota_able import NOBODY
from routing.rota_chain import chain
from routing.rota_changed import OtherTurn, as_written, covers_lost, other_turns
from routing.rota_covers import piece_at, pieces, shift_of, week, weeks
from routing.rota_gaps import gaps
from routing.rota_layers import Layer, Order, layer_name, layer_of, layers
from routing.rota_moved import MovedTurns, moved_turns
from routing.rota_shift import Gap, Shift

__all__ = [
    "Gap", "Layer", "MovedTurns", "Order", "OtherTurn", "Shift", "all_on_call", "as_written", "chain", "covers_lost",
    "gaps", "layer_name", "layer_of", "layers", "moved_turns", "next_change", "next_shift_of", "on_call", "other_turns",
    "shifts",
]  # fmt: skip

_STEP = timedelta(days=28)
_FAR = timedelta(days=400)
"""How far ahead shifts are looked for."""


@by_handbook
def on_call(handbook: Handbook, now: datetime) -> Shift | None:
    """The shift under way at `now`, of the first layer that has somebody; None without a rota, and where none has."""
    for layer in layers(handbook):
        piece = piece_at(handbook, layer.id, now)
        if piece is not None and piece.person != NOBODY:
            return shift_of(piece, layer.id)
    return None


@by_handbook
def all_on_call(handbook: Handbook, now: datetime) -> tuple[Shift, ...]:
    """The shifts under way at `now`, one a layer that has somebody, in the order of the layers; each person once."""
    found: dict[str, Shift] = {}
    for layer in layers(handbook):
        piece = piece_at(handbook, layer.id, now)
        if piece is not None and piece.person != NOBODY:
            found.setdefault(piece.person, shift_of(piece, layer.id))
    return tuple(found.values())


def shifts(handbook: Handbook, layer_id: str, start: datetime, end: datetime) -> tuple[Shift, ...]:
    """Every shift of the layer with a moment between `start` and `end`, whole, in order. They never overlap.

    They join where the layer goes on covering, but for stretches that nobody can have. Where the same person goes on
    for the same reason it is one shift; a hand-over lies between two, though both be the same person's.
    """
    found = pieces(handbook, layer_id, start, end)
    return tuple(shift_of(one, layer_id) for one in found if one.person != NOBODY)


def next_change(handbook: Handbook, now: datetime) -> datetime | None:
    """When next somebody else is on call in any layer, or in one more or one less; None for not within 400 days."""
    before, at, until = _people(handbook, now), now, now + _FAR
    while True:
        edges = [edge for layer in layers(handbook) if (edge := _next_edge(handbook, layer.id, at, until)) is not None]
        if not edges or min(edges) > until:
            return None
        at = min(edges)
        if _people(handbook, at) != before:
            return at


def next_shift_of(handbook: Handbook, person_id: str, now: datetime) -> Shift | None:
    """The person's first shift in any layer that begins after `now`; None when none does within 400 days."""
    start, until = now, now + _FAR
    while start < until:
        found = [
            one
            for layer in layers(handbook)
            for one in shifts(handbook, layer.id, start, start + _STEP)
            if one.person == person_id and one.starts_at > now
        ]
        if found:
            return min(found, key=lambda one: one.starts_at)
        start += _STEP
    return None


def _people(handbook: Handbook, now: datetime) -> tuple[str, ...]:
    """Who is on call in each layer, "" for nobody."""
    found = (piece_at(handbook, layer.id, now) for layer in layers(handbook))
    return tuple(piece.person if piece is not None else NOBODY for piece in found)


def _next_edge(handbook: Handbook, layer_id: str, at: datetime, until: datetime) -> datetime | None:
    """When the piece under way at `at` ends, else when the next one begins; None for not before `until`."""
    piece = piece_at(handbook, layer_id, at)
    if piece is not None:
        return piece.end
    coming = (one.start for number in weeks(at, until) for one in week(handbook, layer_id, number)[0])
    return next((start for start in coming if start >= at), None)
