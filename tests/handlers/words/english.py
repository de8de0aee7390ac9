"""What may not be read where another language is spoken."""

import re

from handlers import commands
from handlers.words.catalogue import CATALOGUES
from tests.handlers.words.extraction import extracted, read, said

WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
"""What is glued to digits is no word: a version of the handbook is in hexadecimal."""

COMMANDS = {"/svar", *(word for name in commands.COMMANDS for word in name.split())}
"""What is typed is the same in every language."""


def words(text: str) -> set[str]:
    """The words of a sentence, its {places} and web addresses left out."""
    return {word.casefold() for word in WORD.findall(re.sub(r"\{\w+\}|https?://\S+", " ", text))}


def english_words(language: str) -> set[str]:
    """Words of our English that the language's catalogue never says."""
    ids = {form for message in extracted() for form in ([message.id] if isinstance(message.id, str) else message.id)}
    spoken = {form for message in read(CATALOGUES / f"{language}.po") if message.id for form in said(message)}
    english, own = set().union(*map(words, ids)), set().union(*map(words, spoken))
    assert len(english - own) > 200
    return english - own - COMMANDS
