"""The measurements of rules still run; no time is judged here. What the policy was chosen by still holds."""

from tests.benchmarks import policies, rules
from tests.posts.labelled import LABELLED


async def test_deciding_is_measured() -> None:
    figures = await rules.measure(rounds=1, sizes=(10, 40), times=1)
    assert len(figures) == 5
    assert all(figure.ours > 0 and figure.other > 0 for figure in figures)


def test_priority_then_first_is_never_worse_than_the_best_score() -> None:
    shares = policies.shares(LABELLED, orders=5)
    chosen, others = shares["priority, then first match"], (shares["first match"], shares["best score"])
    assert all(part >= other for found in others for part, other in zip(chosen, found, strict=True))
