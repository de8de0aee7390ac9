"""Whose turns move when somebody changes people without a new order; who keeps theirs is not named."""

import pytest

from routing.rota import MovedTurns, moved_turns
from tests.routing.handbooks import oslo
from tests.routing.rotas import DAY, rota
from tests.routing.test_rota_turns import order

NOW = oslo("2026-01-06 12:00")
THREE = '[rota]\npeople = ["dee", "eva", "ada"]\n'


def week(number: int) -> str:
    """The beginning of the week so many weeks after the first turn."""
    return ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26", "2026-02-02"][number] + " 08:00"


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (THREE, THREE, []),
        # Somebody comes in between.
        (
            THREE,
            '[rota]\npeople = ["dee", "bo", "eva", "ada"]\n',
            [("dee", 3, 4), ("eva", 1, 2), ("ada", 2, 3)],
        ),
        # Somebody is taken out: those who stay move up.
        (THREE, '[rota]\npeople = ["dee", "ada"]\n', [("dee", 3, 2), ("ada", 2, 1)]),
        # Another person in somebody's place moves nobody; neither does an id that was misspelled.
        (THREE, '[rota]\npeople = ["dee", "bo", "ada"]\n', []),
        (THREE, '[rota]\npeople = ["dee", "evva", "ada"]\n', []),
        (THREE, '[rota]\npeople = ["eva", "dee", "ada"]\n', [("eva", 1, 0), ("dee", 0, 1)]),
        # A new order is meant, and so are other times.
        (THREE, '[rota]\npeople = ["dee", "ada"]\nstarts = 2026-01-19\n', []),
        (THREE, THREE + 'handover = "tue 08:00"\n', []),
        (
            DAY + order("2026-01-05", "dee", "eva", "ada"),
            DAY + order("2026-01-05", "dee", "eva", "ada") + order("2026-01-19", "bo", "dee"),
            [],
        ),
        # A change of an order that has begun already, before the next one: only its own turns are looked at.
        (
            DAY + order("2026-01-05", "dee", "eva", "ada") + order("2026-01-19", "bo", "dee"),
            DAY + order("2026-01-05", "eva", "dee", "ada") + order("2026-01-19", "bo", "dee"),
            [("eva", 1, 0), ("dee", 0, 1)],
        ),
        # Another layer, or none.
        (THREE, DAY + 'people = ["eva", "dee"]\n', []),
        ("", THREE, []),
        (THREE, "", []),
        (THREE, '[[rota.layer]]\nid = "rota"\ncalendar = true\n', []),
        ('[[rota.layer]]\nid = "rota"\ncalendar = true\n', THREE, []),
    ],
)
def test_moved_turns(old: str, new: str, moved: list[tuple[str, int, int]]) -> None:
    name = "day" if "layer" in new and "calendar" not in new else "rota"
    assert moved_turns(rota(old), rota(new), NOW) == tuple(
        MovedTurns(name, person, oslo(week(before)), oslo(week(after))) for person, before, after in moved
    )


def test_a_turn_that_falls_out_of_the_coming_days_is_moved_to_none() -> None:
    many = [f'"p{number}"' for number in range(12)]
    old, new = (rota(f'[rota]\npeople = ["dee", {", ".join(names)}, "eva"]\n') for names in (many[:6], many))
    assert moved_turns(old, new, NOW)[1:] == (MovedTurns("rota", "eva", oslo("2026-02-23 08:00"), None),)
