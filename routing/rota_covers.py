"""A layer's shifts: its turns, with what chat has said (`routing.rota_cover`) laid over them.

The last said holds. A cover holds where the layer covers, so that who takes a week of a layer of some hours takes these
hours; one that meets none of them fills a gap, and holds as it was said. While the one who covers is away, or when they
have left, it is as if nobody had said it: no time is lost.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from routing.handbook import Handbook
from routing.reasons import Reason
from routing.remembered import by_handbook
from routing.rota_able import passed_on
from routing.rota_cover import Cover, CoverKind
from routing.rota_layers import layer_of
from routing.rota_shift import Shift
from routing.rota_turns import stretches
from routing.spans import Span, absences, joined, without

WEEK = 7


class Piece(NamedTuple):
    """A part of a shift. `turn` tells shifts apart that join and say the same: a hand-over lies between."""

    start: datetime
    end: datetime
    person: str
    because: Reason
    turn: int = -1


def pieces(handbook: Handbook, layer_id: str, start: datetime, end: datetime) -> list[Piece]:
    """All pieces with a moment between `start` and `end`, whole and in order; `person` is "" where nobody can."""
    layer = layer_of(handbook, layer_id)
    if layer is None:
        return []
    said = _said(handbook, layer_id)
    low, high = start, end
    while True:
        ground = list(stretches(layer, low, high))
        meeting = [cover for cover in said if cover.starts_at <= high and low <= cover.ends_at]
        lower = min([low, *(one.start for one in ground[:1]), *(cover.starts_at for cover in meeting)])
        higher = max([high, *(one.end for one in ground[-1:]), *(cover.ends_at for cover in meeting)])
        if (lower, higher) == (low, high):
            break
        low, high = lower, higher
    laid = [
        Piece(shift.starts_at, shift.ends_at, shift.person, shift.because, one.turn)
        for one in ground
        for shift in passed_on(handbook, layer, one)
    ]
    return [one for one in _joined(_laid(handbook, layer_id, laid, meeting)) if start < one.end and one.start < end]


@by_handbook
def week(handbook: Handbook, layer_id: str, number: int) -> tuple[tuple[Piece, ...], tuple[datetime, ...]]:
    """The pieces with a moment in a week, and their starts. Week `number` begins on the day `number` * 7 (UTC)."""
    begin = datetime.combine(date.fromordinal(number * WEEK), time(), UTC)
    found = tuple(pieces(handbook, layer_id, begin, begin + timedelta(days=WEEK)))
    return found, tuple(one.start for one in found)


def piece_at(handbook: Handbook, layer_id: str, now: datetime) -> Piece | None:
    """The piece under way at `now`; None where the layer does not cover."""
    found, starts = week(handbook, layer_id, _number(now))
    place = bisect_right(starts, now) - 1
    return found[place] if place >= 0 and now < found[place].end else None


def weeks(start: datetime, end: datetime) -> range:
    """The numbers of the weeks with a moment from `start` to `end`."""
    return range(_number(start), _number(end) + 1)


def _number(at: datetime) -> int:
    return at.astimezone(UTC).toordinal() // WEEK


def shift_of(piece: Piece, layer_id: str) -> Shift:
    """The piece as other modules know it."""
    return Shift(piece.person, piece.start, piece.end, layer_id, piece.because)


@by_handbook
def _said(handbook: Handbook, layer_id: str) -> tuple[Cover, ...]:
    """The layer's covers, the last said at the end."""
    return tuple(
        sorted((one for one in handbook.covers if one.layer == layer_id), key=lambda one: (one.id, one.said_at))
    )


@by_handbook
def _fills_a_gap(handbook: Handbook, layer_id: str, start: datetime, end: datetime) -> bool:
    layer = layer_of(handbook, layer_id)
    return layer is not None and next(stretches(layer, start, end), None) is None


def _laid(handbook: Handbook, layer_id: str, below: list[Piece], covers: Iterable[Cover]) -> list[Piece]:
    for cover in covers:
        spans = _present(handbook, cover)
        if not _fills_a_gap(handbook, layer_id, cover.starts_at, cover.ends_at):
            ground = joined([Span(one.start, one.end) for one in below])
            spans = [part for span in spans for part in _common(span, ground)]
        because = _because(cover)
        below = [rest for one in below for rest in _without(one, spans)]
        below += [Piece(span.start, span.end, cover.person, because) for span in spans]
    return sorted(below, key=lambda one: one.start)


def _present(handbook: Handbook, cover: Cover) -> list[Span]:
    """When who covers is there."""
    person = handbook.person(cover.person)
    if person is None or cover.ends_at <= cover.starts_at:
        return []
    away = absences(person.calendar) if person.absences else ()
    return list(without(Span(cover.starts_at, cover.ends_at), away))


def _common(span: Span, ground: list[Span]) -> Iterator[Span]:
    for one in ground:
        if one.start < span.end and span.start < one.end:
            yield Span(max(one.start, span.start), min(one.end, span.end))


def _without(piece: Piece, spans: list[Span]) -> Iterator[Piece]:
    for rest in without(Span(piece.start, piece.end), spans):
        yield piece._replace(start=rest.start, end=rest.end)


def _because(cover: Cover) -> Reason:
    values = {"person": cover.person, "by": cover.said_by}
    if cover.kind is CoverKind.SWAP:
        return Reason("shift_swap", {"person": cover.person, "absent": cover.instead_of})
    if cover.kind is CoverKind.TAKEN:
        return Reason("shift_taken", {"person": cover.person})
    return Reason("shift_override", values)


def _joined(found: list[Piece]) -> list[Piece]:
    """As one where the same person goes on for the same reason; a hand-over keeps two turns apart."""
    whole: list[Piece] = []
    for one in found:
        last = whole[-1] if whole else None
        if last is not None and last.end == one.start and last[2:] == one[2:]:
            whole[-1] = last._replace(end=one.end)
        else:
            whole.append(one)
    return whole
