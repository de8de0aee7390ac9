"""The catalogues: each sentence of ours in the languages of the house, read from `catalogues/*.po` when first spoken.

English stands in the code and is the key. What a catalogue lacks is said in English and logged: a test keeps that from
happening.
"""

import gettext
import logging
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

log = logging.getLogger(__name__)

CATALOGUES = Path(__file__).parent / "catalogues"

ENGLISH = "en"

STANDS_IN = {"nn": "nb"}
"""Whose catalogue a language without one of its own is spoken from."""


def translated(language: str, sentence: str) -> str:
    """The sentence in the language, its {places} as they are."""
    return _catalogue(STANDS_IN.get(language, language)).gettext(sentence)


def translated_counted(language: str, one: str, many: str, n: int) -> str:
    """The one of the language's sentences that goes with the number `n`, its {places} as they are."""
    return _catalogue(STANDS_IN.get(language, language)).ngettext(one, many, n)


class English(gettext.NullTranslations):
    """Stands behind a catalogue and says in English what it lacks, with one error in the log for each sentence."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._missed: set[str] = set()

    def gettext(self, message: str) -> str:
        self._miss(message)
        return super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._miss(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def _miss(self, sentence: str) -> None:
        if sentence not in self._missed:
            self._missed.add(sentence)
            log.error("no %s for the sentence %r: it is said in English", self._language, sentence)


def read_catalogue(file: Path) -> gettext.NullTranslations:
    """One catalogue; its language is the file's name."""
    compiled = BytesIO()
    with file.open("rb") as written:
        write_mo(compiled, read_po(written, locale=file.stem))
    compiled.seek(0)
    read = gettext.GNUTranslations(compiled)
    read.add_fallback(English(file.stem))
    return read


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.NullTranslations() if language == ENGLISH else read_catalogue(CATALOGUES / f"{language}.po")
