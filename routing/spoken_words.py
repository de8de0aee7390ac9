"""Words by which people say when, in Bokmål, Nynorsk, Swedish, Danish and English; days and months from Babel (CLDR).

All languages are read at once: no word of one means another time in the next (a test holds that).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale

LANGUAGES = ("en", "nb", "nn", "sv", "da")

FROM = frozenset({"from", "starting", "fra", "fran"})
UNTIL = frozenset({"until", "till", "tills", "til", "indtil", "inntil", "through", "to", "tom", "-"})
BACK = frozenset({"back", "tilbake", "tillbaka", "tilbage", "attende"})
"""Of "back on monday": away until that day begins."""

NEXT = frozenset({"next", "neste", "nasta", "naeste"})
THIS = frozenset({"this", "denne", "denna", "resten", "rest"})
FILLING = frozenset({
    "on", "the", "of", "at", "for", "og", "och", "med", "pa", "den", "av", "af", "i", "frem", "fram", "kl", "klokken",
    "klokka", "klockan", "coming", "kommende", "de", "dei", "please", "takk", "tack", "hele", "hela",
})  # fmt: skip
"""Words without a meaning of their own here."""

DAYS_AWAY: Mapping[str, int] = {
    **dict.fromkeys(("today", "idag"), 0),
    **dict.fromkeys(("tomorrow", "imorgen", "imorgon", "imorn"), 1),
    **dict.fromkeys(("overmorgen", "iovermorgen", "iovermorgon", "overmorgon"), 2),
}

EVENING = frozenset({"ikveld", "ikvall", "iaften", "evening", "kvelden"})
TONIGHT = frozenset({"tonight"})
NIGHT = frozenset({"inatt", "inat"})
WEEKEND = frozenset({"weekend", "weekenden", "helg", "helgen", "helga", "helgi"})

UNITS: Mapping[str, str] = {
    **dict.fromkeys(("minute", "minutes", "min", "minutt", "minutter", "minutten", "minut", "minuter"), "minute"),
    **dict.fromkeys(("hour", "hours", "h", "time", "timer", "timen", "timene", "timane", "timerne", "timar", "timme",
                     "timmar", "timmarna", "tim"), "hour"),
    **dict.fromkeys(("day", "days", "dag", "dager", "dagar", "dage", "dagen", "dogn", "dygn"), "day"),
    **dict.fromkeys(("week", "weeks", "uke", "uker", "uka", "uken", "veke", "veker", "veka", "vecka", "veckor",
                     "veckan", "uge", "uger", "ugen"), "week"),
}  # fmt: skip

NUMBERS: Mapping[str, int] = {
    word: number
    for number, words in {
        1: "a an one en ei et ett ein eit", 2: "two to tva", 3: "three tre", 4: "four fire fyra", 5: "five fem",
        6: "six seks sex", 7: "seven sju syv", 8: "eight atte otte atta", 9: "nine ni nio", 10: "ten ti tio",
    }.items()
    for word in words.split()
}  # fmt: skip

_HOURS = r"(\d{1,2})(?::(\d\d))?"
_CLOCK = r"(\d{1,2})(?:[.:](\d\d))?"
_JOINED = (
    (r"\bday after tomorrow\b", "overmorgen"),
    (r"\b(until further notice|(?:inn|ind)?til videre|tills? vidare)\b", ""),
    (r"\b(?:a couple(?: of)?|et+ par|eit par) (?=[a-z])", "2 "),
    (r"\b(?:half an hour|(?:en |ein )?halv(?: ?time| ?timme)|en halvtimme)\b", "30 minutes"),
    (r"\b(i) (dag|kveld|kvall|aften|natt|nat|morgen|morgon|morn|overmorgen|overmorgon)\b", r"\1\2"),
    (r"\bt\.o\.m\b\.?", "tom"),
    (r"\b(\d{1,2})(?:st|nd|rd|th|:e|:a|:te)\b", r"\1"),
    # "20-22", "from 18 to 22", "18:00-22": hours, unless a month follows.
    (rf"(?<![\d.:/-])(?:kl\.? ?)?{_HOURS}-{_HOURS}(?![\d.:/-])", lambda found: _hours(found)),
    (rf"\b(?:from|fra|fran|kl\.?) {_HOURS} (?:to|until|til|till|-) {_HOURS}(?![\d.:/-])", lambda found: _hours(found)),
    # "kl. 14" and "at 14.30" are times; "14.30" alone is one only because there is no such month.
    (rf"\b(?:kl|klokken|klokka|klockan|at)\.? ?{_CLOCK}(?![\d.:])", lambda found: _clock(found, 0)),
    (rf"\b{_CLOCK} ?am\b", lambda found: _clock(found, 0)),
    (rf"\b{_CLOCK} ?pm\b", lambda found: _clock(found, 12)),
    # A stroke between two moments, not within "2026-12-24" or "24/12-2026".
    (r"\s*[–—]\s*|\s+-+\s*", " - "),
    (r"(\d{1,2}[./]\d{1,2}\.?|\d:\d\d)-(\d{1,2}[./:]\d)", r"\1 - \2"),
    (r"\b(\d{1,2}\.?)-(\d{1,2}\.? [a-z])", r"\1 - \2"),
    (r"(?<=[a-z.])-(?=[a-z\d])", " - "),
)  # fmt: skip


def folded(text: str) -> str:
    """Small letters without dots and rings: "lørdag", "lordag" and "LÖRDAG" are one word."""
    plain = text.casefold().replace("ø", "o").replace("æ", "ae").replace("ð", "d")
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """The folded words; what belongs together joined ("i dag"), strokes between moments apart."""
    plain = " ".join(folded(text).replace(",", " ").split())
    for pattern, joined in _JOINED:
        plain = re.sub(pattern, joined, plain)
    return tuple(word for each in plain.split() if (word := each.strip(":;!?()\"'")))


def _clock(found: re.Match[str], more: int) -> str:
    return f"{int(found[1]) % 12 + 12 if more else int(found[1])}:{found[2] or '00'}"


def _hours(found: re.Match[str]) -> str:
    following = re.match(r"\.? ?([a-z]+)", found.string[found.end() :])
    if (following and following[1] in months()) or max(int(found[1]), int(found[3])) > 24:
        return found[0]
    return f"from {int(found[1])}:{found[2] or '00'} - {int(found[3])}:{found[4] or '00'}"


@cache
def weekdays() -> Mapping[str, int]:
    """0 is Monday. Also with the ending of "på fredagen"."""
    names = _names("days")
    return {**{f"{name}en": day for name, day in names.items() if name.endswith("dag")}, **names}


@cache
def weekday_names() -> tuple[str, ...]:
    """As they are written, in small letters."""
    wide = (Locale.parse(language).days["format"]["wide"] for language in LANGUAGES)
    return tuple(dict.fromkeys(name.casefold() for names in wide for name in names.values()))


@cache
def months() -> Mapping[str, int]:
    """The months' names and abbreviations in all languages, folded, each with its number from 1."""
    return _names("months")


def _names(what: str) -> dict[str, int]:
    """Abbreviations of two letters are left out: "on", "to" and "so" are other words as well."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for widths in getattr(Locale.parse(language), what).values():
            for width in ("wide", "abbreviated"):
                for number, name in widths[width].items():
                    word = folded(name).rstrip(".")
                    assert found.setdefault(word, number) == number, word
    return {word: number for word, number in found.items() if len(word) > 2}


def says_when(word: str) -> bool:
    """Whether a word may be the beginning of a time."""
    first, *_ = words_of(word) or ("",)
    bare = first.rstrip(".")
    known = (FROM, UNTIL, BACK, NEXT, THIS, FILLING, DAYS_AWAY, UNITS, NUMBERS, weekdays(), months(), {"v", "day"},
             EVENING, TONIGHT, NIGHT, WEEKEND)  # fmt: skip
    return bare[:1].isdigit() or any(bare in words for words in known)
