"""Places in a text, and the whole words around them."""

from collections.abc import Iterable, Iterator
from itertools import islice

from routing.folding import fold

Span = tuple[int, int]
"""Where something begins and where it ends, in letters."""


def whole_words(written: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The words around the spans, which are in order, each word once, with single spaces."""
    return tuple(word for _, word in _each(written, spans))


def first_of_each(written: str, spans: Iterable[Span], most: int) -> tuple[Span, ...]:
    """Of the spans, which are in order, the first for each of the first `most` whole words."""
    return tuple(span for span, _ in islice(_each(written, spans), most))


def _each(written: str, spans: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """Each whole word once, with the span around which it stands first."""
    known: set[str] = set()
    seen: set[str] = set()
    position = 0
    for span in spans:
        if span[1] <= position:
            continue
        start, end = _borders(written, *span, position)
        position = end
        as_written = written[start:end]
        if as_written in seen:
            continue
        seen.add(as_written)
        whole = " ".join(as_written.split())
        folded = fold(whole)
        if folded not in known:
            known.add(folded)
            yield span, whole


def _borders(text: str, start: int, end: int, earliest: int) -> Span:
    while start > earliest and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return max(start, earliest), end
