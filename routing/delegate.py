"""Which domain a post goes to, with its reasons."""

from dataclasses import dataclass

from routing.handbook import Handbook
from routing.handbook_rules import Rule
from routing.item import Kind, Post, Urgency
from routing.language import normal
from routing.matching import find
from routing.reasons import Reason, Value


@dataclass(frozen=True)
class Match:
    """The domain of a post; `rule` is the id of the rule that decided, None for the default domain."""

    domain: str
    rule: str | None
    urgency: Urgency
    reasons: tuple[Reason, ...]


def match(handbook: Handbook, post: Post, kind: Kind, language: str) -> Match:
    """The first rule, in the handbook's order, whose conditions all hold; the default domain when none does."""
    for rule in handbook.rules:
        reason = _holds(rule, post, kind, normal(language))
        if reason is not None:
            because = (Reason("rule_because", {"because": rule.because}),) if rule.because else ()
            return Match(rule.domain, rule.id, rule.urgency or Urgency.NORMAL, (reason, *because))
    domain = handbook.default_domain.id
    return Match(domain, None, Urgency.NORMAL, (Reason("no_rule_fits", {"domain": domain}),))


def _holds(rule: Rule, post: Post, kind: Kind, language: str) -> Reason | None:
    if rule.source and post.source.strip().lower() not in rule.source:
        return None
    if rule.language and language not in {normal(code) for code in rule.language}:
        return None
    if rule.kind and kind not in rule.kind:
        return None
    values: dict[str, Value] = {"rule": rule.name or rule.id, "domain": rule.domain}
    if not rule.any_of:
        return Reason("rule_matched", values)
    found = find(rule.any_of, post.text)
    return Reason("rule_matched_words", {**values, "words": ", ".join(found[:5])}) if found else None
