from datetime import timedelta

import pytest

from routing.delivery import LEASE, LONGEST_TRIES, UNKNOWN_WAIT, Priority, backoff


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(0, 1), (1, 1), (2, 2), (3, 4), (8, 128), (9, 256), (10, 300), (10_000, 300)]
)
def test_waits_double_up_to_five_minutes(attempt: int, seconds: int) -> None:
    assert backoff(attempt) == timedelta(seconds=seconds)


def test_tries_outlast_a_day_without_the_desk() -> None:
    assert sum((backoff(attempt) for attempt in range(1, LONGEST_TRIES)), timedelta()) > timedelta(hours=24)


def test_pages_go_before_everything_and_cards_before_threads() -> None:
    assert sorted(Priority) == [Priority.PAGE, Priority.REPLY, Priority.NOTICE, Priority.CARD, Priority.THREAD]
    assert UNKNOWN_WAIT < LEASE
