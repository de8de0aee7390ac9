"""Whose turn it is among people who could all take an item, and why the others were passed over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from routing.handbook import Handbook
from routing.language import normal
from routing.moments import stamp
from routing.people import Standing
from routing.reasons import Reason

_NEVER = datetime.min.replace(tzinfo=UTC)
_NORDIC = frozenset({"nb", "nn", "da", "sv"})
"""Whoever writes one of these reads the others."""


class How(StrEnum):
    """What settled whose turn it is."""

    ONLY_ONE = "only one"
    GAVE_BACK = "another gave it back"
    LANGUAGE = "language"
    FEWEST_OPEN = "fewest open"
    ANSWERS_FREELY = "answers freely"
    LONGEST_SINCE = "longest since"


class Reads(StrEnum):
    """How well somebody can answer in a language."""

    WELL = "well"
    A_NEIGHBOUR = "a neighbouring language"
    NOT = "not"


@dataclass(frozen=True)
class Loads:
    """`open` weighs people's open items; `last_chosen` is when somebody was last named, who never was is not in it."""

    open: Mapping[str, int] = field(default_factory=dict)
    last_chosen: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Fairest:
    """Whose turn it is, how that came about, and for each of the others why it is not theirs."""

    standing: Standing
    how: How
    reads: Reads
    passed: Mapping[str, Reason]


def reads(handbook: Handbook, person_id: str, language: str) -> Reads:
    """Whoever names no languages answers in any; nb and nn are one; Nordic languages are each other's neighbours."""
    person, wanted = handbook.person(person_id), _one_norwegian(language)
    if person is None or not person.languages or not wanted:
        return Reads.WELL
    spoken = {_one_norwegian(code) for code in person.languages}
    if wanted in spoken:
        return Reads.WELL
    return Reads.A_NEIGHBOUR if wanted in _NORDIC and spoken & _NORDIC else Reads.NOT


def fairest(handbook: Handbook, people: Sequence[Standing], loads: Loads, language: str) -> Fairest:
    """Of `people`, at least one: who answers in `language` (else in a neighbouring one) → who has the fewest open items
    → who answers without approval → who was named longest ago → the handbook's order.
    """
    passed: dict[str, Reason] = {}
    left, how = list(people), How.ONLY_ONE

    def keep(fits: Callable[[Standing], bool], because: Callable[[Standing], Reason], step: How) -> None:
        nonlocal left, how
        for one in left:
            if not fits(one):
                passed[one.person] = because(one)
                how = step
        left = [one for one in left if fits(one)]

    understood = {one.person: reads(handbook, one.person, language) for one in left}
    best = min(understood.values(), key=list(Reads).index)
    keep(
        lambda one: understood[one.person] is best,
        lambda one: Reason("passed_language", {"person": one.person, "language": normal(language)}),
        How.LANGUAGE,
    )
    fewest = min(loads.open.get(one.person, 0) for one in left)
    keep(
        lambda one: loads.open.get(one.person, 0) == fewest,
        lambda one: Reason("passed_more_open", {"person": one.person, "open": loads.open.get(one.person, 0)}),
        How.FEWEST_OPEN,
    )
    if any(one.answers_freely for one in left):
        keep(
            lambda one: one.answers_freely,
            lambda one: Reason("passed_needs_approval", {"person": one.person}),
            How.ANSWERS_FREELY,
        )
    first = min(left, key=lambda one: loads.last_chosen.get(one.person, _NEVER))
    keep(
        lambda one: one is first,
        lambda one: _named_since(one.person, loads, first.person),
        How.LONGEST_SINCE,
    )
    return Fairest(first, how, best, passed)


def _named_since(person: str, loads: Loads, first: str) -> Reason:
    at = loads.last_chosen.get(person)
    if at is None or at == loads.last_chosen.get(first):
        return Reason("passed_order", {"person": person})
    return Reason("passed_named_later", {"person": person, "last_at": stamp(at)})


def _one_norwegian(code: str) -> str:
    short = normal(code)
    return "nb" if short == "nn" else short
