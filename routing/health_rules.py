"""What is found of rules: those that can never decide, words claimed twice, those that people set right often."""

from collections.abc import Iterator
from functools import lru_cache

from routing.handbook import Handbook
from routing.handbook_rules import Rule
from routing.health_findings import Counted, Finding, Kind, Severity, Uses
from routing.reasons import Reason, Value
from routing.rule_checks import claim, claimed_twice, never_matches

LEAST_DECIDED = 5
OFTEN = 0.2
"""A rule that decided at least so many items is corrected often when more than this share was moved."""


def about_rules(handbook: Handbook) -> tuple[Finding, ...]:
    """What the rules themselves tell."""
    return _about(_Rules(handbook.rules, handbook.digest))


def about_uses(handbook: Handbook, uses: Uses) -> Iterator[Finding]:
    """What became of them."""
    counts: dict[str | None, Counted] = {one.rule: one for one in uses.counts}
    for rule in handbook.rules:
        count = counts.get(rule.id)
        if count is not None and is_corrected_often(count):
            values: dict[str, Value] = {"rule": rule.title, "moved": count.moved, "decided": count.decided}
            reason = Reason("rule_corrected_often", values)
            yield Finding(Kind.RULE_CORRECTED, Severity.WARNING, reason, domain=rule.domain, rule=rule.id)
    for rule in handbook.rules:
        if uses.whole and rule.domain and rule.id not in counts:
            reason = Reason("rule_unused", {"rule": rule.title, "days": uses.days})
            yield Finding(Kind.RULE_UNUSED, Severity.NOTE, reason, domain=rule.domain, rule=rule.id)


def is_corrected_often(count: Counted) -> bool:
    """Whether of enough decisions too large a part was set right: at least LEAST_DECIDED, more than OFTEN of them."""
    return count.decided >= LEAST_DECIDED and count.moved > OFTEN * count.decided


class _Rules:
    """A handbook's rules, known by its digest: the same rules are looked at once."""

    def __init__(self, rules: tuple[Rule, ...], digest: str) -> None:
        self.rules = rules
        self.digest = digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rules) and other.digest == self.digest and other.rules == self.rules


@lru_cache(maxsize=2)
def _about(given: _Rules) -> tuple[Finding, ...]:
    domains = {rule.id: rule.domain for rule in given.rules}
    never = (
        Finding(Kind.RULE_NEVER, Severity.WARNING, reason, domain=domains[rule], rule=rule)
        for rule, reason in never_matches(given.rules)
    )
    twice = (
        Finding(Kind.RULE_WORDS, Severity.WARNING, claim(word, rules), rule=rules[0], about=word)
        for word, rules in claimed_twice(given.rules)
    )
    return (*never, *twice)
