"""Commands in plain words of the four languages: "hvem har vakt?", "kan du hitta paketet", "I am away until friday".

A sentence becomes the command that it means, or nothing. What only reads may be asked for in many ways. What changes
something needs a sentence that is that and nothing else: it begins with "I am away" or the like, what follows is a
time or a person, and it is no question.
"""

import re
from datetime import UTC, datetime

from handlers.absence_words import DEPUTY
from handlers.plain_orders import HEARD, ORDERS, THANKS
from handlers.plain_sentences import ABOUT, QUESTIONS
from routing.folding import fold, visible
from routing.reasons import Reason
from routing.spoken_times import read_stretch

LONGEST = 40
"""Words of a sentence that is looked at."""

_ENDS = ".,;:!?…“”\"'«»"
_GREETING = (
    r"(?:hi|hello|hey|hei|hej|hallo|hejsan|heisann|halla|svarvakt|please|vennligst|snælla|good morning|god morgen"
    r"|god morgon|godmorgen|god dag|og|so|så|ok|okay)"
)
_THANKS = (
    r"(?:please|thanks|thank you|takk|tack|tak|er du snill|ær du snæll|er du sød|vær så snill|vær så god|da|då|nå da"
    r"|then)"
)
_POLITE = (
    r"(?:(?:can|could|would|will) you(?: please)?|can i|could i|may i|(?:kan|kunne|kunde|vil|gider) du(?: please)?"
    r"|skulle du kunna|kan jeg|kan jag|får jag|må jeg|i want to|i would like to|i'd like to|jeg vil(?: gjerne| gerne)?"
    r"|jag vill(?: gærna)?|jag skulle vilja|jeg skulle gjerne|let me|la meg|låt mig|lad mig)"
)
_BEFORE = re.compile(rf"^(?:(?:{_GREETING}) )+")
_AFTER = re.compile(rf"(?: (?:{_THANKS}))+$")
_ASKS = re.compile(rf"^(?:{_POLITE}) (?:please )?")

_ANY_DAY = datetime(2026, 3, 4, 10, tzinfo=UTC)
"""Whether words say a time does not depend on the moment at which they are read."""


def meant(text: str) -> str | None:
    """The command that a sentence means, as it would be typed ("show 12"); None for words that mean none of ours."""
    ended, own = _plain(text)
    if "?" not in text and (changing := _changing(ended, own)) is not None:
        return changing
    asked = _ASKS.sub("", ended)
    return _reading(asked, own[len(own) - len(asked.split()) :])


def is_thanks(text: str) -> bool:
    """Whether somebody says thank you, and nothing else."""
    return (
        THANKS.fullmatch(" ".join(_folded(word) for word in visible(text).split()[:LONGEST] if word.strip(_ENDS)))
        is not None
    )


def is_about(text: str) -> bool:
    """Whether a search names what is looked for: "find the posts about parcels" looks for parcels."""
    return ABOUT.match(_plain(text)[0]) is not None


def nearly_meant(text: str) -> str | None:
    """The command that a sentence begins like, where what follows is not understood: "I am away from my desk"."""
    said, _ = _plain(text)
    return next((command for command, pattern in ORDERS if pattern.fullmatch(said)), None)


def _plain(text: str) -> tuple[str, list[str]]:
    """The sentence without greeting and thanks, folded and as the sentences have it; and its words as written."""
    written = visible(text).split()[:LONGEST]
    plain = [_folded(word) for word in written]
    kept = [(own, HEARD.get(word, word)) for own, word in zip(written, plain, strict=True) if word]
    said = " ".join(word for _, word in kept)
    begun = _BEFORE.sub("", said)
    ended = _AFTER.sub("", begun)
    places = len(said.split()) - len(begun.split())
    return ended, [word for word, _ in kept][places : places + len(ended.split())]


def _folded(word: str) -> str:
    """Mentions stay as they are; of a time like "24.12." the dot is no sentence's end."""
    return word if word.startswith(("@", "<")) else fold(word.strip(_ENDS))


def _reading(said: str, own: list[str]) -> str | None:
    for command, pattern in QUESTIONS:
        found = pattern.fullmatch(said)
        if found is not None:
            return _filled(command, found, said, own)
    return None


def _changing(said: str, own: list[str]) -> str | None:
    for command, pattern in ORDERS:
        found = pattern.fullmatch(said)
        if found is not None and _is_clear(command, _rest(found, said, own)):
            return _filled(command, found, said, own)
    return None


def _is_clear(command: str, rest: str) -> bool:
    """Whether what follows goes with the command: "I am away from my desk" is no absence."""
    match command:
        case "away":
            return _says_absence(rest)
        case "take" | "swap":
            return says_time(_without_person(rest))
    return not rest


def _filled(command: str, found: re.Match[str], said: str, own: list[str]) -> str:
    return f"{command} {_rest(found, said, own)}".strip()


def _rest(found: re.Match[str], said: str, own: list[str]) -> str:
    """The words behind the sentence's own, as they were written."""
    if "rest" not in found.re.groupindex or not found["rest"]:
        return ""
    begin = len(said[: found.start("rest")].split())
    end = begin + len(found["rest"].split())
    return " ".join(own[begin:end]).strip('?!,;:“”"«»')


def _says_absence(rest: str) -> bool:
    """Nothing, or a time, and perhaps who stands in."""
    words = rest.split()
    named = next((place for place, word in enumerate(words) if word.strip(_ENDS).casefold() in DEPUTY), len(words))
    when = [word for word in words[:named] if word.casefold() not in ("and", "og", "och", "with", "med")]
    return len(words) - named <= _NAMES and (not when or says_time(" ".join(when)))


_NAMES = 3
""" "deputy is @bo": so many words at most."""


def _without_person(rest: str) -> str:
    return " ".join(word for word in rest.split() if not word.startswith(("@", "<")))


def says_time(words: str) -> bool:
    """Whether the words are a time and nothing else, perhaps one that is past."""
    found = read_stretch(words, _ANY_DAY, "UTC")
    return bool(words.strip()) and not (isinstance(found, Reason) and found.code in ("when_unclear", "when_misspelt"))
