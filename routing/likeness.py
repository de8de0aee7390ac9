"""Which of several earlier questions are like a new one: by the words that they share, and that few of them have."""

import re
from collections import Counter
from collections.abc import Mapping

from routing.folding import fold, visible

SHORTEST_WORD = 4
LONGEST_TEXT = 2_000
"""Characters of a text that are looked at."""

COMMON = 0.25
"""A word in a larger part of the texts tells nothing about any of them …"""

FEW = 8
"""… unless there are fewer texts than this."""

_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a text by which it may be like another: folded, and none of the shortest."""
    folded = fold(visible(text[:LONGEST_TEXT]))
    return frozenset(word for word in _WORD.findall(folded) if len(word) >= SHORTEST_WORD)


def likest(text: str, earlier: Mapping[int, str], most: int) -> tuple[int, ...]:
    """The keys of the earlier texts that share most telling words with this one, the likest first; of equals, those
    with the higher key. None that shares no such word."""
    wanted = words_of(text)
    found = {key: words_of(one) for key, one in earlier.items()}
    known = Counter(word for words in found.values() for word in words)
    telling = {word for word in wanted if len(found) < FEW or known[word] <= len(found) * COMMON}
    shared = {key: len(words & telling) for key, words in found.items()}
    fitting = [key for key, count in shared.items() if count]
    return tuple(sorted(fitting, key=lambda key: (-shared[key], -key))[:most])
