"""Taking a thank-you back: what has become of the item and its people meanwhile."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.replies import Done, Refused, Reply
from routing.item import State
from tests.handlers.life import Company

MORNING = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""Wednesday, 10 o'clock in Oslo: Bo, Finn and Cy are at work."""


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    made = Company(tmp_path, MORNING)
    made.posts("Thank you, you are great!", "facebook", timedelta(), private=False)
    yield made
    made.close()


def said(reply: Reply) -> str:
    assert isinstance(reply, Refused)
    return reply.message.summary


def test_whoever_was_named_is_away_meanwhile(company: Company) -> None:
    (item,) = company.items().values()
    named = str(item.expert)
    other = "bo" if named == "finn" else "finn"
    assert isinstance(company.clicks("cy", "thank", "item:1"), Done)
    company.says(named, "away until friday")
    assert isinstance(company.clicks("cy", "undo_thanks", "item:1"), Done)
    (item,) = company.items().values()
    assert (item.state, item.owner, item.expert, item.round) == (State.NEW, None, other, 1)
    assert [line.what for line in company.histories()[1]][-2:] == ["thanks_taken_back", "named"]
    company.sweep()


def test_somebody_else_the_customer_or_another_click_was_quicker(company: Company) -> None:
    assert isinstance(company.clicks("bo", "liked", "item:1"), Done)
    assert said(company.clicks("cy", "undo_thanks", "item:1")) == "Bo Berg answered item 1 Wed 4 Mar 10:00."
    assert said(company.clicks("cy", "thank", "item:1")) == "Bo Berg answered item 1 Wed 4 Mar 10:00."
    # Mere thanks change nothing; a question has opened it again, in a round of its own.
    company.writes_again(1, "Takk!")
    assert isinstance(company.clicks("bo", "undo_thanks", "item:1"), Done)
    assert "follow_up" not in company.items()[1].marks
    assert isinstance(company.clicks("bo", "thank", "item:1"), Done)
    company.writes_again(1, "Hvor er pakken min?")
    assert said(company.clicks("bo", "undo_thanks", "item:1")) == "Item 1 is open: there is nothing to take back."
    assert company.items()[1].round == 2
