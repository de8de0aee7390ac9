"""When a post was written, as somebody says it afterwards."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.reasons import Reason
from routing.spoken_past import LONGEST_AGO, read_past

NOW = datetime(2026, 3, 4, 9, 0, 30, tzinfo=UTC)
"""A Wednesday, 10:00:30 in Oslo."""

OSLO = "Europe/Oslo"


@pytest.mark.parametrize(
    ("said", "wall"),
    [
        ("today 9:05", "2026-03-04 08:05"),
        ("i dag kl. 9", "2026-03-04 08:00"),
        ("10:00", "2026-03-04 09:00"),
        ("yesterday 14:05", "2026-03-03 13:05"),
        ("i går kl. 14", "2026-03-03 13:00"),
        ("igår 14.05", "2026-03-03 13:05"),
        ("i forgårs 9:00", "2026-03-02 08:00"),
        ("monday 8:30", "2026-03-02 07:30"),
        ("onsdag 8:30", "2026-03-04 07:30"),
        ("wednesday 23:00", "2026-02-25 22:00"),
        ("24.2. 12:00", "2026-02-24 11:00"),
        ("24.02.2026 12:00", "2026-02-24 11:00"),
        ("2026-03-03T12:00", "2026-03-03 11:00"),
    ],
)
def test_a_day_and_a_time_lie_behind(said: str, wall: str) -> None:
    assert read_past(said, NOW, OSLO) == datetime.fromisoformat(wall).replace(tzinfo=UTC)


@pytest.mark.parametrize("said", ["2 hours ago", "for to timer siden", "för två timmar sedan", "for 2 timer siden"])
def test_so_long_ago(said: str) -> None:
    assert read_past(said, NOW, OSLO) == datetime(2026, 3, 4, 7, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("10:01", "written_in_future"),
        ("tomorrow 8:00", "written_in_future"),
        ("2026-03-04T10:01", "written_in_future"),
        ("yesterday", "written_unclear"),
        ("friday", "written_unclear"),
        ("until friday 9:00", "written_unclear"),
        ("soon", "written_unclear"),
        ("3.3. 25:99", "written_unclear"),
        ("9999999 weeks ago", "written_unclear"),
        ("99 weeks ago", "written_too_long_ago"),
        ("1.1.2024 10:00", "written_too_long_ago"),
    ],
)
def test_what_is_not_taken_says_why(said: str, code: str) -> None:
    found = read_past(said, NOW, OSLO)
    assert isinstance(found, Reason)
    assert found.code == code


@given(st.text(max_size=40))
def test_whatever_is_said_lies_within_the_last_year_or_is_refused(said: str) -> None:
    found = read_past(said, NOW, OSLO)
    assert isinstance(found, Reason) or NOW - LONGEST_AGO <= found <= NOW
