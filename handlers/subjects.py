"""What a button or form speaks of: "item:12", "page:3", "note:5", "approval:5", "draft:4", "handbook:<digest>"."""

from collections.abc import Callable
from typing import TypeVar

from handlers.scene import Scene
from routing.item import Item
from routing.rota_swap import Swap
from storage import approvals, conflicts, internal_notes, items, pages, rota_swaps
from storage.approvals import Approval
from storage.database import Transaction
from storage.internal_notes import Note

Thing = TypeVar("Thing")


class UnknownSubject(Exception):
    """A button or form speaks of something that does not exist: forged, or from another database."""


def item_of(scene: Scene, subject: str) -> Item:
    """The item as it is now, locked for this transaction when it may write. UnknownSubject when there is none."""
    return _found(scene, subject, "item", items.lock if scene.writes else items.read)


def page_of(scene: Scene, subject: str) -> pages.Page:
    """The page as it is now. UnknownSubject when there is none."""
    return _found(scene, subject, "page", pages.read)


def swap_of(scene: Scene, subject: str) -> Swap:
    """The swap as it is now. UnknownSubject when there is none."""
    return _found(scene, subject, "swap", rota_swaps.read)


def note_of(scene: Scene, subject: str) -> Note:
    """What a colleague wrote, as it is now. UnknownSubject when there is no such note."""
    return _found(scene, subject, "note", internal_notes.read)


def conflict_of(scene: Scene, subject: str) -> conflicts.Conflict:
    """The conflict as it is now. UnknownSubject when there is none."""
    return _found(scene, subject, "conflict", conflicts.read)


def approval_of(scene: Scene, subject: str) -> Approval:
    """The answer that needs approval, as it is now. UnknownSubject when there is none."""
    return _found(scene, subject, "approval", approvals.read)


def _found(scene: Scene, subject: str, kind: str, read: Callable[[Transaction, int], Thing | None]) -> Thing:
    found = read(scene.transaction, number_of(subject, kind))
    if found is None:
        raise UnknownSubject(subject)
    return found


def number_of(subject: str, kind: str) -> int:
    """12 of "item:12"; UnknownSubject for anything else, and for numbers that no database holds."""
    name, _, number = subject.partition(":")
    if name != kind or not number.isascii() or not number.isdigit() or len(number) > 18:
        raise UnknownSubject(subject)
    return int(number)


def digest_of(subject: str) -> str:
    """The digest of "handbook:<digest>"; UnknownSubject for anything else."""
    name, _, digest = subject.partition(":")
    if name != "handbook" or not digest.isalnum() or not digest.isascii():
        raise UnknownSubject(subject)
    return digest
