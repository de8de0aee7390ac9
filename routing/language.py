"""Guessing the language of a post by its commonest words: Norwegian Bokmål, Swedish, Danish, English."""

import re
from dataclasses import dataclass

from routing.reasons import Reason

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 4_000

# Words that tell the four apart weigh twice; words that two or three of them share weigh once in each.
_TELLING = {
    "nb": "jeg ikke hvorfor hvordan noen noe dere meg deg seg mye også bare etter hvor når vært blitt fått mitt uke",
    "sv": "jag inte varför hur någon något ni mig dig och är från också mycket bara efter när varit blivit fått vecka",
    "da": "jeg ikke hvorfor hvordan nogen noget jer mig dig sig meget også kun efter hvornår været blevet fået uge af",
    "en": "the and you your what why how when where have been this that with not are was would could please my is it",
}
_SHARED = {
    "nb": "og er det en et på til fra med som har kan vil min hei takk til for av at den",
    "sv": "det en ett på till med som har kan vill min hej tack för av att den",
    "da": "og er det en et på til fra med som har kan vil min hej tak for at den",
    "en": "to for on in of can will from hi hello thanks a i",
}
_TELLING_SETS = {language: frozenset(words.split()) for language, words in _TELLING.items()}
_SHARED_SETS = {language: frozenset(words.split()) for language, words in _SHARED.items()}
_WEIGHTS: dict[str, dict[str, int]] = {}
for _words_by_language, _weight in ((_SHARED_SETS, 1), (_TELLING_SETS, 2)):
    for _language, _words in _words_by_language.items():
        for _word in _words:
            _WEIGHTS.setdefault(_word, {})[_language] = _weight
_KNOWN = {language: _TELLING_SETS[language] | _SHARED_SETS[language] for language in _TELLING}
_SCORED = {word: tuple(weights.items()) for word, weights in _WEIGHTS.items()}
_LETTERS = {"nb": "æø", "da": "æø", "sv": "äö", "en": ""}


@dataclass(frozen=True)
class Guess:
    """A language code and why."""

    language: str
    reason: Reason


def normal(code: str) -> str:
    """A language code in its short form: "nb-NO" is "nb", "no" is "nb"."""
    short = code.strip().lower().replace("_", "-").partition("-")[0]
    return "nb" if short == "no" else short


def guess(text: str, prior: str) -> Guess:
    """The likeliest of nb, sv, da, en; `prior` (the company's own language) decides what the words leave open."""
    usual = "nb" if normal(prior) == "nn" else normal(prior)
    letters = text[:_LONGEST].casefold()
    words = _WORD.findall(letters)
    scores = _scores(words, letters)
    best = max(scores.values())
    likeliest = [language for language, score in scores.items() if score == best]
    if best == 0 or (len(likeliest) > 1 and usual not in likeliest):
        return Guess(usual, Reason("language_prior", {"language": usual}))
    if len(likeliest) > 1:
        return Guess(usual, Reason("language_prior", {"language": usual}))
    known = _KNOWN[likeliest[0]]
    telling = list(dict.fromkeys(word for word in words if word in known))[:5]
    return Guess(likeliest[0], Reason("language_words", {"language": likeliest[0], "words": ", ".join(telling)}))


def _scores(words: list[str], letters: str) -> dict[str, int]:
    scores = {language: int(any(letter in letters for letter in _LETTERS[language])) for language in _TELLING}
    for word in words:
        for language, weight in _SCORED.get(word, ()):
            scores[language] += weight
    return scores
