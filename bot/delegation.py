"""The delegation's health for the command line: the file, with what the database holds of absences and corrections."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.settings import Settings
from handlers.findings import PERIOD
from handlers.roster import laid_over
from handlers.speakers import to_company
from handlers.views.health import entry, line
from handlers.words import Speaker
from handlers.words.speaker import plain
from routing.handbook import Handbook
from routing.health import FORTNIGHT, Health, look
from routing.health_findings import Finding, Uses
from routing.staffing import Grid, Hour, Presence
from storage import corrections, handbooks, rota_swaps, schema
from storage.database import Database
from storage.errors import StorageError

SIGNS = {Presence.STAFFED: "#", Presence.GAP: "!", Presence.BY_DESIGN: "."}
PARTLY, WATCHED = "/", "o"
LEGEND = (
    "# somebody  ! nobody  / nobody for a part of the hour\n"
    "not staffed by design: o somebody is on call  . nobody is on call"
)


@dataclass(frozen=True)
class Delegation:
    """`handbook` with its roster; `without` says in a sentence why nothing of the database is in it, "" when it is."""

    handbook: Handbook
    health: Health
    without: str = ""


def delegation(
    settings: Settings, handbook: Handbook, desks: tuple[str, ...], now: datetime, days: int = FORTNIGHT
) -> Delegation:
    """Looks at the handbook. A database that is not there, or cannot be read, is done without; nothing is changed."""
    database = Database(settings.database_url)
    try:
        if database.file is not None and not database.file.exists():
            return Delegation(handbook, look(handbook, now, desks, days=days), "There is no database yet.")
        schema.check(database)
        with database.read() as transaction:
            roster = laid_over(transaction, handbook, now)
            since, first = now - timedelta(days=PERIOD), handbooks.first_at(transaction)
            counts = tuple(corrections.by_rule(transaction, since))
            swaps = rota_swaps.waiting(transaction)
    except StorageError as error:
        words = str(error).strip().partition("\n")[0] or "The database does not answer."
        return Delegation(handbook, look(handbook, now, desks, days=days), words)
    finally:
        database.close()
    uses = Uses(counts, PERIOD, whole=first is not None and first <= since)
    return Delegation(roster, look(roster, now, desks, uses, days, swaps))


def speaks(handbook: Handbook) -> Speaker:
    """The command line speaks English, in the company's zone."""
    company = to_company(handbook)
    return Speaker("en", company.zone, company.names)


def told(handbook: Handbook, finding: Finding) -> str:
    """The finding in one line: the sentence, and why."""
    return plain(line(speaks(handbook), entry(handbook, finding))).partition(" ")[2]


def as_json(found: Delegation) -> Mapping[str, object]:
    """Everything that was found, for other programs: moments in ISO 8601, UTC."""
    return {
        "findings": [
            {
                "kind": one.kind.value, "severity": one.severity.name.lower(), "domain": one.domain,
                "person": one.person, "rule": one.rule, "says": told(found.handbook, one),
                "reason": one.reason.as_json(), "details": [reason.as_json() for reason in one.details],
            }
            for one in found.health.findings
        ],
        "domains": [
            {
                "domain": grid.domain,
                "stretches": [
                    {"from": one.start.isoformat(), "until": one.end.isoformat(), "state": one.state.value,
                     "people": list(one.people)}
                    for one in grid.stretches
                ],
            }
            for grid in found.health.grids
        ],
        "without": found.without,
    }  # fmt: skip


def picture(grid: Grid) -> Iterator[str]:
    """A row a day, a column an hour. The hour that comes twice when the clocks are set back has two signs."""
    zone = ZoneInfo(grid.zone)
    yield " " * 11 + "".join(f"{hour:02} " for hour in range(24)).rstrip()
    rows: dict[str, list[str]] = {}
    for hour in grid.hours:
        wall = hour.start.astimezone(zone)
        row = rows.setdefault(wall.strftime("%a %d %b"), [""] * 24)
        row[wall.hour] += _sign(hour)
    for day, cells in rows.items():
        yield f"{day} " + "".join(f"{cell:<3}" for cell in cells).rstrip()


def _sign(hour: Hour) -> str:
    if hour.state is Presence.BY_DESIGN and hour.people:
        return WATCHED
    return PARTLY if hour.partly else SIGNS[hour.state]
