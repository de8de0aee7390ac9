"""Texts made comparable: however a keyboard or telephone wrote a letter, it becomes the letter that rules know.

- Capitals, accents, full-width and ornamental letters: "É", "𝐟", "ｆ" are e and f. ä is æ and ö is ø; å stays.
- Marks and signs that nobody sees (soft hyphens, zero-width spaces, strokes through letters) are taken out.
- Cyrillic and Greek letters that look like Latin ones are those.
- Addresses of pages are blanked, so that words in a link are not taken for the customer's.
- A letter written three times or more is also read as one and as two: "faktuuura", "takkkk".

Folding goes letter by letter, so that a place in the folded text is the same place in the written one.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

VOWELS = frozenset("aeiouyæøå")

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f]"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_UNUSUAL = re.compile("[^\x00-\x7fæøå]")
_DRAWN_OUT = AhoCorasick([letter * 3 for letter in "abcdefghijklmnopqrstuvwxyzæøå"])
_RUN = re.compile(r"([^\W\d_])\1\1+")
_SAME = {
    **dict(zip("äöæøåðđłıſ", "æøæøåddlis", strict=True)),
    **dict.fromkeys("’‘´`ʼ′", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict(zip("авеіјкмнорстухѕԁ", "abeijkmhopctyxsd", strict=True)),
    **dict(zip("αεικνορτυχ", "aeikvoptux", strict=True)),
}


@lru_cache(maxsize=4_096)
def _fold_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter).lower()
    if len(plain) == 1 and plain not in _SAME:
        bare = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
        plain = bare if len(bare) == 1 else plain
    plain = _SAME.get(plain, plain)
    return plain if len(plain) == 1 else letter


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text. `places` are where its letters stand in the written text; None: where they stand here."""

    folded: str
    places: tuple[int, ...] | None = None

    def written(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Spans of this reading as those of the written text."""
        if self.places is None:
            return spans
        return [(self.places[start], self.places[end]) for start, end in spans]


def visible(text: str) -> str:
    """The text in composed letters, without what nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def fold(written: str) -> str:
    """The folded letters of a text that is `visible` already, as many as it has."""
    lower = written.lower()
    if written.isascii():
        return lower
    if len(lower) != len(written):
        return "".join(_fold_letter(letter) for letter in written)
    lower = lower.replace("ä", "æ").replace("ö", "ø")
    return _UNUSUAL.sub(lambda letter: _fold_letter(letter[0]), lower)


def readings(written: str) -> tuple[Reading, ...]:
    """The ways to read a text that is `visible` already: one, and more where letters are drawn out."""
    folded = fold(written)
    if "://" in folded or "www." in folded:
        folded = _ADDRESS.sub(lambda address: " " * len(address[0]), folded)
    if not _DRAWN_OUT.find_matches_as_indexes(folded):
        return (Reading(folded),)
    kept = ((1, 1), (1, 2), (2, 2))
    return (Reading(folded), *(_shortened(folded, vowels, others) for vowels, others in kept))


def _shortened(folded: str, vowels: int, others: int) -> Reading:
    """The text with drawn-out letters written so many times."""
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for run in _RUN.finditer(folded):
        until = run.start() + (vowels if run[1] in VOWELS else others)
        pieces.append(folded[position:until])
        places.extend(range(position, until))
        position = run.end()
    pieces.append(folded[position:])
    places.extend(range(position, len(folded) + 1))
    return Reading("".join(pieces), tuple(places))
