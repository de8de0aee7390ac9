"""A rota that is given out as a calendar and read again as a layer has the same people at the same moments."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars.child import read_events
from bot.calendars.expanding import expanded
from handlers.calendar_feed import AGAIN_AFTER
from handlers.speakers import to_company
from handlers.views.calendars import entry_of
from routing.calendar_events import shifts_of
from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from routing.icalendar_text import calendar_text
from routing.rota import shifts
from routing.rota_cover import Cover, CoverKind
from tests.stories.company import COMPANY

BEGINS = datetime(2026, 3, 1, tzinfo=UTC)
ENDS = BEGINS + timedelta(days=60)

ROTA = '[rota]\nzone = "{zone}"\n[[rota.layer]]\nid = "own"\npeople = [{people}]\nhandover = "{handover}"\n'
IMPORTED = '[rota]\n[[rota.layer]]\nid = "own"\ncalendar = true\n'


@cache
def of(rota: str) -> Handbook:
    newer = COMPANY[: COMPANY.index("[rota]")].replace("schema = 1", "schema = 2").replace("words = [", "any = [")
    return read_handbook(newer + rota)


def given_out(handbook: Handbook) -> str:
    """What stands at the address of the team's shifts, for these days."""
    found = shifts(handbook, "own", BEGINS, ENDS)
    entries = [entry_of(handbook, to_company(handbook), shift) for shift in found]
    assert len({entry.uid for entry in entries}) == len(entries)
    return calendar_text("Rota", entries, BEGINS, AGAIN_AFTER)


def read_again(text: str) -> Handbook:
    """Another company whose layer is that calendar."""
    handbook = of(IMPORTED)
    answer = expanded(text, ZoneInfo("Pacific/Auckland"), BEGINS, ENDS)
    assert answer["left_out"] == 0
    return handbook.with_roster((), imported=shifts_of("own", read_events(answer), handbook.people))


def turns(handbook: Handbook) -> list[tuple[str, datetime, datetime]]:
    """Who is on call from when until when, within these days."""
    found: list[tuple[str, datetime, datetime]] = []
    for shift in shifts(handbook, "own", BEGINS, ENDS):
        start, end = max(shift.starts_at, BEGINS), min(shift.ends_at, ENDS)
        if found and found[-1][0] == shift.person and found[-1][2] == start:
            found[-1] = (shift.person, found[-1][1], end)
        else:
            found.append((shift.person, start, end))
    return found


def is_the_same(handbook: Handbook) -> None:
    again = turns(read_again(given_out(handbook)))
    assert again == turns(handbook)
    assert again


@pytest.mark.parametrize(
    ("zone", "handover"),
    [
        ("Europe/Oslo", "daily 02:30"), ("America/New_York", "mon 02:30"), ("Australia/Lord_Howe", "daily 02:00"),
        ("Asia/Kolkata", "fri 16:00"), ("UTC", "daily 00:00"),
    ],
)  # fmt: skip
def test_over_the_switch_in_every_zone(zone: str, handover: str) -> None:
    is_the_same(of(ROTA.format(zone=zone, people='"dee", "gro", "bo"', handover=handover)))


HOURS = st.integers(0, 60 * 24 - 1).map(lambda hours: BEGINS + timedelta(hours=hours))
COVERS = st.lists(
    st.builds(
        lambda person, start, length, number: Cover(
            "own", person, start, start + timedelta(hours=length), CoverKind.SWAP, "cy", BEGINS, "dee", number
        ),
        st.sampled_from(["dee", "gro", "bo", "finn"]), HOURS, st.integers(1, 200), st.integers(1, 9),
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(COVERS)
def test_with_covers_laid_over_it(covers: list[Cover]) -> None:
    plain = of(ROTA.format(zone="Europe/Oslo", people='"dee", "gro"', handover="mon 08:00"))
    is_the_same(plain.with_roster((), covers=covers))
