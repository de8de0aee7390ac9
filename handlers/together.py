"""Reminders that wait for one person at the same time go as one message, which lists the items as they stand then."""

from dataclasses import replace
from typing import Any

from handlers.scene import Scene
from routing.item import Item
from storage import courier, items
from storage.courier import Leased

OTHERS = "others"
"""Where a reminder's payload holds those that go with it: (subject, whether it is needless once claimed)."""

MOST_APART = 3
"""So many reminders for one person may come each by itself."""


def with_the_waiting(scene: Scene, leased: Leased) -> Leased:
    """A leased reminder, with those that wait behind it for the same person when they are too many to come apart.

    What it takes along is settled in the same transaction: the message carries them from now on, whatever becomes of
    it.
    """
    if leased.kind != "notice":
        return leased
    known = list(leased.payload.get(OTHERS, ()))
    if not known and courier.count_waiting(scene.transaction, leased, MOST_APART) < MOST_APART:
        return leased
    waiting = courier.take_along(scene.transaction, leased, "told with others in one message", scene.now)
    if not waiting:
        return leased
    payload = {**leased.payload, OTHERS: known + [one for subject, its in waiting for one in _all(subject, its)]}
    courier.carries(scene.transaction, leased, payload)
    return replace(leased, payload=payload)


def still_to_be_said(scene: Scene, leased: Leased) -> list[Item]:
    """The items of such a message that still need somebody, the earliest deadline first."""
    wanted: dict[int, bool] = {}
    for subject, unclaimed in _all(leased.subject, leased.payload):
        number = int(subject.removeprefix("item:"))
        wanted[number] = wanted.get(number, True) and unclaimed
    found = items.read_many(scene.transaction, list(wanted))
    running = (item for item in found if item.state.is_open and item.pause is None)
    needed = (item for item in running if not (wanted[item.number] and item.owner is not None))
    return sorted(needed, key=lambda item: (item.deadline.due_at, item.number))


def _all(subject: str, payload: Any) -> list[tuple[str, bool]]:
    """A waiting reminder, and those that it has taken along itself."""
    return [(subject, bool(payload.get("unclaimed"))), *((one, bool(free)) for one, free in payload.get(OTHERS, ()))]
