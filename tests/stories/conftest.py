"""Every story fails when the program logs an error, unless it says that it expects one."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def nothing_goes_wrong(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Mark a story `@pytest.mark.expects_errors` where faults are its subject."""
    yield
    if request.node.get_closest_marker("expects_errors") is None:
        errors = [
            f"{record.name}: {record.getMessage()}"
            for record in caplog.get_records("call")
            if record.levelno >= logging.ERROR
        ]
        assert not errors, "\n".join(errors)
