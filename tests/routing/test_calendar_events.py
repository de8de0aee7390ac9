"""Whose an event of a calendar is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from routing.calendar_events import CalendarEvent, shifts_of
from routing.handbook import Person
from tests.routing.handbooks import handbook

NINE, TEN, NOON = (datetime(2026, 3, 4, hour, tzinfo=UTC) for hour in (9, 10, 12))
ANYBODY = handbook().people[0]
PEOPLE: tuple[Person, ...] = tuple(
    replace(ANYBODY, id=person, name=name, email=email)
    for person, name, email in (
        ("bo", "Bo Berg", "Bo@fjellro.example"), ("bo-ek", "Bo Ek", ""), ("cy", "Cy Dahl", "cy@fjellro.example"),
        ("twin", "Ali Vik", "same@fjellro.example"), ("twin-2", "Ali Vik", "same@fjellro.example"),
    )
)  # fmt: skip


def event(summary: str = "", *attendees: str, organizer: str = "") -> CalendarEvent:
    return CalendarEvent(NINE, NOON, summary, attendees, organizer)


@pytest.mark.parametrize(
    ("found", "person"),
    [
        (event("", "bo@fjellro.example"), "bo"),
        (event("", "stranger@other.example", "cy@fjellro.example"), "cy"),
        (event("", "cy@fjellro.example", "bo@fjellro.example", organizer="cy@fjellro.example"), "bo"),
        (event("", "cy@fjellro.example", organizer="cy@fjellro.example"), "cy"),
        (event("On call: Cy Dahl", "bo@fjellro.example", "cy@fjellro.example"), "cy"),
        (event("On call: Bo Ek", "cy@fjellro.example"), "cy"),
        (event("On call: Bo Berg", organizer="cy@fjellro.example"), "bo"),
        (event("On call", organizer="cy@fjellro.example"), "cy"),
        (event("BO BERG (primary)"), "bo"),
        (event("vakt: bo@fjellro.example"), "bo"),
        (event("Bo-Ek"), "bo-ek"),
        (event("bo"), "bo"),
        (event("Bo Ek, then Cy Dahl"), "bo-ek"),
        (event("Cyprus, Bob, kobo, cy.dahl@other.example"), ""),
        (event("Ali Vik"), ""),
        (event("", "same@fjellro.example"), ""),
        (event("twin"), "twin"),
        (event("Summer party"), ""),
        (event(), ""),
    ],
    ids=str,
)
def test_whose_it_is(found: CalendarEvent, person: str) -> None:
    (shift,) = shifts_of("support", [found], PEOPLE)
    assert (shift.layer, shift.person, shift.summary) == ("support", person, found.summary)


def test_what_names_nobody_gives_way() -> None:
    party = CalendarEvent(NINE, NOON, "Party")
    shift = CalendarEvent(NINE, TEN, "Bo Berg")
    assert [(one.person, one.starts_at, one.ends_at) for one in shifts_of("s", [party, shift], PEOPLE)] == [
        ("bo", NINE, TEN), ("", TEN, NOON),
    ]  # fmt: skip
    assert [one.person for one in shifts_of("s", [replace(party, ends_at=TEN), shift], PEOPLE)] == ["bo"]
    assert shifts_of("s", [replace(shift, ends_at=NINE)], PEOPLE) == ()
