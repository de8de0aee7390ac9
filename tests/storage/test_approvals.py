"""Answers that wait for approval: kept as they were sent, settled once."""

from dataclasses import replace

from routing.reasons import Reason
from storage import approvals
from storage.approvals import ApprovalState
from storage.database import Database
from tests.storage.examples import HOUR, NOON, added, at_once, numbered
from tests.storage.waiting import waiting

BECAUSE = Reason("approval_level", {"person": "bo", "domain": "delivery"})


def test_an_approval_is_settled_once_and_keeps_what_was_sent(database: Database) -> None:
    number = added(database, *numbered(1))[0].number
    with database.write() as transaction:
        first = approvals.ask(transaction, number, 1, "bo", NOON, BECAUSE, "Den kommer i dag.", "Hei Kari!")
        assert approvals.read(transaction, first.id) == first
        assert approvals.newest(transaction, number) == first
        assert (approvals.read(transaction, 99), approvals.newest(transaction, 99)) == (None, None)
        assert waiting(transaction) == [first]

    def settle(one: int) -> bool:
        with database.write() as transaction:
            edited = replace(first, text=f"Den kommer {one}.")
            return approvals.settle(transaction, edited, ApprovalState.APPROVED, "cy", NOON + HOUR)

    assert at_once(4, settle).count(True) == 1
    with database.write() as transaction:
        settled = approvals.read(transaction, first.id)
        assert settled is not None
        assert (settled.first_text, settled.private_text) == ("Den kommer i dag.", "Hei Kari!")
        assert settled.was_edited
        assert (settled.state, settled.decided_by, settled.decided_at) == (ApprovalState.APPROVED, "cy", NOON + HOUR)
        second = approvals.ask(transaction, number, 2, "bo", NOON, BECAUSE, "Takk.")
        assert approvals.newest(transaction, number) == second
        assert approvals.settle(transaction, second, ApprovalState.SENT_BACK, "cy", NOON, note="Kortere")
        assert not approvals.settle(transaction, second, ApprovalState.WITHDRAWN, None, NOON)
        back = approvals.read(transaction, second.id)
        assert back == replace(second, state=ApprovalState.SENT_BACK, decided_by="cy", decided_at=NOON, note="Kortere")
        assert not second.was_edited
        assert waiting(transaction) == []
