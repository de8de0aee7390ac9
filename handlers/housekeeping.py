"""What the process itself asks to be kept: events that could not be read, how far a channel has been read."""

from datetime import timedelta

from handlers import announce
from handlers.intents import CaughtUp, Met, Parted, Unreadable
from handlers.replies import Ignored, Reply
from handlers.scene import Scene
from routing.reasons import Reason
from storage import backlog, cursors, digests, drafts, inbox, publications, references, shift_notes, unreadable

KEYS_KEPT = timedelta(days=7)
"""How long a repeat of a delivery is recognised, and a sent message kept for looking it up."""

DAYS_KEPT = timedelta(days=30)
"""How long it is kept that somebody had their scheduled message of a day, and a draft in which nobody has a hand."""

NOTES_KEPT = timedelta(days=400)
"""How long it is kept who was told that their shift began: longer than any shift."""


def keep_unreadable(scene: Scene, event: Unreadable) -> Reply:
    """Keeps the raw event and tells the administrators: nothing is dropped in silence."""
    unreadable.add(scene.transaction, event.desk, event.key, event.raw, scene.now, event.error)
    announce.fault(scene, Reason("unreadable_event", {"desk": event.desk, "error": event.error}))
    return Ignored()


def caught_up(scene: Scene, reading: CaughtUp) -> Reply:
    """Remembers how far a channel has been read."""
    cursors.put(scene.transaction, reading.desk, reading.conversation, reading.position, scene.now)
    return Ignored()


def met(scene: Scene, meeting: Met) -> Reply:
    """Remembers by which address a desk may write somewhere."""
    references.put(scene.transaction, meeting.desk, meeting.conversation, meeting.reference, scene.now)
    return Ignored()


def parted(scene: Scene, parting: Parted) -> Reply:
    """Forgets the address."""
    references.remove(scene.transaction, parting.desk, parting.conversation)
    return Ignored()


def forget_old(scene: Scene) -> None:
    """Drops keys of deliveries and messages sent longer ago than seven days, settled days and drafts of
    a month ago, old notes, previews of answers that never went out."""
    inbox.forget_older(scene.transaction, scene.now - KEYS_KEPT)
    backlog.forget_sent(scene.transaction, scene.now - KEYS_KEPT)
    digests.forget(scene.transaction, (scene.now - DAYS_KEPT).date().isoformat())
    drafts.forget(scene.transaction, scene.now - DAYS_KEPT)
    publications.forget_previews(scene.transaction, scene.now - KEYS_KEPT)
    shift_notes.forget(scene.transaction, scene.now - NOTES_KEPT)
