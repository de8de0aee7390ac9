"""What a post is: question, critique, praise, other. In doubt a question, because in doubt it needs an answer."""

import re
import unicodedata

from routing.feeling_words import CRITIQUE, MISHAP, MOCKING, NEGATIONS, NEVER_BAD, POLITE, PRAISE, THANKING
from routing.item import Kind
from routing.kind_words import (
    ASKING_ANYWHERE,
    CONTEST,
    EXCLAIMING,
    INVITING,
    SPAM,
    SUBJECTS,
    VERBS,
    WH_WORDS,
    WISHES,
    WISHING,
)
from routing.language import normal
from routing.lexicon import simple
from routing.reasons import Reason

Found = tuple[Kind, Reason]

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TAG = re.compile(r"(?<!\w)@[\w.\-]+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CLAUSE = re.compile(r"[.!?,;:()\n–—]+|\s-+\s")
_ASKS = re.compile(r"[?？]")
_ASKED = re.compile(r"([^.!?？,;:()\n]*)[?？]")
_FOREIGN = "en"
_SHOWN = 5
_SHORTEST_NAME = 4
_LONGEST_INVITATION = 14


def guess(text: str, language: str, ours: str = "") -> Found:
    """The kind of a post and why. `language` is that of the post; `ours` the company's name, to know a tag of us.

    Asking comes before critique, critique before praise. What is to a friend, for a contest or a mere wish is other.
    Praise with a "not" or a "but" in it stays in doubt, and doubt is a question.
    """
    code = normal(language) if normal(language) in PRAISE else _FOREIGN
    bare = _ADDRESS.sub(" ", text)
    friends = [tag for tag in _TAG.findall(bare) if not is_ours(tag, ours)]
    plain = simple(_TAG.sub(" ", bare))
    words = _WORD.findall(plain)
    critique = () if NEVER_BAD.find(plain) else CRITIQUE[code].find(plain)
    if not critique and (other := _other(plain, words, friends if ours else [])):
        return other
    asking = _asking(bare, plain, code)
    if _ASKS.search(plain) and (asking or not critique or _begins_as_question(bare, code)):
        return Kind.QUESTION, Reason("kind_question_mark")
    if asking:
        return Kind.QUESTION, Reason("kind_question_word", {"word": asking})
    if critique:
        return Kind.CRITIQUE, Reason("kind_critique", {"words": ", ".join(critique[:_SHOWN])})
    if is_only_thanks(text):
        return Kind.PRAISE, Reason("kind_only_thanks")
    return _praise(plain, words, code)


def is_only_thanks(text: str) -> bool:
    """True for thanks and emoji and nothing else: no question, no link, no number, no other word."""
    if not text.strip() or _ASKS.search(text) or _ADDRESS.search(text) or CRITIQUE[_FOREIGN].find(simple(text)):
        return False
    untagged = _TAG.sub(" ", text)
    words = _WORD.findall(simple(untagged))
    if not words:
        return untagged == text and not MOCKING.intersection(text)
    return not THANKING.isdisjoint(words) and all(word in POLITE or word in THANKING for word in words)


def is_ours(tag: str, ours: str) -> bool:
    """Whether a tag is the company's: "@fjellbrod" and "@fjellbrod_bakeri" are of Fjellbrød Bakeri."""
    if not ours.strip():
        return False
    parts = [part for part in (_letters(word) for word in ours.split()) if part]
    name, written = "".join(parts), _letters(tag)
    return written in name or (len(parts[0]) >= _SHORTEST_NAME and parts[0] in written)


def _letters(text: str) -> str:
    """Only letters and digits, without accents, as handles are written."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("æ", "ae"))
    return "".join(letter for letter in plain if letter.isalnum())


def _other(plain: str, words: list[str], friends: list[str]) -> Found | None:
    """What needs no answer from us: a tag of a friend, a contest, an advertisement, a mere wish."""
    if friends and not words:
        return Kind.OTHER, Reason("kind_only_tag")
    if friends and len(words) <= _LONGEST_INVITATION and (found := INVITING.find(plain)):
        return Kind.OTHER, Reason("kind_to_a_friend", {"words": ", ".join(found[:_SHOWN])})
    if _ASKS.search(plain):
        return None
    if found := (*CONTEST.find(plain), *SPAM.find(plain)):
        return Kind.OTHER, Reason("kind_not_for_us", {"words": ", ".join(found[:_SHOWN])})
    if not WISHES.isdisjoint(words) and WISHING.issuperset(words):
        return Kind.OTHER, Reason("kind_not_for_us", {"words": " ".join(words[:_SHOWN])})
    return None


def _asking(bare: str, plain: str, code: str) -> str:
    """The word by which the post asks: one that begins a clause as a question does, or asks wherever it stands; ""."""
    for written in _CLAUSE.split(bare):
        clause = simple(written)
        words = _WORD.findall(_TAG.sub(" ", clause))
        if not words or clause.startswith(EXCLAIMING):
            continue
        first: str = words[0]
        second: str = words[1] if len(words) > 1 else ""
        if first in WH_WORDS[code] and (second not in SUBJECTS[code] or (code == "da" and second == "i")):
            return first
        if first in VERBS[code] and second in SUBJECTS[code]:
            return first
    return next(iter(ASKING_ANYWHERE[code].find(plain)), "")


def _begins_as_question(bare: str, code: str) -> bool:
    """Whether what stands before a question mark begins as questions do, whoever its subject is: "Har Fjellbrød …?"."""
    begun = [_WORD.findall(simple(_TAG.sub(" ", asked)))[:1] for asked in _ASKED.findall(bare)]
    return any(word in WH_WORDS[code] or word in VERBS[code] for words in begun for word in words)


def _praise(plain: str, words: list[str], code: str) -> Found:
    """Praise, unless something beside it makes it a mockery or a doubt."""
    praise = PRAISE[code].find(plain)
    mocking = MOCKING.intersection(plain)
    mishap = MISHAP[code].find(plain)
    if praise and mocking:
        return Kind.CRITIQUE, Reason("kind_mocking", {"words": ", ".join((*praise, *sorted(mocking))[:_SHOWN])})
    if praise and mishap:
        return Kind.CRITIQUE, Reason("kind_mocking", {"words": ", ".join((*praise, *mishap)[:_SHOWN])})
    if (praise and NEGATIONS.isdisjoint(words)) or NEVER_BAD.find(plain):
        return Kind.PRAISE, Reason("kind_praise", {"words": ", ".join((praise or NEVER_BAD.find(plain))[:_SHOWN])})
    return Kind.QUESTION, Reason("kind_in_doubt")
