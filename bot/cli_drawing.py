"""How the command line shows what people read: as wide as the terminal, 80 columns and no colours where it is piped."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Literal

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from handlers.words.speaker import plain
from routing.messages import Line

INDENT = 2


def console() -> Console:
    """A terminal that knows fewer letters than UTF-8 has gets "?" for what it lacks, instead of an error."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return Console(highlight=False, markup=False, emoji=False)


def notes(on: Console, sentences: Iterable[str]) -> None:
    """What was left out, or is worth a look, above all else."""
    for sentence in sentences:
        on.print(Text(f"Note: {sentence}", style="yellow"))


def part(on: Console, title: str, lines: Iterable[Line]) -> None:
    """Lines under a title. A line that begins with spaces stands in further, with all that it wraps to."""
    on.print()
    on.print(Text(title, style="bold"))
    for line in lines:
        text = plain(line)
        inner = text.lstrip(" ")
        on.print(Padding(Text(inner), (0, 0, 0, INDENT + len(text) - len(inner)), expand=False))


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Iterable[int] = (),
    widths: Sequence[int] | None = None,
) -> Table:
    """A table without lines; what is too long is cut. `numbers`: columns that stand to the right."""
    drawn = Table(box=None, padding=(0, 1 if widths else 2, 0, 0), pad_edge=False, header_style="bold")
    right = frozenset(numbers)
    for place, head in enumerate(heads):
        justify: Literal["left", "right"] = "right" if place in right else "left"
        width = widths[place] if widths else None
        drawn.add_column(head, justify=justify, width=width, no_wrap=True, overflow="ellipsis")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn


def as_json(value: object) -> None:
    """For programs."""
    console()
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
