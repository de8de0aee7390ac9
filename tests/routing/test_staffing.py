"""Who of a domain is there, hour by hour: by example, and against asking every quarter of an hour."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.calendar import at_work, current_span
from routing.choose import choose
from routing.handbook import Handbook
from routing.hours import parse_hours
from routing.item import Deadline
from routing.people import answering
from routing.reasons import Reason
from routing.rota import on_call
from routing.staffing import Gap, Hour, Presence, design, gaps, grid
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, oslo
from tests.routing.rosters import MONDAY, away, companies, company

QUARTER = timedelta(minutes=15)
HALF_DAY = '\n[[day]]\ndate = 2026-11-18\nname = "Half day"\nopen = "08:00-12:00"\n'


def row(rules: Handbook, domain: str, day: str) -> str:
    """The day as the picture shows it: # somebody, ! nobody, / nobody for part of it, . by design, o with a watch."""
    start = oslo(f"{day} 00:00")
    end = (start.astimezone(ZoneInfo("Europe/Oslo")) + timedelta(days=1)).astimezone(start.tzinfo)
    return "".join(sign(hour) for hour in grid(rules, domain, start, end).hours)


def sign(hour: Hour) -> str:
    if hour.state is Presence.BY_DESIGN:
        return "o" if hour.people else "."
    return "/" if hour.partly else {Presence.STAFFED: "#", Presence.GAP: "!"}[hour.state]


@pytest.mark.parametrize(
    ("rules", "domain", "day", "shown"),
    [
        (company(), "billing", "2026-11-18", "oooooooo########oooooooo"),
        (company(text=WITHOUT_ROTA), "billing", "2026-11-18", "........########........"),
        (company(text=WITHOUT_ROTA), "billing", "2026-11-21", "........................"),
        # Bo has lunch and is off in the afternoon, Eva is the deputy, Cy leads.
        (company(away("ada"), away("eva"), away("cy"), text=WITHOUT_ROTA), "billing", "2026-11-18",
         "........###/####........"),
        (company(away("ada"), away("eva"), away("cy"), text=WITHOUT_ROTA), "billing", "2026-11-19",
         "........###/!!!!........"),
        (company(away("dee"), away("eva"), text=WITHOUT_ROTA), "delivery", "2026-11-18", "........!!!!!!!!........"),
        (company(away("dee", by="ada"), away("eva"), text=WITHOUT_ROTA), "delivery", "2026-11-18",
         "........########........"),
        # A half day of the company's is by design.
        (company(away("dee"), away("eva"), text=WITHOUT_ROTA + HALF_DAY), "delivery", "2026-11-18",
         "........!!!!............"),
        # Eva is on call, and away.
        (company(away("eva")), "delivery", "2026-11-18", "oooooooo########oooooooo"),
        (company(away("dee"), away("eva"), away("ada")), "delivery", "2026-11-18", "........!!!!!!!!........"),
        # The clocks are changed: a day of 25 hours, one of 23.
        (company(text=NORDIC.replace("mon-fri 08:00-16:00", "always")), "billing", "2026-10-25", 25 * "#"),
        (company(text=NORDIC.replace("mon-fri 08:00-16:00", "always")), "billing", "2026-03-29", 23 * "#"),
        (company(text=NORDIC.replace("mon-fri 08:00-16:00", "sun 02:00-04:00")), "billing", "2026-10-25",
         "oo###oooooooooooooooooooo"),
    ],
)  # fmt: skip
def test_a_day_in_the_grid(rules: Handbook, domain: str, day: str, shown: str) -> None:
    assert row(rules, domain, day) == shown


def test_a_domain_with_hours_of_its_own_keeps_them_less_the_days_off() -> None:
    text = WITHOUT_ROTA.replace('experts = ["dee"]', 'experts = ["dee"]\nhours = "mon-sat 10:00-18:00"') + HALF_DAY
    rules = company(text=text)
    assert row(rules, "delivery", "2026-11-17") == "........########!!......"
    assert row(rules, "delivery", "2026-11-21") == "..........!!!!!!!!......"
    assert current_span(design(rules, "delivery"), oslo("2026-11-18 12:30")) is None


def test_gaps_are_joined_over_nights_and_say_why_of_each() -> None:
    rules = company(away("dee", until="2026-11-18 12:00"), away("eva", "2026-11-17 00:00"))
    found = gaps(rules, grid(rules, "delivery", MONDAY, MONDAY + timedelta(days=14)))
    starts, ends = oslo("2026-11-17 08:00"), oslo("2026-11-18 12:00")
    why = (
        Reason("off_absent", {"person": "dee", "until_at": ends.isoformat()}),
        Reason("off_absent", {"person": "eva", "until_at": oslo("2026-11-21 00:00").isoformat()}),
    )
    assert found == (Gap("delivery", starts, ends, timedelta(hours=12), why),)


def test_a_gap_ends_where_somebody_comes_in_between() -> None:
    rules = company(away("ada"), away("eva"), away("cy"), text=WITHOUT_ROTA)
    found = gaps(rules, grid(rules, "billing", MONDAY, MONDAY + timedelta(days=3)))
    assert [(one.starts_at, one.ends_at) for one in found] == [
        (oslo("2026-11-16 11:30"), oslo("2026-11-16 12:00")),
        (oslo("2026-11-17 11:30"), oslo("2026-11-17 16:00")),
        (oslo("2026-11-18 11:30"), oslo("2026-11-18 12:00")),
    ]


HOURS = st.sampled_from((None, "mon-fri 07:30-19:00", "always", "mon,sat 22:00-05:15", "never"))


@settings(max_examples=25, deadline=None)
@given(companies(), HOURS, st.integers(0, 9 * 24), st.integers(0, 59))
def test_it_agrees_with_asking_every_quarter_of_an_hour(
    rules: Handbook, hours: str | None, hour: int, past: int
) -> None:
    own = None if hours is None else parse_hours(hours)
    domain = rules.domains[0].model_copy(update={"hours": own})
    rules = replace(rules, domains=(domain,))
    start = MONDAY + timedelta(hours=hour, minutes=past)
    end = start + timedelta(days=3)
    staffed = grid(rules, "all", start, end)
    assert staffed.stretches[0].start == start
    assert staffed.stretches[-1].end == end
    assert all(one.end == other.start for one, other in zip(staffed.stretches, staffed.stretches[1:], strict=False))
    at, place = start, 0
    while at < end:
        while staffed.stretches[place].end <= at:
            place += 1
        found = staffed.stretches[place]
        there = _there(rules, at)
        wanted = current_span(design(rules, "all"), at) is not None
        assert (found.state is Presence.STAFFED) is bool(there)
        assert (found.state is Presence.GAP) is (wanted and not there)
        if there:
            assert set(found.people) == there
            deadline = Deadline(at + timedelta(hours=3), at, timedelta(hours=3), Reason("target"))
            assert choose(rules, "all", {}, {}, at, deadline, "").expert in there
        elif not wanted:
            assert found.state is Presence.BY_DESIGN
            assert bool(found.people) is _watched(rules, at)
        at += QUARTER


@settings(max_examples=40, deadline=None)
@given(companies(), HOURS, st.integers(0, 9 * 24))
def test_an_hour_of_a_gap_has_nobody_and_a_staffed_one_somebody(rules: Handbook, hours: str | None, hour: int) -> None:
    own = None if hours is None else parse_hours(hours)
    rules = replace(rules, domains=(rules.domains[0].model_copy(update={"hours": own}),))
    start = MONDAY + timedelta(hours=hour)
    for one in grid(rules, "all", start, start + timedelta(days=4)).hours:
        asked = [one.start + number * QUARTER for number in range(4)]
        present = [_there(rules, at) for at in asked]
        wanted = [current_span(design(rules, "all"), at) is not None for at in asked]
        missing = [want and not there for want, there in zip(wanted, present, strict=True)]
        assert (one.state is Presence.GAP) is any(missing)
        assert one.partly is (any(missing) and any(present))
        if one.state is Presence.GAP and not one.partly:
            assert not any(present)
        if one.state is Presence.STAFFED:
            assert set(one.people) == set().union(*present)
            assert one.people


def _there(rules: Handbook, at: datetime) -> set[str]:
    people = (rules.person(name) for name in answering(rules, "all", at))
    return {person.id for person in people if person is not None and at_work(person, at)}


def _watched(rules: Handbook, at: datetime) -> bool:
    shift = on_call(rules, at)
    person = rules.person(shift.person) if shift is not None else None
    return person is not None and not any(absence.is_under_way(at) for absence in person.absences)
