"""The process watches itself: steps that it took too late are told to the managers, an outage in one line."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers import announce
from handlers.scene import Scene
from routing.delivery import Priority
from routing.moments import stamp
from storage import outbox
from storage.outbox import Queued

LATE_AFTER = timedelta(seconds=60)
"""A step that is taken later than this is reported."""

KIND = "was_late"

TOLD_AFTER = timedelta(seconds=10)
"""How long the line waits for the rest of the outage, which a sweep takes chunk after chunk."""

QUIET_FOR = timedelta(hours=1)
"""How long it waits after the line before it: a process that is slow all day says so once an hour."""


def report(scene: Scene, missed: Sequence[datetime], now_at_most: timedelta) -> None:
    """Steps that were due at these moments are taken only now, `now_at_most` late at the worst.

    Joins the line that waits to be sent, if one does. The administrators hear where a desk has no managers' channel.
    """
    for desk in scene.desks:
        for conversation in _where(scene, desk):
            merge_key = f"{KIND}:{desk}:{conversation}"
            waiting = outbox.waiting(scene.transaction, merge_key)
            payload = _joined(waiting or {}, missed, now_at_most)
            due_at = scene.now + TOLD_AFTER
            if waiting is None:
                since = scene.now - QUIET_FOR
                before = outbox.last_sent(scene.transaction, KIND, desk, conversation, since)
                due_at = due_at if before is None else max(due_at, min(before, scene.now) + QUIET_FOR)
            announce.queue(scene, Queued(
                desk=desk, conversation=conversation, kind=KIND, subject="lateness:0", payload=payload,
                priority=Priority.NOTICE, merge_key=merge_key, due_at=due_at,
            ))  # fmt: skip


def _where(scene: Scene, desk: str) -> list[str]:
    channels = scene.handbook.desk(desk)
    if channels is not None and channels.managers:
        return [channels.managers]
    keepers = (person.id for person in scene.handbook.with_role("administrator"))
    return [f"person:{person}" for person in keepers if announce.desk_of(scene, person) == desk]


def _joined(known: dict[str, object], missed: Sequence[datetime], worst: timedelta) -> dict[str, object]:
    first, last, seconds = stamp(min(missed)), stamp(max(missed)), int(worst.total_seconds())
    if not known:
        return {"count": len(missed), "first_at": first, "last_at": last, "worst_seconds": seconds}
    return {
        "count": int(str(known["count"])) + len(missed),
        "first_at": min(str(known["first_at"]), first),
        "last_at": max(str(known["last_at"]), last),
        "worst_seconds": max(int(str(known["worst_seconds"])), seconds),
    }
