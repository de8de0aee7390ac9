"""Every story fails when the program logs an error, unless it says that it expects one."""

import logging
from collections.abc import Iterator

import pytest

from tests.stories import teams
from tests.stories.world import CHOSEN, STAGES

assert "teams" in STAGES, teams.__name__


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every story runs on each desk, but one of what only one desk can do: `@pytest.mark.only_on(desk, ability)`."""
    marks = metafunc.definition
    only = marks.get_closest_marker("only_on") or marks.get_closest_marker("staged_on")
    metafunc.parametrize("on_desk", [only.args[0]] if only else sorted(STAGES), indirect=True)


@pytest.fixture(autouse=True)
def on_desk(request: pytest.FixtureRequest) -> Iterator[str]:
    """The desk that this run of the story is about."""
    CHOSEN.append(request.param)
    yield request.param
    CHOSEN.pop()


@pytest.fixture
def expects_errors() -> None:
    """For stories whose subject is a fault."""


@pytest.fixture(autouse=True)
def nothing_goes_wrong(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "expects_errors" not in request.fixturenames:
        errors = [
            f"{record.name}: {record.getMessage()}"
            for record in caplog.get_records("call")
            if record.levelno >= logging.ERROR
        ]
        assert not errors, "\n".join(errors)
