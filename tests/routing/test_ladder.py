from dataclasses import replace
from datetime import timedelta

import pytest

from routing import duration
from routing.item import How, Kind, Repeat, Rung, Urgency
from routing.ladder import DEFAULT_LADDER, PAST, climbable, ladder_for
from tests.routing.handbooks import NORDIC, handbook, item, oslo

HOURS = timedelta(hours=3)


def test_the_default_ladder_is_the_product_s() -> None:
    assert ladder_for(handbook(), "delivery", "facebook", Urgency.NORMAL, Kind.QUESTION, HOURS) == DEFAULT_LADDER
    assert [(rung.id, rung.when, rung.whom) for rung in DEFAULT_LADDER] == [
        ("unclaimed_50", "unclaimed", ("expert",)),
        ("unclaimed_75", "unclaimed", ("experts",)),
        ("claimed_75", "claimed", ("owner",)),
        ("unclaimed_100", "unclaimed", ("lead",)),
        ("claimed_100", "claimed", ("owner", "lead")),
        ("past", "open", ("managers",)),
    ]


@pytest.mark.parametrize(
    ("at", "rung", "moment"),
    [
        ("50%", Rung("r", "open", ("lead",), share=0.5), "2026-11-18 11:30"),
        ("100%", Rung("r", "open", ("lead",), share=1.0), "2026-11-18 13:00"),
        ("150%", Rung("r", "open", ("lead",), share=1.5), "2026-11-18 14:30"),
        ("-30m", Rung("r", "open", ("lead",), offset=timedelta(minutes=-30)), "2026-11-18 12:30"),
        ("+1h", Rung("r", "open", ("lead",), offset=timedelta(hours=1)), "2026-11-18 14:00"),
    ],
)
def test_the_handbook_s_rungs_replace_it(at: str, rung: Rung, moment: str) -> None:
    rules = handbook(NORDIC + f'[[rung]]\nid = "r"\nat = "{at}"\nwhen = "open"\nwhom = ["lead"]\n')
    found = ladder_for(rules, "delivery", "facebook", Urgency.NORMAL, Kind.QUESTION, HOURS)
    assert found[0] == rung
    assert rung.at(item("2026-11-18 10:00").deadline) == oslo(moment)


def rungs(*written: str, conditions: str = "") -> str:
    """A handbook of one ladder with these rungs, each `at, when, whom` and more lines of TOML."""
    text = NORDIC.replace("schema = 1", "schema = 2").replace('words = ["pakke"', 'any = ["pakke"')
    text += f'[[ladder]]\nid = "own"\n{conditions}\n'
    for number, one in enumerate(written):
        text += f'[[ladder.rung]]\nid = "r{number}"\n{one}\n'
    return text


@pytest.mark.parametrize(
    ("written", "past"),
    [
        (['at = "50%"\nwhen = "open"\nwhom = ["lead"]'], "30m"),
        (['at = "+2h"\nwhen = "open"\nwhom = ["lead"]'], "2h30m"),
        (['at = "150%"\nwhen = "open"\nwhom = ["lead"]'], "2h"),
        (['at = "100%"\nwhen = "open"\nwhom = ["lead"]\nrepeat = { every = "30m", times = 4 }'], "30m"),
        (['at = "50%"\nwhen = "unclaimed"\nwhom = ["managers"]'], "30m"),
        (['at = "-30m"\nwhen = "open"\nwhom = ["managers"]'], None),
        (['at = "-30m"\nwhen = "claimed"\nwhom = ["managers"]', 'at = "50%"\nwhen = "unclaimed"\nwhom = ["managers"]'],
         None),
    ],
)  # fmt: skip
def test_past_its_last_rung_the_managers_are_told_whatever_it_says(written: list[str], past: str | None) -> None:
    found = ladder_for(
        handbook(rungs(*written)), "delivery", "facebook", Urgency.NORMAL, Kind.QUESTION, timedelta(hours=3)
    )
    assert len(found) == len(written) + (past is not None)
    if past is not None:
        assert found[-1] == replace(PAST, offset=duration.parse(past))


def test_how_and_repeats_are_frozen_and_each_repeat_is_a_rung() -> None:
    text = rungs(
        'at = "50%"\nwhen = "open"\nwhom = ["on_call", "channel"]\nhow = "thread"\n'
        'repeat = { every = "30m", times = 2 }'
    )
    subject = item("2026-11-18 10:00", rules=handbook(text))
    assert subject.ladder[0] == Rung(
        "r0", "open", ("on_call", "channel"), 0.5, None, How.THREAD, Repeat(timedelta(minutes=30), 2)
    )
    assert [(rung.id, rung.at(subject.deadline)) for rung in climbable(subject)] == [
        ("r0", oslo("2026-11-18 11:30")),
        ("r0#1", oslo("2026-11-18 12:00")),
        ("r0#2", oslo("2026-11-18 12:30")),
        ("past", oslo("2026-11-18 13:30")),
    ]


def test_a_ladder_for_a_kind_is_passed_by_for_others() -> None:
    rules = handbook(rungs('at = "50%"\nwhen = "open"\nwhom = ["managers"]', conditions='kind = "critique"'))
    asked = [
        ladder_for(rules, "delivery", "x", Urgency.NORMAL, kind, HOURS)[0].id for kind in (Kind.CRITIQUE, Kind.OTHER)
    ]
    assert asked == ["r0", "unclaimed_50"]
