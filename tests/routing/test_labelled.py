"""How many of the labelled posts are told right: never fewer than once measured, less two points."""

import pytest

from bot.language_model import load
from routing.item import Kind, Urgency
from routing.language import Certainty, Model, guess, normal
from tests.benchmarks.language import guesser, kind_guesser, kind_shares, shares
from tests.posts.labelled import HELD_OUT, KNOWN, LABELLED, Labelled


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def test_there_are_enough_posts_of_every_language_and_kind() -> None:
    assert len(LABELLED) >= 180
    assert len({post.text for post in LABELLED}) == len(LABELLED)
    assert len(HELD_OUT) * 3 >= len(LABELLED) - 1
    for posts in (KNOWN, HELD_OUT):
        assert {post.language for post in posts} == {"nb", "nn", "sv", "da", "en"}
        assert {post.kind for post in posts} == set(Kind)
        assert {post.urgency for post in posts} == set(Urgency)
        assert {post.domain for post in posts} == {"orders", "allergy", "billing", "press", "jobs"}


@pytest.mark.parametrize(
    ("posts", "usual", "part", "floor"),
    [
        (LABELLED, "nb", "all", 0.942),
        (LABELLED, "nb", "nn as nb", 0.946),
        (HELD_OUT, "nb", "all", 0.917),
        (LABELLED, "en", "all", 0.946),
        (LABELLED, None, "all", 0.972),
        (HELD_OUT, None, "all", 0.955),
    ],
)
def test_languages(posts: tuple[Labelled, ...], usual: str | None, part: str, floor: float, model: Model) -> None:
    assert shares(posts, guesser(model, usual))[part] >= floor


def test_languages_without_the_model() -> None:
    assert shares(LABELLED, guesser(None))["all"] >= 0.90


@pytest.mark.parametrize(("posts", "floor"), [(LABELLED, 0.942), (HELD_OUT, 0.879)])
def test_kinds(posts: tuple[Labelled, ...], floor: float, model: Model) -> None:
    found = kind_shares(posts, kind_guesser(model))
    assert found["all"] >= floor
    assert found["unseen"] <= 0.02, "what needs an answer must not be taken for praise or other"


def test_what_is_called_sure_is_right(model: Model) -> None:
    sure = [post for post in LABELLED if guess(post.text, "nb", model).certainty is Certainty.SURE]
    assert len(sure) >= len(LABELLED) * 0.84
    assert [post.text for post in sure if normal(guess(post.text, "nb", model).language) != normal(post.language)] == []
