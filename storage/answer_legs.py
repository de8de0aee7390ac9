"""The legs of answers that have several: each once in a round of its item."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from routing.answer_legs import Leg, Part
from storage.database import Transaction
from storage.statements import insert
from storage.tables_desk import answer_leg as table


@dataclass(frozen=True)
class AnswerLeg:
    """One leg as it was given: its `link`, or its `text`, or both."""

    part: Part
    by: str
    at: datetime
    link: str = ""
    text: str = ""


def keep(transaction: Transaction, item: int, round_: int, leg: AnswerLeg) -> bool:
    """Keep a leg of an item, which should be locked before. False: this round has it already, and nothing changes."""
    values = {
        "item": item, "round": round_, "leg": leg.part.leg.value, "about": leg.part.about, "by": leg.by, "at": leg.at,
        "link": leg.link, "text": leg.text,
    }  # fmt: skip
    statement = insert(transaction.dialect, table)
    statement = statement.on_conflict_do_nothing(index_elements=["item", "round", "leg", "about"])
    return transaction.connection.execute(statement.values(values).returning(table.c.item)).first() is not None


def of_round(transaction: Transaction, item: int, round_: int) -> list[AnswerLeg]:
    """The legs that are given in a round of an item, the first first."""
    return _found(transaction, (table.c.item == item) & (table.c.round == round_))


def of_item(transaction: Transaction, item: int) -> list[AnswerLeg]:
    """The legs that were ever given to an item, in whichever round, the first first."""
    return _found(transaction, table.c.item == item)


def answered_below(transaction: Transaction, item: int, before_round: int) -> frozenset[int]:
    """The merged items below whose posts an answer was given in an earlier round of the item."""
    of = (table.c.item == item) & (table.c.round < before_round) & (table.c.leg == Leg.MERGED.value)
    return frozenset(transaction.connection.execute(select(table.c.about).where(of)).scalars())


def _found(transaction: Transaction, of: ColumnElement[bool]) -> list[AnswerLeg]:
    query = select(table).where(of).order_by(table.c.at, table.c.leg, table.c.about)
    rows = transaction.connection.execute(query)
    return [AnswerLeg(Part(Leg(row.leg), row.about), row.by, row.at, row.link, row.text) for row in rows]
