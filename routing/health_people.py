"""What is found of people: whether they can be reached, who is away for too long, who does not stand in."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from routing.absence import Absence
from routing.deputies import chain_of_deputies, is_away
from routing.fairness import Reads, reads
from routing.handbook import Handbook, Person
from routing.health_findings import Finding, Kind, Severity
from routing.moments import stamp
from routing.reasons import Reason
from routing.rota import layers

TOO_LONG = timedelta(days=14)
"""How long somebody may be away without an end before that is told."""

KEPT = timedelta(days=7)
"""How long an absence that is over may stand in the handbook before that is told."""

DESKS = ("slack", "teams")


def named(handbook: Handbook) -> tuple[str, ...]:
    """Everybody whom a domain or the rota names, in order."""
    members = (name for one in handbook.domains for name in (*one.expert_ids, *one.deputy_ids, one.lead))
    watch = (name for layer in layers(handbook) for name in layer.people)
    return tuple(dict.fromkeys((*members, *watch)))


def about_reach(handbook: Handbook, desks: tuple[str, ...]) -> Iterator[Finding]:
    """Who has no identity in chat, or none on a desk that is connected. `desks` empty: nobody knows which are."""
    wanted = set(named(handbook))
    for person in handbook.people:
        if any(person.chat_id(desk) for desk in desks or DESKS):
            continue
        severity = Severity.WARNING if person.id in wanted else Severity.NOTE
        if not any(person.chat_id(desk) for desk in DESKS):
            reason = Reason("person_without_identity", {"person": person.id})
        elif person.id in wanted:
            reason = Reason("person_out_of_reach", {"person": person.id})
        else:
            continue
        yield Finding(Kind.REACH, severity, reason, person=person.id)


def about_absences(handbook: Handbook, now: datetime) -> Iterator[Finding]:
    """Absences that the handbook still has though they are over, and those without an end that last too long."""
    for absence in handbook.planned:
        if absence.until_at is not None and absence.is_over(now - KEPT):
            values = {"person": absence.person, "ended_at": stamp(absence.until_at)}
            yield _absence(Severity.NOTE, absence, Reason("absence_over", values))
    for person in handbook.people:
        for absence in person.absences:
            if absence.until_at is None and absence.starts_at <= now - TOO_LONG:
                values = {"person": person.id, "since_at": stamp(absence.starts_at)}
                yield _absence(Severity.WARNING, absence, Reason("absence_without_end", values))


def about_stand_ins(handbook: Handbook, now: datetime, until: datetime) -> Iterator[Finding]:
    """Who is, or will be, away and has somebody to stand in, all of whom are away as well."""
    for name in named(handbook):
        person = handbook.person(name)
        for absence in person.absences if person is not None else ():
            at = max(now, absence.starts_at)
            if at >= until or not absence.is_under_way(at) or chain_of_deputies(handbook, name, at):
                continue
            asked, circle = _asked(handbook, name, at)
            if not asked:
                continue
            values = {"person": name, "people": ",".join(asked), "starts_at": stamp(at)}
            reason = Reason("stand_ins_in_a_circle", values) if circle else Reason("stand_ins_away", values)
            about = stamp(absence.starts_at)
            yield Finding(Kind.STAND_IN, Severity.WARNING, reason, person=name, about=about)


def about_languages(handbook: Handbook) -> Iterator[Finding]:
    """Who answers in none of the languages in which the company answers, nor in one close to them."""
    company = handbook.company.languages
    for name in named(handbook):
        person = handbook.person(name)
        if person is None or not company or not person.languages:
            continue
        if all(reads(handbook, name, language) is not Reads.WELL for language in company):
            values = {"person": name, "languages": ", ".join(person.languages), "wanted": ", ".join(company)}
            reason = Reason("person_of_other_languages", values)
            yield Finding(Kind.PERSON_LANGUAGE, Severity.WARNING, reason, person=name)


def _absence(severity: Severity, absence: Absence, reason: Reason) -> Finding:
    return Finding(Kind.ABSENCE, severity, reason, person=absence.person, about=stamp(absence.starts_at))


def _asked(handbook: Handbook, name: str, now: datetime) -> tuple[tuple[str, ...], bool]:
    """Everybody who would be asked to stand in, one for the other, and whether that leads back to the first."""
    found: list[str] = []
    waiting, circle = [name], False
    while waiting:
        person = handbook.person(waiting.pop(0))
        for other in _deputies(person, now) if person is not None and is_away(handbook, person.id, now) else ():
            circle = circle or other == name
            if other != name and other not in found and handbook.person(other) is not None:
                found.append(other)
                waiting.append(other)
    return tuple(found), circle


def _deputies(person: Person, now: datetime) -> tuple[str, ...]:
    said = (absence.deputy for absence in person.absences if absence.is_under_way(now))
    return tuple(name for name in (*said, person.deputy) if name)
