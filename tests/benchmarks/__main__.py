"""`make bench`: every measurement, printed as a table and as the Markdown that BENCHMARKS.md holds.

`python -m tests.benchmarks intake sweep` runs only some: intake, sweep, due, growth, status, cards, courier, rules,
language.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping

from rich.console import Console

from bot.clock import monotonic
from bot.garbage import settle
from tests.benchmarks import cards, courier, due_at_once, growth, intake, language, routed, rules, sweep
from tests.benchmarks.measuring import Figure
from tests.benchmarks.page import as_markdown, as_table, machine
from tests.benchmarks.places import KINDS, Places, places
from tests.benchmarks.sizes import FULL, Sizes

WIDTH = 200
"""Columns of the printed table: narrower ones break every cell."""

Measure = Callable[[Places, str, Sizes], Awaitable[list[Figure]]]

MEASURES: Mapping[str, Measure] = {
    "intake": lambda place, kind, sizes: intake.measure(place, kind, sizes.rounds, sizes.events),
    "growth": lambda place, kind, sizes: growth.measure_intake(
        place, kind, sizes.rounds, sizes.events // 6, sizes.few // 10, sizes.many // 10
    ),
    "sweep": lambda place, kind, sizes: sweep.measure(place, kind, sizes.rounds, sizes.open_items),
    "due": lambda place, kind, sizes: due_at_once.measure(
        place, kind, max(1, sizes.rounds // 3), sizes.open_items, sizes.at_once
    ),
    "status": lambda place, kind, sizes: growth.measure_status(
        place, kind, sizes.rounds, sizes.few, sizes.many, sizes.days
    ),
    "rules": lambda place, kind, sizes: rules.measure(sizes.rounds, sizes.rules, sizes.times),
    "language": lambda place, kind, sizes: language.measure(place, kind, sizes.rounds, sizes.times),
    "cards": lambda place, kind, sizes: cards.measure(
        place, kind, sizes.clicks, sizes.clicks_a_minute, sizes.clicked_at_once
    ),
    "courier": lambda place, kind, sizes: courier.measure(place, kind, sizes.rounds, sizes.messages),
}

WITHOUT_DATABASE = frozenset({"rules", "language"})
"""What is decided in memory is measured once."""


async def measure_all(
    names: list[str], kinds: tuple[str, ...], sizes: Sizes, told: Callable[[str], None]
) -> tuple[list[Figure], str]:
    """The figures of these measurements on these databases, and what they were measured on."""
    figures: list[Figure] = []
    with places() as place:
        for name in names:
            for kind in kinds[:1] if name in WITHOUT_DATABASE else kinds:
                begun = monotonic()
                figures += await MEASURES[name](place, kind, sizes)
                on = "" if name in WITHOUT_DATABASE else f" on {kind}"
                told(f"{name}{on}: {monotonic() - begun:.0f} s")
        return figures, machine(place, kinds)


def main(names: list[str]) -> int:
    console = Console(width=WIDTH)
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        console.print(f"There is no measurement called {unknown[0]}; there are {', '.join(MEASURES)}.")
        return 2
    settle()  # as the bot does
    figures, on = asyncio.run(measure_all(names or list(MEASURES), KINDS, FULL, console.print))
    console.print(as_table(figures))
    print(f"\nMarkdown for BENCHMARKS.md, measured on {on}:\n\n{as_markdown(figures)}")
    if not names or "rules" in names:
        print(f"\nLabelled posts:\n\n{routed.page()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
