"""Rounds of items that are over: the item's own row tells of the running one alone."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Text
from sqlmodel import Field

from storage.moment import Duration, Moment
from storage.table_parts import Row
from storage.words import Words


class ItemRoundRow(Row, table=True):
    """How a round of an item ended, kept when the item opens again: what the figures need, as `ItemRow` names it."""

    __tablename__ = "item_round"
    __table_args__ = (
        PrimaryKeyConstraint("item", "round", name="pk_item_round"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_item_round_item"),
        Index("ix_item_round_due_at", "due_at"),
        Index("ix_item_round_closed_at", "closed_at"),
    )

    item: int = Field(sa_type=BigInteger, primary_key=True)
    round: int = Field(primary_key=True)
    domain: str = Field(sa_type=Words)
    state: str = Field(sa_type=Words)
    due_at: datetime = Field(sa_type=Moment)
    target: timedelta = Field(sa_type=Duration)
    closed_at: datetime = Field(sa_type=Moment)
    came_unstaffed: bool
    held: bool
    person: str | None = Field(sa_type=Words)
    came_late: bool
    clock: str = Field(sa_type=Text)


item_round = Row.metadata.tables["item_round"]
