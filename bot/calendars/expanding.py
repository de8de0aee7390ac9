"""Reads a calendar and writes down every occurrence, in a process of its own: see `bot.calendars.child`.

A calendar of megabytes keeps an interpreter busy for seconds, and a hostile one for ever; the libraries take a quarter
of a second to import. All of that must not keep a page waiting.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from recurring_ical_events import of

from bot.calendars.limits import TooLong, at_most

MOST_EVENTS = 20_000
"""Events that a calendar may hold; recurring ones count once."""

MOST_OCCURRENCES = 5_000
"""Occurrences in the window: a layer that changes hands every two hours has as many."""

STEPS = {"HOURLY": 1 / 24, "DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.0, "YEARLY": 365.0}
"""Days of one step. What recurs every minute or second is no shift, and would be a million occurrences."""

MOST_STEPS = 2_000_000
"""Steps that all recurrences together may take from their beginnings to the end of the window."""

LONGEST_SERIES, STEPS_A_SECOND, OCCURRENCES_A_SECOND = 1.0, 100_000, 2_000
"""Seconds of work for one series, and how many steps and occurrences of it may take a second more: a third of what a
slow machine does. A rule that never comes, such as 30 February, is followed through all years up to 9999."""

MOST_ENDLESS = 3
"""Series that may take longer than that."""

LONGEST_SUMMARY = 200
MOST_ADDRESSES = 20

_TIMES = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
"""Properties without which an event cannot be placed: one of them broken, and it is left out."""

_ZONE = "X-WR-TIMEZONE"
"""In which zone a calendar means its recurrences and floating times, where it says so (Google, Apple)."""

_ADDRESS = re.compile(r"[^\s@<>:]+@[^\s@<>]+")

Component = Any
"""What the library makes of a part of the file: a mapping whose values have a type of their own for each name."""

Occurrence = dict[str, Any]


class TroubleError(Exception):
    """The calendar cannot be used; the first argument is one of the codes of `handlers.words.calendar_sentences`."""


def expanded(text: str, zone: ZoneInfo, begins: datetime, ends: datetime) -> dict[str, Any]:
    """`occurrences` that touch the window, by their beginning, and how many events were `left_out`; how many of these
    are `endless`, and how many series with an occurrence have a zone that nobody knows, `odd_zone`.

    All-day events are days of the `zone`; floating times are in it as well, unless the calendar names a zone itself,
    and so are those of an odd zone. Cancelled events are none, nor those without length. An event that cannot be read
    is left out and counted. Raises TroubleError.
    """
    series: dict[tuple[str, str], list[Component]] = {}
    lengths: dict[tuple[str, str], float] = {}
    left_out, endless, odd_zone = 0, 0, 0
    for number, (own_zone, component) in enumerate(_events(text)):
        if number >= MOST_EVENTS:
            raise TroubleError("too_many")
        try:
            steps = _steps(component, ends)
        except Exception:
            left_out += 1
        else:
            name = own_zone, str(component.get("UID", number))
            series.setdefault(name, []).append(component)
            lengths[name] = lengths.get(name, 0.0) + steps
    if sum(lengths.values()) > MOST_STEPS:
        raise TroubleError("too_many")
    occurrences: list[Occurrence] = []
    for name, components in series.items():
        own_zone = name[0] if is_zone(name[0]) else ""
        try:
            with at_most(_longest(lengths[name])):
                found = list(_occurrences(components, own_zone, zone, begins, ends))
        except TooLong:
            left_out, endless = left_out + len(components), endless + len(components)
            if endless > MOST_ENDLESS:
                raise TroubleError("endless") from None
            continue
        except Exception:
            # The library raises what it likes for what it cannot make sense of; the others must not suffer for it.
            left_out += len(components)
            continue
        occurrences += found
        odd_zone += bool(found) and (own_zone != name[0] or any(map(_has_odd_zone, components)))
        if len(occurrences) > MOST_OCCURRENCES:
            raise TroubleError("too_many")
    occurrences.sort(key=lambda each: (each["starts_at"], each["ends_at"], each["summary"]))
    return {"occurrences": occurrences, "left_out": left_out, "endless": endless, "odd_zone": odd_zone}


def _longest(steps: float) -> float:
    """Seconds for a series of so many steps, each of which may be an occurrence."""
    return LONGEST_SERIES + steps / STEPS_A_SECOND + min(steps, MOST_OCCURRENCES) / OCCURRENCES_A_SECOND


def is_zone(name: str) -> bool:
    """Whether it is an IANA zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _has_odd_zone(component: Component) -> bool:
    """Whether a time of it names a zone that the library has found no meaning for: it has left the time without one."""
    times = [component[name] for name in ("DTSTART", "DTEND") if name in component]
    return any("TZID" in time.params and getattr(time.dt, "tzinfo", ...) is None for time in times)


def _events(text: str) -> Iterator[tuple[str, Component]]:
    """Every event, with the zone that its calendar names or "". What was cut off on its way is no calendar."""
    whole = text.strip()
    if (whole[:15].upper(), whole[-13:].upper()) != ("BEGIN:VCALENDAR", "END:VCALENDAR"):
        raise TroubleError("no_calendar")
    try:
        calendars: list[Component] = list(Calendar.from_ical(text, multiple=True))
    except Exception:
        raise TroubleError("no_calendar") from None
    for calendar in calendars:
        for event in calendar.walk("VEVENT"):
            yield str(calendar.get(_ZONE, "")), event


def _steps(component: Component, ends: datetime) -> float:
    """How many steps its recurrence takes until the window's end. Raises for an event that is none or no shift's."""
    if any(name in _TIMES for name, _ in component.errors):
        raise ValueError("cannot be placed")
    rules = component.get("RRULE", [])
    first: date = component["DTSTART"].dt
    if "DTEND" in component and _is_before(component["DTEND"].dt, first):
        raise ValueError("ends before it begins")
    days = max(0, (ends.date() - (first.date() if isinstance(first, datetime) else first)).days)
    total = 0.0
    for rule in rules if isinstance(rules, list) else [rules]:
        step = STEPS.get(str(next(iter(rule.get("FREQ", [])), "")).upper())
        times = 1
        for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            times *= max(1, len(rule.get(part, [])))
        if step is None or times > 24:
            raise ValueError("recurs too often")
        total += days / step * times
    return total


def _is_before(end: date, start: date) -> bool:
    """Of which the library would make an event the other way round. False where the two cannot be compared."""
    try:
        return end < start
    except TypeError:
        return False


def _occurrences(
    components: list[Component], own_zone: str, zone: ZoneInfo, begins: datetime, ends: datetime
) -> Iterator[Occurrence]:
    calendar: Component = Calendar()
    if own_zone:
        calendar.add(_ZONE, own_zone)
    for component in components:
        calendar.add_component(component)
    # A day more on either side: floating times are compared without a zone.
    day = timedelta(days=1)
    for event in of(calendar).between(begins - day, ends + day):
        starts_at = _moment(event["DTSTART"].dt, zone)
        ends_at = _moment(event["DTEND"].dt, zone) if "DTEND" in event else starts_at
        if str(event.get("STATUS", "")).upper() == "CANCELLED" or not (starts_at < ends and ends_at > begins):
            continue
        if starts_at < ends_at:
            yield {
                "starts_at": starts_at.isoformat(),
                "ends_at": ends_at.isoformat(),
                "attendees": list(_attendees(event))[:MOST_ADDRESSES],
                "organizer": _address(event.get("ORGANIZER", "")),
                "summary": " ".join(str(event.get("SUMMARY", "")).split())[:LONGEST_SUMMARY],
            }


def _moment(at: date, zone: ZoneInfo) -> datetime:
    if not isinstance(at, datetime):
        at = datetime.combine(at, time(), zone)
    return (at if at.tzinfo is not None else at.replace(tzinfo=zone)).astimezone(UTC)


def _attendees(event: Component) -> Iterator[str]:
    """Whoever has declined is not on call."""
    given = event.get("ATTENDEE", [])
    for attendee in given if isinstance(given, list) else [given]:
        address = _address(attendee)
        if address and str(attendee.params.get("PARTSTAT", "")).upper() != "DECLINED":
            yield address


def _address(value: object) -> str:
    """ "mailto:bo@example.com" → "bo@example.com"; "" for what is no e-mail address."""
    found = _ADDRESS.fullmatch(str(value).strip().removeprefix("mailto:").removeprefix("MAILTO:"))
    return found.group().casefold() if found else ""


def main() -> None:
    """What is asked comes as JSON, and so does the answer. Everybody else on this machine goes first."""
    if hasattr(os, "nice"):
        os.nice(10)
    asked = json.loads(sys.stdin.buffer.read())
    begins, ends = (datetime.fromisoformat(asked[name]) for name in ("begins", "ends"))
    try:
        answer = expanded(asked["text"], ZoneInfo(asked["zone"]), begins, ends)
    except TroubleError as error:
        answer = {"trouble": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
