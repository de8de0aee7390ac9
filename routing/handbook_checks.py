"""Cross checks of a handbook: what one section says about another. They read the raw tables, so that a handbook
with a bad shape still gets all of them at once.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from routing import (
    handbook_checks_ladders,
    handbook_checks_people,
    handbook_checks_rota,
    handbook_checks_rules,
    handbook_checks_targets,
)
from routing.handbook import Handbook
from routing.handbook_problems import Problem, Source, members, word

_ESCAPED = re.compile(r"\\(?:u00|U000000|[xbfe])")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def problems(source: Source) -> list[Problem]:
    """Every cross problem, section by section."""
    checks: tuple[Callable[[Source], Iterator[Problem]], ...] = (
        _twice,
        *handbook_checks_people.CHECKS,
        *handbook_checks_rules.CHECKS,
        handbook_checks_targets.check,
        handbook_checks_rota.problems,
        _invisible,
    )
    return [problem for check in checks for problem in check(source)]


def warnings(source: Source) -> list[Problem]:
    """What works but will hurt."""
    found = [
        *handbook_checks_rules.warnings(source),
        *handbook_checks_targets.warnings(source),
        *handbook_checks_ladders.warnings(source),
        *handbook_checks_rota.warnings(source),
    ]
    for position, domain in enumerate(source.rows("domain")):
        named = {*members(domain.get("experts")), *members(domain.get("deputies"))}
        able = (named | {word(domain.get("lead"))}) - _never(domain)
        if len(able - {""}) < 2:
            sentence = "only one person may answer here; add a second one to experts or deputies"
            found.append(source.place("domain", position).problem(sentence))
    return found


def warnings_on(handbook: Handbook, today: date) -> tuple[str, ...]:
    """What hurts from some day on, or as of today: sentences on members whose last day is over, and on the rota. The
    handbook can be used."""
    over = tuple(
        f'[[domain]] "{domain.id}": {role} "{member.person}" was one until {member.until}; take them out, or write '
        "another day"
        for domain in handbook.domains
        for role, group in (("expert", domain.experts), ("deputy", domain.deputies))
        for member in group
        if member.until is not None and member.until < today
    )
    return (*over, *handbook_checks_rota.warnings_on(handbook, today))


def _never(domain: Mapping[str, object]) -> set[str]:
    return handbook_checks_people.with_level(domain, "never")


def _twice(source: Source) -> Iterator[Problem]:
    for section in ("person", "domain", "rule", "ladder", "situation", "answer", "decline_reason"):
        seen: set[str] = set()
        for position, row in enumerate(source.rows(section)):
            name = word(row.get("id"))
            if name and name in seen:
                yield source.place(section, position).problem(f'id "{name}" stands twice; give one another id')
            seen.add(name)


def _invisible(source: Source) -> Iterator[Problem]:
    """TOML lets invisible characters in as escapes only; databases and chats do not take all of them."""
    if not _ESCAPED.search(source.text):
        return
    for section, value in source.tables.items():
        rows = value if isinstance(value, list) else [value]
        for position, row in enumerate(rows):
            if found := _first_invisible(row):
                listed = isinstance(value, list) and isinstance(row, Mapping)
                place = source.place(section, position if listed else None)
                yield place.problem(f"holds the invisible character U+{ord(found):04X}; take it out")


def _first_invisible(value: object) -> str:
    if isinstance(value, str):
        found = _INVISIBLE.search(value)
        return found[0] if found else ""
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return next(filter(None, map(_first_invisible, inner)), "")
