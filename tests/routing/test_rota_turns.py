"""Whose turn it is: hand-over times, orders from a day, and turns that pass on while everybody else's stay."""

import json

import pytest

from routing.absence import Absence
from routing.handbook import Handbook
from routing.rota import chain, on_call
from tests.routing.handbooks import oslo
from tests.routing.rotas import ALL, DAY, away, layer, rota, told


def order(day: str, *people: str) -> str:
    return f"[[rota.layer.order]]\nfrom = {day}\npeople = {json.dumps(people)}\n"


@pytest.mark.parametrize(
    ("handover", "expected"),
    [
        ('"mon 08:00"', ["dee 05 08:00 – 12 08:00 turn", "eva 12 08:00 – 19 08:00 turn"]),
        ('"sun 20:00"', ["dee 04 20:00 – 11 20:00 turn", "eva 11 20:00 – 18 20:00 turn"]),
        ('"every 2 weeks mon 08:00"', ["dee 05 08:00 – 19 08:00 turn"]),
        (
            '"every 3 days 09:30"',
            ["dee 05 09:30 – 08 09:30 turn", "eva 08 09:30 – 11 09:30 turn", "ada 11 09:30 – 14 09:30 turn"],
        ),
        (
            '["mon 08:00", "fri 16:00"]',
            ["dee 05 08:00 – 09 16:00 turn", "eva 09 16:00 – 12 08:00 turn", "ada 12 08:00 – 16 16:00 turn"],
        ),
        (
            '["fri 16:00", "wed 12:00"]',
            ["dee 02 16:00 – 07 12:00 turn", "eva 07 12:00 – 09 16:00 turn", "ada 09 16:00 – 14 12:00 turn"],
        ),
        (
            '["daily 20:00", "daily 08:00"]',
            ["dee 05 08:00 – 05 20:00 turn", "eva 05 20:00 – 06 08:00 turn", "ada 06 08:00 – 06 20:00 turn"],
        ),
        ('["mon 08:00"]', ["dee 05 08:00 – 12 08:00 turn", "eva 12 08:00 – 19 08:00 turn"]),
    ],
)
def test_hand_over_times(handover: str, expected: list[str]) -> None:
    rules = rota(layer(f"handover = {handover}\n"))
    assert told(rules, "day", "2026-01-05 12:00", "2026-01-12 12:00")[:3] == expected


def test_the_first_of_two_hand_overs_on_the_first_day_begins() -> None:
    rules = rota(layer('handover = ["mon 08:00", "mon 20:00"]\n'))
    assert told(rules, "day", "2026-01-01 00:00", "2026-01-06 00:00") == [
        "dee 05 08:00 – 05 20:00 turn",
        "eva 05 20:00 – 12 08:00 turn",
    ]


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        # The new order begins with the first hand-over on its day or after it; what was before stays.
        (
            order("2026-01-05", "dee", "eva", "ada") + order("2026-01-19", "bo", "dee"),
            ["dee 05", "eva 12", "bo 19", "dee 26"],
        ),
        (
            order("2026-01-05", "dee", "eva", "ada") + order("2026-01-13", "bo", "dee"),
            ["dee 05", "eva 12", "bo 19", "dee 26"],
        ),
        # Of two that begin with the same hand-over the later holds.
        (
            order("2026-01-05", "dee", "eva") + order("2026-01-13", "bo", "dee") + order("2026-01-15", "cy", "ada"),
            ["dee 05", "eva 12", "cy 19", "ada 26"],
        ),
        # The very first begins with the hand-over before its day.
        (order("2026-01-07", "dee", "eva"), ["dee 05", "eva 12", "dee 19", "eva 26"]),
    ],
)
def test_orders_from_a_day(orders: str, expected: list[str]) -> None:
    found = told(rota(DAY + orders), "day", "2026-01-01 00:00", "2026-02-01 00:00")
    assert [line.partition(" 08:00")[0] for line in found] == expected


def test_the_turns_of_who_has_left_pass_to_the_next_and_nobody_else_s_turn_moves() -> None:
    whole = rota(layer('handover = "daily 08:00"\n', 'people = ["dee", "eva", "ada", "bo"]\n'))
    left = rota(layer('handover = "daily 08:00"\n', 'people = ["dee", "zoe", "yan", "bo"]\n'))
    assert told(left, "day", "2026-01-05 08:00", "2026-01-10 08:00") == [
        "dee 05 08:00 – 06 08:00 turn",
        "bo 06 08:00 – 07 08:00 vacant",
        "bo 07 08:00 – 08 08:00 vacant",
        "bo 08 08:00 – 09 08:00 turn",
        "dee 09 08:00 – 10 08:00 turn",
    ]
    before = told(whole, "day", "2026-01-05 08:00", "2026-03-10 08:00")
    after = told(left, "day", "2026-01-05 08:00", "2026-03-10 08:00")
    assert [one for one in before if one[:3] in ("dee", "bo ")] == [one for one in after if one.endswith("turn")]
    passed = on_call(left, oslo("2026-01-06 12:00"))
    assert passed is not None
    assert passed.because.values == {"person": "bo", "absent": "zoe"}
    assert left.warnings == (
        'handbook.toml: [[rota.layer]] "day" (line 77): "zoe" is no [[person]], so that their turns pass to the next '
        "one; to close the gap, begin a new [[rota.layer.order]] from a day without them",
        'handbook.toml: [[rota.layer]] "day" (line 77): "yan" is no [[person]], so that their turns pass to the next '
        "one; to close the gap, begin a new [[rota.layer.order]] from a day without them",
    )


def test_a_typo_is_asked_about() -> None:
    assert [warning.rpartition("; ")[2] for warning in rota('[rota]\npeople = ["dee", "evva"]\n').warnings] == [
        'did you mean "eva"?'
    ]


@pytest.mark.parametrize(
    ("absences", "expected"),
    [
        # Exactly the stretch of the absence, and the turn goes on afterwards.
        (
            [away("dee", "2026-01-06 12:00", "2026-01-07 09:00")],
            ["dee 05 08:00 – 06 12:00 turn", "eva 06 12:00 – 07 09:00 away", "dee 07 09:00 – 12 08:00 turn"],
        ),
        # The next one's own turn stays theirs.
        (
            [away("dee", "2026-01-10 12:00", "2026-01-13 09:00")],
            ["dee 05 08:00 – 10 12:00 turn", "eva 10 12:00 – 12 08:00 away"],
        ),
        # The next one is away as well, for a part of it.
        (
            [away("dee", "2026-01-01 00:00"), away("eva", "2026-01-06 00:00", "2026-01-08 00:00")],
            ["eva 05 08:00 – 06 00:00 away", "ada 06 00:00 – 08 00:00 away", "eva 08 00:00 – 12 08:00 away"],
        ),
        # Everybody is away: nobody has it.
        (
            [away("dee", "2026-01-07 00:00"), away("eva", "2026-01-01 00:00"), away("ada", "2026-01-06 00:00")],
            ["dee 05 08:00 – 07 00:00 turn"],
        ),
        # Two absences that overlap are one.
        (
            [away("dee", "2026-01-06 00:00", "2026-01-08 00:00"), away("dee", "2026-01-07 00:00", "2026-01-12 08:00")],
            ["dee 05 08:00 – 06 00:00 turn", "eva 06 00:00 – 12 08:00 away"],
        ),
    ],
)
def test_who_is_away_is_covered_by_the_next_for_exactly_so_long(absences: list[Absence], expected: list[str]) -> None:
    rules = rota("[rota]\n" + ALL, away=absences)
    assert told(rules, "rota", "2026-01-05 08:00", "2026-01-12 08:00") == expected
    for line in expected:
        start, end = line.split(" ", 1)[1].rsplit(" ", 1)[0].split(" – ")
        for moment in (start, end):
            found = on_call(rules, oslo(f"2026-01-{moment}"))
            if moment == start:
                assert found is not None
                assert found.person == line.split()[0]


def test_a_page_goes_to_nobody_who_is_away_or_has_left() -> None:
    def asked(rules: Handbook, now: str, domain: str = "billing") -> tuple[str, ...]:
        return chain(rules, domain, oslo(now))

    short = '[rota]\npeople = ["dee", "zoe", "eva", "ada"]\n'
    assert asked(rota(short), "2026-01-06 00:00") == ("dee", "eva", "ada", "cy")
    assert asked(rota(short), "2026-01-13 00:00") == ("eva", "ada", "dee", "cy")
    gone = [away("eva", "2026-01-01 00:00")]
    assert asked(rota(short, away=gone), "2026-01-13 00:00") == ("ada", "dee", "cy")
    # The lead is away: who stands in for them, else nobody more; and with everybody away the lead all the same.
    assert asked(rota(short, away=[away("cy", "2026-01-01 00:00")]), "2026-01-06 00:00") == ("dee", "eva", "ada")
    everybody = [away(name, "2026-01-01 00:00") for name in ("dee", "eva", "ada", "cy")]
    assert asked(rota(short, away=everybody), "2026-01-06 00:00") == ("cy",)
