"""Which domain a post goes to by the handbook's rules, what else they say of it, and why.

The rule that decides is the first, in the order of priority and then of the handbook, whose conditions all hold
(`routing.rule_index`; the figures behind this are in DECISIONS.md). Rules without a domain decide nothing: all that
hold add their urgency, situation and tags.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from routing.explaining import Tried, tried, words_found
from routing.handbook import Handbook
from routing.handbook_rules import Rule
from routing.item import Kind, Post, Urgency
from routing.reasons import Reason, Value
from routing.rule_index import Facts, ReadyRule, RuleIndex

_GRAVITY = tuple(Urgency)
_KEPT = 4


@dataclass(frozen=True)
class Match:
    """What the rules say of a post; `rule` is the id of the rule that decided, None for the default domain.

    `urgency` is the highest, `situation` ("" for none) the first, `tags` are all that the rules which hold give.
    """

    domain: str
    rule: str | None
    urgency: Urgency
    situation: str
    tags: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Rulebook:
    """All rules of a handbook, ready to decide. `default` is the domain of what no rule sends elsewhere."""

    def __init__(self, rules: Iterable[Rule], default: str) -> None:
        self._index = RuleIndex(rules)
        self._default = default

    def decide(self, post: Post, kind: Kind, language: str) -> Match:
        """Where the post goes. The same post, kind and language always go the same way."""
        facts = self._index.facts(post, kind, language)
        decided: ReadyRule | None = None
        heard = []
        for ready in self._index.holding(facts):
            if not ready.rule.domain:
                heard.append(ready)
            elif decided is None:
                decided = ready
                heard.append(ready)
        return self._match(decided, heard, facts)

    def explain(self, post: Post, kind: Kind, language: str) -> tuple[Tried, ...]:
        """How every rule that came near stood, in the order of deciding. It asks each rule: for trying out."""
        facts = self._index.facts(post, kind, language)
        decided = next((ready for ready in self._index.holding(facts) if ready.rule.domain), None)
        found = (tried(ready, facts, decided) for ready in self._index.rules)
        return tuple(one for one in found if one is not None)

    def that_hold(self, post: Post, kind: Kind, language: str) -> tuple[Rule, ...]:
        """Every rule that holds, in the order of deciding; without those that a rule which always decides overrules."""
        facts = self._index.facts(post, kind, language)
        return tuple(ready.rule for ready in self._index.holding(facts))

    def _match(self, decided: ReadyRule | None, heard: list[ReadyRule], facts: Facts) -> Match:
        rules = [ready.rule for ready in heard]
        domain = decided.rule.domain if decided else self._default
        reasons = _decision(decided, facts) if decided else (Reason("no_rule_fits", {"domain": domain}),)
        for ready in heard:
            if ready is not decided:
                reasons = (*reasons, *_addition(ready, facts))
        return Match(
            domain=domain,
            rule=decided.rule.id if decided else None,
            urgency=max((rule.urgency for rule in rules if rule.urgency), key=_GRAVITY.index, default=Urgency.NORMAL),
            situation=next((rule.situation for rule in rules if rule.situation), ""),
            tags=tuple(dict.fromkeys(tag for rule in rules for tag in rule.tags)),
            reasons=reasons,
        )


def _decision(ready: ReadyRule, facts: Facts) -> tuple[Reason, ...]:
    words = words_found(ready, facts)
    values: dict[str, Value] = {"rule": ready.rule.title, "domain": ready.rule.domain}
    if words:
        return (Reason("rule_matched_words", {**values, "words": words}), *_because(ready.rule))
    return (Reason("rule_matched", values), *_because(ready.rule))


def _addition(ready: ReadyRule, facts: Facts) -> tuple[Reason, ...]:
    """That a rule without a domain holds as well, and what it adds."""
    rule, words = ready.rule, words_found(ready, facts)
    reasons = [
        Reason("rule_added_words", {"rule": rule.title, "words": words})
        if words
        else Reason("rule_added", {"rule": rule.title})
    ]
    if rule.urgency:
        reasons.append(Reason("added_urgency", {"urgency": rule.urgency}))
    if rule.situation:
        reasons.append(Reason("added_situation", {"situation": rule.situation}))
    if rule.tags:
        reasons.append(Reason("added_tags", {"tags": ", ".join(rule.tags)}))
    return (*reasons, *_because(rule))


def _because(rule: Rule) -> tuple[Reason, ...]:
    return (Reason("rule_because", {"because": rule.because}),) if rule.because else ()


def compile_rules(rules: Iterable[Rule], default: str) -> Rulebook:
    """The rules ready to decide; about a tenth of a millisecond for each word. `default`: the default domain's id."""
    return Rulebook(rules, default)


def match(handbook: Handbook, post: Post, kind: Kind, language: str) -> Match:
    """Where the handbook's rules send a post."""
    return rulebook_of(handbook).decide(post, kind, language)


def rulebook_of(handbook: Handbook) -> Rulebook:
    """The handbook's rules, made ready once: a handbook with another roster still has the same rules."""
    default = handbook.default_domain.id
    for rules, domain, rulebook in _made:
        if rules is handbook.rules and domain == default:
            return rulebook
    rulebook = compile_rules(handbook.rules, default)
    _made.insert(0, (handbook.rules, default, rulebook))
    del _made[_KEPT:]
    return rulebook


_made: list[tuple[tuple[Rule, ...], str, Rulebook]] = []
"""The last rulebooks, by the very rules they were made of. Two threads at once make one twice, which does no harm."""
