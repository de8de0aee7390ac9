"""Fixtures that every floor's tests share."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database
from tests.databases import KINDS, fresh_database

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish() -> None:
    """What is imported and collected lives as long as the process: looking it through again and again for garbage was
    a tenth of the suite's time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh, migrated database: the test runs once on SQLite and once on PostgreSQL."""
    with fresh_database(request.param, tmp_path) as database:
        yield database
