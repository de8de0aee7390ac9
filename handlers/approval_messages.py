"""The messages about an answer that needs approval: to those who are asked, and back to whoever wrote it."""

from collections.abc import Iterable
from datetime import datetime

from handlers.announce import desk_of, queue
from handlers.scene import Scene
from routing.audience import may_be_messaged
from routing.calendar import next_start
from routing.delivery import Priority
from routing.item import Item
from storage.approvals import Approval
from storage.outbox import Queued


def to_approvers(scene: Scene, approval: Approval, people: Iterable[str]) -> None:
    """The message to each of them, sent or brought up to date."""
    for person in people:
        _queue(scene, approval, person, "approval", scene.now)


def to_writer(scene: Scene, item: Item, approval: Approval) -> datetime:
    """What became of it, to whoever wrote it, in their hours; gives when they hear of it."""
    writer = scene.handbook.person(approval.asked_by)
    at = scene.now
    if writer is not None and not may_be_messaged(item, scene.handbook, writer, scene.now):
        at = next_start(writer, scene.now) or scene.now
    _queue(scene, approval, approval.asked_by, "verdict", at)
    return at


def _queue(scene: Scene, approval: Approval, person: str, kind: str, due_at: datetime) -> None:
    desk = desk_of(scene, person)
    if desk is not None:
        queue(scene, Queued(
            desk=desk, conversation=f"person:{person}", kind=kind, subject=f"approval:{approval.id}",
            payload={"person": person}, priority=Priority.NOTICE, merge_key=f"{kind}:{approval.id}:{person}",
            due_at=due_at,
        ))  # fmt: skip
