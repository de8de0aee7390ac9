"""What a handbook's word looks for: the stems to search and what may stand around them.

- `faktura`: the word, its inflections, and both of them within compounds: "fakturaen", "strømfaktura", "fakturagebyr".
- `=faktura`: exactly this word. `~faktura`: its inflections too, but no compounds.
- `faktura-`: words that begin so. `-faktura`: words that end so, with their inflections.
- A word of three letters is found alone and inflected, of one or two letters alone.
- Several words are looked for one after another, whatever space, comma or hyphen is between them; the first and the
  last may be part of compounds. "e-post" is also "epost".
- å, æ and ø are also found as aa, ae and oe; in longer words as a and o too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # it has no types

from routing.false_friends import ALONE, NOT_AFTER, NOT_BEFORE
from routing.folding import VOWELS, fold, visible
from routing.word_families import ENGLISH, FAMILIES
from routing.word_forms import (
    AFTER_A_OR_E,
    AFTER_CONSONANT,
    AFTER_DROPPED_E,
    AFTER_DROPPED_VOWEL,
    AFTER_DROPPED_Y,
    AFTER_VOWEL,
    AFTER_VOWEL_AND_Y,
    JOINED_AFTER_SHORT_STEM,
)

SHORTEST_IN_COMPOUNDS = 4
SHORTEST_INFLECTED = 3
SHORTEST_BARE = 6
"""From how many letters on å, æ and ø are also found as a and o. Among 120,000 common words a hundred such words found
none wrongly from six letters on, 123 from five on, and 474 from four on ("låst" in "last")."""

_SHORTEST_BARE_STEM = 5

_LAST_LETTERS = re.compile(r"[^\W\d_]*$")
_BETWEEN = re.compile(r"[\s-]+")
_ALONE = frozenset(("",))
_AFTER_WEAK_SYLLABLE = frozenset(("n", "ns"))
_FORM_ENDINGS = frozenset(("", "s"))
_BARE = str.maketrans("åæø", "aao")
_DIGRAPHS = (("å", "aa"), ("æ", "ae"), ("ø", "oe"))
_BEGINNING_WITH_VOWEL = frozenset(ending for ending in AFTER_CONSONANT if ending[0] in VOWELS)
_LONG_ENDINGS = tuple(ending for ending in AFTER_DROPPED_VOWEL if len(ending) > 1 and ending != "ing")
_NORDIC = tuple(snowballstemmer.stemmer(name) for name in ("norwegian", "swedish"))
_ENGLISH = snowballstemmer.stemmer("english")


class Form(Enum):
    """How far a word may be from what the handbook writes."""

    ANY = "any"
    EXACT = "exact"
    WHOLE = "whole"
    BEGINNING = "beginning"
    END = "end"


@dataclass(frozen=True)
class Stem:
    """Letters to search, folded. `endings` may follow up to the end of the word, `joined_endings` where another word is
    joined in front. `links`: with one of these after it, other words may follow. `open_end`: anything may follow.
    `not_before` and `not_after` are letters beside which it is another word.
    """

    letters: str
    endings: frozenset[str] = _ALONE
    joined_endings: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    open_end: bool = False
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One word of what the handbook looks for, by its stems. `letters` is the word itself, folded."""

    letters: str
    stems: tuple[Stem, ...]


@dataclass(frozen=True)
class Wording:
    """What one entry of the handbook looks for: one of the `phrases`, each some parts one after another."""

    phrases: tuple[tuple[Part, ...], ...]


@lru_cache(maxsize=65_536)
def wording(entry: str) -> Wording:
    """What an entry of the handbook looks for; nothing for an entry without a letter, digit or sign."""
    form, body = form_of(entry)
    if not body:
        return Wording(())
    words = [word for word in _BETWEEN.split(body) if word] or [body]
    phrases = [_phrase(words, form)]
    if len(words) > 1 and not any(space.isspace() for space in body):
        phrases.append(_phrase(["".join(words)], form))
    return Wording(tuple(phrases))


def form_of(entry: str) -> tuple[Form, str]:
    """How an entry is to be found, and the entry itself, folded, without the signs that say so."""
    return _form(fold(visible(entry)).strip())


def _form(body: str) -> tuple[Form, str]:
    if body.startswith("="):
        return Form.EXACT, body[1:].strip()
    if body.startswith("~"):
        return Form.WHOLE, body[1:].strip()
    if body.startswith("-") and len(body) > 1:
        return Form.END, body[1:].strip()
    if body.endswith("-") and len(body) > 1:
        return Form.BEGINNING, body[:-1].strip()
    return Form.ANY, body


def _phrase(words: list[str], form: Form) -> tuple[Part, ...]:
    last = len(words) - 1
    return tuple(
        _part(
            word,
            Form.BEGINNING if form is Form.BEGINNING and number == last else form,
            before=number == 0 and form in (Form.ANY, Form.END),
            after=number == last and form is Form.ANY,
        )
        for number, word in enumerate(words)
    )


def _part(word: str, form: Form, *, before: bool, after: bool) -> Part:
    last_letters = _LAST_LETTERS.search(word)
    tail = last_letters[0] if last_letters else ""
    if form is Form.BEGINNING or not (tail or word[-1].isdigit()):
        stems = [Stem(word, open_end=True)]
    elif form is Form.EXACT or len(tail) < SHORTEST_INFLECTED:
        stems = [Stem(word)]
    else:
        head = word[: len(word) - len(tail)]
        joins = len(tail) >= SHORTEST_IN_COMPOUNDS
        in_front, behind = before and joins and word not in ALONE, after and joins
        stems = [
            Stem(
                head + stem.letters,
                stem.endings,
                stem.joined_endings if in_front else frozenset(),
                stem.links if behind else (),
                stem.open_end,
                stem.not_before,
                stem.not_after,
            )
            for stem in _stems(tail)
        ]
    return Part(word, tuple(_merged(variant for stem in stems for variant in _spellings(stem))))


def _merged(stems: Iterator[Stem]) -> list[Stem]:
    """Each stem once, with all that may follow it."""
    found: dict[str, Stem] = {}
    for stem in stems:
        known = found.get(stem.letters)
        found[stem.letters] = stem if known is None else _both(known, stem)
    return list(found.values())


def _both(one: Stem, other: Stem) -> Stem:
    links = tuple(dict.fromkeys((*one.links, *other.links)))
    joined = one.joined_endings | other.joined_endings
    return replace(one, endings=one.endings | other.endings, joined_endings=joined, links=links)


def _spellings(stem: Stem) -> Iterator[Stem]:
    """The stem, and how a keyboard without its letters writes it, and what such a writer meant."""
    spellings = [stem.letters]
    for letter, digraph in _DIGRAPHS:
        for one, other in ((letter, digraph), (digraph, letter)):
            spellings += [letters.replace(one, other) for letters in spellings if one in letters]
    if len(stem.letters) >= SHORTEST_BARE:
        spellings.append(stem.letters.translate(_BARE))
    for letters in dict.fromkeys(spellings):
        yield stem if letters == stem.letters else replace(stem, letters=letters)


def _stems(word: str) -> Iterator[Stem]:
    """The stems of a word of three letters or more; what the word may not be beside stands with each of them."""
    not_before, not_after = NOT_BEFORE.get(word, ()), NOT_AFTER.get(word, ())
    for stem in (*_own_stems(word), *_related_stems(word)):
        dropped = word[len(stem.letters) :] if word.startswith(stem.letters) else ""
        barred = tuple(dropped + letters for letters in not_before) if word.startswith(stem.letters) else ()
        yield replace(stem, not_before=barred, not_after=not_after) if barred or not_after else stem


def _own_stems(word: str) -> Iterator[Stem]:
    """The word itself, and without the vowel that it may lose."""
    yield Stem(word, _after(word), _after(word), ("",))
    if word[-1] in "ea":
        endings = _after_dropped_vowel(word[:-1])
        joined = endings - _ALONE if len(word) > SHORTEST_IN_COMPOUNDS else JOINED_AFTER_SHORT_STEM
        yield Stem(word[:-1], endings, joined, (word[-1], *(("o", "u") if word[-1] == "a" else ())))
    elif word[-1] == "y" and word.isascii() and word[-2] not in VOWELS and len(word) >= SHORTEST_IN_COMPOUNDS:
        yield Stem(word[:-1], AFTER_DROPPED_Y)
    if len(word) > SHORTEST_IN_COMPOUNDS and word[-2] == "e" and word[-1] in "lrn" and word[-3] not in VOWELS:
        for begun in {word[:-2], word[:-3] if word[-3] == word[-4] else word[:-2]}:
            yield Stem(begun + word[-1], AFTER_DROPPED_E, AFTER_DROPPED_E)


def _related_stems(word: str) -> Iterator[Stem]:
    """What the word comes from when it is itself inflected, and the forms that no ending explains."""
    for stem in _inflected(word):
        endings = _after(stem) | AFTER_DROPPED_VOWEL
        yield Stem(stem, endings, endings - _ALONE)
    for form in FAMILIES.get(word, ()):
        yield Stem(form, _FORM_ENDINGS, _FORM_ENDINGS, ("s",) if form.endswith("ing") else ())
    for form in ENGLISH.get(word, ()):
        yield Stem(form)


def _inflected(word: str) -> Iterator[str]:
    """The stems of a word that is itself inflected, after Snowball; those that are too short to tell are left out."""
    if not word.endswith(_LONG_ENDINGS, SHORTEST_IN_COMPOUNDS):
        return
    for stemmer in (_ENGLISH, *_NORDIC) if word.endswith(("es", "ed")) else _NORDIC:
        stem = stemmer.stemWord(word)
        if len(stem) >= SHORTEST_IN_COMPOUNDS and word.startswith(stem) and word[len(stem) :] in _LONG_ENDINGS:
            yield stem


@lru_cache(maxsize=4_096)
def _after(word: str) -> frozenset[str]:
    """What may follow a whole word."""
    last = word[-1]
    if last in VOWELS:
        english = last == "y" and len(word) >= SHORTEST_IN_COMPOUNDS and word.isascii() and word[-2] in VOWELS
        also = AFTER_VOWEL_AND_Y if english else _ALONE
        return also | (AFTER_A_OR_E if last in "ae" or len(word) < SHORTEST_IN_COMPOUNDS else AFTER_VOWEL) | _ALONE
    doubled = last == "m" or (len(word) >= SHORTEST_IN_COMPOUNDS and last in "bdfgklnprst" and word[-2] in VOWELS)
    swedish = _AFTER_WEAK_SYLLABLE if word.endswith(("er", "el", "ar", "or")) else _ALONE
    return (_doubling(last) if doubled else _ALONE) | AFTER_CONSONANT | swedish | _ALONE


@lru_cache
def _doubling(last: str) -> frozenset[str]:
    return frozenset(last + ending for ending in _BEGINNING_WITH_VOWEL)


@lru_cache(maxsize=4_096)
def _after_dropped_vowel(stem: str) -> frozenset[str]:
    """What may follow a word without its last vowel. A short one takes fewer endings: "far(e)" is not in "fart"."""
    if len(stem) >= _SHORTEST_BARE_STEM:
        return AFTER_DROPPED_VOWEL | _ALONE
    if len(stem) < SHORTEST_IN_COMPOUNDS and stem[-1] == "r":
        return AFTER_DROPPED_VOWEL - {"t", "te", "ts"}
    return AFTER_DROPPED_VOWEL
