"""Cross checks of a handbook: what one section says about another. They read the raw tables, so that a handbook
with a bad shape still gets all of them at once.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from routing.handbook_problems import Problem, Source, Table, members, word, words

_DESKS = ("slack", "teams")


def problems(source: Source) -> list[Problem]:
    """Every cross problem, section by section."""
    checks: tuple[Callable[[Source], Iterator[Problem]], ...] = (
        _twice,
        _chat_twice,
        _domains,
        _defaults,
        _rules,
        _rota,
        _targets,
        _channels,
        _names_for_ids,
    )
    return [problem for check in checks for problem in check(source)]


def warnings(source: Source) -> list[Problem]:
    """What works but will hurt."""
    found = []
    for position, domain in enumerate(source.rows("domain")):
        able = {*members(domain.get("experts")), *members(domain.get("deputies")), word(domain.get("lead"))} - {""}
        if len(able) < 2:
            sentence = "only one person may answer here; add a second one to experts or deputies"
            found.append(Problem(source.place("domain", position), sentence))
    return found


def _ids(source: Source, section: str) -> list[str]:
    return [word(row.get("id")) for row in source.rows(section)]


def _twice(source: Source) -> Iterator[Problem]:
    for section in ("person", "domain", "rule", "ladder", "situation", "answer"):
        seen: set[str] = set()
        for position, name in enumerate(_ids(source, section)):
            if name and name in seen:
                yield Problem(source.place(section, position), f'id "{name}" stands twice; give one another id')
            seen.add(name)


def _chat_twice(source: Source) -> Iterator[Problem]:
    for desk in _DESKS:
        first: dict[str, str] = {}
        for position, person in enumerate(source.rows("person")):
            chat_id, name = word(person.get(desk)), word(person.get("id"))
            if chat_id and chat_id in first:
                yield Problem(
                    source.place("person", position),
                    f'{desk} = "{chat_id}" is also that of "{first[chat_id]}"; one identity belongs to one person',
                )
            first.setdefault(chat_id, name)


def _unknown(source: Source, place: str, role: str, name: str) -> Iterator[Problem]:
    if name and name not in _ids(source, "person"):
        mend = f'add a [[person]] with id = "{name}" or take the name out'
        yield Problem(place, f'{role} "{name}" is no [[person]]; {mend}')


def _domains(source: Source) -> Iterator[Problem]:
    for position, domain in enumerate(source.rows("domain")):
        place = source.place("domain", position)
        yield from _unknown(source, place, "lead", word(domain.get("lead")))
        for role, names in (("expert", domain.get("experts")), ("deputy", domain.get("deputies"))):
            for name, count in Counter(members(names)).items():
                yield from _unknown(source, place, role, name)
                if count > 1:
                    yield Problem(place, f'{role} "{name}" stands twice; take one out')


def _defaults(source: Source) -> Iterator[Problem]:
    rows = source.rows("domain")
    chosen = [position for position, row in enumerate(rows) if row.get("default") is True]
    if not rows:
        yield Problem(source.name, "there is no [[domain]]; add one with id, name, lead and experts")
    elif len(rows) > 1 and not chosen:
        yield Problem(source.name, "no [[domain]] is the default; add default = true to the one that gets the rest")
    for position in chosen[1:]:
        first = word(rows[chosen[0]].get("id"))
        yield Problem(
            source.place("domain", position), f'default = true stands at "{first}" already; only one may have it'
        )


def _rules(source: Source) -> Iterator[Problem]:
    known = _ids(source, "domain")
    for position, rule in enumerate(source.rows("rule")):
        name = word(rule.get("domain"))
        if name and name not in known:
            mend = f'add a [[domain]] with id = "{name}" or name another one'
            yield Problem(source.place("rule", position), f'domain "{name}" is no [[domain]]; {mend}')


def _rota(source: Source) -> Iterator[Problem]:
    people = {word(row.get("id")): row for row in source.rows("person")}
    place = source.place("rota")
    for name, count in Counter(words(source.table("rota").get("people"))).items():
        yield from _unknown(source, place, "person on call", name)
        if count > 1:
            yield Problem(place, f'"{name}" stands twice; each person has one turn')
        if name in people and not _reachable(people[name]):
            mend = "give the [[person]] slack or teams, or take the name out"
            yield Problem(place, f'"{name}" has no chat identity, so no page would arrive; {mend}')


def _reachable(person: Table) -> bool:
    return any(word(person.get(desk)) for desk in _DESKS)


def _targets(source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for position, target in enumerate(source.rows("target")):
        for name in (entry.strip().lower() for entry in words(target.get("sources"))):
            if name in seen:
                yield Problem(source.place("target", position), f'source "{name}" has a target already; keep one')
            seen.add(name)


def _names_for_ids(source: Source) -> Iterator[Problem]:
    """Slack's names change and its calls take none: ids are wanted."""
    table = source.table("desks", "slack")
    intake = table.get("intake")
    entries = intake if isinstance(intake, list) else []
    channels = [word(entry.get("channel")) if isinstance(entry, dict) else word(entry) for entry in entries]
    for channel in (*channels, word(table.get("triage")), word(table.get("managers"))):
        if channel.startswith("#"):
            mend = "open the channel's details in Slack and copy its id, such as C0123456789"
            yield Problem(source.place("desks.slack"), f'"{channel}" is a channel\'s name, not its id; {mend}')
    for position, person in enumerate(source.rows("person")):
        if word(person.get("slack")).startswith("@"):
            mend = "open their profile in Slack and copy the member id, such as U0123456789"
            yield Problem(source.place("person", position), f'slack "{person["slack"]}" is a name, not an id; {mend}')


def _channels(source: Source) -> Iterator[Problem]:
    for desk in _DESKS:
        table = source.table("desks", desk)
        intake = table.get("intake")
        entries = intake if isinstance(intake, list) else []
        channels = [word(entry.get("channel")) if isinstance(entry, dict) else word(entry) for entry in entries]
        for channel, count in Counter(filter(None, channels)).items():
            if count > 1:
                yield Problem(source.place(f"desks.{desk}"), f'intake channel "{channel}" stands twice; take one out')
            if channel == word(table.get("managers")):
                yield Problem(
                    source.place(f"desks.{desk}"),
                    f'channel "{channel}" is both intake and managers; escalations would land among customers\' posts',
                )
        domains = table.get("domains")
        for name in domains if isinstance(domains, dict) else ():
            if name not in _ids(source, "domain"):
                mend = f'add a [[domain]] with id = "{name}" or take the channel out'
                yield Problem(source.place(f"desks.{desk}"), f'domains: "{name}" is no [[domain]]; {mend}')
