"""Short ways to say rules in tests, and a slow plain reading of them: one rule after another, word by word."""

from collections.abc import Sequence
from functools import lru_cache

from routing.handbook_rules import Rule
from routing.item import Author, Kind, Post
from routing.links import bare_hosts_in, host_of, hosts_in, site, with_parents
from routing.matching import WordSet
from routing.rule_index import author_key
from tests.routing.handbooks import oslo


def rule(name: str, domain: str = "", **conditions: object) -> Rule:
    """A rule; `not_` is its "not"."""
    spelled = {("not" if key == "not_" else key): value for key, value in conditions.items()}
    return Rule.model_validate({"id": name, "domain": domain, **spelled})


def a_post(
    text: str = "",
    source: str = "facebook",
    *,
    url: str = "",
    handle: str = "",
    name: str = "",
    reach: int | None = None,
    private: bool = False,
) -> Post:
    author = Author(name=name, handle=handle, reach=reach)
    return Post(source, "1", text, oslo("2026-11-18 10:00"), url=url, author=author, private=private)


def find(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The words of `text` in which one of `words` was found, as the customer wrote them, each once, in order."""
    return _word_set(words).scan(text).words(words) if words else ()


@lru_cache(maxsize=64)
def _word_set(words: tuple[str, ...]) -> WordSet:
    return WordSet(words)


def slowly(rules: Sequence[Rule], post: Post, kind: Kind, language: str) -> str | None:
    """The id of the rule that decides, None for none: all rules asked one after another."""
    for priority in sorted({one.priority for one in rules}, reverse=True):
        for one in rules:
            if one.priority == priority and one.domain and _holds(one, post, kind, language):
                return one.id
    return None


def _holds(one: Rule, post: Post, kind: Kind, language: str) -> bool:
    author = {author_key(post.author.handle), author_key(post.author.name)} - {""}
    hosts = [host for host in (host_of(post.url), *hosts_in(post.text), *bare_hosts_in(post.text)) if host]
    sites = {name for host in hosts for name in with_parents(host)}
    if one.source and post.source not in one.source:
        return False
    if one.language and language not in one.language and not (language == "nn" and "nb" in one.language):
        return False
    if one.kind and kind not in one.kind:
        return False
    if one.author and not author & {author_key(entry) for entry in one.author}:
        return False
    if one.links and not sites & {site(entry) for entry in one.links}:
        return False
    if one.reach_at_least is not None and (post.author.reach is None or post.author.reach < one.reach_at_least):
        return False
    if one.private is not None and post.private is not one.private:
        return False
    if one.any_of and not find(one.any_of, post.text):
        return False
    if any(not find(group, post.text) for group in one.all_of):
        return False
    return not (one.none_of and find(one.none_of, post.text))
