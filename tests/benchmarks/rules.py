"""One decision with fifty, a thousand and ten thousand rules, beside bare searches for the same words.

The rules are made up of Nordic-like words. Four of five ask for words (one of three to eight, some of them phrases),
the others for an author, a link, a reach, or for a source and a kind. `python -m tests.benchmarks.rules` prints the
figures.
"""

import asyncio
import random
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from routing.handbook_rules import Rule
from routing.item import Kind, Post
from routing.match import compile_rules
from routing.rule_index import words_of
from tests.benchmarks.measuring import Figure, Way, alternate, cost, seconds_each
from tests.routing.rules import a_post, rule

SIZES = (50, 1_000, 10_000)
GOAL = {1_000: "under 0.10 ms"}

_BEGIN = "b d f g h k l m n p r s t v br dr fl fr gr kl kn kr pl sk sl sm sp st str sv tr"
_MIDDLE = "a e i o u y å ø æ ei au"
_END = "l n r t k m g s d v nd ng nk rd rt st tt ll nn kk"
_SUFFIXES = ("", "e", "er", "el", "ing", "het", "else")
_COMMON = (
    "hei hvor blir det av jeg bestilte for tre uker siden og har ikke fått noe svar fra dere enda kan noen hjelpe meg "
    "med dette takk på forhånd men ingen tar telefonen når vi ringer så nå er vi ganske lei dere bør skjerpe dere"
)


def words(number: int, chance: random.Random) -> list[str]:
    """So many made-up words, each once."""
    found: dict[str, None] = {}
    while len(found) < number:
        syllables = chance.choice((1, 2, 2, 2, 3))
        stem = "".join(chance.choice(_BEGIN.split()) + chance.choice(_MIDDLE.split()) for _ in range(syllables))
        found[stem + chance.choice(_END.split()) + chance.choice(_SUFFIXES)] = None
    return list(found)


def rules(number: int, chance: random.Random) -> list[Rule]:
    """So many made-up rules over about four times as many words."""
    vocabulary = words(number * 4, chance)
    return [_rule(place, vocabulary, chance) for place in range(number)]


def _rule(place: int, vocabulary: Sequence[str], chance: random.Random) -> Rule:
    name, domain = f"rule-{place}", f"domain-{place % 20}"
    if place % 5:
        conditions: dict[str, object] = {"any": [_entry(vocabulary, chance) for _ in range(chance.randint(3, 8))]}
        if place % 7 == 0:
            conditions["all"] = [_entry(vocabulary, chance)]
        if place % 11 == 0:
            conditions["not"] = [_entry(vocabulary, chance)]
        if place % 6 == 0:
            conditions["source"] = chance.choice(["facebook", "x", "forum"])
        return rule(name, domain, **conditions)
    other = place // 5 % 4
    if other == 0:
        return rule(name, domain, author=f"@author{place}")
    if other == 1:
        return rule(name, domain, links=f"site{place}.example.com")
    if other == 2:
        return rule(name, domain, reach_at_least=10_000 + place, kind="critique")
    return rule(name, domain, source=f"forum-{place}", kind="question")


def _entry(vocabulary: Sequence[str], chance: random.Random) -> str:
    word = chance.choice(vocabulary)
    return f"{word} {chance.choice(vocabulary)}" if chance.random() < 0.1 else word


def posts(book: Sequence[Rule], chance: random.Random, number: int = 12) -> list[Post]:
    """Posts of about 150 letters, most with a word or two of some rule, inflected."""
    asked = [word for one in book for word in words_of(one) if " " not in word]
    return [a_post(_text(asked, chance), handle="@someone", reach=400) for _ in range(number)]


def _text(asked: Sequence[str], chance: random.Random) -> str:
    said = [chance.choice(_COMMON.split()) for _ in range(26)]
    for _ in range(chance.choice((0, 1, 1, 2))):
        said.insert(chance.randrange(len(said)), chance.choice(asked) + chance.choice(("", "en", "er")))
    return " ".join(said).capitalize() + "!"


async def measure(rounds: int, sizes: Sequence[int] = SIZES, times: int = 5) -> list[Figure]:
    """How long one decision takes with so many rules, beside bare searches for the same words."""
    ways: dict[str, Way] = {}
    for size in sizes:
        chance = random.Random(size)
        book = rules(size, chance)
        told = posts(book, chance)
        for name, decide in _deciders(book).items():
            ways[f"{name} {size}"] = _each(decide, told, times)
    taken = await alternate(ways, rounds)
    figures = []
    for size in sizes:
        ours = taken[f"rules {size}"]
        for other, against in (("re", "one expression (re) of all words"), ("search", "Aho-Corasick over all words")):
            what = f"one decision with {size:,} rules"
            figures.append(cost("Rules", "", what, against, ours, taken[f"{other} {size}"], GOAL.get(size, "")))
    for few, many in pairwise(sizes):
        what, against = f"one decision with {many:,} rules", f"the same with {few:,}"
        goal = f"far below {many // few}"
        figures.append(cost("Rules", "", what, against, taken[f"rules {many}"], taken[f"rules {few}"], goal))
    return figures


def _deciders(book: list[Rule]) -> dict[str, Callable[[Post], object]]:
    rulebook = compile_rules(book, "rest")
    asked = list(dict.fromkeys(word for one in book for word in words_of(one)))
    expression = re.compile("|".join(map(re.escape, sorted(asked, key=len, reverse=True))), re.IGNORECASE)
    search = AhoCorasick(asked)
    return {
        "rules": lambda post: rulebook.decide(post, Kind.QUESTION, "nb"),
        "re": lambda post: expression.findall(post.text),
        "search": lambda post: search.find_matches_as_indexes(post.text.lower(), overlapping=True),
    }


def _each(decide: Callable[[Post], object], told: Sequence[Post], times: int) -> Way:
    def work() -> None:
        for post in told:
            decide(post)

    async def way() -> float:
        return seconds_each(work, times) / len(told)

    return way


if __name__ == "__main__":
    for figure in asyncio.run(measure(rounds=9)):
        took, other = figure.ours * 1e6, figure.other * 1e6
        print(f"{figure.what}, {figure.against}: {took:.0f} µs, {other:.0f} µs, ratio {figure.ratio:.2f}")
