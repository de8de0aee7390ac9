"""The messages about an answer that needs approval: to those who are asked, and back to whoever wrote it."""

from collections.abc import Iterable
from datetime import datetime

from handlers.announce import desk_of, item_subject, news, queue
from handlers.scene import Scene
from routing.audience import may_be_messaged
from routing.calendar import next_start
from routing.delivery import Priority
from routing.item import Item
from routing.reasons import Reason, Value
from routing.request import RequestKind
from storage import approvals
from storage.approvals import Approval
from storage.outbox import Queued


def to_approvers(scene: Scene, approval: Approval, people: Iterable[str]) -> None:
    """The message to each of them, sent or brought up to date."""
    for person in people:
        _queue(scene, approval, person, "approval", scene.now)


def to_writer(scene: Scene, item: Item, approval: Approval) -> datetime:
    """What became of it, to whoever wrote it, in their hours; gives when they hear of it."""
    at = _in_their_hours(scene, item, approval.asked_by)
    _queue(scene, approval, approval.asked_by, "verdict", at)
    return at


def goes_out(scene: Scene, item: Item, approval: Approval, by: str, account: str) -> None:
    """To whoever wrote it, in their hours: `by` has approved it, and it goes out; they have nothing to do."""
    code = "edited_goes_out" if approval.was_edited else "approved_goes_out"
    values: dict[str, Value] = {"person": by, "number": item.number, "account": account}
    at = _in_their_hours(scene, item, approval.asked_by)
    news(scene, approval.asked_by, item_subject(item.number), Reason(code, values), at)


def asked_again(scene: Scene, item: Item) -> None:
    """The customer has written again: whoever is to approve an answer to the item reads that beside it."""
    if item.request is not None and item.request.kind is RequestKind.APPROVAL:
        approval = approvals.newest(scene.transaction, item.number)
        assert approval is not None, "an item that waits for approval has something to approve"
        to_approvers(scene, approval, item.request.asked)


def _in_their_hours(scene: Scene, item: Item, person: str) -> datetime:
    known = scene.handbook.person(person)
    if known is None or may_be_messaged(item, scene.handbook, known, scene.now):
        return scene.now
    return next_start(known, scene.now) or scene.now


def _queue(scene: Scene, approval: Approval, person: str, kind: str, due_at: datetime) -> None:
    desk = desk_of(scene, person)
    if desk is not None:
        queue(scene, Queued(
            desk=desk, conversation=f"person:{person}", kind=kind, subject=f"approval:{approval.id}",
            payload={"person": person}, priority=Priority.NOTICE, merge_key=f"{kind}:{approval.id}:{person}",
            due_at=due_at,
        ))  # fmt: skip
