"""How long a clock stood still, told by lines of history."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.paused_time import ENDS, paused_for

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        ([], 0),
        ([("received", 0, None), ("claimed", 1, None)], 0),
        ([("paused", 1, 9), ("resumed", 3, None)], 2),
        ([("paused", 1, 9)], 4),  # it stands still now
        ([("paused", 1, 2)], 1),  # its end is past, and the sweep has not come to it
        ([("paused", 1, 2), ("pause_over", 2.1, None)], 1),
        ([("paused", 1, 9), ("customer_wrote", 2, None), ("corrected_kind", 2, None), ("answered", 3, None)], 2),
        ([("paused", 1, 9), ("leg_private", 3, None), ("leg_public", 5, None), ("answered_whole", 5, None)], 2),
        ([("paused", 1, 9), ("thanked", 3, None)], 2),
        ([("paused", 1, 9), ("woken_by_reply", 2, None), ("paused", 3, 9), ("declined", 3.5, None)], 1.5),
        ([("paused", 1, None), ("resumed", 2, None), ("resumed", 3, None)], 1),
    ],
)
def test_pauses_are_added_up(told: list[tuple[str, float, float | None]], hours: float) -> None:
    lines = [(what, at(when), None if until is None else at(until)) for what, when, until in told]
    assert paused_for(lines, at(5)) == timedelta(hours=hours)


WHAT = st.sampled_from(["paused", "named", "customer_wrote", *sorted(ENDS)])


@given(st.lists(st.tuples(WHAT, st.integers(0, 20), st.none() | st.integers(0, 30))), st.integers(20, 40))
def test_it_is_never_less_than_nothing_or_more_than_the_items_life(
    told: list[tuple[str, int, int | None]], now: int
) -> None:
    told.sort(key=lambda line: line[1])
    lines = [(what, at(when), None if until is None else at(until)) for what, when, until in told]
    first = next((when for what, when, _ in lines if what == "paused"), at(now))
    assert timedelta() <= paused_for(lines, at(now)) <= at(now) - first
