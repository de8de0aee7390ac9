"""The tables of the rota: who covers whose shift, swaps asked for, hand-over notes, calendars, quiet times."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Text, UniqueConstraint
from sqlmodel import Field

from storage.moment import Moment
from storage.table_parts import Number, Row, where
from storage.words import Words


class RotaCoverRow(Row, table=True):
    """Somebody is on call instead of whoever's turn it is: `routing.rota_cover.Cover`. Only ever added to: a row with
    `ends` ends the cover of that id at its own `starts_at`."""

    __tablename__ = "rota_cover"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_rota_cover"),
        ForeignKeyConstraint(["ends"], ["rota_cover.id"], name="fk_rota_cover_ends"),
        Index("ix_rota_cover_ends_at", "ends_at"),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    layer: str = Field(sa_type=Words)
    person: str = Field(sa_type=Words)
    instead_of: str = Field(sa_type=Words)
    starts_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    kind: str = Field(sa_type=Text)
    said_by: str = Field(sa_type=Words)
    said_at: datetime = Field(sa_type=Moment)
    ends: int | None = Field(sa_type=BigInteger)


class RotaSwapRow(Row, table=True):
    """`asker` asks `asked` to be on call for them, perhaps for a shift of theirs in return (the `back_` columns).

    `state` is "asked", "accepted", "declined", "withdrawn", "expired" or "overtaken".
    """

    __tablename__ = "rota_swap"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_rota_swap"),
        Index("ix_rota_swap_asked", "starts_at", **where("state = 'asked'")),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    asker: str = Field(sa_type=Words)
    asked: str = Field(sa_type=Words)
    layer: str = Field(sa_type=Words)
    starts_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    back_layer: str | None = Field(sa_type=Words)
    back_starts_at: datetime | None = Field(sa_type=Moment)
    back_ends_at: datetime | None = Field(sa_type=Moment)
    asked_at: datetime = Field(sa_type=Moment)
    state: str = Field(sa_type=Text)
    settled_at: datetime | None = Field(sa_type=Moment)


class ShiftNoteRow(Row, table=True):
    """Somebody was told that their shift begins (`what` "begins"), is soon to begin ("soon"), has ended ("ended"): each
    once."""

    __tablename__ = "shift_note"
    __table_args__ = (PrimaryKeyConstraint("layer", "person", "starts_at", "what", name="pk_shift_note"),)

    layer: str = Field(sa_type=Words, primary_key=True)
    person: str = Field(sa_type=Words, primary_key=True)
    starts_at: datetime = Field(sa_type=Moment, primary_key=True)
    what: str = Field(sa_type=Text, primary_key=True)
    at: datetime = Field(sa_type=Moment)


class CalendarFeedRow(Row, table=True):
    """A secret address under which a calendar can be read: a person's (`whose` is their id) or the team's ("").

    `secret_digest` is the SHA-256 of the secret; the secret itself is told once and not kept.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_calendar_feed"),
        UniqueConstraint("secret_digest", name="uq_calendar_feed_secret_digest"),
        Index("ix_calendar_feed_made_by", "made_by"),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    secret_digest: str = Field(sa_type=Text)
    whose: str = Field(sa_type=Words)
    made_by: str = Field(sa_type=Words)
    made_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(sa_type=Moment)


class CalendarImportRow(Row, table=True):
    """The calendar that is a rota's layer, as it was read last. `text` is the last that could be read; `trouble` why
    the last try failed, "" when it did not. `changed_at` is when `text` became another."""

    __tablename__ = "calendar_import"
    __table_args__ = (PrimaryKeyConstraint("layer", name="pk_calendar_import"),)

    layer: str = Field(sa_type=Words, primary_key=True)
    address_digest: str = Field(sa_type=Text)
    text: str = Field(sa_type=Words)
    digest: str = Field(sa_type=Text)
    changed_at: datetime = Field(sa_type=Moment)
    read_at: datetime = Field(sa_type=Moment)
    tried_at: datetime = Field(sa_type=Moment)
    trouble: str = Field(sa_type=Words)


class QuietTimeRow(Row, table=True):
    """When a person's chat makes no sound next (Do Not Disturb), as the desk said at `seen_at`; null for never."""

    __tablename__ = "quiet_time"
    __table_args__ = (PrimaryKeyConstraint("person", "desk", name="pk_quiet_time"),)

    person: str = Field(sa_type=Words, primary_key=True)
    desk: str = Field(sa_type=Words, primary_key=True)
    starts_at: datetime | None = Field(sa_type=Moment)
    ends_at: datetime | None = Field(sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)


_table = Row.metadata.tables.__getitem__
rota_cover, rota_swap, shift_note = map(_table, ("rota_cover", "rota_swap", "shift_note"))
calendar_feed, calendar_import, quiet_time = map(_table, ("calendar_feed", "calendar_import", "quiet_time"))
