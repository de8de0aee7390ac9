"""What the playbook has for an item: prepared answers, the thank-you for critique, what to do and what not."""

from collections.abc import Iterable
from dataclasses import dataclass

from routing.handbook import Handbook
from routing.handbook_playbook import Advice, PreparedAnswer, Situation
from routing.item import Item, Kind

FALLBACKS = {"nn": ("nb", "da"), "nb": ("nn", "da"), "da": ("nb",), "sv": ("nb",)}
"""Which other languages a customer reads well: asked before the rest where the playbook has nothing in their own."""


@dataclass(frozen=True)
class Guidance:
    """What to do and what not in an answer, a sentence each; `situation` is what its situation is called, if any."""

    situation: str
    do: tuple[str, ...]
    dont: tuple[str, ...]


def prepared(item: Item, handbook: Handbook) -> tuple[PreparedAnswer, ...]:
    """The prepared answers that fit the item, those for its situation first, in the handbook's order otherwise.

    In the item's language; where there is none in it, in the next best. Holding answers are another thing.
    """
    usual = (one for one in handbook.answers if not (one.holding or one.thanks or one.inbox))
    return _best(item, (one for one in usual if _fits(one, item)))


def thanks(item: Item, handbook: Handbook) -> str | None:
    """The playbook's thank-you for critique, in the item's own language; None where it has none."""
    fitting = _best(item, (one for one in handbook.answers if one.thanks and _fits(one, item)))
    return next((one.text for one in fitting if one.language == item.language), None)


def begins_with_thanks(item: Item) -> bool:
    """Whether the first sentence of an answer to the item thanks for it."""
    return item.kind is Kind.CRITIQUE


def guidance(item: Item, handbook: Handbook) -> Guidance:
    """What the situation says, and what is said for the item's source and domain, each sentence once."""
    situation = handbook.situation(item.situation)
    advice = [
        one
        for one in handbook.advice
        if (not one.sources or item.post.source.strip().lower() in one.sources or "*" in one.sources)
        and (not one.domains or item.domain in one.domains)
    ]
    parts: list[Situation | Advice] = [*([situation] if situation is not None else []), *advice]
    return Guidance(
        situation.name if situation is not None else "",
        tuple(dict.fromkeys(sentence for part in parts for sentence in part.do)),
        tuple(dict.fromkeys(sentence for part in parts for sentence in part.dont)),
    )


def _fits(one: PreparedAnswer, item: Item) -> bool:
    return one.situation in ("", item.situation) and (not one.domains or item.domain in one.domains)


def _best(item: Item, fitting: Iterable[PreparedAnswer]) -> tuple[PreparedAnswer, ...]:
    """Those in the best language that there is, those for the item's situation first."""
    by_language: dict[str, list[PreparedAnswer]] = {}
    for one in fitting:
        by_language.setdefault(one.language, []).append(one)
    wanted = (item.language, *FALLBACKS.get(item.language, ()), "en")
    language = next((one for one in wanted if one in by_language), next(iter(by_language), ""))
    return tuple(sorted(by_language.get(language, ()), key=lambda one: not one.situation))
