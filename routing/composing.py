"""How chosen words come into an answer that somebody is writing: what stands there already stays, and stays first."""

import re

from routing.folding import fold, visible

_WORD = re.compile(r"\w+")


def with_words(typed: str, words: str, thanks: str = "") -> str:
    """What is typed, and the words after it as a paragraph of their own.

    An untouched thank-you that the draft began with goes before them in the same paragraph; words that thank by
    themselves take its place.
    """
    if not typed.strip():
        return words
    if thanks and typed.strip() == thanks.strip():
        return words if _begin_alike(thanks, words) else f"{typed.strip()} {words}"
    return f"{typed.rstrip()}\n\n{words}"


def with_link(typed: str, address: str) -> str:
    """What is typed, and the address after it, on the same line where a line has begun."""
    if not typed.strip():
        return address
    return f"{typed}{address}" if typed[-1].isspace() else f"{typed} {address}"


def _begin_alike(one: str, other: str) -> bool:
    """Whether both begin with the same word: "Takk for …", "Takk, …"."""
    first, second = (_WORD.search(fold(visible(text))) for text in (one, other))
    return first is not None and second is not None and first[0] == second[0]
