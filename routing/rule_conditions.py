"""What a rule asks for besides words, made ready to be compared with what many others ask for."""

from dataclasses import dataclass

from routing.handbook_rules import Rule
from routing.rule_index import author_key, with_relatives

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule's conditions as they are compared; an empty one takes anything."""

    priority: int
    barred: frozenset[str]
    source: frozenset[str]
    kind: frozenset[str]
    language: frozenset[str]
    author: frozenset[str]
    links: frozenset[str]
    regex: frozenset[str]
    private: bool | None
    reach_at_least: int | None

    @classmethod
    def of(cls, rule: Rule) -> "Asked":
        """What the rule asks of a post, ready to be compared."""
        return cls(
            priority=rule.priority,
            barred=frozenset(rule.none_of),
            source=frozenset(rule.source),
            kind=frozenset(rule.kind),
            language=with_relatives(rule.language) if rule.language else _NONE,
            author=frozenset(map(author_key, rule.author)),
            links=frozenset(rule.links),
            regex=frozenset(rule.regex),
            private=rule.private,
            reach_at_least=rule.reach_at_least,
        )

    def takes(self, other: "Asked") -> bool:
        """Whether all these hold whenever the other's do; words are not looked at."""
        return (
            _takes(self.source, other.source)
            and _takes(self.kind, other.kind)
            and _takes(self.language, other.language)
            and _takes(self.author, other.author)
            and _takes(self.links, other.links)
            and _takes(self.regex, other.regex)
            and (self.private is None or self.private is other.private)
            and (self.reach_at_least is None or (other.reach_at_least or -1) >= self.reach_at_least)
        )

    def undecided(self, other: "Asked") -> bool:
        """Whether both can hold for one post, and nothing in them says which is meant."""
        return (
            self.priority == other.priority
            and self.barred == other.barred
            and _meet(self.source, other.source)
            and _meet(self.kind, other.kind)
            and _meet(self.language, other.language)
            and _meet(self.author, other.author)
            and (self.private is None or other.private is None or self.private is other.private)
        )


def _takes(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Whether a condition that takes any of `wide` takes all that `narrow` takes."""
    return not wide or (bool(narrow) and narrow <= wide)


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or not one.isdisjoint(other)
