"""Doubts about ladders: rungs that would have to speak before there is an item."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from routing import duration
from routing.handbook_fields import parse_rung_time
from routing.handbook_problems import Problem, Source, Table, tables, word, words
from routing.item import Clock

_CONDITIONS = ("domains", "sources", "urgency", "kind")
"""What both a ladder and a target may ask for."""

_USUAL = timedelta(hours=3)
"""The shortest target of what the handbook has none for; `routing.target` has the same."""

_REST = "*"


class _Within(NamedTuple):
    """A time to answer in, where it stands, and the conditions under which it holds; an empty one is any."""

    length: timedelta
    title: str
    conditions: tuple[frozenset[str], ...]


def warnings(source: Source) -> Iterator[Problem]:
    """Rungs that stand further before the deadline than the target is long, once each. Office hours tell nothing."""
    targets = sorted(_withins(source), key=lambda one: one.length)
    before: list[tuple[frozenset[str], ...]] = []
    for position, ladder in enumerate(source.rows("ladder")):
        conditions = _conditions(ladder)
        met = [one for one in targets if (both := _both(conditions, one.conditions)) and not _is_taken(both, before)]
        for number, rung in enumerate(tables(ladder, "rung")):
            _, offset = parse_rung_time(word(rung.get("at")))
            early = met[0] if met and offset is not None and -offset > met[0].length else None
            if early is not None:
                yield source.rung(position, number).problem(
                    f'at = "{word(rung.get("at"))}" is before the beginning of items that are to be answered within '
                    f"{duration.show(early.length)} ({early.title}), so that it comes at once; write a part of the "
                    'target, such as "25%", or give them a ladder of their own'
                )
        before.append(conditions)


def _withins(source: Source) -> Iterator[_Within]:
    targets = source.rows("target")
    for position, target in enumerate(targets):
        if word(target.get("clock")).strip().lower() == Clock.OFFICE:
            continue
        title, conditions = source.place("target", position).title, _conditions(target)
        for field in ("answer_within", "next_answer_within"):
            if written := word(target.get(field)):
                yield _Within(duration.parse(written), f"{title}, {field}", conditions)
    if not any(not any(_conditions(target)) for target in targets):
        yield _Within(_USUAL, "the usual target of what has none", tuple(frozenset[str]() for _ in _CONDITIONS))


def _conditions(row: Table) -> tuple[frozenset[str], ...]:
    found = (frozenset(each.strip().lower() for each in words(row.get(field))) for field in _CONDITIONS)
    return tuple(frozenset() if _REST in each else each for each in found)


def _both(one: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...] | None:
    """What fits both; None where nothing does."""
    pairs = list(zip(one, other, strict=True))
    if any(left and right and not left & right for left, right in pairs):
        return None
    return tuple(left & right if left and right else left | right for left, right in pairs)


def _is_taken(conditions: tuple[frozenset[str], ...], before: list[tuple[frozenset[str], ...]]) -> bool:
    """Whether an earlier ladder fits all of it."""
    return any(
        all(not early or (each and each <= early) for early, each in zip(ladder, conditions, strict=True))
        for ladder in before
    )
