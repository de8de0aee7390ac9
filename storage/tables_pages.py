"""Pages: who was woken about which items."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Text
from sqlmodel import Field

from storage.moment import Moment
from storage.table_parts import Number, Row, where
from storage.words import Words


class PageRow(Row, table=True):
    """One waking of one person; the partial unique index holds "at most one unacknowledged page each"."""

    __tablename__ = "page"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_page"),
        Index("uq_page_sounding_person", "person", unique=True, **where("state = 'sounding'")),
    )

    id: int | None = Field(default=None, sa_type=Number, primary_key=True)
    person: str = Field(sa_type=Words)
    state: str = Field(sa_type=Text)
    opened_at: datetime = Field(sa_type=Moment)
    sounded_at: datetime = Field(sa_type=Moment)
    settled_at: datetime | None = Field(sa_type=Moment)
    sounding: int


class PageItemRow(Row, table=True):
    __tablename__ = "page_item"
    __table_args__ = (
        PrimaryKeyConstraint("page", "item", name="pk_page_item"),
        ForeignKeyConstraint(["page"], ["page.id"], name="fk_page_item_page"),
        ForeignKeyConstraint(["item"], ["item.number"], name="fk_page_item_item"),
        Index("ix_page_item_item", "item"),
    )

    page: int = Field(sa_type=BigInteger, primary_key=True)
    item: int = Field(sa_type=BigInteger, primary_key=True)
    joined_at: datetime = Field(sa_type=Moment)


page, page_item = map(Row.metadata.tables.__getitem__, ("page", "page_item"))
