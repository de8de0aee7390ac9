"""Messages between colleagues on their way: each is drawn of its note, and follows what becomes of it."""

from datetime import datetime

from handlers import announce
from handlers.presence import heard_at
from handlers.scene import Scene
from routing.delivery import Priority
from routing.item import Item
from storage import internal_notes
from storage.internal_notes import Note
from storage.outbox import Queued

ASKED_TO_TAKE, QUESTION, REPLY, TIP = "handover_asked", "question", "internal_reply", "tip"
"""Kinds of rows of the outbox."""


def show(scene: Scene, note: Note, kind: str, person: str, due_at: datetime) -> None:
    """Queues the message of this kind about the note, sent or brought up to date; nothing to whom no desk reaches."""
    desk = announce.desk_of(scene, person)
    if desk is not None:
        subject = f"note:{note.id}"
        announce.queue(scene, Queued(
            desk=desk, conversation=f"person:{person}", kind=kind, subject=subject, payload={},
            priority=Priority.NOTICE, merge_key=f"{kind}:{subject}", due_at=due_at,
        ))  # fmt: skip


def offered_item_changed(scene: Scene, item: Item) -> None:
    """Brings the message to whoever the item is, or was, offered to up to date."""
    note = internal_notes.last_handover(scene.transaction, item.number)
    person = scene.handbook.person(note.person) if note is not None else None
    due_at = heard_at(scene, person) if person is not None else None
    if note is not None and due_at is not None:
        show(scene, note, ASKED_TO_TAKE, note.person, due_at)
