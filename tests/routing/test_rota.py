from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.handbook import Handbook
from routing.rota import chain, on_call
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, oslo


def rota(*lines: str) -> Handbook:
    return handbook(NORDIC + "\n".join(lines))


@pytest.mark.parametrize(
    ("lines", "now", "person", "starts", "ends"),
    [
        ([], "2026-01-05 08:00", "dee", "2026-01-05 08:00", "2026-01-12 08:00"),
        ([], "2026-01-12 07:59", "dee", "2026-01-05 08:00", "2026-01-12 08:00"),
        ([], "2026-01-12 08:00", "eva", "2026-01-12 08:00", "2026-01-19 08:00"),
        ([], "2026-01-19 08:00", "ada", "2026-01-19 08:00", "2026-01-26 08:00"),
        ([], "2026-03-29 12:00", "ada", "2026-03-23 08:00", "2026-03-30 08:00"),
        ([], "2026-03-30 07:59", "ada", "2026-03-23 08:00", "2026-03-30 08:00"),
        ([], "2026-03-30 08:00", "dee", "2026-03-30 08:00", "2026-04-06 08:00"),
        (['handover = "daily 20:00"'], "2026-01-05 20:00", "dee", "2026-01-05 20:00", "2026-01-06 20:00"),
        (['handover = "daily 20:00"'], "2026-01-06 21:00", "eva", "2026-01-06 20:00", "2026-01-07 20:00"),
        (["starts = 2026-11-18"], "2026-11-18 12:00", "dee", "2026-11-16 08:00", "2026-11-23 08:00"),
        (
            ['handover = "fri 16:00"', "starts = 2026-11-20"],
            "2026-11-28 12:00",
            "eva",
            "2026-11-27 16:00",
            "2026-12-04 16:00",
        ),
    ],
)
def test_who_is_on_call(lines: list[str], now: str, person: str, starts: str, ends: str) -> None:
    shift = on_call(rota(*lines), oslo(now))
    assert shift is not None
    assert (shift.person, shift.starts_at, shift.ends_at) == (person, oslo(starts), oslo(ends))


@pytest.mark.parametrize(
    ("rules", "now"),
    [
        (handbook(WITHOUT_ROTA), "2026-11-18 12:00"),
        (handbook(), "2026-01-05 07:59"),
        (rota("starts = 2026-11-18"), "2026-11-16 07:59"),
        (handbook(), "2025-06-01 12:00"),
    ],
)
def test_nobody_is_on_call_without_a_rota_or_before_its_first_shift(rules: Handbook, now: str) -> None:
    assert on_call(rules, oslo(now)) is None


@pytest.mark.parametrize(
    ("rules", "domain", "now", "people"),
    [
        (handbook(), "billing", "2026-01-05 09:00", ("dee", "eva", "ada", "cy")),
        (handbook(), "billing", "2026-01-12 09:00", ("eva", "ada", "dee", "cy")),
        (handbook(), "delivery", "2026-01-19 09:00", ("ada", "dee", "eva")),
        (handbook(), "no-longer-there", "2026-01-19 09:00", ("ada", "dee", "eva", "cy")),
        (handbook(), "billing", "2026-01-05 07:00", ("cy",)),
        (handbook(WITHOUT_ROTA), "billing", "2026-01-05 09:00", ()),
    ],
)
def test_whom_a_page_goes_to_in_order(rules: Handbook, domain: str, now: str, people: tuple[str, ...]) -> None:
    assert chain(rules, domain, oslo(now)) == people


@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kolkata"])
@pytest.mark.parametrize("handover", ["mon 08:00", "sun 02:30", "daily 02:15", "daily 00:00"])
@pytest.mark.parametrize("first", [datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 9, 27, tzinfo=UTC)])
def test_exactly_one_person_every_five_minutes_and_no_gap(zone: str, handover: str, first: datetime) -> None:
    rules = rota(f'zone = "{zone}"', f'handover = "{handover}"')
    shift = on_call(rules, first)
    assert shift is not None
    order = ("dee", "eva", "ada")
    for step in range(45 * 24 * 12):
        now = first + step * timedelta(minutes=5)
        found = on_call(rules, now)
        assert found is not None
        assert found.starts_at <= now < found.ends_at
        if found != shift:
            assert found.starts_at == shift.ends_at
            assert order.index(found.person) == (order.index(shift.person) + 1) % 3
            shift = found


@given(
    st.integers(0, 14 * 365 * 24 * 60),
    st.sampled_from(["mon 08:00", "thu 23:59", "daily 00:00", "daily 02:30"]),
    st.sampled_from(["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Niue"]),
)
def test_shifts_join(minutes: int, handover: str, zone: str) -> None:
    now = datetime(2026, 1, 13, tzinfo=UTC) + timedelta(minutes=minutes)
    rules = rota(f'zone = "{zone}"', f'handover = "{handover}"')
    shift = on_call(rules, now)
    assert shift is not None
    assert shift.starts_at <= now < shift.ends_at
    following = on_call(rules, shift.ends_at)
    assert following is not None
    assert (following.starts_at, following.person != shift.person) == (shift.ends_at, True)
    assert on_call(rules, shift.starts_at) == shift
