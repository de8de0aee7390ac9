"""What a person's home shows besides open items: what they have begun, what waits for their word, what they are asked.

Of open items alone: what belongs to a closed one waits for nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from sqlalchemy import select

from routing.request import Request
from storage.database import Transaction
from storage.item_rows import request_of
from storage.items import OPEN
from storage.statements import word
from storage.tables import item
from storage.tables_desk import approval, draft, internal_note


@dataclass(frozen=True)
class Begun:
    """An answer that somebody has begun: of which item, and when they last wrote at it."""

    number: int
    changed_at: datetime


@dataclass(frozen=True)
class Waiting:
    """An answer that somebody with the right to approve is to see first."""

    number: int
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True)
class Asked:
    """A question of a colleague that was put to somebody and has no answer yet. `text` are the colleague's words."""

    id: int
    number: int
    by: str
    at: datetime
    text: str


def drafts(transaction: Transaction, person: str) -> Sequence[Begun]:
    """What this person has begun to answer, the latest first."""
    columns = (draft.c.item, draft.c.changed_at)
    query = select(*columns).join(item, item.c.number == draft.c.item).where(draft.c.person == person, OPEN)
    return [Begun(*row) for row in transaction.connection.execute(query.order_by(draft.c.changed_at.desc()))]


def approvals(transaction: Transaction) -> Sequence[Waiting]:
    """The answers that wait for anybody's approval, the longest first."""
    columns = (approval.c.item, approval.c.asked_by, approval.c.asked_at)
    query = (
        select(*columns).join(item, item.c.number == approval.c.item).where(approval.c.state == word("waiting"), OPEN)
    )
    return [Waiting(*row) for row in transaction.connection.execute(query.order_by(approval.c.asked_at))]


def questions(transaction: Transaction, person: str) -> Sequence[Asked]:
    """What this person is asked and has not answered, the oldest question first."""
    note = internal_note.c
    query = (
        select(note.id, note.item, note.by, note.at, note.text)
        .join(item, item.c.number == note.item)
        .where(note.person == person, note.kind == word("question"), note.replied_at.is_(None), OPEN)
    )
    return [Asked(*row) for row in transaction.connection.execute(query.order_by(note.at))]


def requests(transaction: Transaction) -> Sequence[tuple[int, Request]]:
    """The open items that wait for somebody's word, and whose, the oldest item first."""
    query = select(item.c.number, item.c.request).where(OPEN, item.c.request.is_not(None)).order_by(item.c.due_at)
    found = [(number, request_of(request)) for number, request in transaction.connection.execute(query)]
    return sorted(found, key=itemgetter(0))
