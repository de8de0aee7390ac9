"""The tables of what is on its way out: messages, and lanes that a vendor asked us to leave alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, PrimaryKeyConstraint, Text
from sqlmodel import Field

from storage.moment import Moment
from storage.table_parts import Json, Number, Row, where
from storage.words import Words


class OutboxRow(Row, table=True):
    """One message to send. `lane` is desk and conversation in one word: what must be sent one after the other.

    `due_at` is when the courier next has something to do about it: send it, or look whether it arrived;
    `first_due_at` stays when it should have been sent.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_outbox"),
        Index("uq_outbox_pending_merge_key", "merge_key", unique=True, **where("state = 'pending'")),
        Index("uq_outbox_leased_lane", "lane", unique=True, **where("state = 'leased'")),
        Index("ix_outbox_pending_lane", "lane", "priority", "id", "due_at", **where("state = 'pending'")),
        Index("ix_outbox_pending_due_at", "lane", "due_at", **where("state = 'pending'")),
        Index("ix_outbox_unknown_due_at", "due_at", **where("state = 'unknown'")),
        Index("ix_outbox_gave_up", "id", **where("state = 'gave_up'")),
        Index("ix_outbox_notice_due_at", "lane", "due_at", **where("kind = 'notice'")),
        Index("ix_outbox_settled_at", "settled_at", **where("settled_at IS NOT NULL")),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    token: str = Field(sa_type=Text)
    desk: str = Field(sa_type=Words)
    conversation: str = Field(sa_type=Words)
    lane: str = Field(sa_type=Words)
    kind: str = Field(sa_type=Words)
    subject: str = Field(sa_type=Words)
    merge_key: str | None = Field(sa_type=Words)
    payload: dict[str, Any] = Field(sa_type=Json)
    priority: int
    first_due_at: datetime = Field(sa_type=Moment)
    due_at: datetime = Field(sa_type=Moment)
    state: str = Field(sa_type=Text)
    attempts: int
    lease_until: datetime | None = Field(sa_type=Moment)
    lease_owner: str | None = Field(sa_type=Words)
    settled_at: datetime | None = Field(sa_type=Moment)
    landed_conversation: str | None = Field(sa_type=Words)
    landed_message: str | None = Field(sa_type=Words)
    error: str | None = Field(sa_type=Words)


class OutboxHoldRow(Row, table=True):
    """A lane that the vendor asked us to leave alone until a moment."""

    __tablename__ = "outbox_hold"
    __table_args__ = (PrimaryKeyConstraint("lane", name="pk_outbox_hold"),)

    lane: str = Field(sa_type=Words, primary_key=True)
    until: datetime = Field(sa_type=Moment)


_table = Row.metadata.tables.__getitem__
outbox, outbox_hold = map(_table, ("outbox", "outbox_hold"))
