"""Handing over: when somebody's absence begins, what they have goes to others, at once; when they are back, they hear.

Said in chat it begins with the words; planned, the sweep notices it (`due`), also after the bot was down. Each absence
is handed over once (`storage.handovers`).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers import announce, handover_notes
from handlers.access import Action, may
from handlers.moves import SYSTEM, move
from handlers.naming import named_again, sound_alarm
from handlers.roster import alone
from handlers.scene import Scene
from handlers.views.parts import names_an_expert
from routing.absence import Absence
from routing.calendar import at_work, next_start
from routing.choose import is_alarm
from routing.deputies import chain_of_deputies, is_away, stands_in
from routing.item import Item, State
from routing.moments import stamp
from routing.people import able
from routing.reasons import Reason, Value
from storage import handovers, history, items
from storage.errors import StorageBusy, StorageError
from storage.handovers import Handover, Moved

IN_TIME = 0.75
"""Whoever is back before so much of an item's target has passed keeps it."""

_JUST = timedelta(minutes=1)


@dataclass(frozen=True)
class Due:
    """Absences that have begun and were not handed over, people who are back and were not told; the next moment."""

    begun: tuple[Absence, ...]
    returned: tuple[Handover, ...]
    next_at: datetime | None


@dataclass(frozen=True)
class HandedOver:
    """What became of the giver's open items: those that went to others, by number, and those that stay."""

    moved: tuple[Moved, ...]
    stays: tuple[int, ...]

    @property
    def without(self) -> int:
        """How many for which nobody is there."""
        return sum(one.receiver is None for one in self.moved)


@dataclass(frozen=True)
class TakenBack:
    """How many items were given back; how many stay where they are, because something has happened to them since."""

    returned: int = 0
    stays: int = 0


def due(scene: Scene) -> Due:
    """What the sweep has to do about absences now, and when it must look again. Reads only."""
    every = [absence for person in scene.handbook.people for absence in person.absences]
    begun = [absence for absence in every if absence.is_under_way(scene.now)]
    known = handovers.begun(scene.transaction, sorted({absence.person for absence in begun}))
    moments = [absence.starts_at for absence in every if absence.starts_at > scene.now]
    returned = []
    for handover in handovers.untold(scene.transaction):
        person = scene.handbook.person(handover.person)
        if person is None or at_work(person, scene.now):
            returned.append(handover)
        elif (starts_at := next_start(person, scene.now)) is not None:
            moments.append(starts_at)
    fresh = tuple(absence for absence in begun if (absence.person, absence.starts_at) not in known)
    return Due(fresh, tuple(returned), min(moments, default=None))


def begin(scene: Scene, absence: Absence) -> None:
    """Hands over for an absence that has begun by the clock, unless it is over, or another replica has done it."""
    alone(scene)
    person = scene.handbook.person(absence.person)
    if person is None or absence not in person.absences or not absence.is_under_way(scene.now):
        return
    if handovers.begin(scene.transaction, absence.person, absence.starts_at, scene.now):
        hand_over(scene, absence)


def cannot(scene: Scene, absence: Absence, error: str) -> None:
    """A mistake in the program: tried no more, so that the sweeps go on, and told to the administrators."""
    handovers.begin(scene.transaction, absence.person, absence.starts_at, scene.now)
    announce.fault(scene, Reason("handover_failed", {"person": absence.person, "error": error}))


def welcome(scene: Scene, handover: Handover) -> None:
    """Tells somebody who is back what became of their items, once."""
    if handovers.tell(scene.transaction, handover, scene.now):
        handover_notes.to_returner(scene, handover)


def hand_over(scene: Scene, absence: Absence, by: str | None = None) -> HandedOver:
    """Gives every open item of the absent one to somebody else, with a note to both.

    An item stays whose giver is back in time. The deputy gets it where they may answer and come in time, else whoever
    routing names. `by` has just said so; None: the absence began by itself.
    """
    handovers.begin(scene.transaction, absence.person, absence.starts_at, scene.now)
    back_at = back_at_work(scene, absence)
    moved: list[Moved] = []
    stays: list[int] = []
    for number in items.carried_by(scene.transaction, absence.person):
        try:
            with scene.transaction.savepoint():
                item = items.lock(scene.transaction, number)
                if item is None or absence.person != (item.owner or item.expert) or not item.state.is_open:
                    continue  # somebody has just taken or closed it
                if back_at is not None and back_at <= item.deadline.starts_at + item.deadline.target * IN_TIME:
                    stays.append(number)
                else:
                    moved.append(_give(scene, item, absence, back_at, by or SYSTEM))
        except StorageError:
            raise
        except Exception as error:  # a mistake in the program: one item must not keep somebody from being away
            values: dict[str, Value] = {"number": number, "person": absence.person, "error": type(error).__name__}
            announce.fault(scene, Reason("item_not_handed_over", values))
    handovers.keep(scene.transaction, absence.person, absence.starts_at, moved)
    handover_notes.to_receivers(scene, absence.person, moved, back_at)
    if by is not None or _was_just_here(scene, absence):
        handover_notes.to_giver(scene, absence.person, moved, stays)
    return HandedOver(tuple(moved), tuple(stays))


def take_back(scene: Scene, absence: Absence, by: str) -> TakenBack:
    """Gives back what nobody has touched since it was handed over, where the giver may still have it: the absence was
    a mistake."""
    handover = handovers.read(scene.transaction, absence.person, absence.starts_at)
    if handover is None:
        return TakenBack()
    returned: list[Moved] = []
    stays = 0
    for one in handover.moved:
        item = items.lock(scene.transaction, one.number)
        if item is None or not item.state.is_open:
            continue
        if not _is_untouched(scene, item, one) or not _may_have(scene, item, one, absence.person):
            stays += absence.person != (item.owner or item.expert)
            continue
        if one.claimed_at is None:
            after = replace(item, expert=absence.person, reasons=_again(item, absence.person))
        else:
            claimed_at = datetime.fromisoformat(one.claimed_at)
            after = replace(item, state=State.CLAIMED, owner=absence.person, claimed_at=claimed_at)
        values: dict[str, Value] = {"person": absence.person}
        if move(scene, item, after, who=by, what="handed_back", values=values) is not None:
            returned.append(one)
    handovers.keep(scene.transaction, absence.person, absence.starts_at, ())
    if handover.told_at is None:
        handovers.tell(scene.transaction, handover, scene.now)
    handover_notes.taken_back(scene, absence.person, returned)
    return TakenBack(len(returned), stays)


def back_at_work(scene: Scene, absence: Absence) -> datetime | None:
    """The first moment after the absence at which the person is at work; None when nobody knows."""
    person = scene.handbook.person(absence.person)
    if person is None or absence.until_at is None:
        return None
    return absence.until_at if at_work(person, absence.until_at) else next_start(person, absence.until_at)


def _give(scene: Scene, before: Item, absence: Absence, back_at: datetime | None, by: str) -> Moved:
    giver = absence.person
    claimed_at = before.claimed_at if before.owner == giver else None
    # What has begun already (half answered …) stays begun.
    state = State.NEW if before.state is State.CLAIMED else before.state
    after = _named_for(scene, replace(before, state=state, owner=None, claimed_at=None), giver)
    receiver = None if after.expert is None or is_away(scene.handbook, after.expert, scene.now) else after.expert
    values: dict[str, Value] = {"absent": giver}
    if receiver is not None:
        values["person"] = receiver
    if back_at is not None:
        values["back_at"] = stamp(back_at)
    known = back_at is not None
    moved = move(
        scene, before, after, who=by, values=values,
        what="handed_to_nobody" if receiver is None else "handed_over" if known else "handed_over_open",
    )  # fmt: skip
    if moved is None:
        raise StorageBusy("an item was changed while it was handed over")
    if is_alarm(after.reasons):
        sound_alarm(scene, after)
    elif receiver is None and announce.nobody_there(scene, after):
        history.append(scene.transaction, after.number, scene.now, SYSTEM, "channel_told", {})
    return Moved(before.number, receiver, claimed_at.isoformat() if claimed_at is not None else None, before.domain)


def _is_untouched(scene: Scene, item: Item, one: Moved) -> bool:
    """Whether nobody has taken it since it was moved, or was named for it: those who are away are not there for it."""
    if item.state is not State.NEW:
        return False
    if one.receiver is not None:
        return item.expert == one.receiver
    return item.expert is None or is_away(scene.handbook, item.expert, scene.now)


def _may_have(scene: Scene, item: Item, one: Moved, giver: str) -> bool:
    """Whether the giver may have it as it is now: meanwhile it may have been corrected, or the handbook changed."""
    if giver in able(scene.handbook, item.domain, scene.now):
        return True
    return one.domain == item.domain and may(scene.handbook, giver, Action.CLAIM, item, scene.now) is not None


def _named_for(scene: Scene, item: Item, giver: str) -> Item:
    """The item for the giver's deputy where they can take it, else for whoever routing names."""
    chain = chain_of_deputies(scene.handbook, giver, scene.now)
    deputy = scene.handbook.person(chain[-1]) if chain else None
    if deputy is not None and deputy.id in able(scene.handbook, item.domain, scene.now):
        starts_at = scene.now if at_work(deputy, scene.now) else next_start(deputy, scene.now)
        if starts_at is not None and (starts_at < item.deadline.due_at or starts_at == scene.now):
            kept = tuple(reason for reason in item.reasons if not names_an_expert(reason))
            named = stands_in(deputy.id, giver, item.domain)
            return replace(item, expert=deputy.id, reasons=(*kept, named))
    return named_again(scene, item, giver)


def _again(item: Item, person: str) -> tuple[Reason, ...]:
    kept = tuple(reason for reason in item.reasons if not names_an_expert(reason))
    return (*kept, Reason("chosen_back", {"person": person}))


def _was_just_here(scene: Scene, absence: Absence) -> bool:
    """Whether the absence cut a shift short a moment ago: then its beginning wakes nobody."""
    person = scene.handbook.person(absence.person)
    fresh = scene.now - absence.starts_at <= timedelta(hours=1)
    return person is not None and fresh and at_work(person, absence.starts_at - _JUST)
