"""A handbook, an item and a speaker for the tests of this floor."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from handlers.speakers import Names
from handlers.words import Speaker
from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from routing.item import Climb, Closing, Deadline, Item, Kind, PageStatus, Paging, Post, State, Urgency
from routing.reasons import Reason
from tests.stories.company import COMPANY

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""Wednesday, 10 o'clock in Oslo: Dee is on call."""

HANDBOOK = COMPANY.replace(
    'lead = "cy"\nexperts = ["bo", "finn"]', 'lead = "cy"\nexperts = ["bo"]\ndeputies = ["finn"]'
)


def handbook(text: str = HANDBOOK) -> Handbook:
    return read_handbook(text)


def item(state: State = State.NEW, owner: str | None = None, paged: tuple[str, ...] = ()) -> Item:
    """An item of "delivery": Bo is expert, Finn deputy, Cy lead."""
    new = Item(
        number=12, post=Post("facebook", "1", "Hvor er pakken?", NOW), received_at=NOW, state=State.NEW, version=1,
        domain="delivery", urgency=Urgency.NORMAL, kind=Kind.QUESTION, language="nb", expert="bo", owner=owner,
        claimed_at=NOW if owner else None,
        deadline=Deadline(NOW + timedelta(hours=3), NOW, timedelta(hours=3), Reason("target")),
        ladder=(), climb=Climb(), next_due_at=None, reasons=(), handbook="x",
    )  # fmt: skip
    paging = Paging(paged[-1], paged, PageStatus.SOUNDING, NOW, None) if paged else None
    closing = None if state.is_open else Closing(NOW, "bo")
    return replace(new, state=state, climb=Climb(paging=paging), closing=closing)


def speaker(language: str = "en", zone: str = "Europe/Oslo") -> Speaker:
    return Speaker(language, zone, Names(handbook()))
