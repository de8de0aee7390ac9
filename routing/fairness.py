"""Whose turn it is among people who could all take an item, and why the others were passed over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum, StrEnum

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


class Reads(IntEnum):
    """How well somebody can answer in a language."""

    WELL = 0
    A_NEIGHBOUR = 1
    NOT = 2


@dataclass(frozen=True)
class Loads:
    """`open` weighs people's open items; `last_chosen` is when somebody was last named, who never was is not in it."""

    open: Mapping[str, int] = field(default_factory=dict)
    last_chosen: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Fairest:
    """Whose turn it is, how that came about, and for each of the others at which step it was no longer theirs."""

    standing: Standing
    how: How
    reads: Reads
    passed: Mapping[str, How]


def reads(handbook: Handbook, person_id: str, language: str) -> Reads:
    """Whoever names no languages answers in any; nb and nn are one; Nordic languages are each other's neighbours."""
    person = handbook.person(person_id)
    if person is None or not person.languages:
        return Reads.WELL
    wanted = _one_norwegian(language)
    spoken = {_one_norwegian(code) for code in person.languages}
    if not wanted or wanted in spoken:
        return Reads.WELL
    return Reads.A_NEIGHBOUR if wanted in _NORDIC and spoken & _NORDIC else Reads.NOT


def fairest(handbook: Handbook, people: Sequence[Standing], loads: Loads, language: str) -> Fairest:
    """Of `people`, at least one: who answers in `language` (else in a neighbouring one) → who has the fewest open items
    → who answers without approval → who was named longest ago → the handbook's order.
    """
    passed: dict[str, How] = {}
    left, how = list(people), How.ONLY_ONE
    understood = {one.person: reads(handbook, one.person, language) for one in left}
    steps: tuple[tuple[How, Callable[[Standing], int]], ...] = (
        (How.LANGUAGE, lambda one: understood[one.person].value),
        (How.FEWEST_OPEN, lambda one: loads.open.get(one.person, 0)),
        (How.ANSWERS_FREELY, lambda one: not one.answers_freely),
    )
    for step, rank in steps:
        if len(left) == 1:
            break
        ranks = [rank(one) for one in left]
        best = min(ranks)
        if max(ranks) > best:
            how = step
            passed.update((one.person, step) for one, place in zip(left, ranks, strict=True) if place > best)
            left = [one for one, place in zip(left, ranks, strict=True) if place == best]
    first = left[0]
    if len(left) > 1:
        how = How.LONGEST_SINCE
        first = min(left, key=lambda one: loads.last_chosen.get(one.person, _NEVER))
        passed.update((one.person, how) for one in left if one is not first)
    return Fairest(first, how, understood[first.person], passed)


def why_passed(step: How, person: str, first: str, loads: Loads, language: str) -> Reason:
    """Why it was not this person's turn but that of `first`: `step` is where it was no longer theirs."""
    if step is How.GAVE_BACK:
        return Reason("passed_gave_back", {"person": person})
    if step is How.LANGUAGE:
        return Reason("passed_language", {"person": person, "language": normal(language)})
    if step is How.FEWEST_OPEN:
        return Reason("passed_more_open", {"person": person, "open": loads.open.get(person, 0)})
    if step is How.ANSWERS_FREELY:
        return Reason("passed_needs_approval", {"person": person})
    at = loads.last_chosen.get(person)
    if at is None or at == loads.last_chosen.get(first):
        return Reason("passed_order", {"person": person})
    return Reason("passed_named_later", {"person": person, "last_at": stamp(at)})


def _one_norwegian(code: str) -> str:
    short = normal(code)
    return "nb" if short == "nn" else short
