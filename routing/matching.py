"""Finding a rule's words in what a customer wrote, in languages that inflect and glue words together.

- A word of four letters or more is found inside longer words: "faktura" in "fakturaen" and in "Strømfaktura".
- A shorter word, and any word written "=word", is found only as a whole word.
- White space inside a phrase stands for any white space.
"""

import re
import unicodedata
from functools import lru_cache

_SHORTEST_PART = 4
_LETTER = re.compile(r"\w")


def find(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The words of `text` in which one of `words` was found, as the customer wrote them, each once, in order."""
    if not words:
        return ()
    written = unicodedata.normalize("NFC", text)
    found: dict[str, str] = {}
    position = 0
    pattern = _pattern(words)
    while hit := pattern.search(written, position):
        start, end = _whole(written, hit.start(), hit.end(), position)
        whole = " ".join(written[start:end].split())
        found.setdefault(whole.casefold(), whole)
        position = max(end, hit.end())
    return tuple(found.values())


def _whole(text: str, start: int, end: int, earliest: int) -> tuple[int, int]:
    """The word borders around a hit."""
    while start > earliest and _LETTER.match(text[start - 1]):
        start -= 1
    while end < len(text) and _LETTER.match(text[end]):
        end += 1
    return start, end


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_one(word) for word in longest_first), re.IGNORECASE)


def _one(word: str) -> str:
    exact = word.lstrip().startswith("=")
    parts = unicodedata.normalize("NFC", word.strip().removeprefix("=")).split()
    begin = r"(?<!\w)" if exact or len(parts[0]) < _SHORTEST_PART else ""
    end = r"(?!\w)" if exact or len(parts[-1]) < _SHORTEST_PART else ""
    return begin + r"\s+".join(re.escape(part) for part in parts) + end
