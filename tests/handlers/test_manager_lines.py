"""Lines for the managers on their way: held back, gathered, refused, of unknown outcome, deleted. None is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from handlers import deliver
from handlers.books import Books, replace_handbook
from handlers.dispatch import Dispatch
from handlers.parcels import Parcel
from routing.delivery import MESSAGE_GONE, GaveUp, Outcome, RetryAfter, Sent, Unknown
from routing.item import Place
from storage.courier import Leased
from tests.handlers.life import STEEP, USUAL, Company

NINE = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    company = Company(tmp_path, NINE, "a steep ladder")  # its managers hear of it 15 minutes before the deadline
    yield company
    company.close()


def lines(company: Company) -> list[Parcel]:
    """What has just been posted in the managers' channel."""
    return [parcel for leased, parcel in company.delivers() if leased.kind == "managers"]


def changed(company: Company) -> list[Parcel]:
    return [parcel for leased, parcel in company.delivers(changes=True) if leased.kind == "managers"]


def told(company: Company, number: int = 1) -> list[str]:
    return [line.what for line in company.histories()[number] if line.what.startswith("managers_")]


def posts(company: Company, count: int) -> None:
    for _ in range(count):
        company.posts("Hvor er pakken min?", "facebook", timedelta(), private=False)


def passes(company: Company, by: timedelta) -> None:
    company.now += by
    company.sweep()


def leased(company: Company, outcome: Outcome) -> tuple[Leased, Parcel]:
    """The managers' message is sent, and that becomes of it."""
    taken = company._run(lambda scene: deliver.lease(scene, "courier", 30), company.now)[0].send
    (row,) = (one for one in taken if one.conversation == "C0MANAGERS")
    drawn = company.program.look(partial(deliver.draw, leased=row), company.now)
    assert isinstance(drawn, Parcel)
    if row.kind != "managers":  # that the process was late
        company.settles(row, drawn, Sent(Place("slack", row.conversation, "1")))
        return leased(company, outcome)
    company.settles(row, drawn, outcome)
    return row, drawn


@pytest.mark.parametrize("given_back", [False, True])
def test_what_was_taken_before_it_was_sent_comes_when_it_is_late_or_free(company: Company, given_back: bool) -> None:
    posts(company, 1)
    passes(company, 165 * MINUTE)
    company.clicks("bo", "claim", "item:1")
    assert lines(company) == []
    assert told(company) == ["managers_told", "managers_not_yet"]
    passes(company, 5 * MINUTE)
    assert lines(company) == []
    if given_back:
        company.clicks("bo", "release", "item:1")
        company.sweep()
    else:
        passes(company, 10 * MINUTE + timedelta(seconds=1))
    assert len(lines(company)) == 1
    for _ in range(5):
        passes(company, 15 * MINUTE)
        assert lines(company) == []
    assert told(company) == ["managers_told", "managers_not_yet", "managers_told"]


def test_what_is_refused_takes_along_what_comes_meanwhile(company: Company) -> None:
    posts(company, 6)
    passes(company, MINUTE)
    posts(company, 1)
    passes(company, 164 * MINUTE)
    _, first = leased(company, RetryAfter(30))
    assert first.message.summary == "6 items need somebody"
    assert company.lines() == set(range(1, 7))
    passes(company, MINUTE)
    company.clicks("bo", "claim", "item:2")
    (message,) = lines(company)
    assert message.message.summary == "6 items need somebody"
    assert all(told(company, number) == ["managers_told"] for number in range(1, 8))


def test_of_unknown_outcome_it_is_found_and_changed_where_it_stands(company: Company) -> None:
    posts(company, 6)
    passes(company, 165 * MINUTE)
    row, _ = leased(company, Unknown("cut"))
    company.clicks("bo", "claim", "item:4")
    company.restart()
    company.now += MINUTE
    found = {row.token: Place("slack", row.conversation, "77")}
    company._run(partial(deliver.looked_up, group=[row], found=found), company.now)
    edited = changed(company)
    assert [parcel.replaces for parcel in edited] == [found[row.token]]
    assert edited[0].message.summary == "5 items need somebody"
    for number in (1, 2, 3, 5, 6):
        company.clicks("finn", "claim", f"item:{number}")
    assert len(changed(company)) == 1  # all changes at once


def test_deleted_it_comes_anew_with_all_its_items_and_given_up_it_is_told_anew(company: Company) -> None:
    posts(company, 6)
    passes(company, 165 * MINUTE)
    assert len(lines(company)) == 1
    company.clicks("bo", "claim", "item:3")
    leased(company, GaveUp(MESSAGE_GONE))
    (message,) = lines(company)
    assert message.message.summary == "5 items need somebody"
    assert company.lines() == set(range(1, 7))
    posts(company, 5)
    passes(company, 165 * MINUTE)
    _, change = leased(company, GaveUp("is_archived"))
    assert change.replaces is not None
    _, new = leased(company, GaveUp("is_archived"))
    assert new.replaces is None
    assert company.lines() == set(range(1, 7))
    assert company.gathered()[2] > 0  # the administrators hear of it


def test_on_two_desks_it_is_said_once_that_they_were_told(company: Company) -> None:
    """The line stands on one desk and is on its way to the other when the managers are told once more."""
    again = STEEP.replace('id = "led"', 'id = "led"\nat = "-30m"\nwhen = "open"\nwhom = ["managers"]\n\n'
                          '[[ladder.rung]]\nid = "again"')  # fmt: skip
    text = USUAL + again + '\n[desks.teams]\nintake = ["19:1"]\ntriage = "19:2"\nmanagers = "19:3"\n'
    replace_handbook(company.database, text, company.now, "eva", "a test")
    company.program = Dispatch(company.database, Books(), ("slack", "teams"))
    posts(company, 1)
    passes(company, 150 * MINUTE)
    taken = company._run(lambda scene: deliver.lease(scene, "courier", 30), company.now)[0].send
    (row,) = (one for one in taken if one.conversation == "C0MANAGERS")
    drawn = company.program.look(partial(deliver.draw, leased=row), company.now)
    assert isinstance(drawn, Parcel)
    company.settles(row, drawn, Sent(Place("slack", "C0MANAGERS", "1")))
    passes(company, 15 * MINUTE)
    assert told(company) == ["managers_told"]
