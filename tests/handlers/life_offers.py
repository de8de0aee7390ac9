"""Items handed over by hand in the lives of items: who is asked, and what must be true afterwards."""

from sqlalchemy import select

from routing.item import Item
from storage import internal_notes
from storage.internal_notes import Note
from storage.tables import outbox
from tests.handlers.life import DESK, Company

ANSWERS = ("accept_handover", "accept_handover", "refuse_handover", "keep_item", "")


def offers(company: Company, item: Item, to: str) -> Note | None:
    """The item's owner asks; None where it cannot be."""
    if item.owner is None:
        return None
    company.fills(item.owner, "hand_over", f"item:{item.number}", person=to, line="Kan du?")
    after = company.items()[item.number]
    if after.request is None or after.request == item.request:
        return None
    with company.database.read() as transaction:
        note = internal_notes.last_handover(transaction, item.number)
        rows = transaction.connection.execute(select(outbox.c.conversation, outbox.c.subject)).all()
    assert note is not None, f"nothing is kept of the offer of item {item.number}"
    asked = company.handbook().person(to)
    assert asked is not None
    assert asked.chat_id(DESK), f"{to} was asked, and cannot be reached"
    assert (f"person:{to}", f"note:{note.id}") in {tuple(row) for row in rows}, f"{to} was not asked"
    assert after.owner == item.owner, f"item {item.number} is not its owner's while somebody is asked"
    return note


def answers(company: Company, note: Note, answer: str) -> None:
    item = company.items()[note.item]
    subject, who = (f"item:{note.item}", item.owner) if answer == "keep_item" else (f"note:{note.id}", note.person)
    company.clicks(who or "", answer, subject)
    after = company.items()[note.item]
    assert after.request is None, f"item {note.item} is still offered after {answer}"
    expected = note.person if answer == "accept_handover" else item.owner
    assert after.owner == expected, f"item {note.item} is {after.owner}'s after {answer}, not {expected}'s"


def are_asked_in_time(company: Company, item: Item) -> None:
    """After a sweep: an offer waits no longer than was said, and only while its giver has the item."""
    if item.request is not None:
        assert item.keeps_request, f"item {item.number} is offered, but has moved on"
        assert not item.request.is_over(company.now), f"the offer of item {item.number} is over, and stands"
