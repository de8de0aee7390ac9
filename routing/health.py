"""The health of the delegation: what will go wrong in the coming days, or goes wrong already, and the mend of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType

from routing import health_approval, health_domains, health_people, health_quiet, health_rota, health_rules
from routing.handbook import Handbook
from routing.health_domains import Ahead
from routing.health_findings import Finding, Kind, Uses
from routing.quiet_time import QuietTime
from routing.rota_swap import Swap
from routing.staffing import Grid, grid

FORTNIGHT = 14
"""Days that are looked ahead."""

_ORDER = tuple(Kind)


@dataclass(frozen=True)
class Health:
    """What is found, the worst first; how each domain is staffed, in the handbook's order."""

    findings: tuple[Finding, ...]
    grids: tuple[Grid, ...]


def look(
    handbook: Handbook,
    now: datetime,
    desks: tuple[str, ...] = (),
    uses: Uses | None = None,
    days: int = FORTNIGHT,
    swaps: Sequence[Swap] = (),
    quiet: Iterable[QuietTime] = (),
    calendars: Mapping[str, str] = MappingProxyType({}),
    doubts: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Health:
    """Looks at the handbook, with what chat has laid over it, from `now` to the end of the day so many `days` later.

    `desks` are the connected ones, () when that is not known. Without `uses` nothing is said about what rules did.
    `swaps` of shifts are those that nobody has answered yet; `quiet` is what is known of the quiet times of people on
    call; `calendars` are the layers whose calendars are of no use, and codes that say why, `doubts` those that are
    read with something odd in them.
    """
    ahead = Ahead(now, _end_of_day(handbook, now + timedelta(days=days)))
    grids = tuple(grid(handbook, domain.id, ahead.now, ahead.until) for domain in handbook.domains)
    found: list[Finding] = []
    for domain, staffed in zip(handbook.domains, grids, strict=True):
        found += health_domains.about_gaps(handbook, staffed)
        found += health_domains.about_people(handbook, domain, ahead)
        found += health_domains.about_languages(handbook, domain, now)
        found += health_approval.about_approval(handbook, domain, now)
    found += health_rota.about_rota(handbook, ahead.now, ahead.until, swaps, calendars, doubts)
    found += health_people.about_absences(handbook, now)
    found += health_people.about_stand_ins(handbook, now, ahead.until)
    found += health_people.about_reach(handbook, desks)
    found += health_people.about_languages(handbook)
    found += health_quiet.about_quiet(handbook, quiet, now)
    found += health_rules.about_rules(handbook)
    if uses is not None:
        found += health_rules.about_uses(handbook, uses)
    return Health(tuple(sorted(found, key=lambda one: (one.severity, _ORDER.index(one.kind)))), grids)


def _end_of_day(handbook: Handbook, moment: datetime) -> datetime:
    """On the company's wall: no gap is cut in its middle, and reads otherwise the day after."""
    day = moment.astimezone(handbook.zone).date() + timedelta(days=1)
    return datetime.combine(day, time(), handbook.zone).astimezone(UTC)
