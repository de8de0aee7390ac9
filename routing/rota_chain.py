"""Whom a page goes to, one after the other."""

from collections.abc import Iterator
from datetime import datetime

from routing.deputies import chain_of_deputies, is_away
from routing.handbook import Handbook
from routing.remembered import by_handbook
from routing.rota_able import NOBODY
from routing.rota_covers import piece_at
from routing.rota_layers import layers
from routing.rota_turns import people_around


@by_handbook
def chain(handbook: Handbook, domain_id: str, now: datetime) -> tuple[str, ...]:
    """Whom a page about an item of the domain goes to, in order, each once; nobody who is away or has left.

    First who is on call, layer after layer; then the others of the first layer that covers, as their turns follow; then
    those of the other layers; then the domain's lead, or who stands in for them. While no layer covers, only the lead.
    Without a rota nobody, else there is always somebody: with everybody away, the lead all the same.
    """
    if handbook.rota is None:
        return ()
    lead = handbook.domain_or_default(domain_id).lead
    stand_in = chain_of_deputies(handbook, lead, now)[-1:] if is_away(handbook, lead, now) else ()
    people = dict.fromkeys((*_rota(handbook, now), lead, *stand_in))
    there = tuple(name for name in people if handbook.person(name) is not None and not is_away(handbook, name, now))
    return there or (lead,)


def _rota(handbook: Handbook, now: datetime) -> Iterator[str]:
    found = [(layer, piece_at(handbook, layer.id, now)) for layer in layers(handbook)]
    covering = [layer for layer, piece in found if piece is not None]
    if not covering:
        return
    yield from (piece.person for _, piece in found if piece is not None and piece.person != NOBODY)
    for layer in (covering[0], *(layer for layer, _ in found if layer is not covering[0])):
        people = people_around(layer, now)
        # Whose turn it is, and who is not on call all the same, gave it away: they come last.
        yield from (*people[1:], *people[:1]) if layer in covering else people
