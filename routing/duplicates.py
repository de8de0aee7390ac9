"""Which open items a new post may be the same as: of the same author, or in nearly the same words. Never more than a
suggestion: two customers may ask the same of two orders.

Words are compared as `routing.folding` reads them, without addresses, marks, names that are called (@fjellro) and
greetings. Long texts are alike when most of their words are the same, short ones when hardly a letter differs; numbers
of three digits and more are orders, telephones and times, and must be the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from routing.folding import readings, visible
from routing.item import Author, Post

COMPARED = 1_000
"""Characters of a post that are compared."""

NAMED_WITHIN = timedelta(hours=72)
"""How far apart two posts of one author may be the same."""

WORDED_WITHIN = timedelta(days=7)
"""How far apart two posts of nearly the same words may be the same."""

MOST = 3
"""How many are suggested at most."""

LIKE = "like"
"""The mark of an item that holds what it may be the same as: "12:same_author,9:same_words"."""

_WORD = re.compile(r"[@#]?\w+(?:'\w+)?")
_TELLING_DIGITS = 3
_LONG, _LONG_LINE = 12, 200
_ALIKE, _NEAR, _LETTERS = 0.7, 0.5, 0.9
_FEWEST, _FEWEST_OF_OTHERS = 3, 8
"""Words that say enough: of an author who may be the same, and of one who is known to be another."""

_GREETINGS = frozenset({
    "hei", "heisann", "hallo", "halla", "hej", "hejsan", "tjena", "goddag", "hi", "hello", "hey", "dear", "kjære",
    "kære", "bæsta", "mvh", "vh", "hilsen", "hilsener", "vennlig", "venlig", "hælsning", "hælsningar",
    "vænliga", "regards", "sincerely", "greetings", "takk", "tack", "tak", "thanks", "thank",
})  # fmt: skip


_RANKS = {"same_author": 0, "same_words": 1, "same_both": 2}


@dataclass(frozen=True)
class Candidate:
    """An earlier item that is not private; `text` are its first COMPARED characters. `same_field`: of the same domain,
    so that its words are compared."""

    number: int
    source: str
    text: str
    author: Author
    posted_at: datetime
    is_open: bool
    same_field: bool


@dataclass(frozen=True)
class Like:
    """Item `number` may be the same; `why` is "same_author", "same_words" or "same_both"."""

    number: int
    why: str


@dataclass(frozen=True)
class _Said:
    words: frozenset[str]
    line: str
    numbers: frozenset[str]


def likely(post: Post, candidates: Iterable[Candidate]) -> tuple[Like, ...]:
    """What the post may be the same as, the likeliest first: author and words, then words, then the author alone."""
    if post.private:
        return ()
    found: dict[int, tuple[int, datetime, str]] = {}
    for one in candidates:
        apart = abs(post.posted_at - one.posted_at)
        by_author = one.is_open and apart <= NAMED_WITHIN and one.source == post.source and _same(post, one)
        by_words = one.same_field and apart <= WORDED_WITHIN and _alike(post, one)
        if by_author or by_words:
            why = "same_both" if by_author and by_words else "same_words" if by_words else "same_author"
            found[one.number] = (_RANKS[why], one.posted_at, why)
    ordered = sorted(found.items(), key=lambda entry: (*entry[1][:2], entry[0]), reverse=True)
    return tuple(Like(number, why) for number, (_, _, why) in ordered[:MOST])


def nearly_same(one: str, other: str) -> bool:
    """Whether two texts say nearly the same in nearly the same words."""
    first, second = _said(one[:COMPARED]), _said(other[:COMPARED])
    if min(len(first.words), len(second.words)) < _FEWEST or first.numbers != second.numbers:
        return False
    shared = len(first.words & second.words)
    share = shared / (len(first.words) + len(second.words) - shared)
    if min(len(first.words), len(second.words)) >= _LONG or max(len(first.line), len(second.line)) > _LONG_LINE:
        return share >= _ALIKE
    return first.line == second.line or (share >= _NEAR and _by_letters(first.line, second.line) >= _LETTERS)


def _by_letters(one: str, other: str) -> float:
    """How many of the pairs of letters two lines share, from 0 to 1: in a time that grows as they do, whatever
    somebody has put into them."""
    first, second = (Counter(pairwise(line)) for line in (one, other))
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def marked(marks: Mapping[str, str], found: Iterable[Like]) -> Mapping[str, str]:
    """The marks with these suggestions in the place of earlier ones."""
    kept = {name: value for name, value in marks.items() if name != LIKE}
    said = ",".join(f"{one.number}:{one.why}" for one in found)
    return kept | ({LIKE: said} if said else {})


def suggested(marks: Mapping[str, str]) -> tuple[Like, ...]:
    """The suggestions that an item's marks hold."""
    entries = (entry.partition(":") for entry in marks.get(LIKE, "").split(",") if entry)
    return tuple(Like(int(number), why) for number, _, why in entries)


def _same(post: Post, one: Candidate) -> bool:
    """One author for sure: by handle, or by name where neither has a handle."""
    ours, theirs = post.author, one.author
    if ours.handle or theirs.handle:
        return ours.handle == theirs.handle
    return ours.name != "" and ours.name == theirs.name


def _alike(post: Post, one: Candidate) -> bool:
    """Short questions are asked by many in the same words: of authors who are known to be two, only long texts tell."""
    named = (post.author.handle or post.author.name) and (one.author.handle or one.author.name)
    if named and not _same(post, one) and len(_said(post.text[:COMPARED]).words) < _FEWEST_OF_OTHERS:
        return False
    return nearly_same(post.text, one.text)


@lru_cache(maxsize=1_024)
def _said(text: str) -> _Said:
    words = [word for word in _WORD.findall(readings(visible(text))[0].folded) if word[0] != "@"]
    words = [word.lstrip("#") for word in words if word not in _GREETINGS]
    numbers = frozenset(word for word in words if sum(letter.isdigit() for letter in word) >= _TELLING_DIGITS)
    return _Said(frozenset(words), " ".join(words), numbers)
