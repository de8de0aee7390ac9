"""How the figures are shown."""

import os
import platform
from collections.abc import Iterable

from rich.table import Table

from tests.benchmarks.measuring import Figure
from tests.benchmarks.places import Places, version

COLUMNS = ("", "measured", "against", "takes", "the other", "ratio", "quartiles", "goal")


def as_table(figures: Iterable[Figure]) -> Table:
    table = Table(*COLUMNS, title="Ratios, measured side by side")
    for row in map(_row, figures):
        table.add_row(*row)
    return table


def as_markdown(figures: Iterable[Figure]) -> str:
    lines = [_line(COLUMNS), _line(["---"] * len(COLUMNS))]
    return "\n".join([*lines, *(_line(_row(figure)) for figure in figures)])


def machine(place: Places, kinds: Iterable[str]) -> str:
    """Cores and versions, nothing that names a machine."""
    databases = ", ".join(version(place, kind) for kind in kinds)
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {databases}"


def _row(figure: Figure) -> list[str]:
    return [
        ", ".join(filter(None, (figure.part, figure.database))), figure.what, figure.against,
        _time(figure.ours), _time(figure.other),
        f"{figure.ratio:.2f}", f"{figure.worst:.2f} to {figure.best:.2f}", figure.goal,
    ]  # fmt: skip


def _time(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms" if seconds < 0.1 else f"{seconds * 1e3:.0f} ms"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
