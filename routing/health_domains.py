"""What is found of domains: how many may answer, when nobody does, in which languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from routing.calendar import spans_between
from routing.deputies import is_away
from routing.fairness import Reads, reads
from routing.handbook import Handbook
from routing.handbook_sections import Domain, Level
from routing.health_findings import Finding, Kind, Severity
from routing.moments import stamp
from routing.people import answering, changes, may_never_answer, still_is
from routing.reasons import Reason
from routing.staffing import Gap, Grid, design, gaps


@dataclass(frozen=True)
class Ahead:
    """The time that is looked at."""

    now: datetime
    until: datetime


def about_gaps(handbook: Handbook, grid: Grid) -> Iterator[Finding]:
    """The hours in which nobody of the domain is there. What comes again for the same reasons is told once."""
    alike: dict[str, list[Gap]] = {}
    for gap in gaps(handbook, grid):
        alike.setdefault(_what(gap, handbook.company.zone), []).append(gap)
    for about, group in alike.items():
        gap = group[0]
        yield Finding(
            Kind.GAP, Severity.WARNING, _gap(gap, len(group) - 1), domain=gap.domain, details=gap.why, about=about
        )


def about_people(handbook: Handbook, domain: Domain, ahead: Ahead) -> Iterator[Finding]:
    """Fewer than two who may answer: now, or for a time to come."""
    able = _members(handbook, domain, ahead.now)
    if not able:
        reason = Reason("domain_of_nobody", {"domain": domain.id})
        yield Finding(Kind.FEW, Severity.PROBLEM, reason, domain=domain.id)
    elif len(able) == 1:
        reason = Reason("domain_of_one", {"domain": domain.id, "person": able[0]})
        yield Finding(Kind.FEW, Severity.WARNING, reason, domain=domain.id, about=able[0])
    else:
        yield from _soon_alone(handbook, domain, ahead)


def about_languages(handbook: Handbook, domain: Domain, now: datetime) -> Iterator[Finding]:
    """Languages of the company's in which nobody of the domain answers. Nobody at all is told by `about_people`."""
    people = _members(handbook, domain, now)
    for language in handbook.company.languages:
        understood = {reads(handbook, person, language) for person in people}
        if not people or Reads.WELL in understood:
            continue
        values = {"domain": domain.id, "language": language}
        near = Reads.A_NEIGHBOUR in understood
        reason = Reason("domain_near_language", values) if near else Reason("domain_without_language", values)
        severity = Severity.NOTE if near else Severity.WARNING
        yield Finding(Kind.LANGUAGE, severity, reason, domain=domain.id, about=language)


def _soon_alone(handbook: Handbook, domain: Domain, ahead: Ahead) -> Iterator[Finding]:
    """One is left for a time within the domain's hours: because others are away, or are deputies no longer."""
    wanted = design(handbook, domain.id)
    edges = (ahead.now, *changes(handbook, domain.id, ahead.now, ahead.until), ahead.until)
    told: set[str] = set()
    for edge, until in pairwise(edges):
        present = [name for name in answering(handbook, domain.id, edge) if _is_there(handbook, name, edge)]
        if len(present) != 1 or not spans_between(wanted, edge, until):
            continue
        able = _members(handbook, domain, edge)
        others = [name for name in able if name not in present] or _ended(handbook, domain, edge)
        about = ",".join((*present, "/", *others))
        if about not in told:
            told.add(about)
            reason = _left_to_one(domain, present[0], others, edge, deputies_ended=len(able) < 2)
            yield Finding(Kind.SOON_FEW, Severity.WARNING, reason, domain=domain.id, about=about)


def _left_to_one(domain: Domain, person: str, others: list[str], at: datetime, *, deputies_ended: bool) -> Reason:
    values = {"domain": domain.id, "person": person, "people": ",".join(others), "starts_at": stamp(at)}
    return Reason("domain_loses_deputies", values) if deputies_ended else Reason("domain_left_to_one", values)


def _members(handbook: Handbook, domain: Domain, now: datetime) -> list[str]:
    """Who may answer by the handbook and has hours at all, whether or not they are away."""
    members = [one for one in (*domain.experts, *domain.deputies) if still_is(handbook, one, now)]
    named = [one.person for one in members if one.level is not Level.NEVER]
    lead = [] if may_never_answer(domain, domain.lead) else [domain.lead]
    return [name for name in dict.fromkeys((*named, *lead)) if _has_hours(handbook, name)]


def _ended(handbook: Handbook, domain: Domain, now: datetime) -> list[str]:
    return [one.person for one in (*domain.experts, *domain.deputies) if not still_is(handbook, one, now)]


def _has_hours(handbook: Handbook, name: str) -> bool:
    person = handbook.person(name)
    return person is not None and not person.calendar.is_never


def _is_there(handbook: Handbook, name: str, now: datetime) -> bool:
    return _has_hours(handbook, name) and not is_away(handbook, name, now)


def _gap(gap: Gap, more: int) -> Reason:
    values = {"domain": gap.domain, "starts_at": stamp(gap.starts_at), "ends_at": stamp(gap.ends_at)}
    if more:
        return Reason("gap_again", {**values, "more": more})
    if gap.ends_at - gap.starts_at > gap.lasts:
        return Reason("gap_in_hours", {**values, "hours": -(-gap.lasts // timedelta(hours=1))})
    return Reason("gap", values)


def _what(gap: Gap, zone: str) -> str:
    """Why nobody is there; where hours are the reason, also the time of day. Not the day on which it is looked at."""
    told = ("person", "until_at", "name")
    why = [" ".join((one.code, *(str(one.values[name]) for name in told if name in one.values))) for one in gap.why]
    if any(one.code in ("off_hours", "off_never") for one in gap.why):
        why.append(gap.ends_at.astimezone(ZoneInfo(zone)).strftime("%H:%M"))
    return "; ".join(why)
