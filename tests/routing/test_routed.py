"""The example handbook sends labelled posts where they belong: never fewer than once measured, less two points."""

import pytest

from bot.language_model import load
from routing.language import Model
from tests.benchmarks.routed import domain_shares, example
from tests.posts.labelled import HELD_OUT, KNOWN, LABELLED, Labelled


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def test_there_are_enough_labelled_posts() -> None:
    assert len(LABELLED) >= 150
    assert len({post.text for post in LABELLED}) == len(LABELLED)


@pytest.mark.parametrize(("posts", "floor"), [(KNOWN, 0.96), (HELD_OUT, 0.84)], ids=["known", "held out"])
def test_posts_go_where_they_belong(posts: tuple[Labelled, ...], floor: float, model: Model) -> None:
    assert domain_shares(posts, example(), model)["all"] >= floor
