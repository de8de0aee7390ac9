"""Edits of messages: who goes first when a desk takes only so many a minute."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.delivery import Priority
from routing.edits import Edits

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("left", "priority", "seconds"),
    [
        (50.0, Priority.THREAD, 0.0),
        (26.0, Priority.THREAD, 0.0),
        (25.0, Priority.THREAD, 1.2),
        (1.0, Priority.THREAD, 30.0),
        (3.0, Priority.CARD, 0.0),
        (2.0, Priority.CARD, 1.2),
        (0.0, Priority.CARD, 3.6),
        (2.0, Priority.PAGE, 0.0),
        (-3.0, Priority.PAGE, 0.0),
    ],
)
def test_how_long_an_edit_waits(left: float, priority: Priority, seconds: float) -> None:
    assert Edits(50, left, NOW).wait(priority).total_seconds() == pytest.approx(seconds)


def test_it_fills_with_time_and_never_over() -> None:
    spent = Edits(50, 0.0, NOW)
    assert spent.now(NOW + timedelta(seconds=6)).left == pytest.approx(5.0)
    assert spent.now(NOW + timedelta(hours=1)) == Edits.full(50, NOW + timedelta(hours=1))
    assert spent.now(NOW - MINUTE).left == 0.0


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 5)), max_size=300))
def test_never_more_than_the_desk_takes_but_for_pages(asked: list[tuple[int, float]]) -> None:
    """Every minute takes at most what fills in it and what was saved up before; who waits as told may go then."""
    edits, now, gone = Edits.full(50, NOW), NOW, 0
    for priority, pause in asked:
        now += timedelta(seconds=pause)
        edits = edits.now(now)
        wait = edits.wait(max(priority, Priority.CARD))
        if wait:
            assert edits.now(now + wait + timedelta(milliseconds=1)).wait(max(priority, Priority.CARD)) == timedelta()
            continue
        edits, gone = edits.taken(), gone + 1
        assert edits.left >= 2.0 - 1e-6
    assert gone <= 50 + (now - NOW).total_seconds() * 50 / 60
