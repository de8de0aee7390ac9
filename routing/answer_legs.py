"""The legs of an answer that has several: which it needs, which are missing, and the words of the public note.

A private answer needs a public note that says so. Items that were merged into one are answered by its answer, but each
below its own post.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from routing.handbook import Handbook
from routing.handbook_playbook import PreparedAnswer
from routing.item import Item

TWO_LEGGED = "two_legged"
"""The reason of a closing by such an answer; and the mark of an item, whose value is the round that is answered so."""


class Leg(StrEnum):
    """A message to the customer alone; what everybody reads (the answer, or the note that one has written in private);
    the answer below the post of an item that was merged into this one."""

    PRIVATE = "private"
    PUBLIC = "public"
    MERGED = "merged"


@dataclass(frozen=True)
class Part:
    """One leg. `about` is the item whose post it answers: the item itself, unless it is a merged one."""

    leg: Leg
    about: int


def needed(number: int, merged: Iterable[int], *, two_legged: bool) -> tuple[Part, ...]:
    """What the whole answer to item `number` needs; `merged` are the items that were merged into it."""
    private = (Part(Leg.PRIVATE, number),) if two_legged else ()
    return (*private, Part(Leg.PUBLIC, number), *(Part(Leg.MERGED, one) for one in sorted(merged)))


def missing(needs: Iterable[Part], given: Collection[Part]) -> tuple[Part, ...]:
    """What of it is not given yet, in the same order."""
    return tuple(part for part in needs if part not in given)


def is_two_legged(item: Item) -> bool:
    """Whether somebody has begun to answer this round of the item in private."""
    return item.marks.get(TWO_LEGGED) == str(item.round)


def as_two_legged(item: Item) -> Item:
    """The item, to be answered in private and in public."""
    return replace(item, marks={**item.marks, TWO_LEGGED: str(item.round)})


def prepared_note(item: Item, handbook: Handbook) -> PreparedAnswer | None:
    """The playbook's public note in the item's language that fits best: of its situation, of its domain, any."""
    fitting = [
        one
        for one in handbook.answers
        if one.inbox
        and one.language == item.language
        and one.situation in ("", item.situation)
        and (not one.domains or item.domain in one.domains)
    ]
    return min(fitting, key=lambda one: (not one.situation, not one.domains), default=None)
