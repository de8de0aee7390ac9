"""The tables of delegation: handbooks, the people they name, absences, corrections, the daily message."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Text
from sqlmodel import Field

from storage.moment import Moment
from storage.table_parts import Json, Number, Row, where
from storage.words import Words


class HandbookRow(Row, table=True):
    """Every handbook that was ever in force, whole; the newest row is in force."""

    __tablename__ = "handbook"
    __table_args__ = (PrimaryKeyConstraint("id", name="pk_handbook"),)

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    digest: str = Field(sa_type=Text)
    text: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    changed_by: str = Field(sa_type=Words)
    why: str = Field(sa_type=Words)


class HandbookDraftRow(Row, table=True):
    """A handbook that somebody has sent and may put in force. `base` is the digest of the one it was compared with."""

    __tablename__ = "handbook_draft"
    __table_args__ = (PrimaryKeyConstraint("id", name="pk_handbook_draft"),)

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    digest: str = Field(sa_type=Text)
    base: str = Field(sa_type=Text)
    text: str = Field(sa_type=Words)
    given_by: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    settled_at: datetime | None = Field(sa_type=Moment)


class PersonRow(Row, table=True):
    """Everybody whom a handbook in force ever named. `left_at` is null while the one in force does."""

    __tablename__ = "person"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_person"),
        Index("ix_person_left_at", "left_at", **where("left_at IS NOT NULL")),
    )

    id: str = Field(sa_type=Words, primary_key=True)
    name: str = Field(sa_type=Words)
    left_at: datetime | None = Field(sa_type=Moment)


class AbsenceRow(Row, table=True):
    """What was said in chat about somebody being away. Only ever added to: a row with `ends` ends the absence of that
    id at its own `starts_at`."""

    __tablename__ = "absence"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_absence"),
        ForeignKeyConstraint(["ends"], ["absence.id"], name="fk_absence_ends"),
        Index("ix_absence_until_at", "until_at"),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    person: str = Field(sa_type=Words)
    starts_at: datetime = Field(sa_type=Moment)
    until_at: datetime | None = Field(sa_type=Moment)
    deputy: str = Field(sa_type=Words)
    note: str = Field(sa_type=Words)
    said_by: str = Field(sa_type=Words)
    said_at: datetime = Field(sa_type=Moment)
    ends: int | None = Field(sa_type=BigInteger)


class HandoverRow(Row, table=True):
    """The open items of somebody were handed over because the absence that began at `starts_at` began.

    `moved` says what went to whom; `told_at` is null until the person has come back and was told (or had nothing).
    """

    __tablename__ = "handover"
    __table_args__ = (
        PrimaryKeyConstraint("person", "starts_at", name="pk_handover"),
        Index("ix_handover_untold", "person", **where("told_at IS NULL")),
    )

    person: str = Field(sa_type=Words, primary_key=True)
    starts_at: datetime = Field(sa_type=Moment, primary_key=True)
    at: datetime = Field(sa_type=Moment)
    moved: list[Any] = Field(sa_type=Json)
    told_at: datetime | None = Field(sa_type=Moment)


class CorrectionRow(Row, table=True):
    """Somebody has corrected what routing decided. `what` is "domain", "kind" or "language"; `rule` had decided."""

    __tablename__ = "correction"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_correction"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_correction_item"),
        Index("ix_correction_at", "at"),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    item: int = Field(sa_type=BigInteger)
    at: datetime = Field(sa_type=Moment)
    who: str = Field(sa_type=Words)
    what: str = Field(sa_type=Text)
    before: str = Field(sa_type=Words)
    after: str = Field(sa_type=Words)
    rule: str | None = Field(sa_type=Words)
    handbook: str = Field(sa_type=Text)


class DigestRow(Row, table=True):
    """A person's scheduled message of one day (ISO date in their own zone): one at most. The row is there as well when
    nothing was to be said."""

    __tablename__ = "digest"
    __table_args__ = (PrimaryKeyConstraint("person", "day", name="pk_digest"),)

    person: str = Field(sa_type=Words, primary_key=True)
    day: str = Field(sa_type=Text, primary_key=True)
    at: datetime = Field(sa_type=Moment)


class DigestChoiceRow(Row, table=True):
    """How often a person wants a section of the scheduled message: every so many days, 0 for never.

    `said` are the keys of what it said when it was shown last.
    """

    __tablename__ = "digest_choice"
    __table_args__ = (PrimaryKeyConstraint("person", "section", name="pk_digest_choice"),)

    person: str = Field(sa_type=Words, primary_key=True)
    section: str = Field(sa_type=Text, primary_key=True)
    every_days: int
    shown_at: datetime | None = Field(sa_type=Moment)
    said: list[Any] = Field(sa_type=Json)


_table = Row.metadata.tables.__getitem__
handbook, handbook_draft, person = map(_table, ("handbook", "handbook_draft", "person"))
absence, handover, correction = map(_table, ("absence", "handover", "correction"))
digest, digest_choice = map(_table, ("digest", "digest_choice"))
