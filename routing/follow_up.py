"""What a customer's follow-up asks of us: an answer, or nothing because it is only thanks, an emoji, a sticker, a tag.

Mere thanks are known by whole turns of phrase that leave no word over; whatever is left over needs an answer, or is in
doubt, and doubt needs an answer too. To call a question thanks is the one mistake that is not allowed here.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from routing import kind as kinds
from routing.emoji import ANGRY, ASKING, DOUBTFUL, has_any, without_emoji
from routing.feeling_words import NEGATIONS, PRAISE
from routing.follow_up_words import (
    ACCEPTING,
    BESIDE_THANKS,
    IN_ADVANCE,
    PLEASED,
    THANKING,
    THANKS_SAID,
    TURNING,
)
from routing.item import Kind
from routing.kind_words import VERBS, WH_WORDS
from routing.language import normal
from routing.language_words import USED_IN
from routing.lexicon import simple
from routing.reasons import Reason


class Need(StrEnum):
    """What a follow-up needs. `DOUBT` is answered like `NEEDS_ANSWER`, but wakes nobody by itself."""

    NEEDS_ANSWER = "needs_answer"
    ONLY_THANKS = "only_thanks"
    DOUBT = "doubt"


@dataclass(frozen=True)
class Verdict:
    """What the follow-up needs, and why."""

    need: Need
    reason: Reason


_ASKS = re.compile("[?？؟¿⁇⁈‽]")
_SHOUTS = re.compile(r"[\s\ufe0f.]*[!！‼❗❕][\s\ufe0f.!！‼❗❕]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_KIND_SMILEY = re.compile(r"(?<!\w)(?:[:;=]-?[)DdPp*3]+|<3+|\^_?\^|[xX]D+|\(:)(?!\w)")
_SAD_SMILEY = re.compile(r"(?<!\w)(?:[:;=]'?-?[(/\\|\[]+|:-?[oO]|-_+-|>:\(|:'\()(?!\w)")
_TAG = re.compile(r"(?<![\w.])@[\w.\-]*\w(?: (?=[^\W\d_])[^\W\d_][\w'’\-]*){0,2}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_LEFT_OVER = re.compile(r"[^\W_]")
# A part of the address, a file of that name, and how Facebook's addresses of stickers begin.
_STICKER = re.compile(r"/stickers?/|(?:^|/)stickers?\.(?:webp|png|gif|json|tgs)$|/t39\.1997-6/", re.IGNORECASE)
_FEW_WORDS = 2
_LONGEST_THANKS = 300
_SHOWN = 5


def verdict(
    text: str,
    attachments: Collection[str] = (),
    language: str = "",
    company: str = "",
    names: Collection[str] = (),
) -> Verdict:
    """What the follow-up needs.

    `language` is that of the follow-up, `attachments` its pictures and files by their addresses or names, `company` our
    own name, to know a tag of us. `names` may stand beside thanks: the author's, and those of our people.
    """
    bare = _ADDRESS.sub(" ", text)
    if _ASKS.search(bare) or has_any(bare, ASKING):
        return _needs(Reason("follow_up_question_mark"))
    if has_any(bare, ANGRY):
        return _needs(Reason("follow_up_angry"))
    if bare == text and _SHOUTS.fullmatch(text):
        return _needs(Reason("follow_up_shouts"))
    if not text.strip():
        return _wordless(attachments)
    pictures = [one for one in attachments if not _STICKER.search(one)]
    doubtful = has_any(bare, DOUBTFUL) or bool(_SAD_SMILEY.search(bare))
    plain, tags = _untagged(_KIND_SMILEY.sub(" ", _SAD_SMILEY.sub(" ", without_emoji(bare))), company)
    signs = without_emoji(bare) != bare or bool(_KIND_SMILEY.search(bare)) or doubtful
    nothing_else = not _LEFT_OVER.search(plain) and bare == text and not _tags_us(tags, company)
    if nothing_else and not pictures and (tags or signs):
        if doubtful:
            return _doubt(Reason("follow_up_unclear_sign"))
        return _thanks(Reason("follow_up_tag")) if tags else _thanks(Reason("follow_up_emoji"))
    if bare == text and not tags and (found := _only_thanks(plain, names)):
        if doubtful:
            return _doubt(Reason("follow_up_unclear_sign"))
        return (
            _doubt(Reason("follow_up_picture")) if pictures else _thanks(Reason("follow_up_thanks", {"words": found}))
        )
    return _of_words(text, bare, plain, tags, language, company)


def _only_thanks(plain: str, names: Collection[str]) -> str:
    """The words of thanks, where nothing but thanks stands there; else ""."""
    said = simple(plain)
    if len(said) > _LONGEST_THANKS or IN_ADVANCE.find(said):
        return ""
    thanked = THANKS_SAID.findall(said) or (PLEASED.findall(said) if "!" in said else [])
    if not thanked:
        return ""
    rest = BESIDE_THANKS.sub(" ", THANKING.sub(" ", said))
    known = {word for name in names for word in _WORD.findall(simple(name))}
    left = [word for word in _WORD.findall(rest) if word not in known]
    return "" if left or _LEFT_OVER.search("".join(_WORD.sub(" ", rest).split())) else ", ".join(dict.fromkeys(thanked))


def _of_words(text: str, bare: str, plain: str, tags: list[str], language: str, company: str) -> Verdict:
    """A follow-up that says more than thanks."""
    said = simple(plain)
    words = _WORD.findall(said)
    kind, because = kinds.guess(text, language, company)
    if kind is Kind.QUESTION and because.code == "kind_question_word":
        return _needs(Reason("follow_up_asks", {"word": str(because.values["word"])}))
    if because.code == "kind_mocking":
        return _doubt(Reason("follow_up_mocking", {"words": str(because.values["words"])}))
    if kind is Kind.CRITIQUE:
        return _needs(Reason("follow_up_critique", {"words": str(because.values["words"])}))
    if found := (*TURNING.find(said), *(word for word in words if word in NEGATIONS), *IN_ADVANCE.find(said)):
        return _needs(Reason("follow_up_goes_on", {"words": _shown(found)}))
    if accepted := ACCEPTING.find(said):
        return _needs(Reason("follow_up_accepts", {"words": _shown(accepted)}))
    if bare != text or any(letter.isdigit() for letter in plain):
        return _needs(Reason("follow_up_details"))
    if _tags_us(tags, company):
        return _needs(Reason("follow_up_calls_us"))
    pleased = (*THANKS_SAID.findall(said), *PRAISE[_code(language)].find(said), *PRAISE["en"].find(said))
    if pleased:
        return _doubt(Reason("follow_up_thanks_and_more", {"words": _shown(tuple(dict.fromkeys(pleased)))}))
    if tags:
        return _doubt(Reason("follow_up_to_a_friend"))
    if len(words) <= _FEW_WORDS:
        return _doubt(Reason("follow_up_says_little"))
    return _needs(Reason("follow_up_says_more"))


def _wordless(attachments: Collection[str]) -> Verdict:
    """A sticker says nothing; a picture may be what went wrong."""
    if attachments and all(_STICKER.search(one) for one in attachments):
        return _thanks(Reason("follow_up_sticker"))
    return _doubt(Reason("follow_up_picture"))


def _untagged(text: str, company: str) -> tuple[str, list[str]]:
    """The text without tags, and the tags. "@Kari Nordmann" is one, "@kari Hvor" is one and a question."""
    tags: list[str] = []

    def taken(found: re.Match[str]) -> str:
        handle, *others = found[0].split(" ")
        name = [handle]
        for other in others:
            if not other[0].isupper() or _is_a_word(other):
                break
            name.append(other)
        tags.append(" ".join(name))
        return " ".join((" ", *others[len(name) - 1 :], " "))

    return _TAG.sub(taken, text), tags


def _is_a_word(name: str) -> bool:
    """Whether what looks like a name's second part may be the first word of a sentence."""
    word = simple(name)
    beginnings = (*WH_WORDS.values(), *VERBS.values())
    return word in USED_IN or any(word in some for some in beginnings) or bool(THANKS_SAID.fullmatch(word))


def _tags_us(tags: list[str], company: str) -> bool:
    return any(kinds.is_ours(tag.partition(" ")[0], company) or kinds.is_ours(tag, company) for tag in tags)


def _code(language: str) -> str:
    return normal(language) if normal(language) in PRAISE else "en"


def _shown(words: tuple[str, ...]) -> str:
    return ", ".join(words[:_SHOWN])


def _needs(reason: Reason) -> Verdict:
    return Verdict(Need.NEEDS_ANSWER, reason)


def _thanks(reason: Reason) -> Verdict:
    return Verdict(Need.ONLY_THANKS, reason)


def _doubt(reason: Reason) -> Verdict:
    return Verdict(Need.DOUBT, reason)
