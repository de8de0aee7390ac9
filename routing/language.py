"""Guessing the language of a post, by evidence that is added up: words, letters, a model's opinion, what is usual here.

Nynorsk is told apart from Bokmål as "nn", and counts as "nb" wherever people and rules are chosen (`normal`).
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from routing.language_words import LANGUAGES, LETTERS, USED_IN, written
from routing.reasons import Reason

Model = Callable[[str], Mapping[str, float]]
"""A language model's opinion of a text: the probability of each of LANGUAGES; nothing where it sees nothing."""

_NAMES = re.compile(r"https?://\S+|www\.\S+|[@#]\w+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_DANISH_YOU = re.compile(r"(?<=[^\W\d_,] )I(?= [a-zæøå])")
_NORSE_MINE = re.compile(r"\b[^\W\d_]{3,}(?:e[nt] (?:min|mitt|din|ditt|vår|vårt)|a (?:mi|di))\b", re.IGNORECASE)
_LONGEST = 1_000
_SHOWN = 5

# How much each kind of evidence weighs, in powers of e: a word speaks against every language that does not know it.
# Tuned on tests/posts/known.csv alone; the shares hardly move between half and twice of each.
_A_WORD = 2.0
_A_LETTER = 1.2
_MODEL = 1.5
_LEAST = 0.05  # of a model's probability, so that it cannot overrule two words
_USUAL = 0.7
_USUAL_OF_FEW_WORDS = 1.2
_FEW_WORDS = 3

# Probabilities: from which a language is sure, from which the evidence tells at all, from which no model is asked.
_SURE = 0.9
_TELLS = 0.5
_CLEAR = 0.99


class Certainty(StrEnum):
    """How well a language is known: SURE; PROBABLE ("probably Danish"); PRIOR, only what is usual here."""

    SURE = "sure"
    PROBABLE = "probable"
    PRIOR = "prior"


@dataclass(frozen=True)
class Guess:
    """A language code (nb, nn, sv, da, en, or the prior's), how certain it is, and why."""

    language: str
    reason: Reason
    certainty: Certainty


def normal(code: str) -> str:
    """The language by which people and rules are chosen: "nb-NO", "no" and "nn" are "nb"; "en_GB" is "en"."""
    found = short(code)
    return "nb" if found == "nn" else found


def guess(text: str, prior: str, model: Model | None = None) -> Guess:
    """The likeliest language of a text. `prior`: the source's own language, or the company's.

    At a few words the prior weighs more, and only certain evidence beats it: a word or letter that it does not have,
    English, or a language that is sure. Where the evidence alone would say otherwise it is only the prior that speaks.
    Without a model (see `bot.language_model`) words and letters decide.
    """
    usual = short(prior)
    plain = " ".join(_NAMES.sub(" ", text[:_LONGEST]).split())
    words = list(dict.fromkeys(_WORD.findall(written(plain))))
    known = _known(plain, words)
    evidence = _with_opinion(known, plain, model if words else None)
    if not any(evidence.values()):
        return _only_usual(usual)
    few = len(words) <= _FEW_WORDS
    weight = _USUAL_OF_FEW_WORDS if few else _USUAL
    scores = {code: score + (weight if code == usual else 0.0) for code, score in evidence.items()}
    best = max(scores, key=lambda code: (scores[code], code == usual))
    if best == usual and _share(evidence, best) < _TELLS:
        return _only_usual(best)
    # A model tells English from the others at a few words, but not the others from each other.
    if few and best != "en" and known[best] <= known.get(usual, -math.inf) and _share(scores, best) < _SURE:
        return _only_usual(usual)
    telling = [word for word in words if best in USED_IN.get(word, ())][:_SHOWN]
    return _found(best, telling, _share(scores, best))


@lru_cache(maxsize=256)
def short(code: str) -> str:
    """A language code without its country, Nynorsk told apart: "nb-NO" and "no" are "nb", "nn-NO" is "nn"."""
    first = code.strip().lower().replace("_", "-").partition("-")[0]
    return "nb" if first == "no" else first


def _known(text: str, words: list[str]) -> dict[str, float]:
    """What words and letters say against each language, 0 where nothing does."""
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for used in (USED_IN[word] for word in words if word in USED_IN):
        _charge(scores, used, _A_WORD)
    small = "".join(word for word in text.split() if word[0].islower())
    for letter, used in LETTERS.items():
        if letter in small:
            _charge(scores, used, _A_LETTER)
    if _NORSE_MINE.search(text):
        _charge(scores, frozenset({"nb", "nn"}), _A_WORD)
    if _DANISH_YOU.search(text):
        _charge(scores, frozenset({"da", "en"}), _A_WORD)
    return scores


def _with_opinion(known: Mapping[str, float], text: str, model: Model | None) -> dict[str, float]:
    scores = dict(known)
    # Where the words have told already, the slower model is not asked.
    clear = _share(scores, max(scores, key=lambda code: scores[code])) >= _CLEAR
    opinion = model(text) if model and not clear else {}
    for code, probability in opinion.items():
        scores[code] += _MODEL * math.log(max(probability, _LEAST))
    return scores


def _share(scores: Mapping[str, float], code: str) -> float:
    """The probability of one language among all; Bokmål and Nynorsk stand together, as for readers and rules."""
    odds = {one: math.exp(score - scores[code]) for one, score in scores.items()}
    return sum(odd for one, odd in odds.items() if normal(one) == normal(code)) / sum(odds.values())


def _charge(scores: dict[str, float], used: frozenset[str], weight: float) -> None:
    for code in scores:
        if code not in used:
            scores[code] -= weight


def _only_usual(language: str) -> Guess:
    return Guess(language, Reason("language_prior", {"language": language}), Certainty.PRIOR)


def _found(language: str, telling: list[str], share: float) -> Guess:
    values = {"language": language, "words": ", ".join(telling)}
    if share >= _SURE:
        if telling:
            return Guess(language, Reason("language_words", values), Certainty.SURE)
        return Guess(language, Reason("language_spelling", {"language": language}), Certainty.SURE)
    if telling:
        return Guess(language, Reason("language_words_probable", values), Certainty.PROBABLE)
    return Guess(language, Reason("language_spelling_probable", {"language": language}), Certainty.PROBABLE)
