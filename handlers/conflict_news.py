"""What those who were asked to see to a conflict read: a private message each, kept up to date until it is settled."""

from collections.abc import Iterable

from handlers import announce
from handlers.scene import Scene
from routing.delivery import Priority
from routing.item import Item
from storage import conflicts
from storage.conflicts import Conflict
from storage.outbox import Queued


def conflict_subject(number: int) -> str:
    return f"conflict:{number}"


def changed(scene: Scene, before: Item, after: Item) -> None:
    """A locked item has changed, or is locked no more: everybody who was asked sees it."""
    asked = (request.asked for request in (before.request, after.request) if request is not None)
    conflict = next(reversed(conflicts.of_item(scene.transaction, after.number)), None)
    if conflict is not None:
        show(scene, conflict, dict.fromkeys(person for people in asked for person in people))


def show(scene: Scene, conflict: Conflict, people: Iterable[str]) -> None:
    """The message to each of these people: sent, or brought up to date. Nothing to whom no desk reaches."""
    for person in people:
        desk = announce.desk_of(scene, person)
        if desk is not None:
            announce.queue(scene, Queued(
                desk=desk, conversation=f"person:{person}", kind="conflict", subject=conflict_subject(conflict.id),
                payload={"person": person}, priority=Priority.NOTICE, merge_key=f"conflict:{conflict.id}:{person}",
                due_at=scene.now,
            ))  # fmt: skip
