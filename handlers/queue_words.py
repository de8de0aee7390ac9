"""What stands after `queue`: fields, sources, urgencies, kinds, people, states, in the words of all four languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from handlers.absence_words import named
from handlers.correcting import LANGUAGES
from handlers.words.catalogue import translated
from handlers.words.vocabulary import KINDS, QUEUE_STATES, SOURCES, URGENCIES
from routing.folding import fold, visible
from routing.handbook import Handbook
from routing.reasons import Reason

STATES: Mapping[str, tuple[str, ...]] = {
    "late": ("overdue", "forsinket", "forsinka", "sen", "sent", "sene", "försenad", "försenat", "försenade"),
    "at_risk": ("risk", "risiko", "faresonen", "riskzonen", "farezonen"),
    "unclaimed": ("free", "untaken", "ledig", "ledige", "lediga"),
    "claimed": ("taken", "tatt", "teke", "tagen", "tagna", "taget"),
    "paused": ("pauset", "pausa", "pausad", "pausade"),
    "held": ("holding",),
}
"""How an item stands, and words for it besides those of the vocabulary."""

MINE = ("mine", "my", "me", "mitt", "mina", "min", "mit", "meg", "mig")

_FILLING = frozenset({
    "what", "whats", "is", "are", "in", "the", "of", "for", "with", "by", "and", "or", "items", "open",
    "hva", "er", "i", "av", "med", "og", "eller", "saker", "saka", "åpne", "opne", "fra", "frå", "som", "på",
    "vad", "ær", "och", "ærenden", "øppna", "från", "hvad", "af", "sager", "åbne",
})  # fmt: skip
"""Words that say nothing more: "what is late in delivery?"."""

_PUNCTUATION = ".,;:?!“”\"'"
_NEAR = 0.6


@dataclass(frozen=True)
class Filter:
    """`what` is "domain", "source", "urgency", "kind", "person" or "state"; `value` an id, or one of STATES."""

    what: str
    value: str


Group = tuple[Filter, ...]
"""An item must be one of these; of several groups of each."""


def asked(handbook: Handbook, desk: str, own: str, text: str, sources: Iterable[str]) -> tuple[Group, ...] | Reason:
    """The filters that are meant, those of one sort in one group; each state is one by itself. `own` is the asker's id,
    `sources` those that open items have. A Reason names the first word that means nothing, and what comes nearest."""
    known = _known(handbook, own, sources)
    words = [_plain(word) for word in text.split()]
    written = [word.strip(_PUNCTUATION) for word in text.split()]
    groups: dict[str, list[Filter]] = {}
    place = 0
    while place < len(words):
        found, length = _longest(known, words, place)
        if not found and written[place].startswith("@"):
            person = named(handbook, desk, written[place])
            found, length = ((Filter("person", person),), 1) if person else ((), 1)
        if not found and words[place] not in _FILLING and words[place]:
            return _unknown(known, words[place], written[place])
        for one in found:
            groups.setdefault(one.value if one.what == "state" else found[0].what, []).append(one)
        place += length
    return tuple(tuple(group) for group in groups.values())


def _longest(known: Mapping[tuple[str, ...], Group], words: Sequence[str], place: int) -> tuple[Group, int]:
    """What the longest phrase from this word on means, and how many words it has; nothing, and one word."""
    for length in range(min(_longest_phrase(known), len(words) - place), 0, -1):
        found = known.get(tuple(words[place : place + length]))
        if found:
            return found, length
    return (), 1


def _longest_phrase(known: Mapping[tuple[str, ...], Group]) -> int:
    return max(map(len, known), default=1)


def _unknown(known: Mapping[tuple[str, ...], Group], word: str, written: str) -> Reason:
    near = get_close_matches(word, [" ".join(phrase) for phrase in known], 1, _NEAR)
    if near:
        return Reason("queue_unknown_near", {"words": written[:40], "guess": near[0]})
    return Reason("queue_unknown", {"words": written[:40]})


def _known(handbook: Handbook, own: str, sources: Iterable[str]) -> dict[tuple[str, ...], Group]:
    """Every phrase that means something. A word of two sorts, such as a field called "Blog", means both."""
    found: dict[tuple[str, ...], dict[Filter, None]] = {}

    def means(phrase: str, what: str, value: str) -> None:
        words = tuple(_plain(word) for word in phrase.split())
        if any(words):
            found.setdefault(words, {})[Filter(what, value)] = None

    for phrase, one in _ours():
        means(phrase, one.what, one.value)
    for source in sources:
        means(source, "source", source)
    for domain in handbook.domains:
        means(domain.id, "domain", domain.id)
        means(domain.name, "domain", domain.id)
    firsts: dict[str, list[str]] = {}
    for person in handbook.people:
        means(person.id, "person", person.id)
        means(person.name, "person", person.id)
        firsts.setdefault(_plain(person.name.split()[0]), []).append(person.id)
    for first, people in firsts.items():
        if len(people) == 1:
            means(first, "person", people[0])
    if own:
        for word in MINE:
            means(word, "person", own)
    return {phrase: tuple(filters) for phrase, filters in found.items()}


@lru_cache(maxsize=1)
def _ours() -> tuple[tuple[str, Filter], ...]:
    """The words of the house, in each of its languages."""
    states = [(phrase, Filter("state", state)) for state, phrases in STATES.items() for phrase in phrases]
    tables = (("source", SOURCES), ("urgency", URGENCIES), ("kind", KINDS), ("state", QUEUE_STATES))
    said = [
        (phrase, Filter(what, str(value)))
        for what, table in tables
        for value, label in table.items()
        for phrase in (str(value), *(translated(language, label) for language in LANGUAGES))
    ]
    return (*states, *said)


def _plain(word: str) -> str:
    return fold(visible(word.strip(_PUNCTUATION)))
