"""What people leave behind about an item: drafts, approvals, legs of answers, conflicts, notes, publications."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Text
from sqlmodel import Field

from storage.moment import Moment
from storage.table_parts import Json, Number, Row, where
from storage.words import Words


class DraftRow(Row, table=True):
    """What somebody has begun to answer an item with, by the fields of the form: kept while they have not sent it."""

    __tablename__ = "draft"
    __table_args__ = (
        PrimaryKeyConstraint("item", "person", name="pk_draft"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_draft_item"),
        Index("ix_draft_person", "person"),
    )

    item: int = Field(sa_type=BigInteger, primary_key=True)
    person: str = Field(sa_type=Words, primary_key=True)
    fields: dict[str, Any] = Field(sa_type=Json)
    begun_at: datetime = Field(sa_type=Moment)
    changed_at: datetime = Field(sa_type=Moment)


class ApprovalRow(Row, table=True):
    """An answer that somebody else sees first. `state` is waiting, approved, sent_back or withdrawn.

    `because` says why it needs that; `private_text` is the private leg of a two-legged answer. What the approver has
    edited stands in `text`, what was sent to them in `first_text`.
    """

    __tablename__ = "approval"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_approval"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_approval_item"),
        Index("ix_approval_item", "item"),
        Index("ix_approval_waiting", "item", **where("state = 'waiting'")),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    item: int = Field(sa_type=BigInteger)
    round: int
    asked_by: str = Field(sa_type=Words)
    asked_at: datetime = Field(sa_type=Moment)
    because: dict[str, Any] = Field(sa_type=Json)
    first_text: str = Field(sa_type=Words)
    text: str = Field(sa_type=Words)
    private_text: str | None = Field(sa_type=Words)
    state: str = Field(sa_type=Text)
    decided_by: str | None = Field(sa_type=Words)
    decided_at: datetime | None = Field(sa_type=Moment)
    note: str | None = Field(sa_type=Words)


class AnswerLegRow(Row, table=True):
    """One part of an answer that has several: `leg` is "private", "public" (the note that says so), or "merged" (the
    answer given below the post of item `about`, which was merged into this one). Else `about` is the item itself."""

    __tablename__ = "answer_leg"
    __table_args__ = (
        PrimaryKeyConstraint("item", "round", "leg", "about", name="pk_answer_leg"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_answer_leg_item"),
        ForeignKeyConstraint(["about"], ["item.number"], name="fk_answer_leg_about"),
    )

    item: int = Field(sa_type=BigInteger, primary_key=True)
    round: int = Field(primary_key=True)
    leg: str = Field(sa_type=Text, primary_key=True)
    about: int = Field(sa_type=BigInteger, primary_key=True)
    by: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    link: str = Field(sa_type=Words)
    text: str = Field(sa_type=Words)


class ConflictRow(Row, table=True):
    """A conflict that somebody has reported: their line, and what the post and its thread said then, as JSON."""

    __tablename__ = "conflict"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_conflict"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_conflict_item"),
        Index("ix_conflict_item", "item"),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    item: int = Field(sa_type=BigInteger)
    by: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    line: str = Field(sa_type=Words)
    evidence: str = Field(sa_type=Words)
    settled_by: str | None = Field(sa_type=Words)
    settled_at: datetime | None = Field(sa_type=Moment)
    note: str | None = Field(sa_type=Words)


class InternalNoteRow(Row, table=True):
    """What a colleague has written about an item: a "question" to an expert, or a "tip" to whoever has it."""

    __tablename__ = "internal_note"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_internal_note"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_internal_note_item"),
        Index("ix_internal_note_item", "item"),
        Index("ix_internal_note_open", "person", **where("kind = 'question' AND replied_at IS NULL")),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    item: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=Text)
    by: str = Field(sa_type=Words)
    by_name: str = Field(sa_type=Words)
    person: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    text: str = Field(sa_type=Words)
    reply: str | None = Field(sa_type=Words)
    replied_at: datetime | None = Field(sa_type=Moment)


class PublicationRow(Row, table=True):
    """An answer that goes out at a source that can publish. `state` is previewed, queued, published or failed."""

    __tablename__ = "publication"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_publication"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_publication_item"),
        Index("ix_publication_item", "item"),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    item: int = Field(sa_type=BigInteger)
    round: int
    leg: str = Field(sa_type=Text)
    by: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    source: str = Field(sa_type=Words)
    account: str = Field(sa_type=Words)
    text: str = Field(sa_type=Words)
    state: str = Field(sa_type=Text)
    link: str | None = Field(sa_type=Words)
    external_id: str | None = Field(sa_type=Words)
    settled_at: datetime | None = Field(sa_type=Moment)
    error: str | None = Field(sa_type=Words)


_table = Row.metadata.tables.__getitem__
draft, approval, answer_leg = map(_table, ("draft", "approval", "answer_leg"))
conflict, internal_note, publication = map(_table, ("conflict", "internal_note", "publication"))
