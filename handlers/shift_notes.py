"""Notes at the change of shifts: to those for whom one begins or is over, and beforehand where it comes off hours.

Each is said once (`storage.shift_notes`), to one person in one message. After the bot was down a shift that is over
already is not begun any more, and one that began longer ago than LATE is known by then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers import announce
from handlers.scene import Scene
from handlers.shift_holders import Holders, Lost
from handlers.shifts_found import minute
from routing.calendar import at_work, next_start, spans_between
from routing.delivery import Priority
from routing.handbook import Handbook, Person
from routing.moments import stamp
from routing.rota import Shift, layers, shifts
from routing.rota_cover import Cover
from routing.rota_shift import believed
from routing.turns_meant import as_one
from storage import shift_notes
from storage.outbox import Queued
from storage.shift_notes import What

LATE = timedelta(hours=24)
"""How long after its beginning, or its end, a shift is still told of."""

BEFORE = timedelta(days=4)
"""How far back is looked for the shift before: over a weekend a turn goes on."""

AHEAD = timedelta(days=8)
"""How far ahead is looked for shifts to remind of."""

LOOKS = timedelta(days=1)
"""After which time is looked again at the latest."""

_WELL_BEFORE = timedelta(hours=1)


@dataclass(frozen=True)
class Told:
    """One thing to tell about a shift. `other` is who was on call before, or is after it; "" for nobody.

    `again_at` is when the same person's turn goes on, in a layer of some hours. `unforeseen`: another handbook has
    ended it.
    """

    what: What
    shift: Shift
    other: str = ""
    again_at: datetime | None = None
    unforeseen: bool = False


@dataclass(frozen=True)
class Letter:
    """What one person is told, in one message."""

    person: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Due:
    """Letters to be sent now, and when the next may be. Known for one very handbook, from `at` to `next_at`."""

    handbook: Handbook = field(repr=False)
    at: datetime
    letters: tuple[Letter, ...]
    next_at: datetime | None

    def holds(self, handbook: Handbook, now: datetime) -> bool:
        """Whether nothing else can be due at `now`, once the letters are sent."""
        return self.handbook is handbook and self.at <= now and (self.next_at is None or now < self.next_at)


def due(scene: Scene, before: Due | None = None) -> Due:
    """Whom to tell what now. Reads only. With what was found (and sent) `before` it is looked only when it must be."""
    if before is not None and before.holds(scene.handbook, scene.now):
        return Due(scene.handbook, before.at, (), before.next_at)
    moments, found = [scene.now + LOOKS], []
    for one, at in _every(scene):
        if at <= scene.now:
            found.append(one)
        else:
            moments.append(at)
    people = sorted({one.shift.person for one in found})
    since = min((one.shift.starts_at for one in found), default=scene.now)
    known = shift_notes.known(scene.transaction, people, since)
    fresh = [one for one in found if (one.shift.layer, one.shift.person, one.shift.starts_at, one.what) not in known]
    letters = (Letter(name, tuple(one for one in fresh if one.shift.person == name)) for name in people)
    next_at = min(moments) if scene.handbook.rota is not None else None
    return Due(scene.handbook, scene.now, tuple(one for one in letters if one.told), next_at)


def send(scene: Scene, person: str) -> None:
    """Tells the person what is due now, as the rota is in this transaction; what was told meanwhile is left out."""
    letter = next((one for one in due(scene).letters if one.person == person), None)
    known = scene.handbook.person(person)
    if letter is None or known is None:
        return
    told = [one for one in letter.told if _keep(scene, one.shift, one.what)]
    desk = announce.desk_of(scene, person)
    # Who goes off duty at night has earned their sleep: what they leave open waits for their hours.
    at = scene.now
    if all(one.what is What.ENDED and not one.unforeseen for one in told) and not at_work(known, at):
        starts_at = next_start(known, at)
        if starts_at is None:
            return
        at = starts_at
    if told and desk is not None:
        announce.queue(scene, Queued(
            desk=desk, conversation=f"person:{person}", kind="shift_note", subject="rota:0",
            payload={"person": person, "told": [_payload(one) for one in told]}, priority=Priority.NOTICE,
            merge_key=None, due_at=at,
        ))  # fmt: skip


def said_already(scene: Scene, covers: Sequence[Cover]) -> None:
    """Who has just been told, or has said it themself, that somebody covers a shift needs no note that says the same.

    That is of its beginning, of the end of the shift that it cuts short, and that this one goes on soon afterwards.
    """
    of_layer = {layer: _shifts_of(scene, layer) for layer in {one.layer for one in covers}}
    for cover in covers:
        for one in of_layer[cover.layer]:
            if one.person == cover.person and one.starts_at <= cover.starts_at < one.ends_at:
                if one.starts_at <= scene.now:
                    _keep(scene, one, What.BEGINS)
                _keep_soon(scene, one)
            if one.person == cover.instead_of and one.ends_at == cover.starts_at <= scene.now:
                _keep(scene, one, What.ENDED)
            if one.person == cover.instead_of and one.starts_at == cover.ends_at:
                _keep_soon(scene, one)


def never_was(scene: Scene, covers: Sequence[Cover]) -> None:
    """Who covered for no time at all, because it was taken back at once, needs no note that their shift is over."""
    for cover in covers:
        if cover.starts_at == minute(scene.now):
            shift_notes.keep(scene.transaction, cover.layer, cover.person, cover.starts_at, What.ENDED, scene.now)


def _every(scene: Scene) -> Iterator[tuple[Told, datetime]]:
    """Everything that is to be told, and when; what is told too late by now is left out."""
    holders = Holders(scene)
    for lost in holders.lost:
        yield from _lost(scene, lost)
    for layer in layers(scene.handbook):
        found = _shifts_of(scene, layer.id)
        for place, one in enumerate(found):
            person = scene.handbook.person(one.person)
            if person is None:
                continue
            before, after = _neighbour(found, place - 1), _neighbour(found, place + 1)
            # In a layer of some hours one turn is many shifts: its beginning and its end are told, not each night.
            goes_on = after is not None and after.person == one.person
            if before is None or before.person != one.person:
                last = before.person if before is not None and before.ends_at == one.starts_at else ""
                if not holders.was_real(layer.id, one.starts_at):
                    last = holders.before(layer.id)
                yield from _beginning(scene, person, one, last, after if goes_on else None)
            really = holders.was_real(layer.id, one.ends_at) or holders.knew(one)
            if not goes_on and one.ends_at > scene.now - LATE and really:
                following = after.person if after is not None and after.starts_at == one.ends_at else ""
                yield Told(What.ENDED, one, following), one.ends_at


def _lost(scene: Scene, lost: Lost) -> Iterator[tuple[Told, datetime]]:
    """A shift was told of, and is another's now: both hear, however long ago it would have begun."""
    note, now_on_call = lost.note, lost.now
    if scene.handbook.person(note.person) is not None:
        over = believed(note.person, note.starts_at, scene.now, note.layer)
        other = now_on_call.person if now_on_call is not None else ""
        yield Told(What.ENDED, over, other, unforeseen=True), scene.now
    if now_on_call is None or scene.handbook.person(now_on_call.person) is None:
        return
    if now_on_call.starts_at <= scene.now - LATE:
        yield Told(What.BEGINS, now_on_call, note.person), scene.now


def _beginning(
    scene: Scene, person: Person, one: Shift, last: str, again: Shift | None
) -> Iterator[tuple[Told, datetime]]:
    again_at = again.starts_at if again is not None else None
    if one.starts_at > scene.now - LATE and one.ends_at > scene.now:
        yield Told(What.BEGINS, one, last, again_at), one.starts_at
    soon_at = _soon_at(person, one) if one.starts_at > scene.now else None
    # What was missed while they were at work does not come later, when they are not.
    if soon_at is not None and (soon_at > scene.now or at_work(person, scene.now)):
        yield Told(What.SOON, one, again_at=again_at), soon_at


def _shifts_of(scene: Scene, layer: str) -> tuple[Shift, ...]:
    found = shifts(scene.handbook, layer, scene.now - BEFORE, scene.now + AHEAD)
    return as_one(found)


def _neighbour(found: Sequence[Shift], place: int) -> Shift | None:
    return found[place] if 0 <= place < len(found) else None


def _soon_at(person: Person, shift: Shift) -> datetime | None:
    """When the person is reminded: as they begin to work for the last time before a shift outside their own hours."""
    if at_work(person, shift.starts_at):
        return None
    spans = spans_between(person.calendar, shift.starts_at - AHEAD, shift.starts_at - _WELL_BEFORE)
    # One that was under way so long ago already is no working day that begins.
    begun = [span.start for span in spans if span.start > shift.starts_at - AHEAD]
    return begun[-1] if begun else None


def _keep(scene: Scene, shift: Shift, what: What) -> bool:
    return shift_notes.keep(scene.transaction, shift.layer, shift.person, shift.starts_at, what, scene.now)


def _keep_soon(scene: Scene, shift: Shift) -> None:
    person = scene.handbook.person(shift.person)
    soon_at = _soon_at(person, shift) if person is not None else None
    if soon_at is not None and soon_at <= scene.now < shift.starts_at:
        _keep(scene, shift, What.SOON)


def _payload(one: Told) -> dict[str, object]:
    shift = one.shift
    return {
        "what": one.what.value, "layer": shift.layer, "starts_at": stamp(shift.starts_at),
        "ends_at": stamp(shift.ends_at), "other": one.other,
        "again_at": stamp(one.again_at) if one.again_at is not None else "",
    }  # fmt: skip
