"""What drawing a row of the outbox can give, and what all kinds of rows have in common."""

from dataclasses import dataclass

from handlers import second_leg
from handlers.note_messages import ASKED_TO_TAKE, QUESTION
from handlers.parcels import Alarm, Mark, Parcel, PublicAnswer
from handlers.scene import Scene
from routing.item import Item, Place
from routing.messages import Message
from storage import items, placements
from storage.courier import Leased
from storage.placements import Placement


@dataclass(frozen=True)
class Nothing:
    """There is nothing to send any more, and why: the state has moved on since the row was queued.

    `stands` is what is to be read there already, where the message itself would say the same once more.
    """

    why: str
    stands: Message | None = None


IN_THE_THREAD = frozenset({"thread", "call"})
"""Kinds of rows that stand below the card."""

_EDITED = frozenset({"card", "thread", "managers", "mark", "swap", "praise", ASKED_TO_TAKE, QUESTION})
"""Kinds of rows of which a subject has one message each, which is edited."""

SAID_ALREADY = "what stands there says the same"

Drawn = Parcel | Mark | Alarm | PublicAnswer | Nothing


def purpose_of(leased: Leased) -> str | None:
    """Which of its subject's messages a row is: the one that is edited later. None: it is never edited."""
    if leased.kind == "page":
        return f"page:{leased.payload['sounding']}"
    if leased.kind == "approval":
        return f"approval:{leased.payload['person']}"
    if leased.kind == second_leg.KIND:
        return f"{second_leg.KIND}:{leased.payload['sounding']}"
    if leased.kind == "conflict":
        return f"conflict:{leased.payload['person']}"
    return leased.kind if leased.kind in _EDITED else None


def placement_of(scene: Scene, leased: Leased, purpose: str) -> Place | None:
    return placements.get(scene.transaction, leased.desk, leased.subject, purpose)


def item_of_row(scene: Scene, leased: Leased) -> Item:
    item = items.read(scene.transaction, int(leased.subject.removeprefix("item:")))
    assert item is not None, "a row of the outbox outlived its item"
    return item


def parcel_of(scene: Scene, leased: Leased, message: Message, thread_of: Place | None = None) -> Drawn:
    found = stands_already(scene, leased)
    replaces = found.place if found else None
    parcel = Parcel(leased.token, leased.desk, leased.conversation, message, replaces, thread_of)
    return Nothing(SAID_ALREADY, message) if found and found.drawn == parcel.fingerprint else parcel


def stands_already(scene: Scene, leased: Leased) -> Placement | None:
    purpose = purpose_of(leased)
    return placements.find(scene.transaction, leased.desk, leased.subject, purpose) if purpose else None
