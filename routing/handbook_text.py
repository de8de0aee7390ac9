"""TOML text → Handbook, or all its problems at once."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from routing import handbook_checks, handbook_shape
from routing.absence import Absence
from routing.handbook import Handbook, Person
from routing.handbook_base import Section
from routing.handbook_fields import check_zone
from routing.handbook_playbook import Advice, PreparedAnswer, Situation
from routing.handbook_problems import HandbookError, Source, Table
from routing.handbook_reasons import DeclineReason
from routing.handbook_rota import Rota
from routing.handbook_rules import Ladder, Rule, Target
from routing.handbook_sections import USUAL_HOURS, AbsenceEntry, Company, Desk, Domain, OwnDay, PersonEntry
from routing.handbook_syntax import read_toml
from routing.handbook_upgrade import SCHEMA, upgraded
from routing.workdays import OwnDay as Closed
from routing.workdays import WorkCalendar

_Kind = TypeVar("_Kind", bound=Section)


def read_handbook(text: str, name: str = "handbook.toml") -> Handbook:
    """The handbook that `text` (TOML) holds. `name` is what problems call the file.

    A text of an older schema is read as the newest; `svarvakt handbook upgrade` writes it so. Raises HandbookError,
    which lists every problem with its place and mend.
    """
    tables = read_toml(text, name)
    source = Source(text, name, upgraded(tables))
    if misplaced := handbook_shape.misplaced_include(source):
        raise HandbookError([misplaced])
    return _Reader(source).handbook(text)


class _Reader:
    """Reads section by section and keeps every problem; only a reader without one gives a handbook."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems = [*handbook_shape.problems(source, SCHEMA)]

    def handbook(self, text: str) -> Handbook:
        company = self.one("company", Company)
        desks = {desk: self.one(f"desks.{desk}", Desk, desk) for desk in self.source.table("desks")}
        days = self.many("day", OwnDay, {})
        entries = self.many("person", PersonEntry, self.company_ways())
        domains = self.many("domain", Domain, {})
        rules = self.many("rule", Rule, {})
        targets = self.many("target", Target, {})
        ladders = self.many("ladder", Ladder, {})
        absences = self.many("absence", AbsenceEntry, {})
        situations = self.many("situation", Situation, {})
        answers = self.many("answer", PreparedAnswer, {"language": self.company_ways()["language"]})
        decline_reasons = self.many("decline_reason", DeclineReason, {})
        advice = self.many("advice", Advice, {})
        zone = {"zone": self.company_ways()["zone"]}
        rota = self.one("rota", Rota, defaults=zone) if "rota" in self.source.tables else None
        self.problems += handbook_checks.problems(self.source)
        if self.problems or company is None:
            raise HandbookError(self.problems)
        handbook = Handbook(
            company=company,
            desks=tuple((name, desk) for name, desk in desks.items() if desk is not None),
            people=tuple(_person(entry, company, days) for entry in entries),
            domains=domains,
            rules=rules,
            targets=targets,
            ladders=ladders,
            rota=rota,
            days=days,
            planned=tuple(_absence(entry, entries) for entry in absences),
            situations=situations,
            answers=answers,
            decline_reasons=decline_reasons,
            company_calendar=WorkCalendar(company.hours, company.zone, company.holidays, _closed(days)),
            text=text,
            digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            advice=advice,
            warnings=tuple(str(warning) for warning in handbook_checks.warnings(self.source)),
        )
        return handbook.with_roster(())

    def company_ways(self) -> Table:
        """What people have from the company; harmless stand-ins where the company's own is wrong (reported there)."""
        company = self.source.table("company")
        ways = {name: company[name] for name in ("zone", "language", "hours", "holidays") if name in company}
        try:
            check_zone(ways.get("zone"))
            Company.model_validate({"name": "-", "zone": "UTC", **ways})
        except ValueError:
            ways = {}
        return {"zone": "UTC", "language": "en", "hours": USUAL_HOURS, "holidays": "", **ways}

    def one(self, section: str, model: type[_Kind], desk: str = "", defaults: Table | None = None) -> _Kind | None:
        path = ("desks", desk) if desk else (section,)
        return self.read(model, {**(defaults or {}), **self.source.table(*path)}, section, None)

    def many(self, section: str, model: type[_Kind], defaults: Table) -> tuple[_Kind, ...]:
        read = (
            self.read(model, {**defaults, **row}, section, position)
            for position, row in enumerate(self.source.rows(section))
        )
        return tuple(row for row in read if row is not None)

    def read(self, model: type[_Kind], row: Mapping[str, object], section: str, position: int | None) -> _Kind | None:
        try:
            return model.model_validate(row)
        except ValidationError as error:
            for sentence, inner in handbook_shape.complaints(error, model, row):
                self.problems.append(self.source.inner(section, position, inner).problem(sentence))
            return None


def _person(entry: PersonEntry, company: Company, days: tuple[OwnDay, ...]) -> Person:
    shortens = entry.hours.spans != company.hours.spans
    own = _closed(days, entry.id, shortens=shortens)
    calendar = WorkCalendar(entry.hours, entry.zone, entry.holidays, own)
    return Person(
        id=entry.id, name=entry.name, slack=entry.slack, teams=entry.teams, email=entry.email, zone=entry.zone,
        language=entry.language, languages=entry.languages, roles=entry.roles, deputy=entry.deputy, calendar=calendar,
        digest=entry.digest, phone=entry.phone, page_also=entry.page_also,
    )  # fmt: skip


def _closed(days: tuple[OwnDay, ...], person: str = "", *, shortens: bool = False) -> tuple[Closed, ...]:
    """The own days of a person; for "", the company, those that are for everybody. One that names them comes first.

    A half day of everybody's only `shortens` the hours of those who have hours of their own.
    """
    by_date = {day.date: day for day in days if not day.people}
    by_date |= {day.date: day for day in days if person in day.people}
    return tuple(Closed(day.date, day.name, day.open, shortens and not day.people) for day in by_date.values())


def _absence(entry: AbsenceEntry, people: tuple[PersonEntry, ...]) -> Absence:
    zone = ZoneInfo(next(person.zone for person in people if person.id == entry.person))
    starts_at = _moment(entry.starts, zone, whole_day=False)
    return Absence(entry.person, starts_at, _moment(entry.until, zone, whole_day=True), entry.deputy, entry.note)


def _moment(written: date | datetime, zone: ZoneInfo, *, whole_day: bool) -> datetime:
    """A moment as it is; a day's beginning, or with `whole_day` its end."""
    if isinstance(written, datetime):
        return (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)
    day = written + timedelta(days=int(whole_day))
    return datetime.combine(day, time(), zone).astimezone(UTC)
