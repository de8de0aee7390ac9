"""Every story fails when the program logs an error, unless it says that it expects one, and when it does not show what
its marks say."""

import logging
from collections.abc import Generator, Iterator

import pytest

from tests.gallery.documents import MET
from tests.stories import teams
from tests.stories.abilities import DESKS
from tests.stories.marks import claimed, desks_of, refuted
from tests.stories.watch import Watch
from tests.stories.watched import WATCHES
from tests.stories.world import CHOSEN, STAGES

assert tuple(STAGES) == DESKS, teams.__name__

WATCH = pytest.StashKey[Watch]()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every story runs on each desk, but one of what only one desk can do: `@pytest.mark.only_on(desk, ability)`."""
    metafunc.parametrize("on_desk", desks_of(list(metafunc.definition.iter_markers())), indirect=True)


@pytest.fixture(autouse=True)
def on_desk(request: pytest.FixtureRequest) -> Iterator[str]:
    """The desk that this run of the story is about."""
    CHOSEN.append(request.param)
    yield request.param
    CHOSEN.pop()


@pytest.fixture(autouse=True)
def watched(request: pytest.FixtureRequest) -> Iterator[None]:
    """What happens in the story is seen."""
    watch = request.node.stash[WATCH] = Watch()
    WATCHES.append(watch)
    yield
    WATCHES.pop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A story shows what it says, nothing that a platform is said not to let us do, and nothing that a desk refuses."""
    MET.wrong.clear()
    result = yield
    assert not MET.wrong, "\n".join(MET.wrong)
    assert isinstance(item, pytest.Function)
    desk = str(item.callspec.params["on_desk"])
    wrong = refuted(claimed(list(item.iter_markers()), desk), desk, item.stash[WATCH].facts)
    assert not wrong, "\n".join(wrong)
    return result


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
