"""What another handbook would do with posts that have been: which would go elsewhere, and what else is different."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from routing.handbook import Handbook, Person
from routing.item import Kind, Post, Urgency
from routing.match import Rulebook, rulebook_of
from routing.rota import MovedTurns, OtherTurn, as_written, covers_lost, moved_turns, other_turns

LONGEST_WORDS = 80


@dataclass(frozen=True)
class PastPost:
    """A post that has been decided before, with the language and the kind that it was found to have."""

    number: int
    post: Post
    language: str
    kind: Kind


@dataclass(frozen=True)
class Decision:
    """Where a post goes, and what else rules say of it; `rule` is the id of the one that decides, None for the default
    domain."""

    domain: str
    rule: str | None
    urgency: Urgency
    situation: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moved:
    """A post that would be decided otherwise. `words` are its first ones, "" for a private message."""

    number: int
    words: str
    before: Decision
    after: Decision

    @property
    def elsewhere(self) -> bool:
        """Whether it would go to another domain, not only with another urgency."""
        return self.before.domain != self.after.domain


@dataclass(frozen=True)
class Way:
    """So many posts would go from one domain (by id), or urgency, to another."""

    before: str
    after: str
    count: int


@dataclass(frozen=True)
class Changes:
    """What is new, gone and changed, by name, in the order of the handbooks."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


@dataclass(frozen=True)
class WhatIf:
    """`posts` were looked at; `moved` are those that would be decided otherwise in any way, in their order.

    `reordered`: rules that both handbooks have are asked in another order. `sections` names what else is different
    ("company", "rota", …). `domain_names` has the domains of both. `turns` tells whose turns on call would move though
    nobody began a new order; `others` whose shifts would be somebody else's in all other layers. `layers` are those of
    the rota, `asked_otherwise` tells that those of both are asked in another order, `covers_lost` counts the covers
    that would end with their layer.
    """

    posts: int
    moved: tuple[Moved, ...]
    rules: Changes
    reordered: bool
    people: Changes
    domains: Changes
    sections: tuple[str, ...]
    domain_names: Mapping[str, str]
    turns: tuple[MovedTurns, ...] = ()
    others: tuple[OtherTurn, ...] = ()
    layers: Changes = Changes()
    asked_otherwise: bool = False
    covers_lost: int = 0

    @property
    def elsewhere(self) -> tuple[Moved, ...]:
        """The posts that would go to another domain."""
        return tuple(one for one in self.moved if one.elsewhere)

    @property
    def ways(self) -> tuple[Way, ...]:
        """From which domain to which, the most first."""
        return _ways((one.before.domain, one.after.domain) for one in self.moved)

    @property
    def urgencies(self) -> tuple[Way, ...]:
        """From which urgency to which, the most first."""
        return _ways((one.before.urgency, one.after.urgency) for one in self.moved)


def compare(old: Handbook, new: Handbook, posts: Iterable[PastPost], now: datetime | None = None) -> WhatIf:
    """What the `new` handbook would do otherwise than the `old` one, with these posts and by itself.

    Both decide each post anew, by the language and the kind that it has; what somebody corrected by hand, and what
    was decided by handbooks before, plays no part. Turns on call are compared from `now` on, without it not at all.
    """
    posts = tuple(posts)
    names = {domain.id: domain.name for handbook in (old, new) for domain in handbook.domains}
    turns = moved_turns(old, new, now) if now is not None else ()
    old_layers, new_layers = as_written(old), as_written(new)
    return WhatIf(
        posts=len(posts),
        moved=tuple(_moved(old, new, posts)),
        rules=_changes({rule.id: (rule.name or rule.id, rule) for rule in old.rules},
                       {rule.id: (rule.name or rule.id, rule) for rule in new.rules}),
        reordered=_order(old, new) != _order(new, old),
        people=_changes({person.id: (person.name, _alone(person)) for person in old.people},
                        {person.id: (person.name, _alone(person)) for person in new.people}),
        domains=_changes({domain.id: (domain.name, domain) for domain in old.domains},
                         {domain.id: (domain.name, domain) for domain in new.domains}),
        sections=tuple(name for name in _SECTIONS if getattr(old, name) != getattr(new, name)),
        domain_names=names,
        turns=turns,
        others=other_turns(old, new, now, {one.layer for one in turns}) if now is not None else (),
        layers=_changes({id_: (layer.name or id_, layer) for id_, layer in old_layers.items()},
                        {id_: (layer.name or id_, layer) for id_, layer in new_layers.items()}),
        asked_otherwise=_in_order(old_layers, new_layers) != _in_order(new_layers, old_layers),
        covers_lost=covers_lost(old, new, now) if now is not None else 0,
    )  # fmt: skip


_SECTIONS = (
    "company", "desks", "targets", "ladders", "rota", "days", "planned", "situations", "answers", "decline_reasons",
)  # fmt: skip
"""What is told apart by name alone; the fields of `Handbook`."""


def _moved(old: Handbook, new: Handbook, posts: Iterable[PastPost]) -> Iterator[Moved]:
    if old.rules == new.rules and old.default_domain.id == new.default_domain.id:
        return
    old_rules, new_rules = rulebook_of(old), rulebook_of(new)
    for past in posts:
        before, after = _decided(old_rules, past), _decided(new_rules, past)
        if before != after:
            yield Moved(past.number, _first_words(past.post), before, after)


def _decided(rules: Rulebook, past: PastPost) -> Decision:
    found = rules.decide(past.post, past.kind, past.language)
    return Decision(found.domain, found.rule, found.urgency, found.situation, found.tags)


def _first_words(post: Post) -> str:
    if post.private:
        return ""
    words = " ".join(post.text.split())
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1].rstrip() + "…"


def _ways(pairs: Iterable[tuple[str, str]]) -> tuple[Way, ...]:
    counted = Counter((before, after) for before, after in pairs if before != after)
    return tuple(Way(before, after, count) for (before, after), count in counted.most_common())


def _changes(old: Mapping[str, tuple[str, object]], new: Mapping[str, tuple[str, object]]) -> Changes:
    return Changes(
        new=tuple(name for id_, (name, _) in new.items() if id_ not in old),
        gone=tuple(name for id_, (name, _) in old.items() if id_ not in new),
        changed=tuple(name for id_, (name, value) in new.items() if id_ in old and old[id_][1] != value),
    )


def _in_order(ids: Iterable[str], others: Container[str]) -> list[str]:
    return [each for each in ids if each in others]


def _order(handbook: Handbook, other: Handbook) -> list[str]:
    return [rule.id for rule in handbook.rules if other.rule(rule.id) is not None]


def _alone(person: Person) -> Person:
    """The person as the handbook writes them: without the company's own days, and without what chat has said."""
    return replace(person, absences=(), calendar=replace(person.calendar, days=(), away=()))
