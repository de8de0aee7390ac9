"""What the rungs of a ladder say, by how they say it: direct messages, and lines in the card's thread."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers import announce
from handlers.paging import unreachable
from handlers.scene import Scene
from routing.delivery import Priority
from routing.escalation import THREAD, Notice
from routing.item import How, Item
from routing.reasons import Reason
from storage.outbox import Queued

GATHERED_FOR = timedelta(seconds=5)
"""How long reminders wait while more of the same sweep are to come: those for one person then go as one message."""


def told(scene: Scene, item: Item, notices: Sequence[Notice], due_at: datetime) -> list[Reason]:
    """Queues what is said to people, and to those who read the card's thread; the lines of history about it.

    Direct messages are sent at `due_at`; the card itself is shown by whoever wrote the item.
    """
    lines: list[Reason] = []
    for notice in notices:
        if notice.person is None or notice.how is How.THREAD:
            continue
        if notice.how is How.CARD:
            lines.append(_with(notice.reason, "shown", notice.person))
            continue
        lines.append(_with(notice.reason, "told", notice.person))
        if not announce.notice(scene, item, notice.person, notice.rung, notice.reason, due_at):
            lines.append(unreachable(scene, notice.person))
    called = [notice for notice in notices if notice.how is How.THREAD]
    return lines + (_called(scene, item, called) if called else [])


def _called(scene: Scene, item: Item, called: Sequence[Notice]) -> list[Reason]:
    """One line in the thread of each desk's card for all whom this step calls there."""
    lines: list[Reason] = []
    everybody = any(notice.person == THREAD for notice in called)
    by_desk: dict[str, list[str]] = {desk: [] for desk in scene.desks if everybody}
    for notice in called:
        if notice.person is None or notice.person == THREAD:
            continue
        lines.append(_with(notice.reason, "told", notice.person))
        desk = announce.desk_of(scene, notice.person)
        if desk is None:
            lines.append(unreachable(scene, notice.person))
        else:
            by_desk.setdefault(desk, []).append(notice.person)
    if everybody:
        lines.append(Reason("thread_told"))
    for desk, people in by_desk.items():
        channel = announce.triage(scene, desk, item)
        if channel is not None:
            # Behind the card, if that is still on its way; never merged, since each is a line of its own.
            payload = {"people": people, "reason": called[-1].reason.as_json(), "unclaimed": item.owner is None}
            announce.queue(scene, Queued(
                desk=desk, conversation=channel, kind="call", subject=announce.item_subject(item.number),
                payload=payload, priority=Priority.CARD, merge_key=None, due_at=scene.now,
            ))  # fmt: skip
    return lines


def _with(reason: Reason, name: str, person: str) -> Reason:
    return Reason(reason.code, {**reason.values, name: person})
