"""How each rule stood to a post, condition by condition: for those who try out what a handbook does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from routing.expressions import places
from routing.matching import MOST_SHOWN
from routing.reasons import Reason
from routing.rule_index import Facts, ReadyRule
from routing.whole_words import Span, whole_words

MOST_WORDS = MOST_SHOWN - 1
_LONGEST_WORD = 60

Outcome = Literal["decided", "added", "overruled", "failed"]


@dataclass(frozen=True)
class Tried:
    """A rule that came near: which of its conditions held, which failed, and what became of it.

    "decided": it names the domain. "added": it gave its urgency, situation or tags. "overruled": all conditions held,
    and a rule before it decided.
    """

    rule: str
    outcome: Outcome
    held: tuple[Reason, ...]
    failed: tuple[Reason, ...]


def tried(ready: ReadyRule, facts: Facts, decided: ReadyRule | None) -> Tried | None:
    """How the rule stood, when the rule `decided`; None for one that did not come near.

    Near is a rule of whose words one was found, or, if it asks for none, one whose other conditions all held.
    """
    if not _is_near(ready, facts):
        return None
    rule = ready.rule
    held: list[Reason] = []
    failed: list[Reason] = []
    for fits, reason in (*_words(ready, facts), *_others(ready, facts)):
        (held if fits else failed).append(reason)
    outcome: Outcome = "failed" if failed else "added" if not rule.domain else "overruled"
    return Tried(rule.id, "decided" if ready is decided else outcome, tuple(held), tuple(failed))


def _is_near(ready: ReadyRule, facts: Facts) -> bool:
    rule = ready.rule
    if rule.any_of or rule.all_of or rule.regex:
        wanted = chain(rule.any_of, *rule.all_of)
        return facts.found.has_any(wanted) or not facts.expressions.isdisjoint(rule.regex)
    return all(fits for fits, _ in _others(ready, facts))


def words_found(ready: ReadyRule, facts: Facts) -> str:
    """The words for which the rule holds, as the customer wrote them, at most five of them; "" for none."""
    rule = ready.rule
    wanted = (*rule.any_of, *chain(*rule.all_of))
    spans = facts.found.first_places(wanted)
    if rule.regex:
        spans = sorted((*spans, *_expression_places(ready, facts)))
    return _shown(whole_words(facts.found.written, spans))


def _words(ready: ReadyRule, facts: Facts) -> Iterator[tuple[bool, Reason]]:
    rule, found = ready.rule, facts.found
    for group in ((rule.any_of,) if rule.any_of else ()) + rule.all_of:
        words = whole_words(found.written, found.first_places(group))
        if words:
            yield True, Reason("tried_words_found", {"words": _shown(words)})
        else:
            yield False, Reason("tried_words_missing", {"wanted": _shown(group)})
    if rule.none_of:
        words = whole_words(found.written, found.first_places(rule.none_of))
        if words:
            yield False, Reason("tried_words_barred", {"words": _shown(words)})
        else:
            yield True, Reason("tried_words_absent", {"wanted": _shown(rule.none_of)})
    if rule.regex:
        if facts.expressions.isdisjoint(rule.regex):
            yield False, Reason("tried_expression_missing", {"wanted": _shown(rule.regex)})
        else:
            words = whole_words(found.written, _expression_places(ready, facts))
            yield True, Reason("tried_expression_found", {"words": _shown(words)})


def _others(ready: ReadyRule, facts: Facts) -> Iterator[tuple[bool, Reason]]:
    rule = ready.rule
    if rule.source:
        if ready.source_fits(facts):
            yield True, Reason("tried_source_fits", {"source": facts.source})
        else:
            yield False, Reason("tried_source_differs", {"source": facts.source, "wanted": _shown(rule.source)})
    if rule.language:
        if ready.language_fits(facts):
            yield True, Reason("tried_language_fits", {"language": facts.language})
        else:
            wanted = _shown(rule.language)
            yield False, Reason("tried_language_differs", {"language": facts.language, "wanted": wanted})
    if rule.kind:
        if ready.kind_fits(facts):
            yield True, Reason("tried_kind_fits", {"kind": facts.kind})
        else:
            yield False, Reason("tried_kind_differs", {"kind": facts.kind, "wanted": _shown(rule.kind)})
    yield from _rarer(ready, facts)


def _rarer(ready: ReadyRule, facts: Facts) -> Iterator[tuple[bool, Reason]]:
    rule, author = ready.rule, facts.post.author
    if rule.author:
        if ready.author_fits(facts):
            yield True, Reason("tried_author_fits", {"author": author.handle or author.name})
        else:
            yield False, Reason("tried_author_differs", {"wanted": _shown(rule.author)})
    if rule.links:
        if ready.links_fit(facts):
            sites = [site for site in facts.sites if site in ready.sites]
            yield True, Reason("tried_links_fit", {"sites": _shown(sites)})
        else:
            yield False, Reason("tried_links_differ", {"wanted": _shown(rule.links)})
    if rule.reach_at_least is not None:
        least = rule.reach_at_least
        if author.reach is None:
            yield False, Reason("tried_reach_unknown", {"least": least})
        elif ready.reach_fits(facts):
            yield True, Reason("tried_reach_fits", {"reach": author.reach, "least": least})
        else:
            yield False, Reason("tried_reach_too_small", {"reach": author.reach, "least": least})
    if rule.private is not None:
        fits = ready.private_fits(facts)
        yield fits, Reason("tried_private") if facts.post.private else Reason("tried_public")


def _expression_places(ready: ReadyRule, facts: Facts) -> list[Span]:
    expressions = [pattern for pattern in ready.rule.regex if pattern in facts.expressions]
    return places(expressions, facts.found.written, MOST_WORDS) if expressions else []


def _shown(words: Iterable[str]) -> str:
    shown = [word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in words]
    return ", ".join((*shown[:MOST_WORDS], "…")) if len(shown) > MOST_WORDS else ", ".join(shown)
