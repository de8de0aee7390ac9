"""Lists of words and phrases that are looked for in a post, all in one pass (Aho–Corasick).

"dårlig" is found where a word begins so ("dårlige"), "*dårlig" also inside one ("kjempedårlig"), "=sur" only as a word.
"""

import unicodedata
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind


def simple(text: str) -> str:
    """Small letters, composed, straight apostrophes, single spaces: what a lexicon is looked up in."""
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").casefold().split())


@dataclass(frozen=True)
class _Entry:
    text: str
    inside: bool
    whole: bool


class Lexicon:
    """Words of one meaning, given with commas between them. Built once, read by any thread."""

    def __init__(self, *words: str) -> None:
        listed = (word.strip() for some in words for word in some.split(","))
        self._entries = tuple(_entry(word) for word in dict.fromkeys(listed))
        self._search = AhoCorasick([entry.text for entry in self._entries], matchkind=MatchKind.Standard)

    def find(self, text: str) -> tuple[str, ...]:
        """The words of a `simple` text in which an entry was found, whole, each once, in the text's order."""
        found: dict[tuple[int, int], str] = {}
        for number, start, end in self._search.find_matches_as_indexes(text, overlapping=True):
            entry = self._entries[number]
            if not entry.inside and start > 0 and text[start - 1].isalnum():
                continue
            if entry.whole and end < len(text) and text[end].isalnum():
                continue
            borders = _whole(text, start, end)
            found[borders] = text[borders[0] : borders[1]]
        return tuple(dict.fromkeys(found[borders] for borders in sorted(found)))


def _entry(word: str) -> _Entry:
    return _Entry(simple(word.lstrip("*=")), inside=word.startswith("*"), whole=word.startswith("="))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The borders of the words around a hit; of a sign (an emoji) the sign alone."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
