"""Calendars as they are out there, read into occurrences; and such as must not be read for ever."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.calendars.child import Content, read_calendar
from bot.calendars.expanding import MOST_ENDLESS, MOST_EVENTS, MOST_OCCURRENCES, TroubleError, expanded
from bot.calendars.troubles import CalendarTrouble
from handlers.words.calendar_sentences import CALENDAR_DOUBTS, CALENDAR_TROUBLES
from tests.bot import calendar_texts as texts
from tests.bot.calendar_texts import calendar

OSLO = ZoneInfo("Europe/Oslo")
NOTHING = {"occurrences": [], "left_out": 0, "endless": 0, "odd_zone": 0}
BEGINS, ENDS = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def found(text: str, zone: ZoneInfo = OSLO, ends: datetime = ENDS) -> list[tuple[str, str, str]]:
    """Beginning, end and title of what is found, in the zone's wall time."""
    occurrences = expanded(text, zone, BEGINS, ends)["occurrences"]
    return [(_wall(one["starts_at"], zone), _wall(one["ends_at"], zone), one["summary"]) for one in occurrences]


def _wall(moment: str, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(zone):%m-%d %H:%M}"


def test_google() -> None:
    assert found(texts.GOOGLE, ends=datetime(2026, 5, 1, tzinfo=UTC)) == [
        ("03-02 08:00", "03-09 08:00", "Vakt"),
        ("03-16 08:00", "03-23 08:00", "Vakt"),
        ("03-31 09:00", "04-06 08:00", "Vakt, flyttet"),
        ("04-27 08:00", "05-04 08:00", "Vakt"),
    ]
    first, _, moved, _ = expanded(texts.GOOGLE, OSLO, BEGINS, datetime(2026, 5, 1, tzinfo=UTC))["occurrences"]
    assert (first["attendees"], first["organizer"]) == (["bo@fjellro.example"], "c_123@group.calendar.google.com")
    assert moved["attendees"] == ["dee@fjellro.example"]


def test_outlook_hands_over_at_eight_on_either_side_of_the_switch() -> None:
    assert found(texts.OUTLOOK) == [
        (f"10-{day} 08:00", f"10-{day + 1} 08:00", "On call: Dee Eik") for day in (23, 24, 25, 26)
    ]


def test_pagerduty() -> None:
    assert found(texts.PAGERDUTY) == [("10-23 08:00", "10-30 08:00", "On Call - Bo Berg - Customer posts")]
    assert expanded(texts.PAGERDUTY, OSLO, BEGINS, ENDS)["occurrences"][0]["attendees"] == ["bo@fjellro.example"]


@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_days_and_floating_times_are_in_the_layers_zone(zone: str) -> None:
    assert found(texts.ALL_DAY, ZoneInfo(zone)) == [
        ("10-24 00:00", "10-26 00:00", "Gro"),
        ("10-26 00:00", "10-27 00:00", "Dee"),
    ]
    assert found(texts.FLOATING, ZoneInfo(zone)) == [("10-24 20:00", "10-25 08:00", "Night")]


def test_a_zone_that_the_calendar_names_itself_holds_for_floating_times() -> None:
    named = texts.FLOATING.replace("VERSION:2.0", "VERSION:2.0\r\nX-WR-TIMEZONE:Asia/Kolkata")
    assert found(named, ZoneInfo("UTC"))[0][0] == "10-24 14:30"


def test_what_cannot_be_read_is_left_out_and_counted() -> None:
    answer = expanded(texts.LEFT_OUT, OSLO, BEGINS, ENDS)
    assert ([one["summary"] for one in answer["occurrences"]], answer["left_out"]) == (["The only one"], 5)
    assert expanded(texts.NO_SHIFTS, OSLO, BEGINS, ENDS) == NOTHING
    backwards = texts.calendar("UID:1\nDTSTART:20260303T200000Z\nDTEND:20260303T180000Z\nSUMMARY:bo")
    assert expanded(backwards, OSLO, BEGINS, ENDS) == NOTHING | {"left_out": 1}


def test_a_zone_that_nobody_knows_is_the_layers_and_counted() -> None:
    odd = f"DTSTART;TZID={texts.NOBODY_KNOWS}:20261024T200000\nDURATION:PT1H\nSUMMARY:x"
    known = "UID:3\nDTSTART;TZID=W. Europe Standard Time:20261025T200000\nDURATION:PT1H\nSUMMARY:x"
    # One in the window, one long ago, one in a zone that Windows knows.
    text = calendar(f"UID:1\n{odd}", f"UID:2\n{odd}".replace("2026", "2020"), known)
    assert found(text) == [("10-24 20:00", "10-24 21:00", "x"), ("10-25 20:00", "10-25 21:00", "x")]
    assert expanded(text, OSLO, BEGINS, ENDS)["odd_zone"] == 1
    # The same of one that holds for the whole calendar.
    whole = texts.FLOATING.replace("VERSION:2.0", f"VERSION:2.0\r\nX-WR-TIMEZONE:{texts.NOBODY_KNOWS}")
    answer = expanded(whole, OSLO, BEGINS, ENDS)
    assert (len(answer["occurrences"]), answer["odd_zone"], answer["left_out"]) == (1, 1, 0)


def test_a_rule_that_never_comes_takes_no_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.calendars.expanding.LONGEST_SERIES", 0.05)
    never = f"{ONE_HOUR}RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    events = [f"UID:{number}\n{never}" for number in range(MOST_ENDLESS + 1)]
    answer = expanded(calendar(*events[1:], f"UID:x\n{ONE_HOUR}"), OSLO, BEGINS, ENDS)
    assert (len(answer["occurrences"]), answer["left_out"], answer["endless"]) == (1, MOST_ENDLESS, MOST_ENDLESS)
    with pytest.raises(TroubleError, match="endless"):
        expanded(calendar(*events), OSLO, BEGINS, ENDS)
    assert "endless" in CALENDAR_TROUBLES
    doubts = Content((), left_out=MOST_ENDLESS + 1, endless=MOST_ENDLESS, odd_zone=1).doubts
    assert set(doubts) == set(CALENDAR_DOUBTS)


ONE_HOUR = "DTSTART:20260301T200000Z\nDTEND:20260301T210000Z\n"
FOR_EVER = f"{ONE_HOUR}RRULE:FREQ=HOURLY"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "no_calendar"),
        ("<!doctype html><title>Sign in</title>", "no_calendar"),
        (texts.GOOGLE[:700], "no_calendar"),
        (calendar(*(f"UID:{number}\n{FOR_EVER}" for number in range(2))), "too_many"),
        (calendar(*(f"UID:{n}\nDTSTART:19000101T080000Z\nDTEND:19000101T090000Z\nRRULE:FREQ=DAILY" for n in range(50))),
         "too_many"),
    ],
    ids=["empty", "a page", "cut off", "too many occurrences", "too many steps"],
)  # fmt: skip
def test_what_is_refused(text: str, trouble: str) -> None:
    assert MOST_OCCURRENCES < 2 * 275 * 24
    with pytest.raises(TroubleError, match=trouble):
        expanded(text, OSLO, BEGINS, ENDS)
    assert trouble in CALENDAR_TROUBLES


def test_too_many_events_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_EVENTS == 20_000
    monkeypatch.setattr("bot.calendars.expanding.MOST_EVENTS", 3)
    with pytest.raises(TroubleError, match="too_many"):
        expanded(texts.LEFT_OUT, OSLO, BEGINS, ENDS)


async def test_it_is_read_in_a_process_of_its_own() -> None:
    content = await read_calendar(texts.GOOGLE, "Europe/Oslo", BEGINS, ENDS)
    assert [event.attendees for event in content.events[:3]] == [
        ("bo@fjellro.example",), ("bo@fjellro.example",), ("dee@fjellro.example",),
    ]  # fmt: skip
    assert (content.events[0].starts_at, content.doubts) == (datetime(2026, 3, 2, 7, tzinfo=UTC), ())
    with pytest.raises(CalendarTrouble) as caught:
        await read_calendar("no calendar", "Europe/Oslo", BEGINS, ENDS)
    assert caught.value.code == "no_calendar"


async def test_that_process_is_ended_when_it_takes_too_long() -> None:
    with pytest.raises(CalendarTrouble) as caught:
        await read_calendar(texts.ONE, "Europe/Oslo", BEGINS, ENDS, longest=0.01)
    assert caught.value.code == "takes_too_long"


async def test_that_process_may_fail() -> None:
    with pytest.raises(CalendarTrouble) as caught:
        await read_calendar(texts.ONE, "Nowhere/At_All", BEGINS, ENDS)
    assert caught.value.code == "not_read"
