"""Which of several rules that hold should decide: each policy's share of the labelled posts, with the example handbook.

`python -m tests.benchmarks.policies` prints them. Each policy is also tried with the rules in other orders, as they
come when domains own their rules in files of their own.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from routing.handbook_rules import Rule
from routing.handbook_text import read_handbook
from routing.match import compile_rules
from routing.matching import WordSet
from tests.posts.labelled import HELD_OUT, KNOWN, LABELLED, Labelled
from tests.routing.rules import a_post

EXAMPLE = Path(__file__).parents[2] / "handbook.example.toml"
ORDERS = 20


@dataclass(frozen=True)
class Held:
    """A rule that holds for a post. `score` is how much of it fits: words found (each word of a phrase counts) and each
    of its other conditions."""

    rule: Rule
    score: int


POLICIES: dict[str, Callable[[Held], tuple[int, ...]]] = {
    "first match": lambda held: (),
    "priority, then first match": lambda held: (held.rule.priority,),
    "best score": lambda held: (held.score,),
    "priority, then best score": lambda held: (held.rule.priority, held.score),
}
"""What the rule that decides has most of; among equals the first decides."""


def held_by(rules: Sequence[Rule], posts: Sequence[Labelled]) -> list[list[Held]]:
    """For each post the rules with a domain that hold, in the handbook's order."""
    deciding = [rule for rule in rules if rule.domain]
    books = [compile_rules([rule], "") for rule in deciding]
    asked = [WordSet((*rule.any_of, *(word for group in rule.all_of for word in group))) for rule in deciding]
    found = []
    for post in posts:
        told = a_post(post.text, post.source)
        held = [number for number, book in enumerate(books) if book.decide(told, post.kind, post.language).rule]
        found.append([Held(deciding[number], _score(deciding[number], asked[number], post.text)) for number in held])
    return found


def _score(rule: Rule, asked: WordSet, text: str) -> int:
    others = rule.source, rule.language, rule.kind, rule.author, rule.links, rule.regex
    return sum(len(word.split()) for word in asked.scan(text).spans) + sum(map(bool, others))


def shares(posts: Sequence[Labelled], orders: int = ORDERS) -> dict[str, tuple[float, float, float]]:
    """Of each policy the share of posts in the right domain: in the handbook's order, and the mean and the least of so
    many other orders."""
    handbook = read_handbook(EXAMPLE.read_text("utf-8"))
    held, chance, numbers = held_by(handbook.rules, posts), random.Random(4), range(len(handbook.rules))
    places = {rule.id: number for number, rule in enumerate(handbook.rules)}
    shuffled = [chance.sample(numbers, len(numbers)) for _ in range(orders)]
    default = handbook.default_domain.id
    found = {}
    for name, policy in POLICIES.items():
        right = []
        for order in (list(numbers), *shuffled):
            told = zip(posts, held, strict=True)
            right.append(mean(_decided(rules, policy, order, places, default) == post.domain for post, rules in told))
        found[name] = right[0], mean(right[1:]), min(right[1:])
    return found


def _decided(
    held: list[Held],
    policy: Callable[[Held], tuple[int, ...]],
    order: list[int],
    places: dict[str, int],
    default: str,
) -> str:
    ordered = sorted(held, key=lambda one: order[places[one.rule.id]])
    return max(ordered, key=policy).rule.domain if ordered else default


if __name__ == "__main__":
    for part, posts in (("all", LABELLED), ("known", KNOWN), ("held out", HELD_OUT)):
        for name, (here, usually, least) in shares(posts).items():
            print(f"{part}: {name}: {here:.1%} in the handbook's order; {usually:.1%} in others, at least {least:.1%}")
