"""What was read of the calendars that are layers of the rota: kept, or why it could not be read.

A calendar that cannot be read keeps what it said last. After a day the administrators are told, once. So does one
that has no shift ahead any more: somebody has emptied it, or shows us another; of that they are told at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from handlers import announce
from handlers.roster import look_again, read_again
from handlers.scene import Scene
from routing.reasons import Reason
from routing.rota_cover import ImportedShift
from storage import calendar_imports

PATIENCE = timedelta(hours=24)
"""For how long a calendar may not be read before somebody is told."""


SOON = timedelta(days=35)
"""How far ahead somebody may be on call and matter to an item that is open today."""

EMPTIED, EMPTY = "emptied", "empty"
"""Troubles of a calendar that was read: no shift lies ahead, and those read before hold; or none of those does."""


@dataclass(frozen=True)
class Read:
    """A calendar was read, and these are its shifts; `doubts` are codes of what was odd, the gravest first. Of its
    address only a digest is kept, to know another again."""

    layer: str
    address_digest: str
    shifts: tuple[ImportedShift, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotRead:
    """It was not, and `trouble` is a code that says why."""

    layer: str
    address_digest: str
    trouble: str


def keep(scene: Scene, read: Read) -> bool:
    """Stores the shifts, all of them at once. True when others are on call before SOON than was known: then every open
    item is looked at anew. Where none lies ahead those known before stay, and the administrators are told, once."""
    calendar_imports.lock(scene.transaction)
    read_again(scene)
    known = [shift for shift in scene.handbook.imported if shift.layer == read.layer]
    tried = calendar_imports.tried(scene.transaction).get(read.layer)
    if _are_over(scene, read.shifts) and not _are_over(scene, known):
        _note(scene, read, EMPTIED, tried)
        return False
    before = _soon(scene, known)
    digest = sha256(calendar_imports.as_text(read.shifts).encode()).hexdigest()
    calendar_imports.keep(
        scene.transaction, read.layer, read.address_digest, read.shifts, digest, scene.now, read.doubts
    )
    # The gravest of those that are new; `health` and `check` name them all.
    new = [doubt for doubt in read.doubts if tried is None or doubt not in tried.doubts]
    if new:
        announce.fault(scene, Reason("calendar_doubt", {"layer": read.layer, "doubt": new[0]}))
    if _are_over(scene, read.shifts):
        _note(scene, read, EMPTY, tried)
    if _soon(scene, read.shifts) == before:
        return False
    look_again(scene)
    return True


def _note(scene: Scene, read: Read, trouble: str, before: calendar_imports.Tried | None) -> None:
    """Keeps the trouble for `health`, and tells of it when it is new."""
    calendar_imports.keep_trouble(scene.transaction, read.layer, read.address_digest, trouble, scene.now)
    if before is None or before.trouble != trouble:
        announce.fault(scene, Reason(f"calendar_{trouble}", {"layer": read.layer}))


def _are_over(scene: Scene, shifts: Iterable[ImportedShift]) -> bool:
    return all(shift.ends_at <= scene.now for shift in shifts)


def _soon(scene: Scene, shifts: Iterable[ImportedShift]) -> list[ImportedShift]:
    """What deadlines can depend on: every day one more shift comes into sight, and no item need be looked at for it."""
    return [shift for shift in shifts if scene.now < shift.ends_at and shift.starts_at < scene.now + SOON]


def troubled(scene: Scene) -> dict[str, str]:
    """The layers whose calendars are of no use for longer than a server may be down, and codes that say why."""
    return {
        one.layer: one.trouble
        for one in calendar_imports.tried(scene.transaction).values()
        if one.trouble in (EMPTIED, EMPTY) or (one.trouble and scene.now - one.read_at >= PATIENCE)
    }


def doubted(scene: Scene) -> dict[str, tuple[str, ...]]:
    """The layers whose calendars were read with something odd in them, and codes that say what."""
    return {one.layer: one.doubts for one in calendar_imports.tried(scene.transaction).values() if one.doubts}


def keep_trouble(scene: Scene, failed: NotRead) -> None:
    """Notes why; tells the administrators at the first try after PATIENCE."""
    calendar_imports.lock(scene.transaction)
    before = calendar_imports.tried(scene.transaction).get(failed.layer)
    calendar_imports.keep_trouble(scene.transaction, failed.layer, failed.address_digest, failed.trouble, scene.now)
    if before is None:
        return
    told = bool(before.trouble) and before.tried_at - before.read_at >= PATIENCE
    if scene.now - before.read_at >= PATIENCE and not told:
        values = {"layer": failed.layer, "since_at": before.read_at.isoformat(), "trouble": failed.trouble}
        announce.fault(scene, Reason("calendar_not_read" if before.digest else "calendar_never_read", values))
