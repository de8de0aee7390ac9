"""Cross checks about people: who is named, who stands in for whom, when somebody is away."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from routing.handbook_fields import read_day
from routing.handbook_problems import Place, Problem, Source, Table, members, word, words
from routing.handbook_shape import DESKS

_EMAIL = re.compile(r"[^\s@<>,;:\"()\\\[\]]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


def unknown(source: Source, place: Place, role: str, name: str) -> Iterator[Problem]:
    """A problem when `name` is no person of the handbook; "" is nobody."""
    if name and name not in people(source):
        mend = f'add a [[person]] with id = "{name}" or take the name out'
        yield place.problem(f'{role} "{name}" is no [[person]]; {mend}')


def people(source: Source) -> dict[str, Table]:
    """The people as they are written, by id."""
    return {word(row.get("id")): row for row in source.rows("person")}


def with_level(domain: Table, level: str) -> set[str]:
    """Who of a domain's experts and deputies has this level in so many words."""
    rows = [row for part in ("experts", "deputies") if isinstance(entries := domain.get(part), list) for row in entries]
    return {word(row.get("person")) for row in rows if isinstance(row, dict) and row.get("level") == level}


def _chat_twice(source: Source) -> Iterator[Problem]:
    for desk in DESKS:
        first: dict[str, str] = {}
        for position, person in enumerate(source.rows("person")):
            chat_id, name = word(person.get(desk)), word(person.get("id"))
            if chat_id and chat_id in first:
                yield source.place("person", position).problem(
                    f'{desk} = "{chat_id}" is also that of "{first[chat_id]}"; one identity belongs to one person'
                )
            first.setdefault(chat_id, name)


def _deputies(source: Source) -> Iterator[Problem]:
    chosen = {name: word(person.get("deputy")) for name, person in people(source).items()}
    told: set[str] = set()
    for position, (name, deputy) in enumerate(
        (word(row.get("id")), word(row.get("deputy"))) for row in source.rows("person")
    ):
        place = source.place("person", position) if deputy else None
        if place is None or name in told:
            continue
        yield from unknown(source, place, "deputy", deputy)
        circle = _circle(name, chosen)
        told.update(circle)
        if deputy == name:
            yield place.problem("is their own deputy; name somebody else")
        elif circle:
            shown = " → ".join((*circle, name))
            yield place.problem(f"deputies go in a circle: {shown}; name somebody outside it for one of them")


def _circle(start: str, chosen: dict[str, str]) -> list[str]:
    """The people from `start` along their deputies back to `start`; empty when the way ends elsewhere."""
    way, name = [start], chosen.get(start, "")
    while name and name not in way:
        way.append(name)
        name = chosen.get(name, "")
    return way if name == start else []


def _domains(source: Source) -> Iterator[Problem]:
    for position, domain in enumerate(source.rows("domain")):
        place = source.place("domain", position)
        yield from unknown(source, place, "lead", word(domain.get("lead")))
        experts, deputies = members(domain.get("experts")), members(domain.get("deputies"))
        for role, names in (("expert", experts), ("deputy", deputies)):
            for name, count in Counter(names).items():
                yield from unknown(source, place, role, name)
                if count > 1:
                    yield place.problem(f'{role} "{name}" stands twice; take one out')
        for name in members(domain.get("approvers")):
            yield from unknown(source, place, "approver", name)
        for name in dict.fromkeys(name for name in deputies if name and name in experts):
            yield place.problem(f'"{name}" is expert and deputy; take the name out of deputies')
        named = {*experts, *deputies, word(domain.get("lead"))} - {""}
        if experts and named == with_level(domain, "never"):
            mend = 'give one of them level = "freely" or "with_approval"'
            yield place.problem(f"nobody may answer here, not even the lead, since every level is never; {mend}")


def _defaults(source: Source) -> Iterator[Problem]:
    rows = source.rows("domain")
    chosen = [position for position, row in enumerate(rows) if row.get("default") is True]
    if not rows:
        yield source.whole("there is no [[domain]]; add one with id, name, lead and experts")
    elif len(rows) > 1 and not chosen:
        yield source.whole("no [[domain]] is the default; add default = true to the one that gets the rest")
    for position in chosen[1:]:
        first = word(rows[chosen[0]].get("id"))
        sentence = f'default = true stands at "{first}" already; only one may have it'
        yield source.place("domain", position).problem(sentence)


def _absences(source: Source) -> Iterator[Problem]:
    for position, absence in enumerate(source.rows("absence")):
        place = source.place("absence", position)
        person, deputy = word(absence.get("person")), word(absence.get("deputy"))
        yield from unknown(source, place, "person", person)
        yield from unknown(source, place, "deputy", deputy)
        if person and person == deputy:
            yield place.problem(f'"{person}" is their own deputy; name somebody else')
        starts, until = _moment(absence.get("from"), 0), _moment(absence.get("until"), 1)
        if starts and until and until <= starts:
            yield place.problem(
                f"ends before it begins: from {absence['from']} until {absence['until']}; mend one of them"
            )


def _moment(value: object, days: int) -> datetime | None:
    """A day's beginning, or with `days` its end. Zones are left out: a mistake is larger than they are."""
    try:
        read = read_day(value)
        if isinstance(read, datetime):
            return read.astimezone(UTC).replace(tzinfo=None) if read.tzinfo else read
        return datetime.combine(read + timedelta(days=days), time())
    except (ValueError, OverflowError):
        return None


def _days(source: Source) -> Iterator[Problem]:
    seen: dict[tuple[object, str], str] = {}
    for position, day in enumerate(source.rows("day")):
        place = source.place("day", position)
        chosen = words(day.get("people"))
        for name in chosen:
            yield from unknown(source, place, "person", name)
        for name in dict.fromkeys(chosen or [""]):
            key = str(day.get("date")), name
            if "date" in day and key in seen:
                whom = f' for "{name}"' if name else ""
                other = f' ("{seen[key]}")' if seen[key] else ""
                yield place.problem(f"{day['date']} stands twice{whom}{other}; keep one")
            seen.setdefault(key, word(day.get("name")))


def _names_for_ids(source: Source) -> Iterator[Problem]:
    """Slack's names change, and its calls take none. What looks odd in Teams is for `svarvakt check` to warn of."""
    for position, person in enumerate(source.rows("person")):
        chat_id = word(person.get("slack")).strip()
        if chat_id.startswith("@") or " " in chat_id:
            mend = "open their profile in Slack and copy the member id, such as U0123456789"
            yield source.place("person", position).problem(f'slack "{chat_id}" is a name, not an id; {mend}')


def _second_legs(source: Source) -> Iterator[Problem]:
    for position, person in enumerate(source.rows("person")):
        place, email = source.place("person", position), word(person.get("email")).strip()
        wanted = [name.strip().lower() for name in words(person.get("page_also"))] or [word(person.get("page_also"))]
        if "email" in wanted and not email:
            yield place.problem('page_also has "email", but there is no address; add email = "…", or take it out')
        elif "email" in wanted and not _EMAIL.fullmatch(email):
            yield place.problem(f'email "{email}" is no address that a page can be sent to; write name@example.com')


CHECKS = (_chat_twice, _deputies, _domains, _defaults, _absences, _days, _names_for_ids, _second_legs)
