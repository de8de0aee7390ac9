"""What is found of the rota: hours with nobody on call, turns of people who have left, swaps that nobody answers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from routing.handbook import Handbook
from routing.health_findings import Finding, Kind, Severity
from routing.item import How, Urgency
from routing.moments import stamp
from routing.paging import WAKING_KINDS
from routing.reasons import Reason
from routing.rota import Gap, gaps, layer_name, layers, shifts
from routing.rota_swap import Swap

SOON = timedelta(hours=24)
"""How long before the shift a swap without an answer is told of."""


def about_rota(
    handbook: Handbook, now: datetime, until: datetime, swaps: Sequence[Swap], calendars: Mapping[str, str],
    doubts: Mapping[str, Sequence[str]],
) -> Iterator[Finding]:  # fmt: skip
    """From `now` up to `until`. `swaps` are those that nobody has answered yet; `calendars` are troubles by layer, and
    `doubts` what is odd in calendars that are read."""
    yield from _about_gaps(handbook, now, until)
    yield from _about_vacant_turns(handbook, now, until)
    yield from _about_unnamed_shifts(handbook, now, until)
    yield from _about_ladders(handbook)
    yield from _about_calendars(handbook, calendars, doubts)
    for swap in swaps:
        if now < swap.expires_at <= now + SOON:
            values = {"person": swap.asked, "by": swap.asker, "starts_at": stamp(swap.turn.starts_at)}
            yield Finding(Kind.SWAP_OPEN, Severity.WARNING, Reason("rota_swap_open", values), about=str(swap.id))


def _about_calendars(
    handbook: Handbook, calendars: Mapping[str, str], doubts: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    for layer in layers(handbook):
        if not layer.calendar:
            continue
        name = layer_name(handbook, layer.id)
        if layer.id in calendars:
            reason = Reason("rota_calendar_trouble", {"layer": name, "trouble": calendars[layer.id]})
            yield Finding(Kind.ROTA_VACANT, Severity.WARNING, reason, about=f"{layer.id} calendar")
        for doubt in doubts.get(layer.id, ()):
            reason = Reason("rota_calendar_doubt", {"layer": name, "doubt": doubt})
            yield Finding(Kind.ROTA_VACANT, Severity.WARNING, reason, about=f"{layer.id} calendar {doubt}")


def _about_gaps(handbook: Handbook, now: datetime, until: datetime) -> Iterator[Finding]:
    """What comes again at the same time of day is told once."""
    alike: dict[str, list[Gap]] = {}
    for gap in gaps(handbook, now, until):
        alike.setdefault(_what(handbook, gap), []).append(gap)
    for about, group in alike.items():
        # Where another layer has somebody a page goes to them.
        severity = Severity.NOTE if group[0].because.code == "rota_layer_empty" else Severity.WARNING
        more = (Reason("rota_gap_again", {"more": len(group) - 1}),) if len(group) > 1 else ()
        yield Finding(Kind.ROTA_GAP, severity, group[0].because, details=more, about=about)


def _about_vacant_turns(handbook: Handbook, now: datetime, until: datetime) -> Iterator[Finding]:
    """The first turn of each who has left, a layer."""
    for layer in layers(handbook):
        known: set[str] = set()
        for shift in shifts(handbook, layer.id, now, until):
            absent = str(shift.because.values.get("absent", ""))
            if shift.because.code == "shift_vacant" and absent not in known:
                known.add(absent)
                values = {"absent": absent, "person": shift.person, "starts_at": stamp(shift.starts_at)}
                reason = Reason("rota_turn_vacant", values)
                yield Finding(Kind.ROTA_VACANT, Severity.WARNING, reason, about=f"{layer.id} {absent}")


def _about_unnamed_shifts(handbook: Handbook, now: datetime, until: datetime) -> Iterator[Finding]:
    """The first event of each calendar that names nobody known; whoever comes next in the calendar has it."""
    for layer in layers(handbook):
        unnamed = [one for one in shifts(handbook, layer.id, now, until) if one.because.code == "shift_unnamed"]
        if unnamed:
            values = {
                "layer": layer_name(handbook, layer.id),
                "starts_at": stamp(unnamed[0].starts_at),
                "person": unnamed[0].person,
            }
            more = (Reason("rota_gap_again", {"more": len(unnamed) - 1}),) if len(unnamed) > 1 else ()
            reason = Reason("rota_shift_unnamed", values)
            yield Finding(Kind.ROTA_VACANT, Severity.WARNING, reason, details=more, about=f"{layer.id} unnamed")


def _about_ladders(handbook: Handbook) -> Iterator[Finding]:
    """Ladders that call whoever is on call at any hour, also to what never wakes them with a page. Once a ladder."""
    for ladder in handbook.ladders:
        calling = [rung.id for rung in ladder.rung if "on_call" in rung.whom and rung.how is not How.CARD]
        urgent = bool(ladder.urgency) and set(ladder.urgency) <= {Urgency.HIGH, Urgency.CRITICAL}
        waking = bool(ladder.kind) and set(ladder.kind) <= WAKING_KINDS and Urgency.LOW not in ladder.urgency
        if calling and not urgent and not waking:
            reason = Reason("ladder_wakes_for_all", {"ladder": ladder.name or ladder.id, "rung": calling[0]})
            yield Finding(Kind.LADDER_WAKES, Severity.WARNING, reason, about=ladder.id)


def _what(handbook: Handbook, gap: Gap) -> str:
    """The same as long as it is the same trouble: not the day on which it is looked at, nor what is over of it."""
    ends_at = gap.ends_at.astimezone(ZoneInfo(handbook.company.zone))
    return f"{gap.layer} {gap.because.code} {ends_at:%H:%M}"
