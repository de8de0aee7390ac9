"""When nobody is on call: where no layer covers, and where one covers and nobody of it can."""

from datetime import datetime

from routing.handbook import Handbook
from routing.moments import stamp
from routing.reasons import Reason
from routing.rota_able import NOBODY
from routing.rota_covers import pieces
from routing.rota_layers import layer_name, layers
from routing.rota_shift import Gap
from routing.spans import Span, all_without, joined, spans_from


def gaps(handbook: Handbook, start: datetime, end: datetime) -> tuple[Gap, ...]:
    """The gaps between `start` and `end`, cut there, in order; none without a rota.

    Where no layer covers it is a gap only outside the company's staffed hours: a rota of nights and weekends has none.
    A layer of which everybody is away or has left is one whenever it covers, though another layer may have somebody.
    """
    if handbook.rota is None or end <= start:
        return ()
    found = {layer.id: pieces(handbook, layer.id, start, end) for layer in layers(handbook)}
    everything = [Span(one.start, one.end) for own in found.values() for one in own]
    somebody = [Span(one.start, one.end) for own in found.values() for one in own if one.person != NOBODY]
    rest = all_without([Span(start, end)], [*everything, *spans_from(handbook.company_calendar, start, end)])
    gaps = [_uncovered(span) for span in rest]
    for layer_id, own in found.items():
        nobody = [Span(max(one.start, start), min(one.end, end)) for one in own if one.person == NOBODY]
        alone = all_without(joined(nobody), somebody)
        gaps += [_nobody(handbook, layer_id, span) for span in alone]
        gaps += [_others(handbook, layer_id, span) for span in all_without(joined(nobody), alone)]
    return tuple(sorted(gaps, key=lambda gap: gap.starts_at))


def _uncovered(span: Span) -> Gap:
    reason = Reason("rota_uncovered", {"starts_at": stamp(span.start), "ends_at": stamp(span.end)})
    return Gap(span.start, span.end, reason)


def _nobody(handbook: Handbook, layer_id: str, span: Span) -> Gap:
    values = {"layer": layer_name(handbook, layer_id), "starts_at": stamp(span.start), "ends_at": stamp(span.end)}
    return Gap(span.start, span.end, Reason("rota_nobody_able", values), layer_id)


def _others(handbook: Handbook, layer_id: str, span: Span) -> Gap:
    values = {"layer": layer_name(handbook, layer_id), "starts_at": stamp(span.start), "ends_at": stamp(span.end)}
    return Gap(span.start, span.end, Reason("rota_layer_empty", values), layer_id)
