"""What is found of people's quiet times (Do Not Disturb): shifts in which a page would make no sound."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from routing.handbook import Handbook
from routing.health_findings import Finding, Kind, Severity
from routing.moments import stamp
from routing.quiet_time import QuietTime, shifts_ahead
from routing.reasons import Reason


def about_quiet(handbook: Handbook, quiet: Iterable[QuietTime], now: datetime) -> Iterator[Finding]:
    """Of the shifts of the coming week those that a quiet time covers; a second leg makes it harmless."""
    known = tuple(quiet)
    for shift in shifts_ahead(handbook, now):
        for one in known:
            part = one.within(max(shift.starts_at, now), shift.ends_at) if one.person == shift.person else None
            if part is None:
                continue
            person = handbook.person(one.person)
            values = {"person": one.person, "starts_at": stamp(part[0]), "ends_at": stamp(part[1])}
            about = stamp(shift.starts_at)
            if person is not None and person.page_also:
                reason, severity = Reason("quiet_in_shift_but_leg", values), Severity.NOTE
            else:
                reason, severity = Reason("quiet_in_shift", values), Severity.WARNING
            yield Finding(Kind.QUIET, severity, reason, person=one.person, about=about)
