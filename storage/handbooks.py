"""The handbook in force, and every one before it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Transaction
from storage.moment import moment
from storage.prepared import Prepared
from storage.statements import insert
from storage.tables import absence
from storage.tables import handbook as table
from storage.tables_rota import calendar_import, rota_cover

DIGEST = Prepared(lambda _: select(table.c.digest).order_by(table.c.id.desc()).limit(1))
NEWEST = select(absence).order_by(absence.c.id.desc()).limit(1)
NEWEST_COVER = select(rota_cover).order_by(rota_cover.c.id.desc()).limit(1)
NEWEST_IMPORT = select(calendar_import).order_by(calendar_import.c.changed_at.desc()).limit(1)
"""Of a handful of rows; `storage.calendar_imports.keep` sees that a change is always newer than all before it."""

EDITION = Prepared(
    lambda _: (
        select(
            table.c.id,
            table.c.digest,
            NEWEST.with_only_columns(absence.c.id).scalar_subquery(),
            NEWEST.with_only_columns(absence.c.said_at).scalar_subquery(),
            NEWEST_COVER.with_only_columns(rota_cover.c.id).scalar_subquery(),
            NEWEST_COVER.with_only_columns(rota_cover.c.said_at).scalar_subquery(),
            NEWEST_IMPORT.with_only_columns(calendar_import.c.changed_at).scalar_subquery(),
            NEWEST_IMPORT.with_only_columns(calendar_import.c.digest).scalar_subquery(),
        )
        .order_by(table.c.id.desc())
        .limit(1)
    )
)


@dataclass(frozen=True)
class Edition:
    """What is in force: the handbook's row, the newest absence and the newest cover of a shift said in chat, if any
    (`said` and `cover_said` in microseconds), and when the shifts of a calendar became others (`imported`, the same).

    SQLite gives a number out again after a transaction that failed, so digest and moment stand beside the numbers.
    """

    handbook: int
    digest: str
    absence: int | None
    said: int | None
    cover: int | None
    cover_said: int | None
    imported: int | None
    imported_digest: str | None


@dataclass(frozen=True)
class StoredHandbook:
    """`text` is the whole TOML, `digest` its SHA-256; `changed_by` a person's id or a word for the process."""

    id: int
    digest: str
    text: str
    at: datetime
    changed_by: str
    why: str


def lock(transaction: Transaction) -> None:
    """Nobody else changes the handbook until this transaction ends: what is read of it from here on is the newest."""
    transaction.lock(table)


def current(transaction: Transaction) -> StoredHandbook | None:
    """The handbook in force; None before the first."""
    row = transaction.connection.execute(select(table).order_by(table.c.id.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else StoredHandbook(**row)


def edition(transaction: Transaction) -> Edition | None:
    """What is in force, by a few numbers: cheap enough to ask at every intent. None before the first handbook."""
    found = EDITION.rows(transaction)
    return Edition(*found[0]) if found else None


def changed_at(transaction: Transaction) -> datetime | None:
    """When anything of what is in force became what it is: the handbook, an absence, a cover, a calendar of the rota.

    None before the first handbook.
    """
    return max(changes(transaction), default=None)


def changes(transaction: Transaction) -> list[datetime]:
    """When each part of what is in force became what it is; nothing before the first handbook."""
    found, at = edition(transaction), newest_at(transaction)
    if found is None or at is None:
        return []
    said = (moment(each) for each in (found.said, found.cover_said, found.imported) if each is not None)
    return [at, *said]


def other_before(transaction: Transaction, row: StoredHandbook) -> StoredHandbook | None:
    """The newest handbook of another text that was in force before that row; None when there was none."""
    query = select(table).where(table.c.id < row.id, table.c.digest != row.digest).order_by(table.c.id.desc()).limit(1)
    found = transaction.connection.execute(query).mappings().one_or_none()
    return None if found is None else StoredHandbook(**found)


def newest(transaction: Transaction, limit: int) -> list[StoredHandbook]:
    """The last so many, the newest first; without their texts."""
    columns = [column for column in table.c if column.name != "text"]
    rows = transaction.connection.execute(select(*columns).order_by(table.c.id.desc()).limit(limit)).mappings()
    return [StoredHandbook(text="", **row) for row in rows]


def by_beginning(transaction: Transaction, beginning: str) -> StoredHandbook | None:
    """The newest handbook whose digest begins so; None when there is none."""
    query = select(table).where(table.c.digest.startswith(beginning, autoescape=True)).order_by(table.c.id.desc())
    row = transaction.connection.execute(query.limit(1)).mappings().one_or_none()
    return None if row is None else StoredHandbook(**row)


def current_digest(transaction: Transaction) -> str | None:
    """The digest of the one in force: cheap enough to ask at every intent."""
    found = DIGEST.rows(transaction)
    return found[0][0] if found else None


def by_digest(transaction: Transaction, digest: str) -> StoredHandbook | None:
    """The handbook an item was opened under, by the digest it carries."""
    query = select(table).where(table.c.digest == digest).order_by(table.c.id.desc()).limit(1)
    row = transaction.connection.execute(query).mappings().one_or_none()
    return None if row is None else StoredHandbook(**row)


def first_at(transaction: Transaction) -> datetime | None:
    """Since when there is a handbook; None before the first."""
    return transaction.connection.execute(select(table.c.at).order_by(table.c.id).limit(1)).scalar_one_or_none()


def newest_at(transaction: Transaction) -> datetime | None:
    """Since when the one in force is; None before the first."""
    return transaction.connection.execute(select(table.c.at).order_by(table.c.id.desc()).limit(1)).scalar_one_or_none()


def put(transaction: Transaction, text: str, digest: str, at: datetime, changed_by: str, why: str) -> StoredHandbook:
    """Put a handbook in force. It must have been read without problems before."""
    statement = insert(transaction.dialect, table).values(
        text=text, digest=digest, at=at, changed_by=changed_by, why=why
    )
    number = transaction.connection.execute(statement.returning(table.c.id)).scalar_one()
    return StoredHandbook(number, digest, text, at, changed_by, why)
