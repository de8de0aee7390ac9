"""What is wrong with a handbook's rules though each can be read: those that can never decide, words claimed twice.

Only what is certain in practice is told. A word covers another when whoever writes the other is found by it too:
"kake" covers "bursdagskake", "faktura" covers "=fakturaen".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from routing.expressions import never_found
from routing.handbook_rules import Rule
from routing.matching import WordSet
from routing.reasons import Reason
from routing.rule_index import author_key, in_order, with_relatives, words_of
from routing.wording import Form, form_of, wording

Covering = Mapping[str, frozenset[str]]
"""For each word the words that cover it, itself among them."""

_COVERED: Mapping[Form, frozenset[Form]] = {
    Form.ANY: frozenset(Form),
    Form.WHOLE: frozenset((Form.EXACT, Form.WHOLE)),
    Form.EXACT: frozenset((Form.EXACT,)),
    Form.BEGINNING: frozenset((Form.EXACT, Form.WHOLE, Form.BEGINNING)),
    Form.END: frozenset((Form.EXACT, Form.WHOLE, Form.END)),
}
"""Which forms of an entry another one covers that is found in it."""


def never_matches(rules: Iterable[Rule]) -> list[tuple[str, Reason]]:
    """Ids of rules that can never hold, or never decide because one before them always does, each with the reason."""
    ordered = in_order(rules)
    covering = _covering(word for rule in ordered for word in words_of(rule))
    earlier = _Earlier(covering)
    found = []
    for rule in ordered:
        reason = _finds_nothing(rule) or _bars_itself(rule, covering) or earlier.shadows(rule)
        if reason is not None:
            found.append((rule.id, reason))
        elif rule.domain:
            earlier.add(rule)
    return found


def claimed_twice(rules: Iterable[Rule]) -> list[tuple[str, tuple[str, ...]]]:
    """Words that stand in the `any` of rules of several domains, in some form, where nothing says which rule is meant:
    the same priority, the same `not`, and conditions that can hold together. Each with the rules' ids, in order."""
    ordered = [rule for rule in in_order(rules) if rule.domain]
    kin = _kin(word for rule in ordered for word in rule.any_of)
    claims: dict[str, list[Rule]] = defaultdict(list)
    for rule in ordered:
        for word in dict.fromkeys(kin[word] for word in rule.any_of):
            claims[word].append(rule)
    found = []
    for word, claiming in claims.items():
        several = {
            rule.id
            for pair in combinations(claiming, 2)
            if pair[0].domain != pair[1].domain and _undecided(*pair)
            for rule in pair
        }
        if several:
            found.append((word, tuple(rule.id for rule in claiming if rule.id in several)))
    return found


def claim(word: str, rules: Iterable[str]) -> Reason:
    """What to tell of a word that several rules claim, by their ids."""
    return Reason("word_claimed_twice", {"word": word, "rules": ", ".join(rules)})


def _finds_nothing(rule: Rule) -> Reason | None:
    groups = [group for group in (rule.any_of, *rule.all_of) if group]
    for group in groups:
        if not any(wording(word).phrases for word in group):
            return Reason("rule_finds_nothing", {"words": ", ".join(group)})
    if rule.regex and all(never_found(pattern) for pattern in rule.regex):
        return Reason("rule_finds_nothing", {"words": ", ".join(rule.regex)})
    return None


def _bars_itself(rule: Rule, covering: Covering) -> Reason | None:
    for group in (rule.any_of, *rule.all_of):
        barring = [next((bar for bar in rule.none_of if bar in covering[word]), None) for word in group]
        barred = dict.fromkeys(bar for bar in barring if bar is not None)
        if group and None not in barring:
            return Reason("rule_bars_itself", {"words": ", ".join(group), "barred": ", ".join(barred)})
    return None


class _Earlier:
    """The rules that decide before the one that is looked at, by the words that they ask for."""

    def __init__(self, covering: Covering) -> None:
        self._covering = covering
        self._by_word: dict[str, list[Rule]] = defaultdict(list)
        self._without_words: list[Rule] = []

    def add(self, rule: Rule) -> None:
        asked = rule.any_of or next(iter(rule.all_of), ())
        for word in asked:
            self._by_word[word].append(rule)
        if not asked:
            self._without_words.append(rule)

    def shadows(self, rule: Rule) -> Reason | None:
        """The first rule that always decides before this one."""
        if not rule.domain:
            return None
        groups = [group for group in (rule.any_of, *rule.all_of) if group]
        covering = {word for group in groups for word in self._covering[group[0]]}
        near = [other for word in covering for other in self._by_word.get(word, ())]
        for other in (*self._without_words, *near):
            if _is_weaker(other, rule, groups, self._covering):
                return Reason("rule_is_shadowed", {"rule": other.title})
        return None


def _is_weaker(weak: Rule, strong: Rule, groups: list[tuple[str, ...]], covering: Covering) -> bool:
    """Whether `weak` holds whenever `strong` does."""
    return (
        _takes(weak.source, strong.source)
        and _takes(weak.kind, strong.kind)
        and _takes(with_relatives(weak.language), with_relatives(strong.language))
        and _takes(map(author_key, weak.author), map(author_key, strong.author))
        and _takes(weak.links, strong.links)
        and _takes(weak.regex, strong.regex)
        and (weak.private is None or weak.private is strong.private)
        and (weak.reach_at_least is None or (strong.reach_at_least or -1) >= weak.reach_at_least)
        and all(
            any(all(not covering[word].isdisjoint(asked) for word in group) for group in groups)
            for asked in (weak.any_of, *weak.all_of)
            if asked
        )
        and all(any(other in covering[bar] for other in strong.none_of) for bar in weak.none_of)
    )


def _takes(weak: Iterable[str], strong: Iterable[str]) -> bool:
    """Whether a condition that takes any of `weak` (or anything, when empty) takes all that `strong` takes."""
    wide, narrow = set(weak), set(strong)
    return not wide or (bool(narrow) and narrow <= wide)


def _undecided(one: Rule, other: Rule) -> bool:
    """Whether both can hold for one post, and nothing in them says which is meant."""
    return (
        one.priority == other.priority
        and set(one.none_of) == set(other.none_of)
        and _meet(one.source, other.source)
        and _meet(one.kind, other.kind)
        and _meet(with_relatives(one.language), with_relatives(other.language))
        and _meet(map(author_key, one.author), map(author_key, other.author))
        and (one.private is None or other.private is None or one.private is other.private)
    )


def _meet(one: Iterable[str], other: Iterable[str]) -> bool:
    first, second = set(one), set(other)
    return not first or not second or not first.isdisjoint(second)


def _covering(words: Iterable[str]) -> Covering:
    distinct = list(dict.fromkeys(words))
    forms = {word: form_of(word) for word in distinct}
    every = WordSet(distinct)
    return {
        word: frozenset((word, *(other for other in every.scan(body).spans if form in _COVERED[forms[other][0]])))
        for word, (form, body) in forms.items()
    }


def _kin(words: Iterable[str]) -> dict[str, str]:
    """For each word the first one of which it is a form, or that is a form of it."""
    bodies = {word: form_of(word)[1] for word in words}
    spelled = {body: word for word, body in reversed(bodies.items())}
    whole = WordSet(f"~{body}" for body in spelled)
    related: dict[str, dict[str, None]] = {body: {} for body in bodies.values()}
    for body in related:
        for other, spans in whole.scan(body).spans.items():
            if (0, len(body)) in spans:
                related[body][other[1:]] = None
                related[other[1:]][body] = None
    first: dict[str, str] = {}
    for body, others in related.items():
        known = [place for place in map(first.get, others) if place is not None]
        first[body] = known[0] if known else body
    return {word: spelled[first[body]] for word, body in bodies.items()}
