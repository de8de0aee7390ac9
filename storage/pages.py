"""Pages: one person woken about some items. The database holds that nobody has two unacknowledged pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from storage.database import Transaction
from storage.errors import StorageBusy
from storage.prepared import Prepared
from storage.statements import insert, one_of, word
from storage.tables import page as table
from storage.tables import page_item


class PageState(StrEnum):
    SOUNDING = "sounding"
    ACKNOWLEDGED = "acknowledged"
    WAITING = "waiting"
    PASSED = "passed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Page:
    """`sounding` counts how often it has sounded, from 1; `sounded_at` is the last time."""

    id: int
    person: str
    state: PageState
    opened_at: datetime
    sounded_at: datetime
    settled_at: datetime | None
    sounding: int


@dataclass(frozen=True)
class Opened:
    """`existed`: the person has an unacknowledged page already, and this is it."""

    page: Page
    existed: bool


PAGE_COLUMNS = [table.c[name] for name in Page.__dataclass_fields__]
OF_ITEM = Prepared(
    lambda _: (
        select(*PAGE_COLUMNS)
        .join(page_item, page_item.c.page == table.c.id)
        .where(page_item.c.item == bindparam("number"))
        .order_by(table.c.id.desc())
    ),
    returns=PAGE_COLUMNS,
)


OF_ITEMS = Prepared(
    lambda dialect: (
        select(*PAGE_COLUMNS)
        .join(page_item, page_item.c.page == table.c.id)
        .where(one_of(dialect, page_item.c.item, "numbers"))
    ),
    returns=PAGE_COLUMNS,
)


def open_page(transaction: Transaction, person: str, at: datetime) -> Opened:
    """A new sounding page for the person, or the one that sounds already."""
    new = {"person": person, "state": PageState.SOUNDING.value, "opened_at": at, "sounded_at": at, "sounding": 1}
    statement = insert(transaction.dialect, table).values(new)
    statement = statement.on_conflict_do_nothing(
        index_elements=["person"], index_where=table.c.state == word(PageState.SOUNDING)
    )
    row = transaction.connection.execute(statement.returning(*table.c)).one_or_none()
    if row is not None:
        return Opened(_page(row), existed=False)
    # Locked, so that nobody settles it while an item is joining.
    found = _one(transaction, _sounding(person).with_for_update())
    if found is None:
        raise StorageBusy(f"the page of {person} was settled at this moment")
    return Opened(found, existed=True)


def sounding(transaction: Transaction, person: str) -> Page | None:
    """The person's unacknowledged page, if there is one."""
    return _one(transaction, _sounding(person))


def read(transaction: Transaction, page_id: int) -> Page | None:
    """The page as it is now."""
    return _one(transaction, select(table).where(table.c.id == page_id))


def set_state(transaction: Transaction, before: Page, state: PageState, at: datetime) -> bool:
    """Move the page from `before` to another state, settled at that moment; False when it was moved meanwhile."""
    return _change(transaction, before, {"state": state.value, "settled_at": at})


def sound_again(transaction: Transaction, before: Page, at: datetime) -> bool:
    """Count one more sounding of a page that is still unacknowledged; False when it was moved meanwhile."""
    assert before.state is PageState.SOUNDING
    return _change(transaction, before, {"sounded_at": at, "sounding": before.sounding + 1})


def add_items(transaction: Transaction, page_id: int, numbers: Sequence[int], at: datetime) -> list[int]:
    """Let items join the page; the numbers of those that were not on it yet."""
    if not numbers:
        return []
    rows = [{"page": page_id, "item": number, "joined_at": at} for number in sorted(set(numbers))]
    statement = insert(transaction.dialect, page_item).values(rows).on_conflict_do_nothing()
    return sorted(transaction.connection.execute(statement.returning(page_item.c.item)).scalars())


def items_of(transaction: Transaction, page_id: int) -> list[int]:
    """Numbers of the items on the page, in the order they joined."""
    query = select(page_item.c.item).where(page_item.c.page == page_id)
    return list(transaction.connection.execute(query.order_by(page_item.c.joined_at, page_item.c.item)).scalars())


def on_newer(transaction: Transaction, page: Page) -> set[int]:
    """Numbers of the items that are or were on a newer page of the same person."""
    query = select(page_item.c.item).join(table, page_item.c.page == table.c.id)
    return set(
        transaction.connection.execute(query.where(table.c.person == page.person, table.c.id > page.id)).scalars()
    )


def seen_by(transaction: Transaction, person: str, since: datetime) -> set[int]:
    """Numbers of the items on pages that the person has acknowledged, or let wait, at `since` or later."""
    seen = table.c.state.in_((PageState.ACKNOWLEDGED.value, PageState.WAITING.value))
    query = select(page_item.c.item).join(table, page_item.c.page == table.c.id)
    query = query.where(table.c.person == person, table.c.settled_at >= since, seen)
    return set(transaction.connection.execute(query).scalars())


def of_item(transaction: Transaction, number: int) -> list[Page]:
    """Every page the item is or was on, the newest first."""
    return [Page(row[0], row[1], PageState(row[2]), *row[3:]) for row in OF_ITEM.rows(transaction, {"number": number})]


def of_items(transaction: Transaction, numbers: Sequence[int]) -> list[Page]:
    """Every page that any of the items is or was on, each once, the newest first."""
    if not numbers:
        return []
    found = {row[0]: row for row in OF_ITEMS.rows(transaction, {"numbers": list(numbers)})}
    return [Page(row[0], row[1], PageState(row[2]), *row[3:]) for _, row in sorted(found.items(), reverse=True)]


def _change(transaction: Transaction, before: Page, values: dict[str, Any]) -> bool:
    statement = update(table).where(
        table.c.id == before.id, table.c.state == before.state.value, table.c.sounding == before.sounding
    )
    return transaction.connection.execute(statement.values(values)).rowcount == 1


def _sounding(person: str) -> Select[Any]:
    return select(table).where(table.c.person == person, table.c.state == word(PageState.SOUNDING))


def _one(transaction: Transaction, query: Select[Any]) -> Page | None:
    row = transaction.connection.execute(query).one_or_none()
    return None if row is None else _page(row)


def _page(row: Any) -> Page:
    return Page(row.id, row.person, PageState(row.state), row.opened_at, row.sounded_at, row.settled_at, row.sounding)
