"""All tables. Constraints and indexes carry names, so that migrations can speak of them.

Statements are written against the `Table` objects at the end. Partial indexes keep what the clocks look for small:
only open items, only pending messages. A change here needs a migration: a test compares the two on both databases.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Text, UniqueConstraint
from sqlmodel import Field

from storage.moment import Duration, Moment
from storage.table_parts import Json, Number, Row, where
from storage.tables_delegation import (
    absence,
    correction,
    digest,
    digest_choice,
    handbook,
    handbook_draft,
    handover,
    person,
)
from storage.tables_desk import answer_leg, approval, conflict, draft, internal_note, publication
from storage.tables_outbox import outbox, outbox_hold
from storage.tables_pages import page, page_item
from storage.tables_rota import (
    calendar_feed,
    calendar_import,
    quiet_time,
    rota_cover,
    rota_swap,
    shift_note,
)
from storage.tables_rounds import item_round
from storage.words import Words

LONGEST_URL, LONGEST_HANDLE = 500, 200
"""Characters of what has an index: PostgreSQL takes no key of more than 2,704 bytes."""

HAS_URL = f"length(url) BETWEEN 1 AND {LONGEST_URL}"
"""Which posts can be found by their address."""

HAS_AUTHOR = f"length(author_handle) BETWEEN 1 AND {LONGEST_HANDLE}"
"""Which posts can be found by their author."""


class ItemRow(Row, table=True):
    """`routing.item.Item`. Two columns are derived: `is_open` from the state, and `carried_by`, the owner or else the
    expert of an open item (null when it is closed), for counting who has how much on their desk."""

    __tablename__ = "item"
    __table_args__ = (
        PrimaryKeyConstraint("number", name="pk_item"),
        UniqueConstraint("source", "external_id", name="uq_item_source_external_id"),
        Index("ix_item_next_due_at", "next_due_at", **where("next_due_at IS NOT NULL")),
        Index("ix_item_open_due_at", "due_at", "number", **where("is_open")),
        Index("ix_item_carried_by", "carried_by", "urgency", **where("carried_by IS NOT NULL")),
        Index("ix_item_expert_received_at", "expert", "received_at"),
        Index("ix_item_due_at", "due_at"),
        Index("ix_item_received_at", "received_at"),
        Index("ix_item_closed_at", "closed_at", **where("closed_at IS NOT NULL")),
        Index("ix_item_url", "url", **where(HAS_URL)),
        Index("ix_item_author", "source", "author_handle", "number", **where(HAS_AUTHOR)),
        Index("ix_item_merged_into", "merged_into", **where("merged_into IS NOT NULL")),
        Index("ix_item_origin", "origin_conversation", "origin_message", **where("origin_desk IS NOT NULL")),
    )

    number: int | None = Field(default=None, sa_type=Number, primary_key=True)
    source: str = Field(sa_type=Words)
    external_id: str = Field(sa_type=Words)
    text: str = Field(sa_type=Words)
    posted_at: datetime = Field(sa_type=Moment)
    url: str = Field(sa_type=Words)
    author_name: str = Field(sa_type=Words)
    author_handle: str = Field(sa_type=Words)
    author_reach: int | None = Field(sa_type=BigInteger)
    post_language: str = Field(sa_type=Words)
    post_kind: str | None = Field(sa_type=Words)
    in_reply_to: str = Field(sa_type=Words)
    attachments: list[str] = Field(sa_type=Json)
    private: bool
    received_at: datetime = Field(sa_type=Moment)
    state: str = Field(sa_type=Words)
    is_open: bool
    version: int
    domain: str = Field(sa_type=Words)
    rule: str | None = Field(sa_type=Words)
    situation: str = Field(sa_type=Words)
    tags: list[str] = Field(sa_type=Json)
    urgency: str = Field(sa_type=Words)
    kind: str = Field(sa_type=Words)
    language: str = Field(sa_type=Words)
    expert: str | None = Field(sa_type=Words)
    owner: str | None = Field(sa_type=Words)
    carried_by: str | None = Field(sa_type=Words)
    claimed_at: datetime | None = Field(sa_type=Moment)
    due_at: datetime = Field(sa_type=Moment)
    starts_at: datetime = Field(sa_type=Moment)
    target: timedelta = Field(sa_type=Duration)
    deadline_because: dict[str, Any] = Field(sa_type=Json)
    came_unstaffed: bool
    came_late: bool
    clock: str = Field(sa_type=Text)
    ladder: list[Any] = Field(sa_type=Json)
    climb: dict[str, Any] = Field(sa_type=Json)
    next_due_at: datetime | None = Field(sa_type=Moment)
    reasons: list[Any] = Field(sa_type=Json)
    handbook: str = Field(sa_type=Words)
    origin_desk: str | None = Field(sa_type=Words)
    origin_conversation: str | None = Field(sa_type=Words)
    origin_message: str | None = Field(sa_type=Words)
    closed_at: datetime | None = Field(sa_type=Moment)
    closed_by: str | None = Field(sa_type=Words)
    closing_reason: str | None = Field(sa_type=Words)
    answer_link: str | None = Field(sa_type=Words)
    answer_text: str | None = Field(sa_type=Words)
    held_until: datetime | None = Field(sa_type=Moment)
    marks: dict[str, str] = Field(sa_type=Json)
    round: int
    pause: dict[str, Any] | None = Field(sa_type=Json)
    request: dict[str, Any] | None = Field(sa_type=Json)
    merged_into: int | None = Field(sa_type=BigInteger)


class FollowUpRow(Row, table=True):
    """What the customer wrote after the item's post. `verdict` is that of `routing.follow_up`."""

    __tablename__ = "follow_up"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_follow_up"),
        UniqueConstraint("source", "external_id", name="uq_follow_up_source_external_id"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_follow_up_item"),
        Index("ix_follow_up_item", "item"),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    item: int = Field(sa_type=BigInteger)
    source: str = Field(sa_type=Words)
    external_id: str = Field(sa_type=Words)
    text: str = Field(sa_type=Words)
    posted_at: datetime = Field(sa_type=Moment)
    received_at: datetime = Field(sa_type=Moment)
    url: str = Field(sa_type=Words)
    author_name: str = Field(sa_type=Words)
    author_handle: str = Field(sa_type=Words)
    attachments: list[str] = Field(sa_type=Json)
    verdict: str = Field(sa_type=Text)
    round: int


class HistoryRow(Row, table=True):
    """One line of an item's history, chained by digest to the line before it. Only words and salt may be erased."""

    __tablename__ = "history"
    __table_args__ = (
        PrimaryKeyConstraint("item", "sequence", name="pk_history"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_history_item"),
    )

    item: int = Field(sa_type=BigInteger, primary_key=True)
    sequence: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    who: str = Field(sa_type=Words)
    what: str = Field(sa_type=Words)
    details: dict[str, Any] = Field(sa_type=Json)
    words: str | None = Field(sa_type=Words)
    words_salt: str | None = Field(sa_type=Text)
    words_digest: str | None = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    previous_digest: str = Field(sa_type=Text)


class InboxRow(Row, table=True):
    """What a vendor's event or click was answered with, by its key."""

    __tablename__ = "inbox"
    __table_args__ = (PrimaryKeyConstraint("key", name="pk_inbox"), Index("ix_inbox_received_at", "received_at"))

    key: str = Field(sa_type=Words, primary_key=True)
    received_at: datetime = Field(sa_type=Moment)
    reply: dict[str, Any] = Field(sa_type=Json)


class UnreadableRow(Row, table=True):
    """A vendor's event that could not be handled, kept raw so that it can be submitted again."""

    __tablename__ = "unreadable"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_unreadable"),
        UniqueConstraint("key", name="uq_unreadable_key"),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    desk: str = Field(sa_type=Words)
    key: str = Field(sa_type=Words)
    raw: str = Field(sa_type=Words)
    received_at: datetime = Field(sa_type=Moment)
    error: str = Field(sa_type=Words)
    settled_at: datetime | None = Field(sa_type=Moment)


class PlacementRow(Row, table=True):
    """Where the message about a subject stands, so that it can be edited instead of posted again."""

    __tablename__ = "placement"
    __table_args__ = (
        PrimaryKeyConstraint("subject", "desk", "purpose", name="pk_placement"),
        Index("ix_placement_place", "message", "conversation"),
    )

    subject: str = Field(sa_type=Words, primary_key=True)
    desk: str = Field(sa_type=Words, primary_key=True)
    purpose: str = Field(sa_type=Words, primary_key=True)
    conversation: str = Field(sa_type=Words)
    message: str = Field(sa_type=Words)
    drawn: str = Field(sa_type=Text)


class CursorRow(Row, table=True):
    """How far a conversation has been read."""

    __tablename__ = "cursor"
    __table_args__ = (PrimaryKeyConstraint("desk", "conversation", name="pk_cursor"),)

    desk: str = Field(sa_type=Words, primary_key=True)
    conversation: str = Field(sa_type=Words, primary_key=True)
    position: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)


class ReferenceRow(Row, table=True):
    """By which address a desk may write in a conversation that it has met, in the desk's own words."""

    __tablename__ = "reference"
    __table_args__ = (PrimaryKeyConstraint("desk", "conversation", name="pk_reference"),)

    desk: str = Field(sa_type=Words, primary_key=True)
    conversation: str = Field(sa_type=Words, primary_key=True)
    text: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)


__all__ = [
    "absence",
    "answer_leg",
    "approval",
    "calendar_feed",
    "calendar_import",
    "conflict",
    "correction",
    "cursor",
    "digest",
    "digest_choice",
    "draft",
    "follow_up",
    "handbook",
    "handbook_draft",
    "handover",
    "history",
    "inbox",
    "internal_note",
    "item",
    "item_round",
    "metadata",
    "outbox",
    "outbox_hold",
    "page",
    "page_item",
    "person",
    "placement",
    "publication",
    "quiet_time",
    "reference",
    "rota_cover",
    "rota_swap",
    "shift_note",
    "unreadable",
]  # fmt: skip

metadata = Row.metadata
_table = metadata.tables.__getitem__
item, history, inbox, unreadable = map(_table, ("item", "history", "inbox", "unreadable"))
follow_up = _table("follow_up")
placement = _table("placement")
cursor, reference = map(_table, ("cursor", "reference"))
