"""Telling language and kind of the labelled posts: how fast beside the library alone, and how many right.

The share right is no time: `shares` is what BENCHMARKS.md shows, and what `tests/routing/test_labelled.py` holds.
"""

from collections.abc import Callable, Iterable, Mapping

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.language_model import load
from routing import kind, language
from routing.item import Kind
from tests.benchmarks.measuring import Figure, Way, alternate, cost, seconds_each
from tests.benchmarks.places import Places
from tests.posts.labelled import HELD_OUT, LABELLED, Labelled

COMPANY = "Fjellbrød Bakeri"
USUAL = "nb"
"""The example company's customers write Norwegian first of all."""

LANGUAGES = ("nb", "nn", "sv", "da", "en")
NEEDS_AN_ANSWER = frozenset({Kind.QUESTION, Kind.CRITIQUE})

Shares = Mapping[str, float]
"""The share right of each language (or kind), of "all", and of "nn as nb": Nynorsk counted as Bokmål."""


async def measure(place: Places, kind_of_database: str, rounds: int, times: int) -> list[Figure]:
    """Seconds a post, without a database: `place` and the kind of database are those of every measurement."""
    model = load()
    alone = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    alone.set_languages(["no", "nn", "sv", "da", "en"])
    ways = {
        "ours": _each(times, lambda post: language.guess(post.text, USUAL, model)),
        "words": _each(times, lambda post: language.guess(post.text, USUAL)),
        "alone": _each(times, lambda post: alone.classify(post.text)),
        "kind": _each(times, lambda post: kind.guess(post.text, post.language, COMPANY)),
    }
    taken = await alternate(ways, rounds)
    against = "py3langid alone, five languages"
    return [
        cost(
            "Language",
            "",
            "words, letters, model and prior",
            against,
            taken["ours"],
            taken["alone"],
            "under 2",
        ),
        cost("Language", "", "words, letters and prior", against, taken["words"], taken["alone"]),
        cost("Kind", "", "question, critique, praise or other", against, taken["kind"], taken["alone"]),
    ]


def shares(posts: Iterable[Labelled], guessed: Callable[[Labelled], str]) -> Shares:
    """How many of each language `guessed` tells right."""
    found = [(post.language, guessed(post)) for post in posts]
    parts = {code: [told == code for right, told in found if right == code] for code in LANGUAGES}
    parts["all"] = [told == right for right, told in found]
    parts["nn as nb"] = [language.normal(told) == language.normal(right) for right, told in found]
    return {part: sum(right) / len(right) for part, right in parts.items() if right}


def kind_shares(posts: Iterable[Labelled], guessed: Callable[[Labelled], Kind]) -> Shares:
    """How many of each kind are right; "unseen": of those that need an answer, told to need none."""
    found = [(post.kind, guessed(post)) for post in posts]
    parts = {one.value: [told is one for right, told in found if right is one] for one in Kind}
    parts["all"] = [told is right for right, told in found]
    parts["unseen"] = [told not in NEEDS_AN_ANSWER for right, told in found if right in NEEDS_AN_ANSWER]
    return {part: sum(right) / len(right) for part, right in parts.items() if right}


def guesser(model: language.Model | None, usual: str | None = USUAL) -> Callable[[Labelled], str]:
    """Our guess with this prior; None: the post's own language, as where each source has its own."""
    return lambda post: language.guess(post.text, usual or post.language, model).language


def kind_guesser(model: language.Model | None) -> Callable[[Labelled], Kind]:
    """Our guess of the kind, in the language that was guessed before, as `handlers.intake.sort` does it."""
    tells = guesser(model)
    return lambda post: kind.guess(post.text, tells(post), COMPANY)[0]


def as_markdown(rows: Mapping[str, Shares]) -> str:
    """A table with a line a row, in per cent."""
    columns = list(next(iter(rows.values())))
    lines = ["| | " + " | ".join(columns) + " |", "| --- |" + " --- |" * len(columns)]
    for name, row in rows.items():
        cells = [f"{row[part]:.1%}" if part in row else "" for part in columns]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def page() -> str:
    """The tables of BENCHMARKS.md: languages and kinds, all posts and those held out."""
    model = load()
    told: dict[str, Shares] = {}
    kinds: dict[str, Shares] = {}
    for name, posts in (("all", LABELLED), ("held out", HELD_OUT)):
        told[f"words, letters, model, prior nb; {name}"] = shares(posts, guesser(model))
        told[f"the same, prior right; {name}"] = shares(posts, guesser(model, None))
        told[f"without the model, prior nb; {name}"] = shares(posts, guesser(None))
        kinds[f"kind; {name}"] = kind_shares(posts, kind_guesser(model))
    return f"{as_markdown(told)}\n\n{as_markdown(kinds)}"


def _each(times: int, work: Callable[[Labelled], object]) -> Way:
    def all_posts() -> None:
        for post in LABELLED:
            work(post)

    async def way() -> float:
        return seconds_each(all_posts, times) / len(LABELLED)

    return way
