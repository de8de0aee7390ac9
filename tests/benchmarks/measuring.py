"""Side by side: every round runs each way once, in turn, so that a busy machine disturbs all of them alike."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Way = Callable[[], Awaitable[float]]
"""Runs one round and returns the seconds that one unit of it took."""


@dataclass(frozen=True)
class Figure:
    """One line of the page. `ours` and `other` are medians in seconds; `ratio` is the median of the rounds' ratios.

    `worst` and `best` are the lower and the upper quartile of those. `goal` is in words, "" for none.
    """

    part: str
    database: str
    what: str
    against: str
    ours: float
    other: float
    ratio: float
    worst: float
    best: float
    goal: str = ""


async def alternate(ways: Mapping[str, Way], rounds: int) -> dict[str, list[float]]:
    """Seconds a unit of every way, round by round. Each round begins with another way; a first one is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for number in range(-1, rounds):
        turn = max(number, 0) % len(names)
        for name in (*names[turn:], *names[:turn]):
            seconds = await ways[name]()
            if number >= 0:
                taken[name].append(seconds)
    return taken


def speed(
    part: str, database: str, what: str, against: str, ours: Sequence[float], other: Sequence[float], goal: str = ""
) -> Figure:
    """How fast ours is, as a share of the other: 1 is equally fast, 0.5 half as fast."""
    return _figure(part, database, what, against, ours, other, [b / a for a, b in _pairs(ours, other)], goal)


def cost(
    part: str, database: str, what: str, against: str, ours: Sequence[float], other: Sequence[float], goal: str = ""
) -> Figure:
    """How many times as long the first takes as the second: 1 is equally long."""
    return _figure(part, database, what, against, ours, other, [a / b for a, b in _pairs(ours, other)], goal)


def seconds_each(work: Callable[[], object], times: int) -> float:
    """Seconds that one run of the work takes, over so many runs."""
    begun = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - begun) / times


def _pairs(ours: Sequence[float], other: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(ours, other, strict=True))


def _figure(
    part: str,
    database: str,
    what: str,
    against: str,
    ours: Sequence[float],
    other: Sequence[float],
    ratios: list[float],
    goal: str,
) -> Figure:
    ordered = sorted(ratios)
    quarter = len(ordered) // 4
    return Figure(
        part, database, what, against, median(ours), median(other), median(ordered),
        ordered[quarter], ordered[-1 - quarter], goal,
    )  # fmt: skip
