"""Who has a turn: the person whose it is, or, while they are away or when they have left, the next able one.

Nobody else's turn moves: the next one has their own turn besides.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from routing.handbook import Handbook
from routing.reasons import Reason
from routing.rota_layers import Layer
from routing.rota_shift import Shift
from routing.rota_turns import Stretch
from routing.spans import Span, absences

NOBODY = ""


def passed_on(handbook: Handbook, layer: Layer, stretch: Stretch) -> Iterator[Shift]:
    """The stretch as shifts that join; `person` is "" in those that nobody of the layer can have."""
    edges, away = {stretch.start, stretch.end}, dict[str, tuple[Span, ...]]()
    for name in stretch.people:
        person = handbook.person(name)
        if person is None:
            continue
        away[name] = absences(person.calendar) if person.absences else ()
        cuts = [cut for span in away[name] for cut in (span.start, span.end) if stretch.start < cut < stretch.end]
        edges.update(cuts)
        if not cuts and not _is_in(away[name], stretch.start):
            break  # Who comes after is never asked.
    last: Shift | None = None
    for start, end in pairwise(sorted(edges)):
        person_id = next((name for name, spans in away.items() if not _is_in(spans, start)), NOBODY)
        if last is not None and last.person == person_id:
            last = Shift(person_id, last.starts_at, end, layer.id, last.because)
            continue
        if last is not None:
            yield last
        last = Shift(person_id, start, end, layer.id, _because(handbook, layer, stretch, person_id))
    if last is not None:
        yield last


def _is_in(spans: tuple[Span, ...], at: datetime) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _because(handbook: Handbook, layer: Layer, stretch: Stretch, person: str) -> Reason:
    owner = stretch.people[0]
    if not owner:
        return Reason("shift_unnamed", {"person": person})
    if person == owner and layer.calendar:
        return Reason("shift_calendar", {"person": person})
    if person == owner:
        return Reason("shift_turn", {"person": person})
    if handbook.person(owner) is None:
        return Reason("shift_vacant", {"person": person, "absent": owner})
    return Reason("shift_away", {"person": person, "absent": owner})
