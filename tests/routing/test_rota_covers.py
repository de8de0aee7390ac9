"""What chat says over the rota, and layers whose shifts come from a calendar."""

import pytest

from routing.rota import chain, gaps, layers, next_change, next_shift_of, on_call
from routing.rota_cover import Cover, CoverKind, ImportedShift
from tests.routing.handbooks import oslo
from tests.routing.rotas import DAY, NIGHT, away, cover, event, layer, lines, rota, told

SHORT = '[rota]\npeople = ["dee", "eva", "ada"]\n'
DAYTIME = layer('handover = "daily 08:00"\nhours = "mon-fri 08:00-16:00"\n')
FEED = DAY + "calendar = true\n"


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        (
            [cover("bo", "2026-01-06 12:00", "2026-01-07 12:00")],
            ["dee 05 08:00 – 06 12:00 turn", "bo 06 12:00 – 07 12:00 override", "dee 07 12:00 – 12 08:00 turn"],
        ),
        # Over a hand-over it is one shift.
        (
            [cover("bo", "2026-01-11 12:00", "2026-01-13 12:00", CoverKind.TAKEN)],
            ["dee 05 08:00 – 11 12:00 turn", "bo 11 12:00 – 13 12:00 taken"],
        ),
        # The last said holds, whichever was written first.
        (
            [
                cover("cy", "2026-01-07 00:00", "2026-01-08 00:00", number=2),
                cover("bo", "2026-01-06 00:00", "2026-01-09 00:00", number=1),
            ],
            [
                "dee 05 08:00 – 06 00:00 turn",
                "bo 06 00:00 – 07 00:00 override",
                "cy 07 00:00 – 08 00:00 override",
                "bo 08 00:00 – 09 00:00 override",
                "dee 09 00:00 – 12 08:00 turn",
            ],
        ),
        (
            [
                cover("cy", "2026-01-07 00:00", "2026-01-08 00:00", number=1),
                cover("bo", "2026-01-06 00:00", "2026-01-09 00:00", number=2),
            ],
            ["dee 05 08:00 – 06 00:00 turn", "bo 06 00:00 – 09 00:00 override", "dee 09 00:00 – 12 08:00 turn"],
        ),
        # Two that join, of the same person for the same reason, are one.
        (
            [
                cover("bo", "2026-01-06 00:00", "2026-01-07 00:00", CoverKind.TAKEN, number=1),
                cover("bo", "2026-01-07 00:00", "2026-01-08 00:00", CoverKind.TAKEN, number=2),
            ],
            ["dee 05 08:00 – 06 00:00 turn", "bo 06 00:00 – 08 00:00 taken", "dee 08 00:00 – 12 08:00 turn"],
        ),
        # The whole turn.
        ([cover("bo", "2026-01-05 08:00", "2026-01-12 08:00")], ["bo 05 08:00 – 12 08:00 override"]),
        # Of another layer, of one that is gone, of no time.
        ([cover("bo", "2026-01-05 08:00", "2026-01-12 08:00", of="gone")], ["dee 05 08:00 – 12 08:00 turn"]),
        ([cover("bo", "2026-01-06 08:00", "2026-01-06 08:00")], ["dee 05 08:00 – 12 08:00 turn"]),
        # Somebody who has left covers nothing.
        ([cover("zoe", "2026-01-06 00:00", "2026-01-09 00:00")], ["dee 05 08:00 – 12 08:00 turn"]),
        # Before the first turn of all, somebody fills the gap.
        (
            [cover("bo", "2026-01-02 00:00", "2026-01-03 00:00")],
            ["dee 05 08:00 – 12 08:00 turn"],
        ),
    ],
)
def test_what_is_said_in_chat_lies_over_the_turns(covers: list[Cover], expected: list[str]) -> None:
    rules = rota(SHORT, covers=covers)
    assert told(rules, "rota", "2026-01-05 08:00", "2026-01-12 08:00") == expected


def test_a_swap_says_with_whom() -> None:
    rules = rota(SHORT, covers=[cover("bo", "2026-01-06 12:00", "2026-01-07 12:00", CoverKind.SWAP)])
    shift = on_call(rules, oslo("2026-01-06 12:00"))
    assert shift is not None
    assert (shift.because.code, shift.because.values) == ("shift_swap", {"person": "bo", "absent": "dee"})
    assert chain(rules, "billing", oslo("2026-01-06 12:00")) == ("bo", "eva", "ada", "dee", "cy")
    assert next_change(rules, oslo("2026-01-06 11:00")) == oslo("2026-01-06 12:00")
    found = next_shift_of(rules, "bo", oslo("2026-01-05 12:00"))
    assert found == shift
    overridden = on_call(
        rota(SHORT, covers=[cover("bo", "2026-01-06 12:00", "2026-01-07 12:00")]), oslo("2026-01-06 12:00")
    )
    assert overridden is not None
    assert overridden.because.values == {"person": "bo", "by": "cy"}


def test_while_who_covers_is_away_it_is_as_if_nobody_had_said_so() -> None:
    gone = [away("bo", "2026-01-06 12:00", "2026-01-07 12:00"), away("dee", "2026-01-07 00:00", "2026-01-07 06:00")]
    rules = rota(SHORT, away=gone, covers=[cover("bo", "2026-01-06 00:00", "2026-01-08 00:00")])
    assert told(rules, "rota", "2026-01-05 08:00", "2026-01-12 08:00") == [
        "dee 05 08:00 – 06 00:00 turn",
        "bo 06 00:00 – 06 12:00 override",
        "dee 06 12:00 – 07 00:00 turn",
        "eva 07 00:00 – 07 06:00 away",
        "dee 07 06:00 – 07 12:00 turn",
        "bo 07 12:00 – 08 00:00 override",
        "dee 08 00:00 – 12 08:00 turn",
    ]


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        # A week of a layer by day is its days.
        (
            [cover("bo", "2026-01-06 00:00", "2026-01-08 00:00", of="day")],
            ["dee 05", "bo 06 08:00 – 06 16:00 override", "bo 07 08:00 – 07 16:00 override", "dee 08", "eva 09"],
        ),
        (
            [cover("bo", "2026-01-06 15:00", "2026-01-06 20:00", of="day")],
            ["dee 05", "eva 06 08:00 – 06 15:00 turn", "bo 06 15:00 – 06 16:00 override", "ada 07", "dee 08", "eva 09"],
        ),
        # What meets no hours of the layer fills a gap, as it was said; the last said holds there, too.
        (
            [cover("bo", "2026-01-06 18:00", "2026-01-06 20:00", of="day")],
            ["dee 05", "eva 06", "bo 06 18:00 – 06 20:00 override", "ada 07", "dee 08", "eva 09"],
        ),
        (
            [
                cover("bo", "2026-01-06 18:00", "2026-01-06 20:00", of="day"),
                cover("cy", "2026-01-06 19:00", "2026-01-06 21:00", of="day", number=2),
            ],
            ["dee 05", "eva 06", "bo 06 18:00 – 06 19:00 override", "cy 06 19:00 – 06 21:00 override", "ada 07",
             "dee 08", "eva 09"],
        ),
    ],
)  # fmt: skip
def test_a_cover_holds_where_the_layer_covers_or_fills_a_gap(covers: list[Cover], expected: list[str]) -> None:
    found = told(rota(DAYTIME, covers=covers), "day", "2026-01-05 08:00", "2026-01-10 08:00")
    assert [line[:6] if line[7:] == f"08:00 – {line[4:6]} 16:00 turn" else line for line in found] == expected


def test_a_gap_that_somebody_fills_is_none() -> None:
    start, end = oslo("2026-01-06 12:00"), oslo("2026-01-07 12:00")
    filled = rota(DAYTIME, covers=[cover("bo", "2026-01-06 16:00", "2026-01-07 08:00", of="day")])
    assert gaps(filled, start, end) == ()
    nobody = rota(SHORT, away=[away(name, "2026-01-06 18:00") for name in ("dee", "eva", "ada")])
    assert lines(gaps(nobody, start, end)) == ["rota 06 18:00 – 07 12:00 nobody_able"]
    helped = nobody.with_roster(
        [away(name, "2026-01-06 18:00") for name in ("dee", "eva", "ada")],
        (),
        [cover("bo", "2026-01-06 20:00", "2026-01-07 12:00")],
    )
    assert lines(gaps(helped, start, end)) == ["rota 06 18:00 – 06 20:00 nobody_able"]


def test_a_calendar_is_a_layer() -> None:
    imported = [
        event("dee", "2026-01-05 08:00", "2026-01-06 08:00"),
        event("dee", "2026-01-06 08:00", "2026-01-07 08:00"),
        event("", "2026-01-07 08:00", "2026-01-08 08:00"),
        event("zoe", "2026-01-08 08:00", "2026-01-09 08:00"),
        event("eva", "2026-01-10 08:00", "2026-01-11 08:00"),
        ImportedShift("night", "ada", oslo("2026-01-05 08:00"), oslo("2026-01-20 08:00")),
    ]
    rules = rota(FEED, imported=imported)
    assert told(rules, "day", "2026-01-01 00:00", "2026-02-01 00:00") == [
        "dee 05 08:00 – 07 08:00 calendar",
        "eva 07 08:00 – 08 08:00 unnamed",
        "eva 08 08:00 – 09 08:00 vacant",
        "eva 10 08:00 – 11 08:00 calendar",
    ]
    assert on_call(rules, oslo("2026-01-09 12:00")) is None
    assert on_call(rules, oslo("2026-01-11 08:00")) is None
    assert next_change(rules, oslo("2026-01-09 12:00")) == oslo("2026-01-10 08:00")
    assert next_change(rules, oslo("2026-01-11 12:00")) is None
    assert chain(rules, "billing", oslo("2026-01-06 12:00")) == ("dee", "eva", "cy")
    assert lines(gaps(rules, oslo("2026-01-09 16:00"), oslo("2026-01-10 12:00"))) == ["- 09 16:00 – 10 08:00 uncovered"]
    covered = rota(FEED, imported=imported, covers=[cover("bo", "2026-01-07 08:00", "2026-01-08 08:00", of="day")])
    assert told(covered, "day", "2026-01-07 08:00", "2026-01-08 08:00") == ["bo 07 08:00 – 08 08:00 override"]
    assert told(rota(FEED), "day", "2026-01-07 08:00", "2026-01-08 08:00") == []


def days(first: int, last: int) -> tuple[str, str]:
    return f"2026-01-{first:02} 08:00", f"2026-01-{last:02} 08:00"


@pytest.mark.parametrize(
    ("imported", "expected"),
    [
        # What begins later lies upon what began before.
        (
            [event("dee", *days(5, 9)), event("eva", *days(6, 7))],
            ["dee 05 08:00 – 06 08:00", "eva 06 08:00 – 07 08:00", "dee 07 08:00 – 09 08:00"],
        ),
        (
            [event("dee", *days(5, 7)), event("eva", *days(6, 9))],
            ["dee 05 08:00 – 06 08:00", "eva 06 08:00 – 09 08:00"],
        ),
        (
            [event("dee", *days(5, 7)), event("eva", *days(5, 6))],
            ["eva 05 08:00 – 06 08:00", "dee 06 08:00 – 07 08:00"],
        ),
        ([event("dee", *days(5, 5))], []),
    ],
)  # fmt: skip
def test_shifts_of_a_calendar_that_overlap(imported: list[ImportedShift], expected: list[str]) -> None:
    found = told(rota(FEED, imported=imported), "day", "2026-01-01 00:00", "2026-02-01 00:00")
    assert found == [f"{line} calendar" for line in expected]


def test_a_calendar_s_setting_is_named_after_the_layer_unless_it_has_a_name() -> None:
    named = rota(FEED + '[[rota.layer]]\nid = "week-end"\ncalendar = true\n' + NIGHT + 'calendar = "OUR_FEED"\n')
    assert [one.calendar for one in layers(named)] == [
        "ROTA_CALENDAR_DAY",
        "ROTA_CALENDAR_WEEK_END",
        "ROTA_CALENDAR_OUR_FEED",
    ]
    assert [one.calendar for one in layers(rota(DAYTIME))] == [""]
