"""How a sentence of the desk's own is found in the reader's language."""

from collections.abc import Callable

Words = Callable[[str], str]
"""From the English sentence, with its {places} unfilled, to the same in the language of the desk (gettext's manner)."""


def english(sentence: str) -> str:
    """Return the sentence as it is."""
    return sentence
