"""Which shifts would be somebody else's, whatever of the rota was changed."""

import pytest

from routing.rota import covers_lost, other_turns
from tests.routing.handbooks import oslo
from tests.routing.rotas import DAY, NIGHT, OSLO, cover, rota
from tests.routing.test_rota_turns import order

NOW = oslo("2026-01-06 12:00")
SHORT = '[rota]\npeople = ["dee", "eva", "ada"]\n'
PEOPLE = 'people = ["dee", "eva", "ada"]\n'


def told(old: str, new: str, without: tuple[str, ...] = ()) -> list[str]:
    """The first three: "rota 06 12:00 – 12 08:00 dee → eva": days of the month."""
    return [
        f"{one.layer} {one.starts_at.astimezone(OSLO):%d %H:%M} – {one.ends_at.astimezone(OSLO):%d %H:%M} "
        f"{one.before or '-'} → {one.after or '-'}"
        for one in other_turns(rota(old), rota(new), NOW, without)[:3]
    ]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (SHORT, SHORT, []),
        # Another first day: everybody's turns are a week later.
        (
            SHORT,
            SHORT + "starts = 2026-01-12\n",
            [
                "rota 06 12:00 – 12 08:00 dee → -",
                "rota 12 08:00 – 19 08:00 eva → dee",
                "rota 19 08:00 – 26 08:00 ada → eva",
            ],
        ),
        # Other hand-over times: who has the hours between.
        (
            SHORT,
            SHORT + 'handover = "mon 12:00"\n',
            [
                "rota 12 08:00 – 12 12:00 eva → dee",
                "rota 19 08:00 – 19 12:00 ada → eva",
                "rota 26 08:00 – 26 12:00 dee → ada",
            ],
        ),
        # The short form as a layer of another id is compared with it, and nothing is different.
        (SHORT, DAY + PEOPLE, []),
        (
            SHORT,
            DAY + PEOPLE + 'handover = "tue 08:00"\n',
            [
                "day 06 12:00 – 12 08:00 dee → eva",
                "day 13 08:00 – 19 08:00 eva → ada",
                "day 20 08:00 – 26 08:00 ada → dee",
            ],
        ),
        # Two layers for one: by who stands first at each moment.
        (
            SHORT,
            DAY + PEOPLE + 'hours = "mon-fri 08:00-16:00"\n' + NIGHT + 'people = ["ada", "eva", "dee"]\n',
            [
                "night 06 16:00 – 07 08:00 dee → ada",
                "night 07 16:00 – 08 08:00 dee → ada",
                "night 08 16:00 – 09 08:00 dee → ada",
            ],
        ),
        # Limits, and a layer that comes or goes.
        (
            DAY + PEOPLE,
            DAY + PEOPLE + 'hours = "mon-fri 00:00-24:00"\n',
            ["day 10 00:00 – 12 00:00 dee → -", "day 17 00:00 – 19 00:00 eva → -", "day 24 00:00 – 26 00:00 ada → -"],
        ),
        (
            DAY + PEOPLE,
            DAY + PEOPLE + NIGHT + 'people = ["ada"]\n',
            ["night 06 12:00 – 07 12:00 - → ada"],
        ),
        # A new order, another person in a place, one who is no longer known: from when it holds.
        (
            DAY + order("2026-01-05", "dee", "eva"),
            DAY + order("2026-01-05", "dee", "eva") + order("2026-01-19", "ada"),
            [
                "day 19 08:00 – 26 08:00 dee → ada",
                "day 26 08:00 – 02 08:00 eva → ada",
                "day 02 08:00 – 09 08:00 dee → ada",
            ],
        ),
        (
            SHORT,
            '[rota]\npeople = ["dee", "bo", "zoe"]\n',
            [
                "rota 12 08:00 – 19 08:00 eva → bo",
                "rota 19 08:00 – 26 08:00 ada → dee",
                "rota 02 08:00 – 09 08:00 eva → bo",
            ],
        ),
        # From and to a calendar nothing can be said, and not without a rota's layer.
        (SHORT, '[[rota.layer]]\nid = "rota"\ncalendar = true\n', []),
        (
            "",
            SHORT,
            [
                "rota 06 12:00 – 12 08:00 - → dee",
                "rota 12 08:00 – 19 08:00 - → eva",
                "rota 19 08:00 – 26 08:00 - → ada",
            ],
        ),
    ],
)
def test_whose_shifts_would_be_others(old: str, new: str, lines: list[str]) -> None:
    assert told(old, new) == lines
    assert not told(old, new, ("rota", "day", "night"))


def test_covers_of_a_layer_that_is_gone() -> None:
    covers = [
        cover("eva", "2026-01-07 12:00", "2026-01-08 12:00"),
        cover("eva", "2026-01-01 12:00", "2026-01-02 12:00"),
    ]
    assert covers_lost(rota(SHORT, covers=covers), rota(DAY + PEOPLE), NOW) == 1
    assert covers_lost(rota(SHORT, covers=covers), rota(SHORT + "starts = 2026-01-12\n"), NOW) == 0
