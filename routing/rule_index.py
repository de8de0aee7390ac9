"""All rules of a handbook made ready, so that one decision costs about the same with fifty of them and with thousands.

Each rule stands in one index, under the condition that is rarest: its words, its expressions, its authors or its links;
rules without any of these under the source, kind and language that they ask for. A post is looked up in each index, and
only the rules found there are asked for all their conditions.

Order is decided here and nowhere else: the higher priority first, among equals the handbook's order.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from routing.expressions import Expressions
from routing.handbook_rules import Rule
from routing.item import Kind, Post
from routing.language import short
from routing.links import bare_hosts_in, host_of, hosts_in, site, with_parents
from routing.matching import Found, WordSet


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules ask of one post. `author`: the names under which a rule may know the author; `sites`: hosts of the
    post's own address and of the links in it, with the domains above them."""

    post: Post
    kind: Kind
    source: str
    language: str
    found: Found
    expressions: frozenset[str]
    author: frozenset[str]
    sites: tuple[str, ...]


class ReadyRule:
    """A rule as it is asked. `rank` is its place in the order of deciding."""

    def __init__(self, rule: Rule, rank: int) -> None:
        self.rule, self.rank = rule, rank
        self.sources = frozenset(rule.source)
        self.languages = with_relatives(rule.language)
        self.kinds = frozenset(rule.kind)
        self.authors = frozenset(author_key(entry) for entry in rule.author)
        self.sites = frozenset(site(entry) for entry in rule.links)
        conditions = (
            (self.sources, self.source_fits), (self.kinds, self.kind_fits), (self.languages, self.language_fits),
            (rule.has_words, self.words_fit), (self.authors, self.author_fits), (self.sites, self.links_fit),
            (rule.reach_at_least is not None, self.reach_fits), (rule.private is not None, self.private_fits),
        )  # fmt: skip
        self._asked = tuple(fits for asked, fits in conditions if asked)
        self.is_certain = not (
            self.rule.has_words or self.authors or self.sites or rule.reach_at_least is not None
        ) and (rule.private is None)

    def holds(self, facts: Facts) -> bool:
        """Whether all its conditions hold."""
        return all(fits(facts) for fits in self._asked)

    def source_fits(self, facts: Facts) -> bool:
        return not self.sources or facts.source in self.sources

    def language_fits(self, facts: Facts) -> bool:
        return not self.languages or facts.language in self.languages

    def kind_fits(self, facts: Facts) -> bool:
        return not self.kinds or facts.kind in self.kinds

    def author_fits(self, facts: Facts) -> bool:
        return not self.authors or not self.authors.isdisjoint(facts.author)

    def links_fit(self, facts: Facts) -> bool:
        return not self.sites or not self.sites.isdisjoint(facts.sites)

    def reach_fits(self, facts: Facts) -> bool:
        least, reach = self.rule.reach_at_least, facts.post.author.reach
        return least is None or (reach is not None and reach >= least)

    def private_fits(self, facts: Facts) -> bool:
        return self.rule.private is None or self.rule.private is facts.post.private

    def words_fit(self, facts: Facts) -> bool:
        rule, found = self.rule, facts.found
        return (
            (not rule.any_of or found.has_any(rule.any_of))
            and all(found.has_any(group) for group in rule.all_of)
            and not (rule.none_of and found.has_any(rule.none_of))
            and (not rule.regex or not facts.expressions.isdisjoint(rule.regex))
        )


class RuleIndex:
    """The rules in the order of deciding, and where each is found."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        ordered = in_order(rules)
        self.rules = tuple(ReadyRule(rule, rank) for rank, rule in enumerate(ordered))
        self._asks_author = any(ready.authors for ready in self.rules)
        self._asks_sites = any(ready.sites for ready in self.rules)
        self._words = WordSet(word for rule in ordered for word in words_of(rule))
        self._expressions = Expressions(pattern for rule in ordered for pattern in rule.regex)
        self._by_word: dict[Hashable, list[int]] = defaultdict(list)
        self._by_expression: dict[Hashable, list[int]] = defaultdict(list)
        self._by_author: dict[Hashable, list[int]] = defaultdict(list)
        self._by_site: dict[Hashable, list[int]] = defaultdict(list)
        self._plain: list[ReadyRule] = []
        for ready in self.rules:
            self._put(ready)
        self._sources = {source for ready in self._plain for source in ready.sources}
        self._languages = {language for ready in self._plain for language in ready.languages}
        self._plain_for: dict[tuple[str, Kind, str], tuple[int, ...]] = {}

    def facts(self, post: Post, kind: Kind, language: str) -> Facts:
        """What the rules ask about the post, found in one pass over its text."""
        found = self._words.scan(post.text)
        return Facts(
            post=post,
            kind=kind,
            source=post.source.strip().lower(),
            language=short(language),
            found=found,
            expressions=self._expressions.found_in(found.written),
            author=_author(post) if self._asks_author else frozenset(),
            sites=_sites(post) if self._asks_sites else (),
        )

    def holding(self, facts: Facts) -> Iterator[ReadyRule]:
        """The rules that hold, in the order of deciding; those that a certain one overrules may be left out."""
        for rank in sorted(self._near(facts)):
            if self.rules[rank].holds(facts):
                yield self.rules[rank]

    def _near(self, facts: Facts) -> set[int]:
        """Ranks of the rules that can hold."""
        near = set(self._plain_ranks(facts))
        asked: tuple[tuple[dict[Hashable, list[int]], Iterable[Hashable]], ...] = (
            (self._by_word, facts.found.spans),
            (self._by_expression, facts.expressions),
            (self._by_author, facts.author),
            (self._by_site, facts.sites),
        )
        for index, keys in asked:
            for key in keys:
                near.update(index.get(key, ()))
        return near

    def _put(self, ready: ReadyRule) -> None:
        rule = ready.rule
        if rule.any_of:
            index, keys = self._by_word, frozenset[Hashable](rule.any_of)
        elif rule.all_of:
            rarest = min(rule.all_of, key=lambda group: (len(group), -min(map(len, group), default=0)))
            index, keys = self._by_word, frozenset[Hashable](rarest)
        elif rule.regex:
            index, keys = self._by_expression, frozenset[Hashable](rule.regex)
        elif ready.authors:
            index, keys = self._by_author, ready.authors
        elif ready.sites:
            index, keys = self._by_site, ready.sites
        else:
            self._plain.append(ready)
            return
        for key in keys:
            index[key].append(ready.rank)

    def _plain_ranks(self, facts: Facts) -> tuple[int, ...]:
        """Ranks of the rules that ask for no word, author or link, and whose source, kind and language are the post's.

        They are found once for each of these. Behind a rule that is certain to decide no other is needed."""
        source = facts.source if facts.source in self._sources else ""
        language = facts.language if facts.language in self._languages else ""
        key = source, facts.kind, language
        known = self._plain_for.get(key)
        if known is None:
            known = self._plain_for[key] = tuple(self._fitting(facts))
        return known

    def _fitting(self, facts: Facts) -> Iterator[int]:
        decided = False
        for ready in self._plain:
            if decided and ready.rule.domain:
                continue
            if ready.source_fits(facts) and ready.kind_fits(facts) and ready.language_fits(facts):
                yield ready.rank
                decided = decided or (ready.is_certain and bool(ready.rule.domain))


def _author(post: Post) -> frozenset[str]:
    names = post.author.handle, post.author.name
    return frozenset(author_key(name) for name in names if name)


def _sites(post: Post) -> tuple[str, ...]:
    hosts = host_of(post.url) if post.url else "", *hosts_in(post.text), *bare_hosts_in(post.text)
    return tuple(dict.fromkeys(name for host in hosts if host for name in with_parents(host)))


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The rules in the order of deciding."""
    return sorted(rules, key=lambda rule: -rule.priority)


def words_of(rule: Rule) -> tuple[str, ...]:
    """Every word that a rule asks about."""
    return (*rule.any_of, *(word for group in rule.all_of for word in group), *rule.none_of)


def author_key(name: str) -> str:
    """A name or handle as it is compared: without its @, in small letters, with single spaces."""
    return " ".join(name.strip().removeprefix("@").casefold().split())


def with_relatives(codes: Iterable[str]) -> frozenset[str]:
    """Languages that a rule takes: Nynorsk too where it says Bokmål."""
    found = {short(code) for code in codes}
    return frozenset(found | ({"nn"} if "nb" in found else set()))
