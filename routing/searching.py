"""What somebody looks for, and whether a post has it: words in any case, accents or none where they were typed.

No database tells "Ørsted" from "ØRSTED" alike everywhere: SQLite lowers ASCII alone, PostgreSQL as its locale does. So
it is asked for each way in which a word is likely to be written (`spellings`), and whether the word stands there is
decided here, by the folding that rules use (`routing.folding`): ä is æ, ö is ø.
"""

import re
import unicodedata
from collections.abc import Sequence

from routing.folding import fold, visible

MOST_WORDS = 8
LONGEST_WORD = 200

_AROUND = "\"'“”„»«‘’()[],;!"
_ASCII = re.compile("[\x21-\x7e]+")
_ASCII_CAPITALS = re.compile("[A-Z]+")
_EASTERN, _WESTERN = str.maketrans("æøÆØ", "äöÄÖ"), str.maketrans("äöÄÖ", "æøÆØ")
_NUMBER = re.compile(r"#?([0-9]{1,18})")


def words_of(said: str) -> tuple[str, ...]:
    """The words that are looked for, as written but for marks around them; MOST_WORDS at most."""
    found = (word.strip(_AROUND)[:LONGEST_WORD] for word in visible(said).split())
    return tuple(dict.fromkeys(word for word in found if word))[:MOST_WORDS]


def number_of(word: str) -> int | None:
    """12 of "12" or "#12", None of anything else."""
    found = _NUMBER.fullmatch(word)
    return int(found[1]) if found else None


def spellings(word: str) -> tuple[str, ...]:
    """The ways in which a word may stand in a text, but for capitals among its ASCII letters, which are small here.

    Small, in capitals, with a capital first, as typed, and without accents; with the other Nordic letters; composed and
    decomposed. One for a word of ASCII alone.
    """
    if word.isascii():
        return (word.lower(),)
    cases = (word.lower(), word.upper(), word.capitalize(), word, fold(visible(word)))
    letters = [one.translate(other) for one in cases for other in ({}, _EASTERN, _WESTERN)]
    forms = [unicodedata.normalize(form, one) for one in letters for form in ("NFC", "NFD")]
    return tuple(dict.fromkeys(_ASCII_CAPITALS.sub(lambda found: found[0].lower(), one) for one in forms))


def kernel(word: str) -> str:
    """The longest run of ASCII in a word, small: every spelling has it. "" where there is none of two letters."""
    runs = _ASCII.findall(unicodedata.normalize("NFC", word))
    longest = max(runs, key=len, default="")
    return longest.lower() if len(longest) > 1 else ""


def fits(words: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each word stands in one of the texts."""
    folded = [fold(visible(text)) for text in texts]
    return all(any(fold(word) in text for text in folded) for word in words)


def around(text: str, words: Sequence[str], before: int = 24) -> str:
    """The text on one line, from a little before the first of the words that stands in it."""
    line = " ".join(visible(text).split())
    folded = fold(line)
    places = [place for word in words if (place := folded.find(fold(word))) >= 0]
    start = max(min(places, default=0) - before, 0)
    return f"…{line[start:].lstrip()}" if start else line
