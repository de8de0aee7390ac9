"""Durations, moments and places in sentences, as a reader sees them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.words.speaker import plain
from routing.messages import Mention, Strong
from tests.handlers.examples import speaker


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "0 s"),
        (timedelta(seconds=-5), "0 s"),
        (timedelta(seconds=20), "20 s"),
        (timedelta(seconds=59.6), "1 min"),
        (timedelta(seconds=90), "1 min 30 s"),
        (timedelta(minutes=9, seconds=59), "9 min 59 s"),
        (timedelta(minutes=10, seconds=29), "10 min"),
        (timedelta(minutes=44, seconds=59.5), "45 min"),
        (timedelta(hours=1, minutes=29, seconds=59), "1 h 30 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(hours=23, minutes=59, seconds=59), "1 d"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=2, hours=3, minutes=59), "2 d 3 h"),
        (timedelta(days=400), "400 d"),
    ],
)
def test_durations(length: timedelta, said: str) -> None:
    assert speaker().duration(length) == said


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=10_000)))
def test_a_duration_has_one_or_two_parts(length: timedelta) -> None:
    assert len(speaker().duration(length).split()) in (2, 4)


@pytest.mark.parametrize(
    ("at", "language", "zone", "said"),
    [
        ("2026-03-04T09:00", "en", "Europe/Oslo", "Wed 4 Mar 10:00"),
        ("2026-03-28T23:30", "en", "Europe/Oslo", "Sun 29 Mar 00:30"),
        ("2026-03-29T00:59", "en", "Europe/Oslo", "Sun 29 Mar 01:59"),
        ("2026-03-29T01:00", "en", "Europe/Oslo", "Sun 29 Mar 03:00"),
        ("2026-10-25T00:30", "en", "Europe/Oslo", "Sun 25 Oct 02:30 CEST"),
        ("2026-10-25T01:30", "en", "Europe/Oslo", "Sun 25 Oct 02:30 CET"),
        ("2026-03-04T09:00", "en", "America/New_York", "Wed 4 Mar 04:00"),
        ("2026-03-04T09:00", "nb", "Europe/Oslo", "ons. 4. mars 10:00"),
        ("2026-03-04T09:00", "nn", "Europe/Oslo", "on. 4. mars 10:00"),
        ("2026-03-04T09:00", "sv", "Europe/Stockholm", "ons 4 mars 10:00"),
        ("2026-03-04T09:00", "da", "Europe/Copenhagen", "ons. 4. mar. 10:00"),
    ],
)
def test_moments(at: str, language: str, zone: str, said: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    found = speaker(language, zone).moment(moment)
    assert (found.at, found.fallback) == (moment, said)
    assert found.doubled == ("CE" in said)


@pytest.mark.parametrize(
    ("at", "now", "said"),
    [
        ("2026-03-05T07:00", "2026-03-04T20:00", "08:00"),
        ("2026-03-05T07:00", "2026-03-05T01:00", "08:00"),
        ("2026-03-05T14:00", "2026-03-04T20:00", "Thu 15:00"),
        ("2026-03-05T07:00", "2026-03-04T01:00", "Thu 08:00"),  # a night and a day away: not the coming morning
        ("2026-03-09T07:00", "2026-03-06T17:01", "Mon 08:00"),
        ("2026-04-01T06:00", "2026-03-04T09:00", "Wed 1 Apr 08:00"),
        ("2026-10-25T01:30", "2026-10-24T20:00", "02:30 CET"),
    ],
)
def test_moments_on_buttons(at: str, now: str, said: str) -> None:
    """Times of the zone of Oslo, said at the moment `now`."""
    moments = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (at, now))
    assert speaker().by_day(*moments) == said


@pytest.mark.parametrize(("share", "said"), [(0.0, "0%"), (0.666, "66%"), (0.999, "99%"), (1.0, "100%"), (0.29, "29%")])
def test_shares_are_rounded_down(share: float, said: str) -> None:
    assert speaker().percent(share) == said


@pytest.mark.parametrize(
    ("code", "reader", "said"),
    [
        ("nb", "en", "Norwegian Bokmål"),
        ("sv", "nb", "svensk"),
        ("xx", "en", "xx"),
        ("", "en", ""),
        ("no code", "en", "no code"),
    ],
)
def test_languages_have_names(code: str, reader: str, said: str) -> None:
    assert speaker(reader).language_name(code) == said


def test_words_of_others_are_never_read_as_places() -> None:
    line = speaker().line("{a} says {b}", a=speaker().person("bo"), b="{a} {0} {} %s <!channel>")
    assert line == (Mention("bo", "Bo Berg"), " says ", "{a} {0} {} %s <!channel>")
    assert plain((Strong("a"), " ", "b")) == "a b"
