"""What is wrong with a handbook's rules though each can be read: those that can never decide, words claimed twice.

Only what is certain in practice is told. A word covers another when whoever writes the other is found by it too:
"kake" covers "bursdagskake", "faktura" covers "=fakturaen".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, combinations, islice

from routing.expressions import never_found
from routing.handbook_rules import Rule
from routing.matching import WordSet
from routing.reasons import Reason
from routing.rule_conditions import Asked
from routing.rule_index import in_order, words_of
from routing.wording import Form, form_of, wording

Covering = Mapping[str, frozenset[str]]
"""For each word the words that cover it, itself among them."""

MOST_COMPARED = 50
"""Rules of one word that are compared with each other; of more in a handbook nothing is said."""

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
    asked = {rule.id: Asked.of(rule) for rule in ordered}
    found = []
    for word, claiming in claims.items():
        told = _told(claiming, asked) if len(claiming) > 1 else ()
        if told:
            found.append((word, told))
    return found


def _told(claiming: Iterable[Rule], asked: Mapping[str, Asked]) -> tuple[str, ...]:
    """Of the rules that claim a word those of several domains, by id. Rules that ask the same are compared as one."""
    alike: dict[tuple[str, Asked], list[str]] = defaultdict(list)
    for rule in claiming:
        alike[rule.domain, asked[rule.id]].append(rule.id)
    pairs = combinations(islice(alike, MOST_COMPARED), 2)
    several = {
        one: None for pair in pairs if pair[0][0] != pair[1][0] and pair[0][1].undecided(pair[1][1]) for one in pair
    }
    if not several:
        return ()
    each = max(1, MOST_COMPARED // len(several))
    told = {rule for one in several for rule in alike[one][:each]}
    return tuple(rule.id for rule in claiming if rule.id in told)


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
    """The rules that decide before the one that is looked at, under what is rarest of that which they ask for.

    Of many rules under one word only the first are kept, so that the time grows with the rules and not with their
    square."""

    def __init__(self, covering: Covering) -> None:
        self._covering = covering
        self._under: dict[tuple[str, str], list[tuple[Rule, Asked]]] = defaultdict(list)

    def add(self, rule: Rule) -> None:
        asked = Asked.of(rule)
        words = rule.any_of or next(iter(rule.all_of), ())
        under = next(
            ([(kind, key) for key in keys] for kind, keys in (("word", words), *_marks(asked)) if keys), [("", "")]
        )
        for key in under:
            if len(self._under[key]) < MOST_COMPARED:
                self._under[key].append((rule, asked))

    def shadows(self, rule: Rule) -> Reason | None:
        """The first rule found that always decides before this one."""
        if not rule.domain:
            return None
        asked = Asked.of(rule)
        groups = [group for group in (rule.any_of, *rule.all_of) if group]
        near = [("", ""), *((kind, next(iter(keys))) for kind, keys in _marks(asked) if keys)]
        near += [("word", word) for word in {word for group in groups for word in self._covering[group[0]]}]
        for other, wide in chain.from_iterable(self._under.get(key, ()) for key in near):
            if wide.takes(asked) and _covers(other, rule, groups, self._covering):
                return Reason("rule_is_shadowed", {"rule": other.title})
        return None


def _marks(asked: Asked) -> tuple[tuple[str, frozenset[str]], ...]:
    return ("author", asked.author), ("link", asked.links), ("regex", asked.regex)


def _covers(weak: Rule, strong: Rule, groups: list[tuple[str, ...]], covering: Covering) -> bool:
    """Whether the words of `weak` are found, and none that it bars, whenever those of `strong` are."""
    return all(
        any(all(not covering[word].isdisjoint(asked) for word in group) for group in groups)
        for asked in (weak.any_of, *weak.all_of)
        if asked
    ) and all(any(other in covering[bar] for other in strong.none_of) for bar in weak.none_of)


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
    related: dict[str, dict[str, None]] = {body: {body: None} for body in bodies.values()}
    near = _near(related)
    whole = WordSet(f"~{body}" for body in near)
    for body in near:
        for other, spans in whole.scan(body).spans.items():
            if (0, len(body)) in spans:
                related[body][other[1:]] = None
                related[other[1:]][body] = None
    first: dict[str, str] = {}
    for body, others in related.items():
        known = [place for place in map(first.get, others) if place is not None]
        first[body] = known[0] if known else body
    return {word: spelled[first[body]] for word, body in bodies.items()}


def _near(bodies: Iterable[str]) -> list[str]:
    """Those which may be forms of one another: an entry finds its forms, and the handbook's entries are known already.

    Of what is left the forms are made, which takes a tenth of a millisecond each."""
    every = WordSet(bodies)
    near: dict[str, None] = {}
    for body in bodies:
        if form_of(body)[0] is not Form.ANY:
            near[body] = None
        for other, spans in every.scan(body).spans.items():
            if other != body and (0, len(body)) in spans:
                near |= {body: None, other: None}
    return [body for body in bodies if body in near]
