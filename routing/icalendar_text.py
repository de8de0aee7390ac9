"""Writes an iCalendar file (RFC 5545) that others subscribe to. Written out here, since the library that reads them
takes a quarter of a second for a rota's half year, and pages wait meanwhile; the tests read with it what is written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75
"""Bytes of a line without its end; what is longer goes on in the next, which begins with a blank."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class Entry:
    """One event, from `starts_at` up to `ends_at`. A calendar that knows the `uid` changes the one it has."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""


def calendar_text(name: str, entries: Iterable[Entry], changed_at: datetime, again_after: timedelta) -> str:
    """The whole file. `changed_at`: since when it says what it says; `again_after`: how soon to ask for it again."""
    lines = _lines(name, entries, _moment(changed_at), f"PT{int(again_after.total_seconds() // 60)}M")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _lines(name: str, entries: Iterable[Entry], changed: str, again: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Svarvakt//Rota//EN", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}")
    yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{again}", f"X-PUBLISHED-TTL:{again}")
    for entry in entries:
        yield from ("BEGIN:VEVENT", f"UID:{_text(entry.uid)}", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}")
        yield from (f"DTSTART:{_moment(entry.starts_at)}", f"DTEND:{_moment(entry.ends_at)}")
        yield f"SUMMARY:{_text(entry.summary)}"
        if entry.description:
            yield f"DESCRIPTION:{_text(entry.description)}"
        # Being on call leaves the hours free for meetings.
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    if value.isprintable():
        return value.translate(_ESCAPED)
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter == "\n" or letter.isprintable()).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Never within a letter: readers decode line by line."""
    if len(line.encode()) <= LONGEST_LINE:
        yield line
        return
    piece, length = "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LONGEST_LINE:
            yield piece
            piece, length = " ", 1
        piece, length = piece + letter, length + size
    yield piece
