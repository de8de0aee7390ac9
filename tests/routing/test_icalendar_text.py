"""Calendars as we write them, read again by the library that others use."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from routing.icalendar_text import LONGEST_LINE, Entry, calendar_text

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def read(text: str) -> list[Entry]:
    """What somebody else's calendar makes of it."""
    events = Calendar.from_ical(text).walk("VEVENT")
    assert not any(event.errors for event in events)
    return [
        Entry(
            str(event["UID"]), event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"]),
            str(event.get("DESCRIPTION", "")),
        )
        for event in events
    ]  # fmt: skip


def test_how_it_looks() -> None:
    entry = Entry("1@svarvakt", NOON, NOON + HOUR, "On call: Åse, Bo; and \\ co", "One\nline")
    assert calendar_text("Rota", [entry], NOON, HOUR).split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Svarvakt//Rota//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "NAME:Rota", "X-WR-CALNAME:Rota", "REFRESH-INTERVAL;VALUE=DURATION:PT60M", "X-PUBLISHED-TTL:PT60M",
        "BEGIN:VEVENT", "UID:1@svarvakt", "DTSTAMP:20260304T120000Z", "LAST-MODIFIED:20260304T120000Z",
        "DTSTART:20260304T120000Z", "DTEND:20260304T130000Z", "SUMMARY:On call: Åse\\, Bo\\; and \\\\ co",
        "DESCRIPTION:One\\nline", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


ENTRIES = st.builds(
    Entry,
    uid=st.uuids().map(str),
    starts_at=st.integers(-2_000_000, 2_000_000).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    ends_at=st.just(NOON + timedelta(days=9_999)),
    summary=st.text(max_size=200),
    description=st.text(max_size=400),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ENTRIES, max_size=3))
def test_whatever_is_written_is_read(entries: list[Entry]) -> None:
    text = calendar_text("Rota", entries, NOON, HOUR)
    assert all(len(line.encode()) <= LONGEST_LINE for line in text.split("\r\n"))
    found = read(text)
    assert [(one.uid, one.starts_at, one.ends_at) for one in found] == [
        (one.uid, one.starts_at, one.ends_at) for one in entries
    ]
    for one, written in zip(found, entries, strict=True):
        for said, meant in ((one.summary, written.summary), (one.description, written.description)):
            assert said == "".join(
                letter
                for letter in meant.replace("\r\n", "\n").replace("\r", "\n")
                if letter == "\n" or letter.isprintable()
            )
