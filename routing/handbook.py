"""The handbook: one company's rules, as frozen values. `routing.handbook_text` reads them from TOML.

What is written in chat (absences) is laid over it: `Handbook.with_roster` gives the handbook that is in force now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from routing.absence import Absence, Departed
from routing.handbook_playbook import Advice, PreparedAnswer, Situation
from routing.handbook_reasons import DeclineReason
from routing.handbook_rota import Rota
from routing.handbook_rules import Ladder, Rule, Target
from routing.handbook_sections import Company, Desk, Domain, Language, OwnDay, Role, SecondLeg
from routing.rota_cover import Cover, ImportedShift
from routing.workdays import Away, WorkCalendar


@dataclass(frozen=True)
class Person:
    """A person of the handbook, with everything that they have from the company filled in.

    `absences` are theirs, from the handbook and from chat; `calendar` has them as well. `digest` is when the scheduled
    message comes: "08:30", "never", or "" for the beginning of their shift. `page_also` are the second legs of their
    pages, "webhook" and "email"; `phone` is a number as "+4791234567".
    """

    id: str
    name: str
    slack: str
    teams: str
    email: str
    zone: str
    language: Language
    languages: tuple[Language, ...]
    roles: tuple[Role, ...]
    deputy: str
    calendar: WorkCalendar
    absences: tuple[Absence, ...] = ()
    digest: str = ""
    phone: str = ""
    page_also: tuple[SecondLeg, ...] = ()

    def chat_id(self, desk: str) -> str:
        """The person's id on the desk "slack" or "teams", "" when the handbook gives none."""
        return {"slack": self.slack, "teams": self.teams}.get(desk, "")


@dataclass(frozen=True)
class Handbook:
    """The whole handbook. `digest` is the SHA-256 of `text`, in hex; `warnings` are sentences, each with its place.

    `departed` are people whom an earlier handbook named. `planned` are the absences that the handbook itself writes.
    `covers` and `imported` are laid over the rota: see `routing.rota_cover`.
    """

    company: Company
    desks: tuple[tuple[str, Desk], ...]
    people: tuple[Person, ...]
    domains: tuple[Domain, ...]
    rules: tuple[Rule, ...]
    targets: tuple[Target, ...]
    ladders: tuple[Ladder, ...]
    rota: Rota | None
    days: tuple[OwnDay, ...]
    planned: tuple[Absence, ...]
    situations: tuple[Situation, ...]
    answers: tuple[PreparedAnswer, ...]
    decline_reasons: tuple[DeclineReason, ...]
    company_calendar: WorkCalendar
    text: str
    digest: str
    advice: tuple[Advice, ...] = ()
    warnings: tuple[str, ...] = ()
    departed: tuple[Departed, ...] = ()
    covers: tuple[Cover, ...] = ()
    imported: tuple[ImportedShift, ...] = ()

    def person(self, person_id: str | None) -> Person | None:
        """The person of that id, or None (a person who has left)."""
        return self._people.get(person_id or "")

    def person_by(self, desk: str, chat_id: str) -> Person | None:
        """The person whom `desk` ("slack", "teams") knows as `chat_id`."""
        return self._by_chat.get((desk, chat_id)) if chat_id else None

    def with_role(self, role: Role) -> tuple[Person, ...]:
        """Everybody with the role, in the handbook's order."""
        return tuple(person for person in self.people if role in person.roles)

    def domain(self, domain_id: str) -> Domain | None:
        """The domain of that id, None when there is none: see `domain_or_default`."""
        return self._domains.get(domain_id)

    def domain_or_default(self, domain_id: str) -> Domain:
        """The domain of that id; the default one for a domain that the handbook no longer has."""
        return self._domains.get(domain_id) or self.default_domain

    def desk(self, name: str) -> Desk | None:
        """The desk "slack" or "teams", None when the company does not use it."""
        return dict(self.desks).get(name)

    def rule(self, rule_id: str | None) -> Rule | None:
        """The rule of that id; None when there is none, also for None."""
        return self._rules.get(rule_id or "")

    def situation(self, situation_id: str) -> Situation | None:
        """The playbook's situation of that id, None when there is none."""
        return next((one for one in self.situations if one.id == situation_id), None)

    def decline_reason(self, reason: str) -> str | None:
        """What the handbook calls a reason to decline; None when it writes none of that id."""
        return next((one.name for one in self.decline_reasons if one.id == reason), None)

    def departed_name(self, person_id: str) -> str | None:
        """What somebody was called whom an earlier handbook named; None for nobody that we know."""
        return next((one.name for one in self.departed if one.id == person_id), None)

    def with_roster(
        self,
        absences: Iterable[Absence],
        departed: Iterable[Departed] = (),
        covers: Iterable[Cover] = (),
        imported: Iterable[ImportedShift] = (),
    ) -> "Handbook":
        """The handbook with what chat has written laid over it: absences beside those that it plans itself; covers of
        shifts, and the shifts that calendars hold."""
        by_person: dict[str, list[Absence]] = {}
        for absence in (*self.planned, *absences):
            by_person.setdefault(absence.person, []).append(absence)
        people = tuple(_with_absences(person, by_person.get(person.id, [])) for person in self.people)
        known = {person.id for person in self.people}
        left = tuple(one for one in departed if one.id not in known)
        return replace(self, people=people, departed=left, covers=tuple(covers), imported=tuple(imported))

    @cached_property
    def default_domain(self) -> Domain:
        """Where posts go that no rule sends anywhere: the domain marked as default, else the first."""
        return next((domain for domain in self.domains if domain.default), self.domains[0])

    @cached_property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.company.zone)

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _domains(self) -> dict[str, Domain]:
        return {domain.id: domain for domain in self.domains}

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _by_chat(self) -> dict[tuple[str, str], Person]:
        return {(desk, person.chat_id(desk)): person for person in self.people for desk in ("slack", "teams")}


def _with_absences(person: Person, absences: list[Absence]) -> Person:
    ordered = tuple(sorted(absences, key=lambda one: (one.starts_at, one.id)))
    if ordered == person.absences:
        return person
    away = tuple(Away(one.starts_at, one.until_at) for one in ordered)
    return replace(person, absences=ordered, calendar=replace(person.calendar, away=away))
