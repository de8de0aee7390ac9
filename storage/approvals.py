"""Answers that somebody else sees first: what was sent to them, and what they decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update

from routing.reasons import Reason
from storage.database import Transaction
from storage.statements import insert, word
from storage.tables_desk import approval as table


class ApprovalState(StrEnum):
    """What became of it. `WITHDRAWN` by nobody is what was overtaken by something else that was done to the item."""

    WAITING = "waiting"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Approval:
    """An answer to `item`, in its `round`, that `asked_by` wants to give; `because` says why somebody sees it first.

    `first_text` is what was sent, `text` what was approved in the end. `private_text`: the private message of an answer
    that also has one, whose `text` is the public note. `note` is why it was sent back.
    """

    id: int
    item: int
    round: int
    asked_by: str
    asked_at: datetime
    because: Reason
    first_text: str
    text: str
    private_text: str
    state: ApprovalState
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str = ""

    def approved_by(self, person: str, writer: str, round_: int) -> bool:
        """Whether this person has approved what `writer` wrote in that round."""
        return (self.state, self.decided_by, self.asked_by, self.round) == (
            ApprovalState.APPROVED, person, writer, round_,
        )  # fmt: skip

    @property
    def was_edited(self) -> bool:
        """Whether the approver has changed the words that everybody reads."""
        return self.text != self.first_text


WAITS = table.c.state == word(ApprovalState.WAITING)


def ask(
    transaction: Transaction,
    item: int,
    round_: int,
    by: str,
    at: datetime,
    because: Reason,
    text: str,
    private_text: str = "",
) -> Approval:
    """Keep an answer that somebody is to see first."""
    values = {
        "item": item, "round": round_, "asked_by": by, "asked_at": at, "because": because.as_json(), "first_text": text,
        "text": text, "private_text": private_text or None, "state": ApprovalState.WAITING.value,
    }  # fmt: skip
    statement = insert(transaction.dialect, table).values(values).returning(table.c.id)
    number = transaction.connection.execute(statement).scalar_one()
    return Approval(number, item, round_, by, at, because, text, text, private_text, ApprovalState.WAITING)


def read(transaction: Transaction, number: int) -> Approval | None:
    """What was asked for under that number, as it is now; None when nothing was."""
    row = transaction.connection.execute(select(table).where(table.c.id == number)).mappings().one_or_none()
    return None if row is None else _approval(row)


def newest(transaction: Transaction, item: int) -> Approval | None:
    """The last answer to the item that somebody was to see first, whatever became of it; None when there is none."""
    query = select(table).where(table.c.item == item).order_by(table.c.id.desc()).limit(1)
    row = transaction.connection.execute(query).mappings().one_or_none()
    return None if row is None else _approval(row)


def settle(
    transaction: Transaction, approval: Approval, state: ApprovalState, by: str | None, at: datetime, note: str = ""
) -> bool:
    """Keep what became of it, with its words as they are given here; False when somebody else has done so meanwhile."""
    values = {
        "state": state.value, "text": approval.text, "private_text": approval.private_text or None, "decided_by": by,
        "decided_at": at, "note": note or None,
    }  # fmt: skip
    statement = update(table).where(table.c.id == approval.id, WAITS).values(values)
    return transaction.connection.execute(statement).rowcount == 1


def _approval(row: Mapping[Any, Any]) -> Approval:
    return Approval(
        id=row["id"], item=row["item"], round=row["round"], asked_by=row["asked_by"], asked_at=row["asked_at"],
        because=Reason.from_json(row["because"]), first_text=row["first_text"], text=row["text"],
        private_text=row["private_text"] or "", state=ApprovalState(row["state"]), decided_by=row["decided_by"],
        decided_at=row["decided_at"], note=row["note"] or "",
    )  # fmt: skip
