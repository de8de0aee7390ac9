"""Finding many words in a customer's text in one pass, whatever their number.

`routing.wording` says what a word looks for. All stems of all words stand in one Aho-Corasick automaton; each place
where one of them stands is looked at once: what is in front of it, what follows. So the time grows with the text, not
with the words, and no text makes it grow faster.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick

from routing.folding import VOWELS, Reading, readings, visible
from routing.whole_words import Span, first_of_each, whole_words
from routing.word_forms import BOUND_PREFIXES
from routing.wording import Part, wording

Use = tuple[int, frozenset[str], frozenset[str], tuple[str, ...], bool, tuple[str, ...], tuple[str, ...]]
"""A part, and what one of its stems may have around it: the fields of `Stem`."""

MOST_SHOWN = 6
"""Whole words that are enough for those who show five and say that there are more."""

_FOLLOWING = re.compile(r"[^\W\d_]{0,16}")
_SHORTEST_JOINED = 3
_WIDEST_GAP = 8
_LONGEST_PREFIX = 6
"""One letter more than the longest of the bound prefixes."""


class Found:
    """Which of the words stand in a text, and where. `written` is the text as people see it."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.spans: dict[str, list[Span]] = {}
        self._first: dict[str, tuple[Span, ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self.spans

    def has_any(self, words: Iterable[str]) -> bool:
        """Whether at least one of the words stands in the text."""
        return not self.spans.keys().isdisjoint(words)

    def words(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """What stands there for the `wanted` words: whole words as the customer wrote them, each once, in order."""
        return whole_words(self.written, self.places(wanted))

    def places(self, wanted: Iterable[str]) -> list[Span]:
        """Where the `wanted` words stand, in order."""
        return sorted({span for word in wanted for span in self.spans.get(word, ())})

    def first_places(self, wanted: Iterable[str]) -> list[Span]:
        """Where enough of the `wanted` words stand to show `MOST_SHOWN` whole words, in order.

        Each word is looked at once, however many rules ask for it and however often it stands there."""
        return sorted({span for word in wanted if word in self.spans for span in self._first_of(word)})

    def _first_of(self, word: str) -> tuple[Span, ...]:
        if word not in self._first:
            self._first[word] = first_of_each(self.written, sorted(set(self.spans[word])), MOST_SHOWN)
        return self._first[word]


class WordSet:
    """Words to look for, ready to be found in one pass."""

    def __init__(self, words: Iterable[str]) -> None:
        self._parts: dict[Part, int] = {}
        self._alone: dict[int, list[str]] = defaultdict(list)
        self._phrases: dict[int, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
        for word in dict.fromkeys(words):
            self._add(word)
        uses: dict[str, list[Use]] = defaultdict(list)
        for part, number in self._parts.items():
            for stem in part.stems:
                around = stem.endings, stem.joined_endings, stem.links, stem.open_end, stem.not_before, stem.not_after
                uses[stem.letters].append((number, *around))
        self._uses = list(uses.values())
        self._begins_with_letter = [letters[0].isalpha() for letters in uses]
        self._may_be_joined = [any(use[2] for use in found) for found in uses.values()]
        self._automaton = AhoCorasick(list(uses), store_patterns=False) if uses else None

    def scan(self, text: str) -> Found:
        """Every word that stands in `text`."""
        found = Found(visible(text))
        if self._automaton is not None:
            for reading in readings(found.written):
                self._read(reading, found.spans)
        return found

    def _add(self, word: str) -> None:
        for phrase in wording(word).phrases:
            numbers = tuple(self._parts.setdefault(part, len(self._parts)) for part in phrase)
            if len(numbers) == 1:
                self._alone[numbers[0]].append(word)
            else:
                rarest = max(range(len(phrase)), key=lambda place: (len(phrase[place].letters), place))
                self._phrases[numbers[rarest]].append((word, numbers))

    def _read(self, reading: Reading, spans: dict[str, list[Span]]) -> None:
        parts = self._parts_in(reading.folded)
        for number, places in parts.items():
            for word in self._alone.get(number, ()):
                spans.setdefault(word, []).extend(reading.written(places))
            for word, numbers in self._phrases.get(number, ()):
                if parts.keys() >= set(numbers):
                    together = _one_after_another(reading.folded, [parts[other] for other in numbers])
                    if together:
                        spans.setdefault(word, []).extend(reading.written(together))

    def _parts_in(self, letters: str) -> dict[int, list[Span]]:
        """Where each part stands in a folded text."""
        found: dict[int, list[Span]] = {}
        assert self._automaton is not None
        following_at, uses = _FOLLOWING.match, self._uses
        for index, start, end in self._automaton.find_matches_as_indexes(letters, overlapping=True):
            joined = False
            if start:
                if self._begins_with_letter[index]:
                    joined = letters[start - 1].isalpha()
                    if joined and not self._may_be_joined[index]:
                        continue
                elif letters[start].isdigit() and letters[start - 1].isdigit():
                    continue
            next_to = following_at(letters, end)
            following = next_to[0] if next_to else ""
            if not following and letters[end - 1].isdigit() and letters[end : end + 1].isdigit():
                continue
            joins = None
            for number, endings, joined_endings, links, open_end, not_before, not_after in uses[index]:
                if joined:
                    if joins is None:
                        joins = _is_a_word(letters, start)
                    if not joins:
                        break
                    if not joined_endings or (not_after and letters.endswith(not_after, 0, start)):
                        continue
                    endings = joined_endings
                if not_before and following.startswith(not_before):
                    continue
                if following in endings or open_end or (links and _goes_on(following, links)):
                    found.setdefault(number, []).append((start, end + len(following)))
        return found


def _is_a_word(letters: str, end: int) -> bool:
    """Whether what is joined in front can be a word: two letters or more with a vowel, or the e of "efaktura"."""
    begin = end - 1
    while begin > 0 and end - begin < _LONGEST_PREFIX and letters[begin - 1].isalpha():
        begin -= 1
    before = letters[begin:end]
    return before == "e" or (len(before) > 1 and before not in BOUND_PREFIXES and not VOWELS.isdisjoint(before))


def _goes_on(following: str, links: tuple[str, ...]) -> bool:
    """Whether what follows can be another word, after one of the links."""
    for link in links:
        rest = following[len(link) :]
        if len(rest) >= _SHORTEST_JOINED and following.startswith(link) and not VOWELS.isdisjoint(rest):
            return True
    return False


def _one_after_another(letters: str, parts: Sequence[list[Span]]) -> list[Span]:
    """Where the parts stand one after another, from the first one's beginning to the last one's end."""
    reached = {end: start for start, end in parts[0]}
    for places in parts[1:]:
        further: dict[int, int] = {}
        for start, end in places:
            begin = _began(letters, start, reached)
            if begin is not None:
                further[end] = begin
        reached = further
    return [(start, end) for end, start in reached.items()]


def _began(letters: str, start: int, reached: dict[int, int]) -> int | None:
    """Where the words before `start` began, when one of them ends just before it; None when none does."""
    for place in range(start - 1, max(-1, start - 1 - _WIDEST_GAP), -1):
        if letters[place].isalnum():
            return None
        if place in reached:
            gap = letters[place:start]
            ends_a_sentence = "!" in gap or "?" in gap or ("." in gap and ".." not in gap)
            return None if ends_a_sentence else reached[place]
    return None
