"""Posts made up for the tests, each with what a sensible head of communications would decide about it.

The domains are those of `handbook.example.toml`. Urgency: critical where somebody is ill or may become so, high where
hours count (an allergic person asks, the press or a lawyer writes, the guests are waiting), low for praise, other and
jobs, else normal. `held_out` posts were written before the lexicons were tuned and are looked at only to measure.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from routing.item import Kind, Urgency

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """`language` is nb, nn, sv, da or en; `domain` one of orders, allergy, billing, press, jobs."""

    text: str
    source: str
    language: str
    kind: Kind
    domain: str
    urgency: Urgency
    held_out: bool


def _read(name: str, held_out: bool) -> tuple[Labelled, ...]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(
            Labelled(
                text=row["text"],
                source=row["source"],
                language=row["language"],
                kind=Kind(row["kind"]),
                domain=row["domain"],
                urgency=Urgency(row["urgency"]),
                held_out=held_out,
            )
            for row in csv.DictReader(file)
        )


KNOWN = _read("known.csv", held_out=False)
HELD_OUT = _read("held_out.csv", held_out=True)
LABELLED = (*KNOWN, *HELD_OUT)


@dataclass(frozen=True)
class FollowUp:
    """What a customer wrote after our answer; `need` is a value of `routing.follow_up.Need`."""

    text: str
    language: str
    need: str


def _follow_ups(name: str) -> tuple[FollowUp, ...]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(FollowUp(row["text"], row["language"], row["need"]) for row in csv.DictReader(file))


FOLLOW_UPS_KNOWN = _follow_ups("follow_ups_known.csv")
FOLLOW_UPS_HELD_OUT = _follow_ups("follow_ups_held_out.csv")
FOLLOW_UPS = (*FOLLOW_UPS_KNOWN, *FOLLOW_UPS_HELD_OUT)
