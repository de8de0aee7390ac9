"""What a look at the delegation finds of the rota. 2026-03-04 is a Wednesday."""

from datetime import UTC, timedelta

import pytest

from routing.handbook import Handbook
from routing.health import look
from routing.health_findings import OF_THE_ROTA, Kind, Severity
from routing.reasons import Reason
from routing.rota_cover import ImportedShift
from routing.rota_swap import Swap, Turn
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, oslo
from tests.routing.reasons import are_sound
from tests.routing.rotas import away, layer, rota

NOW = oslo("2026-03-04 10:00")
GONE = rota('[rota]\npeople = ["dee", "eva"]\nhandover = "daily 08:00"\n')
NIGHTS = layer('handover = "daily 18:00"\nhours = "mon-fri 18:00-07:00"\n')


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        (handbook(WITHOUT_ROTA), []),
        (GONE, []),
        (rota('[rota]\npeople = ["dee"]\n', away=[away("dee", "2026-03-06 12:00", "2026-03-06 20:00")]),
         [("rota_nobody_able", Severity.WARNING, ())]),
        # Every weekend and every early evening: each told once, with how many more there are.
        (rota(NIGHTS), [("rota_uncovered", Severity.WARNING, 1), ("rota_uncovered", Severity.WARNING, 9)]),
    ],
    ids=["no rota", "whole", "away", "nights"],
)  # fmt: skip
def test_gaps_are_found_and_those_alike_told_once(rules: Handbook, found: list[tuple[str, Severity, object]]) -> None:
    of_the_rota = [one for one in look(rules, NOW, ("slack",)).findings if one.kind in OF_THE_ROTA]
    assert [(one.reason.code, one.severity) for one in of_the_rota] == [one[:2] for one in found]
    assert len({one.key for one in of_the_rota}) == len(of_the_rota)
    again = [one for one in look(rules, NOW + timedelta(hours=1), ("slack",)).findings if one.kind in OF_THE_ROTA]
    assert [one.key for one in again] == [one.key for one in of_the_rota]


def test_a_turn_of_somebody_who_left_is_told_once_a_layer() -> None:
    left = rota('[[rota.layer]]\nid = "first"\npeople = ["gone", "eva"]\nhandover = "daily 08:00"\n')
    (found,) = (one for one in look(left, NOW, ("slack",)).findings if one.kind in OF_THE_ROTA)
    assert found.reason.code == "rota_turn_vacant"
    assert (found.reason.values["absent"], found.reason.values["person"]) == ("gone", "eva")


def test_a_shift_of_a_calendar_that_names_nobody_is_told_once_a_layer() -> None:
    plain = rota('[[rota.layer]]\nid = "team"\ncalendar = true\n')
    days = [oslo("2026-03-04 08:00") + timedelta(days=day) for day in range(20)]
    people = ["dee", "", "eva", "", *["dee"] * 16]
    shifts = [
        ImportedShift("team", person, at, at + timedelta(days=1)) for person, at in zip(people, days, strict=True)
    ]
    found = [
        one
        for one in look(plain.with_roster((), imported=shifts), NOW, ("slack",)).findings
        if one.reason.code == "rota_shift_unnamed"
    ]
    assert [(one.reason.values["person"], one.reason.values["starts_at"], one.details) for one in found] == [
        ("eva", days[1].astimezone(UTC).isoformat(), (Reason("rota_gap_again", {"more": 1}),))
    ]


def test_a_swap_is_told_of_on_the_day_before_the_shift() -> None:
    shift = Turn("rota", oslo("2026-03-06 08:00"), oslo("2026-03-07 08:00"))
    swap = Swap(7, "dee", "eva", shift, None, NOW)
    for hours, told in ((0, 0), (21, 0), (22, 1), (45, 1), (46, 0)):
        findings = look(GONE, NOW + timedelta(hours=hours), ("slack",), swaps=[swap]).findings
        assert len([one for one in findings if one.reason.code == "rota_swap_open"]) == told, hours


@pytest.mark.parametrize(
    ("conditions", "warns"),
    [
        ("", True),
        ('kind = ["question", "praise"]\n', True),
        ('kind = ["critique"]\nurgency = ["low", "high"]\n', True),
        ('kind = ["question", "critique"]\n', False),
        ('urgency = ["high", "critical"]\n', False),
    ],
)
def test_a_ladder_that_calls_whoever_is_on_call_for_anything_is_told(conditions: str, warns: bool) -> None:
    rung = '[[ladder.rung]]\nid = "call"\nat = "50%"\nwhen = "open"\nwhom = ["on_call"]\n'
    rules = handbook(f'{NORDIC}\n[[ladder]]\nid = "loud"\n{conditions}\n{rung}')
    found = [one for one in look(rules, NOW, ("slack",)).findings if one.kind is Kind.LADDER_WAKES]
    assert [one.reason.values for one in found] == ([{"ladder": "loud", "rung": "call"}] if warns else [])
    assert are_sound([one.reason for one in found])
