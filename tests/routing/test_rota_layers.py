"""Layers on top of each other, hours and holidays of a layer, and what is asked of them all."""

from datetime import timedelta

import pytest

from routing.coverage import coverage
from routing.handbook import Handbook
from routing.people import is_on_call
from routing.rota import (
    Shift,
    all_on_call,
    chain,
    gaps,
    layer_name,
    layers,
    next_change,
    next_shift_of,
    on_call,
    shifts,
)
from tests.routing.handbooks import item, oslo
from tests.routing.rotas import NIGHT, away, layer, lines, rota, told

WEEKDAYS = layer('name = "By day"\nhandover = "daily 08:00"\nhours = "mon-fri 08:00-16:00"\n')
NIGHTS = NIGHT + 'people = ["bo", "cy"]\nhours = ["mon-fri 16:00-08:00", "sat-sun 00:00-24:00", "mon 00:00-08:00"]\n'
BOTH = rota(WEEKDAYS + NIGHTS)
BACKUP = rota(layer("", 'people = ["dee", "eva"]\n') + NIGHT + 'people = ["eva", "dee", "bo"]\n')
SUN = rota(
    '[[rota.layer]]\nid = "oslo"\npeople = ["dee"]\nhours = "mon-sun 08:00-16:00"\n'
    '[[rota.layer]]\nid = "vancouver"\npeople = ["eva"]\nzone = "America/Vancouver"\nhours = "mon-sun 07:00-15:00"\n'
    '[[rota.layer]]\nid = "sydney"\npeople = ["ada"]\nzone = "Australia/Sydney"\nhours = "mon-sun 08:00-18:00"\n'
)


def test_the_short_form_is_one_layer() -> None:
    short = rota('[rota]\npeople = ["dee", "eva"]\nhandover = "fri 16:00"\n')
    (found,) = layers(short)
    assert (found.id, layer_name(short, "rota"), found.people) == ("rota", "rota", ("dee", "eva"))
    long = rota('[[rota.layer]]\nid = "rota"\npeople = ["dee", "eva"]\nhandover = "fri 16:00"\n')
    for month in range(1, 13):
        now = oslo(f"2026-{month:02}-20 12:00")
        assert on_call(short, now) == on_call(long, now)


def test_a_layer_is_called_by_its_name_and_one_that_is_gone_by_its_id() -> None:
    assert [layer_name(BOTH, name) for name in ("day", "night", "gone")] == ["By day", "night", "gone"]


@pytest.mark.parametrize(
    ("now", "first", "everybody"),
    [
        ("2026-01-05 07:59", None, []),
        ("2026-01-05 08:00", "dee 05 08:00 – 05 16:00 turn", ["dee"]),
        ("2026-01-05 16:00", "bo 05 16:00 – 06 08:00 turn", ["bo"]),
        ("2026-01-06 08:00", "eva 06 08:00 – 06 16:00 turn", ["eva"]),
        # From Friday 16:00 the hours of the nights join: one shift until the hand-over.
        ("2026-01-10 12:00", "bo 09 16:00 – 12 08:00 turn", ["bo"]),
        ("2026-01-12 08:00", "eva 12 08:00 – 12 16:00 turn", ["eva"]),
        ("2026-01-12 16:00", "cy 12 16:00 – 13 08:00 turn", ["cy"]),
    ],
)
def test_layers_of_some_hours(now: str, first: str | None, everybody: list[str]) -> None:
    shift = on_call(BOTH, oslo(now))
    assert lines([shift] if shift else []) == ([first] if first else [])
    assert [one.person for one in all_on_call(BOTH, oslo(now))] == everybody


def test_everybody_of_every_layer_is_on_call_each_once() -> None:
    at = oslo("2026-01-06 12:00")
    assert [(one.person, one.layer) for one in all_on_call(BACKUP, at)] == [("dee", "day"), ("eva", "night")]
    assert [is_on_call(BACKUP, name, at) for name in ("dee", "eva", "ada")] == [True, True, False]
    twice = rota(layer("", 'people = ["dee"]\n') + NIGHT + 'people = ["dee", "bo"]\n')
    assert [(one.person, one.layer) for one in all_on_call(twice, at)] == [("dee", "day")]


def test_who_has_an_item_and_is_on_call_in_any_layer_covers_it() -> None:
    at = oslo("2026-01-06 23:30")
    covers = [
        coverage(item("2026-01-06 23:00", owner=name, claimed="2026-01-06 10:00", rules=BACKUP), BACKUP, at)
        for name in ("eva", "bo")
    ]
    assert [(one.covered, one.reason.code) for one in covers] == [
        (True, "covered_owner_on_call"),
        (False, "uncovered_owner_away"),
    ]


@pytest.mark.parametrize(
    ("now", "people"),
    [
        # On call layer after layer, then the others of the first layer, of the second, then the lead.
        ("2026-01-06 12:00", ("dee", "eva", "bo", "cy")),
        ("2026-01-13 12:00", ("eva", "dee", "bo", "cy")),
        ("2026-01-20 12:00", ("dee", "bo", "eva", "cy")),
        ("2026-01-05 07:00", ("cy",)),
    ],
)
def test_whom_a_page_goes_to_with_two_layers(now: str, people: tuple[str, ...]) -> None:
    assert chain(BACKUP, "billing", oslo(now)) == people


def test_a_layer_that_does_not_cover_comes_after_those_that_do() -> None:
    assert chain(BOTH, "delivery", oslo("2026-01-06 12:00")) == ("eva", "ada", "dee", "bo", "cy")
    assert chain(BOTH, "delivery", oslo("2026-01-06 20:00")) == ("bo", "cy", "eva", "ada", "dee")
    only_nights = rota(NIGHTS)
    assert chain(only_nights, "delivery", oslo("2026-01-06 12:00")) == ("eva",)


@pytest.mark.parametrize(
    ("now", "person"),
    [
        ("2026-01-07 09:00", "dee"),
        ("2026-01-07 15:59", "dee"),
        ("2026-01-07 16:00", "eva"),
        ("2026-01-07 23:59", "eva"),
        ("2026-01-08 00:00", "ada"),
        ("2026-01-08 07:59", "ada"),
        ("2026-01-08 08:00", "dee"),
    ],
)
def test_the_rota_follows_the_sun(now: str, person: str) -> None:
    shift = on_call(SUN, oslo(now))
    assert shift is not None
    assert shift.person == person


def test_a_public_holiday_is_like_a_sunday_and_so_is_a_day_on_which_the_company_is_closed() -> None:
    closed = '[[day]]\ndate = 2026-12-24\nname = "Christmas Eve"\n'
    half = '[[day]]\ndate = 2026-12-23\nname = "Half a day"\nopen = "08:00-12:00"\n'
    rules = rota(
        layer('hours = "mon-fri 08:00-16:00"\nholidays = "NO"\n', 'people = ["dee"]\n')
        + NIGHT
        + NIGHTS.removeprefix(NIGHT).replace('"bo", "cy"', '"bo"')
        + 'holidays = "NO"\n',
        days=closed + half,
    )
    assert told(rules, "day", "2026-12-22 00:00", "2026-12-29 00:00") == [
        f"dee {day} 08:00 – {day} 16:00 turn" for day in (22, 23, 28)
    ]
    assert told(rules, "night", "2026-12-23 12:00", "2026-12-28 12:00") == ["bo 23 16:00 – 28 08:00 turn"]
    assert gaps(rules, oslo("2026-12-21 08:00"), oslo("2027-01-04 08:00")) == ()
    deaf = rota(layer('hours = "mon-fri 08:00-16:00"\n', 'people = ["dee"]\n'), days=closed)
    assert len(told(deaf, "day", "2026-12-21 00:00", "2026-12-26 00:00")) == 5


@pytest.mark.parametrize(
    ("rules", "now", "then"),
    [
        (BOTH, "2026-01-01 12:00", "2026-01-05 08:00"),
        (BOTH, "2026-01-05 08:00", "2026-01-05 16:00"),
        (BOTH, "2026-01-10 12:00", "2026-01-12 08:00"),
        (BACKUP, "2026-01-06 12:00", "2026-01-12 08:00"),
        # The same person goes on and on.
        (rota('[rota]\npeople = ["dee"]\n'), "2026-01-06 12:00", None),
        (rota('[rota]\npeople = ["dee"]\n'), "2026-01-01 12:00", "2026-01-05 08:00"),
        (rota('[rota]\npeople = ["dee", "zoe"]\n'), "2026-01-06 12:00", None),
        (
            rota('[rota]\npeople = ["dee"]\n', away=[away("dee", "2026-03-02 08:00", "2026-03-03 08:00")]),
            "2026-01-06 12:00",
            "2026-03-02 08:00",
        ),
        (
            rota('[rota]\npeople = ["dee"]\n', away=[away("dee", "2026-03-02 08:00", "2026-03-03 08:00")]),
            "2026-03-02 08:00",
            "2026-03-03 08:00",
        ),
        (rota(""), "2026-01-06 12:00", None),
    ],
)
def test_when_somebody_else_is_on_call(rules: Handbook, now: str, then: str | None) -> None:
    assert next_change(rules, oslo(now)) == (oslo(then) if then else None)


@pytest.mark.parametrize(
    ("person", "now", "shift"),
    [
        ("dee", "2026-01-01 12:00", ["dee 05 08:00 – 05 16:00 turn"]),
        # Between Thursday and Monday it is somebody else's turn all the time.
        ("dee", "2026-01-05 08:00", ["dee 08 08:00 – 08 16:00 turn"]),
        ("cy", "2026-01-06 08:00", ["cy 12 16:00 – 13 08:00 turn"]),
        ("finn", "2026-01-06 08:00", []),
    ],
)
def test_somebody_s_next_shift_begins_after_now(person: str, now: str, shift: list[str]) -> None:
    found = next_shift_of(BOTH, person, oslo(now))
    assert lines([found] if found else []) == shift


def test_gaps_are_where_no_layer_covers_outside_the_staffed_hours_and_where_nobody_can() -> None:
    def found(rules: Handbook, start: str, end: str) -> list[str]:
        return lines(gaps(rules, oslo(start), oslo(end)))

    # Staffed hours are on weekdays from 8 to 16: a rota of nights has no gap by day.
    assert found(rota(NIGHTS), "2026-01-05 16:00", "2026-01-19 08:00") == []
    assert found(rota(NIGHTS), "2026-01-02 12:00", "2026-01-06 12:00") == [
        "- 02 16:00 – 05 08:00 uncovered",
    ]
    assert found(rota(WEEKDAYS), "2026-01-07 12:00", "2026-01-08 20:00") == [
        "- 07 16:00 – 08 08:00 uncovered",
        "- 08 16:00 – 08 20:00 uncovered",
    ]
    assert found(rota(""), "2026-01-07 12:00", "2026-01-08 20:00") == []
    gone = [away("dee", "2026-01-06 12:00", "2026-01-07 12:00"), away("eva", "2026-01-07 00:00", "2026-01-08 00:00")]
    alone = rota('[rota]\npeople = ["dee", "eva"]\n', away=gone)
    assert found(alone, "2026-01-05 08:00", "2026-01-20 00:00") == ["rota 07 00:00 – 07 12:00 nobody_able"]
    other = rota(
        layer("", 'people = ["dee"]\n') + NIGHT + 'people = ["bo"]\nhours = "mon-sun 08:00-20:00"\n', away=gone
    )
    assert found(other, "2026-01-06 08:00", "2026-01-08 00:00") == [
        "day 06 12:00 – 06 20:00 layer_empty",
        "day 06 20:00 – 07 08:00 nobody_able",
        "day 07 08:00 – 07 12:00 layer_empty",
    ]
    shift = on_call(other, oslo("2026-01-06 13:00"))
    assert shift is not None
    assert shift.person == "bo"
    assert on_call(other, oslo("2026-01-06 21:00")) is None
    assert chain(other, "billing", oslo("2026-01-06 21:00")) == ("bo", "cy")


@pytest.mark.parametrize(
    ("zone", "day", "begins", "ends"),
    [
        # Where the clocks go forward in the window it is an hour shorter; where they go back, an hour longer.
        ("Europe/Oslo", "2026-03-28", "2026-03-28 22:00", "2026-03-29 06:00"),
        ("Europe/Oslo", "2026-10-24", "2026-10-24 22:00", "2026-10-25 06:00"),
    ],
)
def test_a_night_in_which_the_clocks_change(zone: str, day: str, begins: str, ends: str) -> None:
    rules = rota(layer(f'zone = "{zone}"\nhours = "mon-sun 22:00-06:00"\n'))
    shift = on_call(rules, oslo(f"{day} 23:00"))
    assert shift is not None
    assert (shift.starts_at, shift.ends_at) == (oslo(begins), oslo(ends))


def test_two_layers_that_meet_where_the_clocks_change_overlap() -> None:
    early = layer('hours = "mon-sun 14:00-02:30"\n', 'people = ["dee"]\n')
    late = NIGHT + 'people = ["eva"]\nhours = "mon-sun 02:30-14:00"\n'
    rules = rota(early + late)
    for day, hour in (("2026-03-29", "00:30"), ("2026-10-25", "00:30")):
        (first,), (second,) = (
            [one for one in _shifts(rules, name, f"{day} {hour}") if one.starts_at < oslo(f"{day} 13:00")][-1:]
            for name in ("day", "night")
        )
        assert second.starts_at < first.ends_at
    assert gaps(rules, oslo("2026-01-06 00:00"), oslo("2026-12-31 00:00")) == ()


def _shifts(rules: Handbook, name: str, now: str) -> tuple[Shift, ...]:
    return shifts(rules, name, oslo(now), oslo(now) + timedelta(hours=6))
