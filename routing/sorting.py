"""What can be decided of a post from the handbook alone: its language, its kind, its domain, each with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from routing import kind as kinds
from routing import language as languages
from routing.handbook import Handbook
from routing.item import Kind, Post
from routing.language import Certainty, Model
from routing.match import Match, match
from routing.reasons import Reason

PROBABLE = "probable"
"""What an item's mark "language" says where the words left it in doubt."""


@dataclass(frozen=True)
class Sorted:
    """A post as the handbook sorts it. `marks` are those of the item: see `routing.item.Item`."""

    post: Post
    kind: Kind
    language: str
    match: Match
    reasons: tuple[Reason, ...]
    marks: Mapping[str, str] = field(default_factory=dict)


def sort(handbook: Handbook, post: Post, model: Model | None = None, usual: str = "") -> Sorted:
    """Language, kind and domain with their reasons. What the source said itself is believed.

    `model` has an opinion of a text's language: `bot.by_name.language_model`. `usual` is the language that the source's
    posts are usually in, "" for the company's.
    """
    reasons, marks = [], {}
    if post.language:
        language = post.language
    else:
        guessed = languages.guess(post.text, usual or handbook.company.language, model)
        language = guessed.language
        reasons.append(guessed.reason)
        if guessed.certainty is Certainty.PROBABLE:
            marks["language"] = PROBABLE
    if post.kind is not None:
        kind = post.kind
    else:
        kind, because = kinds.guess(post.text, language, handbook.company.name)
        reasons.append(because)
    found = match(handbook, post, kind, language)
    return Sorted(post, kind, language, found, (*reasons, *found.reasons), marks)


def sort_as(handbook: Handbook, post: Post, kind: Kind, language: str) -> Match:
    """Where a post goes whose kind and language somebody has said."""
    return match(handbook, replace(post, kind=kind, language=language), kind, language)
