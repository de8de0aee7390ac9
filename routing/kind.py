"""What a post is: question, critique, praise. In doubt a question, because in doubt it needs an answer."""

import re

from routing.item import Kind
from routing.kind_words import ANGRY, ASKING_ANYWHERE, ASKING_FIRST, CRITIQUE, NEGATIONS, PRAISE, THANKS
from routing.matching import find
from routing.reasons import Reason

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SHOWN = 5


def guess(text: str, language: str) -> tuple[Kind, Reason]:
    """The kind of a post and why: asking first, then critique, then praise. `language` is nb, sv, da or en.

    Praise with a "not" or a "but" in it stays in doubt, and doubt is a question.
    """
    plain = _ADDRESS.sub(" ", text)
    if "?" in plain or "？" in plain:
        return Kind.QUESTION, Reason("kind_question_mark")
    words = [word.casefold() for word in _WORD.findall(plain)]
    if asking := _asking(words, language):
        return Kind.QUESTION, Reason("kind_question_word", {"word": asking})
    if critique := (*_angry(plain), *find(_of(CRITIQUE, language), plain)):
        return Kind.CRITIQUE, Reason("kind_critique", {"words": ", ".join(critique[:_SHOWN])})
    if is_only_thanks(text):
        return Kind.PRAISE, Reason("kind_only_thanks")
    praise = find(_of(PRAISE, language), plain)
    if praise and not NEGATIONS.intersection(words):
        return Kind.PRAISE, Reason("kind_praise", {"words": ", ".join(praise[:_SHOWN])})
    return Kind.QUESTION, Reason("kind_in_doubt")


def is_only_thanks(text: str) -> bool:
    """True for thanks and emoji and nothing else: no question, no link, no number, no other word."""
    if not text.strip() or "?" in text or _ADDRESS.search(text) or _angry(text):
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    polite, thanking = THANKS
    return not words or (not thanking.isdisjoint(words) and all(word in polite or word in thanking for word in words))


def _of(lexicon: dict[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The lexicon of a language; all of them for one that we do not know."""
    return lexicon.get(language) or tuple(word for words in lexicon.values() for word in words)


def _angry(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(letter for letter in text if letter in ANGRY))


def _asking(words: list[str], language: str) -> str:
    """The first word of the post if it asks, or a word that asks wherever it stands; "" for none."""
    if words and words[0] in ASKING_FIRST.get(language, ()):
        return words[0]
    return next((word for word in words if word in ASKING_ANYWHERE.get(language, ())), "")
