"""Reminders that wait for one person at the same time go as one message, which lists the items as they stand then."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers.scene import Scene
from routing.item import Item
from storage import courier, items
from storage.courier import Leased

OTHERS = "others"
"""Where a reminder's payload holds those that go with it: each a subject, and until when it is to be said."""

WAITED = "waited"
"""In a reminder's payload: it was put off so that it goes with whatever waits by then (see `handlers.bursts`)."""

MOST_APART = 3
"""So many reminders for one person may come each by itself."""

SOON = timedelta(seconds=10)
"""Those that are due within this go along; what is to come in somebody's hours waits for them."""

_CONDITIONS = ("unclaimed", "carries", "person", "round")


def with_the_waiting(scene: Scene, leased: Leased) -> Leased:
    """A leased reminder, with those that wait behind it for the same person when they are too many to come apart.

    What it takes along is settled in the same transaction: the message carries them from now on, whatever becomes of
    it.
    """
    if leased.kind != "notice":
        return leased
    known, until = list(leased.payload.get(OTHERS, ())), scene.now + SOON
    enough = 1 if leased.payload.get(WAITED) else MOST_APART
    if not known and courier.count_waiting(scene.transaction, leased, until, enough) < enough:
        return leased
    waiting = courier.take_along(scene.transaction, leased, until, "told with others in one message", scene.now)
    if not waiting:
        return leased
    payload = {**leased.payload, OTHERS: known + [one for subject, its in waiting for one in _all(subject, its)]}
    courier.carries(scene.transaction, leased, payload)
    return replace(leased, payload=payload)


def needless(item: Item, said: Mapping[str, Any]) -> str:
    """Why a reminder with this payload is needed no longer; "" while it is."""
    if not item.state.is_open:
        return f"item {item.number} is {item.state}"
    if said.get("unclaimed") and item.owner is not None:
        return f"item {item.number} was taken"
    if item.pause is not None:
        return f"item {item.number} is paused"
    if said.get("carries") and (item.owner or item.expert, item.round) != (said.get("person"), said.get("round")):
        return f"item {item.number} is another's now"
    return ""


def still_to_be_said(scene: Scene, leased: Leased) -> list[Item]:
    """The items of such a message that still need somebody, the earliest deadline first."""
    said: dict[int, list[Mapping[str, Any]]] = {}
    for one in _all(leased.subject, leased.payload):
        said.setdefault(int(one["subject"].removeprefix("item:")), []).append(one)
    found = items.read_many(scene.transaction, list(said))
    needed = (item for item in found if not all(needless(item, one) for one in said[item.number]))
    return sorted(needed, key=lambda item: (item.deadline.due_at, item.number))


def _all(subject: str, payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A waiting reminder, and those that it has taken along itself."""
    own = {name: payload[name] for name in _CONDITIONS if payload.get(name)}
    return [{"subject": subject, **own}, *payload.get(OTHERS, ())]
