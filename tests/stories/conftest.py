"""Every story fails when the program logs an error, unless it says that it expects one."""

import logging
from collections.abc import Iterator

import pytest


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
