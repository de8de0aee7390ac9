"""The rota by brute force, every five minutes of a year in five zones: `python -m tests.routing.rota_by_the_year`.

A number after it is the seed. The same as `test_rota_brute_force.py`, which does it by the week; with covers and
absences at random besides.
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from routing.absence import Absence
from routing.rota_cover import Cover, CoverKind
from tests.routing.rota_compared import (
    ZONES,
    expects_agreement,
    expects_no_gap_but_overlap,
    expects_no_time_lost,
    expects_only_theirs_to_pass_on,
    layers_of,
)
from tests.routing.rota_walk import KNOWN, STEP, said

FIRST = datetime(2025, 12, 29, tzinfo=UTC)
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
COVERS, ABSENCES = 60, 25


def main(arguments: list[str]) -> int:
    seed = int(arguments[0]) if arguments else 1
    print(f"The rota by the year, every five minutes ({(END - START) // STEP} in each layer); seed {seed}.")
    for zone in ZONES:
        dice = Random(f"{seed} {zone}")
        for kind, spec in layers_of(zone, FIRST).items():
            expects_agreement(spec, START, END)
            upset = replace(spec, covers=_covers(dice), absences=_absences(dice))
            expects_agreement(upset, START, END)
            expects_no_time_lost(upset, START, END)
            print(f"{zone}: {kind}: as the walk says, also with {COVERS} covers and {ABSENCES} absences", flush=True)
        both = expects_no_gap_but_overlap(zone, FIRST, FIRST + timedelta(days=1), END)
        expects_only_theirs_to_pass_on(zone, FIRST, FIRST, END)
        print(f"{zone}: two layers that share the day leave no gap, and overlap for {both}", flush=True)
    print("Exactly one person wherever a layer covers; no time lost, none twice.")
    return 0


def _covers(dice: Random) -> tuple[Cover, ...]:
    kinds, people = list(CoverKind), (*KNOWN, "zoe")
    return tuple(
        said(dice.choice(people), _moment(dice), dice.randint(1, 120), dice.choice(kinds), number + 1)
        for number in range(COVERS)
    )


def _absences(dice: Random) -> tuple[Absence, ...]:
    found = []
    for _ in range(ABSENCES):
        starts_at = _moment(dice)
        found.append(Absence(dice.choice(KNOWN), starts_at, starts_at + timedelta(hours=dice.randint(1, 400))))
    return tuple(found)


def _moment(dice: Random) -> datetime:
    return START + dice.randrange((END - START) // STEP) * STEP


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
