"""What an author wrote before: earlier items of the same source and handle, or of the same name where none is known."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from routing.item import Item, State
from storage.database import Transaction
from storage.tables import item as table

LOOKED_THROUGH = 1_000
"""Items before this one among which is looked. Authors have no index of their own: the numbers bound what it costs."""


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
    if author.handle:
        same = table.c.author_handle == author.handle
    elif author.name:
        same = (table.c.author_handle == "") & (table.c.author_name == author.name)
    else:
        return Earlier()
    found = (
        select(table.c.number)
        .where(table.c.number.between(item.number - LOOKED_THROUGH, item.number - 1))
        .where(table.c.source == item.post.source, same, table.c.private.is_(False))
        .order_by(table.c.number.desc())
    )
    numbers = list(transaction.connection.execute(found).scalars())
    if not numbers:
        return Earlier()
    shown = select(table.c.number, table.c.posted_at, table.c.state, table.c.url, table.c.text)
    rows = transaction.connection.execute(
        shown.where(table.c.number.in_(numbers[:limit])).order_by(table.c.number.desc())
    )
    posts = tuple(EarlierPost(row.number, row.posted_at, State(row.state), row.url, row.text) for row in rows)
    return Earlier(posts, len(numbers) - len(posts))
