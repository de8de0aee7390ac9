"""The measurements still run and measure what they say; no time is judged here."""

import pytest

from tests.benchmarks.__main__ import MEASURES, measure_all
from tests.benchmarks.page import as_markdown
from tests.benchmarks.sizes import SMOKE


@pytest.mark.parametrize("name", list(MEASURES))
async def test_every_measurement_runs(name: str) -> None:
    figures, on = await measure_all([name], ("sqlite",), SMOKE, lambda _: None)
    assert figures
    assert all(figure.ours > 0 and figure.other > 0 for figure in figures)
    assert as_markdown(figures).count("\n") == len(figures) + 1
    assert "SQLite 3." in on


async def test_postgresql_too() -> None:
    figures, on = await measure_all(["intake", "sweep"], ("postgresql",), SMOKE, lambda _: None)
    assert len(figures) == 6
    assert "PostgreSQL " in on
