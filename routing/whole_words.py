"""Places in a text, and the whole words around them."""

from collections.abc import Iterable

from routing.folding import fold

Span = tuple[int, int]
"""Where something begins and where it ends, in letters."""


def whole_words(written: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The words around the spans, which are in order, each word once, with single spaces."""
    found: dict[str, str] = {}
    position = 0
    for start, end in spans:
        if end <= position:
            continue
        start, end = _borders(written, start, end, position)
        position = end
        whole = " ".join(written[start:end].split())
        found.setdefault(fold(whole), whole)
    return tuple(found.values())


def _borders(text: str, start: int, end: int, earliest: int) -> Span:
    while start > earliest and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return max(start, earliest), end
