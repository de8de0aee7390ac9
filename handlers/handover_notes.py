"""The notes of a handing over: one message to each, with all items. Nobody who is off work is messaged."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers import announce
from handlers.paging import unreachable
from handlers.scene import Scene
from routing.calendar import at_work, next_start
from routing.delivery import Priority
from routing.moments import stamp
from storage.handovers import Handover, Moved
from storage.outbox import Queued


def to_receivers(scene: Scene, giver: str, moved: Sequence[Moved], back_at: datetime | None) -> None:
    """Each hears what is theirs now, while they are at work, or when they next are."""
    for receiver, numbers in by_receiver(moved).items():
        person = scene.handbook.person(receiver)
        if person is None:
            continue
        due_at = scene.now if at_work(person, scene.now) else next_start(person, scene.now)
        if due_at is not None:
            until = {"back_at": stamp(back_at)} if back_at is not None else {}
            _queue(scene, receiver, "receiver", {"giver": giver, "numbers": numbers, **until}, due_at)


def to_giver(
    scene: Scene, giver: str, moved: Sequence[Moved], stays: Sequence[int], writing: Sequence[int] = ()
) -> None:
    """At once: what went to whom, what stays, and what stays because they are `writing` an answer to it."""
    if moved or stays or writing:
        payload = {"moved": _pairs(moved), "stays": [*stays, *writing], "writing": list(writing)}
        _queue(scene, giver, "giver", payload, scene.now)


def to_returner(scene: Scene, handover: Handover) -> None:
    """What was done with their items while they were away; to somebody off work when they next are at work."""
    person = scene.handbook.person(handover.person)
    if person is not None and handover.moved:
        due_at = scene.now if at_work(person, scene.now) else next_start(person, scene.now)
        _queue(scene, handover.person, "returner", {"moved": _pairs(handover.moved)}, due_at or scene.now)


def taken_back(scene: Scene, giver: str, returned: Sequence[Moved]) -> None:
    """Those who were told just now that something is theirs hear that it is not."""
    for receiver, numbers in by_receiver(returned).items():
        person = scene.handbook.person(receiver)
        if person is not None and at_work(person, scene.now):
            _queue(scene, receiver, "taken_back", {"giver": giver, "numbers": numbers}, scene.now)


def by_receiver(moved: Sequence[Moved]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for one in moved:
        if one.receiver is not None:
            found.setdefault(one.receiver, []).append(one.number)
    return found


def _pairs(moved: Sequence[Moved]) -> list[list[object]]:
    return [[one.number, one.receiver] for one in moved]


def _queue(scene: Scene, person: str, part: str, payload: Mapping[str, object], due_at: datetime) -> None:
    desk = announce.desk_of(scene, person)
    if desk is None:
        unreachable(scene, person)
        return
    announce.queue(scene, Queued(
        desk=desk, conversation=f"person:{person}", kind="handover", subject="handover:0",
        payload={"person": person, "part": part, **payload}, priority=Priority.NOTICE, merge_key=None, due_at=due_at,
    ))  # fmt: skip
