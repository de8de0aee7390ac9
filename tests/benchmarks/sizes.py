"""How much is measured: a full run, and one of seconds that only shows that the measurements still run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """`events` and `messages` a round; `few` and `many` open items; closed items over so many `days`; a handbook with
    so many `rules`; a decision so many `times` a round; `open_items` for the clocks' work, so many due `at_once`; so
    many `clicks` on cards at so many a minute, then `clicked_at_once` within one."""

    rounds: int
    events: int
    messages: int
    few: int
    many: int
    days: int = 1_095
    rules: tuple[int, ...] = (50, 1_000, 10_000)
    times: int = 2
    open_items: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    at_once: int = 6_000
    clicks: int = 20
    clicks_a_minute: int = 40
    clicked_at_once: int = 120


FULL = Sizes(rounds=9, events=400, messages=160, few=1_000, many=1_000_000)
SMOKE = Sizes(
    rounds=1,
    events=12,
    messages=8,
    few=40,
    many=200,
    rules=(5, 20),
    times=1,
    open_items=(40, 80, 200),
    at_once=30,
    clicks=3,
    clicks_a_minute=6_000,
    clicked_at_once=3,
)
