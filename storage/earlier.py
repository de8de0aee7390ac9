"""What an author wrote before: earlier items of the same source and handle, or of the same name where none is known."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text

from routing.item import Item, State
from storage.database import Transaction
from storage.tables import HAS_AUTHOR, LONGEST_HANDLE
from storage.tables import item as table

LOOKED_THROUGH = 1_000
"""The author's own posts that are counted at most; where only a name or a very long handle is known, which have no
index, the items before this one among which is looked."""

AUTHOR_INDEXED = text(HAS_AUTHOR)
"""The condition of the index on authors, word for word."""


@dataclass(frozen=True)
class EarlierPost:
    """One of them; none is private: who wrote a private message is told nowhere else either."""

    number: int
    posted_at: datetime
    state: State
    url: str
    text: str


@dataclass(frozen=True)
class Earlier:
    """The newest of them, the newest first, and how many more there are among those looked through."""

    newest: tuple[EarlierPost, ...] = ()
    more: int = 0


def by_author(transaction: Transaction, item: Item, limit: int) -> Earlier:
    """What the author of this item's post wrote before it; nothing for an author without handle and name."""
    author = item.post.author
    if item.number <= 1:
        return Earlier()
    found = select(table.c.number).where(table.c.source == item.post.source, table.c.private.is_(False))
    found = found.order_by(table.c.number.desc()).limit(LOOKED_THROUGH)
    around = table.c.number.between(item.number - LOOKED_THROUGH, item.number - 1)
    if 1 <= len(author.handle) <= LONGEST_HANDLE:
        found = found.where(table.c.author_handle == author.handle, AUTHOR_INDEXED, table.c.number < item.number)
    elif author.handle:
        found = found.where(table.c.author_handle == author.handle, around)
    elif author.name:
        found = found.where(table.c.author_handle == "", table.c.author_name == author.name, around)
    else:
        return Earlier()
    numbers = list(transaction.connection.execute(found).scalars())
    if not numbers:
        return Earlier()
    shown = select(table.c.number, table.c.posted_at, table.c.state, table.c.url, table.c.text)
    rows = transaction.connection.execute(
        shown.where(table.c.number.in_(numbers[:limit])).order_by(table.c.number.desc())
    )
    posts = tuple(EarlierPost(row.number, row.posted_at, State(row.state), row.url, row.text) for row in rows)
    return Earlier(posts, len(numbers) - len(posts))
