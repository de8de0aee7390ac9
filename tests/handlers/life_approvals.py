"""Answers that need approval, in the lives of items: who decides about them, and what must always be true."""

from routing.item import State
from routing.request import RequestKind
from storage import approvals
from storage.approvals import ApprovalState
from tests.handlers.life import Company
from tests.storage.waiting import waiting

DEEDS = ("approve", "approve", "approval_edit", "approval_back", "approval_withdraw")


def decides(company: Company, person: str, deed: str, number: int) -> None:
    """Somebody presses a button of the message about the answer, or of the card."""
    with company.database.read() as transaction:
        approval = approvals.newest(transaction, number)
    if approval is None:
        return
    match deed:
        case "approve":
            company.clicks(person, deed, f"approval:{approval.id}")
        case "approval_edit":
            company.fills(person, deed, f"approval:{approval.id}", text="Vi beklager dette.")
        case "approval_back":
            company.fills(person, deed, f"approval:{approval.id}", line="Kortere, takk.")
        case "approval_withdraw":
            company.clicks(person, deed, f"item:{number}")


def agree(company: Company) -> None:
    """An item waits for approval just as long as something that was written for it does."""
    with company.database.read() as transaction:
        written = {approval.item: approval for approval in waiting(transaction)}
        for number, item in company.items().items():
            waits = item.state is State.WAITING_FOR_APPROVAL
            asked = item.request is not None and item.request.kind is RequestKind.APPROVAL
            assert (waits, asked) == (number in written,) * 2, f"item {number} is {item.state}, but {written}"
            if item.request is not None and waits:
                by = written[number].asked_by
                assert (item.owner, item.request.by) == (by, by), f"item {number} waits for what another wrote"
                assert by not in item.request.asked, f"{by} is asked to approve their own answer"
            newest = approvals.newest(transaction, number)
            if newest is not None and newest.state in (ApprovalState.APPROVED, ApprovalState.SENT_BACK):
                assert newest.decided_by not in (None, newest.asked_by), f"{newest.asked_by} approved their own answer"
