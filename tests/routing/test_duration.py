from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.duration import parse, show


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3h", 10_800),
        ("45m", 2_700),
        ("20s", 20),
        ("1d", 86_400),
        ("1h30m", 5_400),
        ("2d12h", 216_000),
        (" 1h 30m ", 5_400),
        ("90m", 5_400),
        ("0s", 0),
    ],
)
def test_reads_what_people_write(text: str, seconds: int) -> None:
    assert parse(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "3", "h", "-3h", "3 hours", "1m1h", "1.5h", "٣h", "9" * 5_000 + "s", "400d"])
def test_refuses_the_rest_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no duration; write|is longer than a year"):
        parse(text)


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(hours=3), "3h"),
        (timedelta(minutes=90), "1h30m"),
        (timedelta(), "0s"),
        (timedelta(minutes=-30), "-30m"),
        (timedelta(milliseconds=-10), "0s"),
    ],
)
def test_shows_it_short(duration: timedelta, text: str) -> None:
    assert show(duration) == text


@given(st.integers(0, 366 * 86_400))
def test_reads_back_what_it_shows(seconds: int) -> None:
    assert parse(show(timedelta(seconds=seconds))) == timedelta(seconds=seconds)
