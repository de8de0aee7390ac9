"""What a new post may be the same as: open posts of its author, and the newest of its field. Two looks at an index."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, text

from routing.duplicates import COMPARED, WORDED_WITHIN, Candidate
from routing.item import Author, Item, State
from storage.database import Transaction
from storage.moment import Moment, moment
from storage.prepared import Prepared
from storage.statements import word
from storage.tables import HAS_AUTHOR, LONGEST_HANDLE
from storage.tables import item as table
from storage.words import Words

OF_AUTHOR = 20
"""The author's newest posts that are looked at."""

LATELY = 100
"""The newest posts of all that are looked at for their words: each costs a new post 5 µs, and the writer waits."""

_LINKS = 200
"""Characters by which two posts of the same words may differ in length besides: addresses are left out of them."""

_ANSWERED = State.ANSWERED.value


def candidates(transaction: Transaction, item: Item) -> list[Candidate]:
    """Public posts from before this one, which is not stored yet: open ones of its author, and, open or answered, those
    of its domain that are about as long. A private message is compared with nothing."""
    if item.post.private:
        return []
    post, length = item.post, len(item.post.text[:COMPARED])
    asked = {
        "since": item.received_at - WORDED_WITHIN, "domain": item.domain, "source": post.source,
        "name": post.author.name, "handle": post.author.handle,
        "shortest": length // 2 - _LINKS, "longest": length * 2 + _LINKS,
    }  # fmt: skip
    rows = LATEST.rows(transaction, asked)
    if 1 <= len(post.author.handle) <= LONGEST_HANDLE:
        rows += BY_AUTHOR.rows(transaction, {"source": post.source, "handle": post.author.handle})
    found = {row[0]: _candidate(row, item) for row in rows}
    return list(found.values())


def _columns(rows: Any) -> list[ColumnElement[Any]]:
    first_words = func.substr(rows.text, 1, COMPARED)
    return [
        rows.number, rows.source, first_words, rows.author_name, rows.author_handle, rows.posted_at, rows.is_open,
        rows.domain,
    ]  # fmt: skip


def _by_author(_: str) -> Select[Any]:
    newest = (
        select(table)
        .where(table.c.source == bindparam("source"), table.c.author_handle == bindparam("handle"), text(HAS_AUTHOR))
        .order_by(table.c.number.desc())
        .limit(OF_AUTHOR)
        .subquery()
    )
    return select(*_columns(newest.c)).where(newest.c.is_open, newest.c.private.is_(False))


def _latest(_: str) -> Select[Any]:
    newest = (
        select(table)
        .where(table.c.received_at >= bindparam("since", type_=Moment))
        .order_by(table.c.received_at.desc())
        .limit(LATELY)
        .subquery()
    )
    row = newest.c
    length = func.length(row.text)
    alike = and_(
        row.domain == bindparam("domain", type_=Words),
        length >= bindparam("shortest"),
        or_(length <= bindparam("longest"), length > COMPARED),
    )
    named = and_(
        row.is_open,
        row.source == bindparam("source", type_=Words),
        row.author_handle == bindparam("handle", type_=Words),
        row.author_name == bindparam("name", type_=Words),
        or_(row.author_handle != "", row.author_name != ""),
    )
    known = or_(row.is_open, row.state == word(_ANSWERED))
    return select(*_columns(row)).where(row.private.is_(False), known, or_(alike, named))


LATEST = Prepared(_latest)
BY_AUTHOR = Prepared(_by_author)


def _candidate(row: tuple[Any, ...], item: Item) -> Candidate:
    number, source, words, name, handle, posted_at, is_open, domain = row
    return Candidate(
        number, source, words, Author(name, handle), moment(posted_at), bool(is_open), domain == item.domain
    )
