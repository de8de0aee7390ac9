"""Fixtures that every floor's tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.garbage import settle
from storage.database import Database
from tests.databases import KINDS, fresh_database

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    """As the bot does: what is collected lives as long as the process, too."""
    settle()


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh, migrated database: the test runs once on SQLite and once on PostgreSQL."""
    with fresh_database(request.param, tmp_path) as database:
        yield database
