"""Handing over: when somebody's absence begins, what they have goes to others, at once; when they are back, they hear.

Said in chat it begins with the words; planned, the sweep notices it (`due`), also after the bot was down. Each absence
is handed over once (`storage.handovers`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers import announce, asked_and_away, handover_notes
from handlers.drafting import written_by
from handlers.moves import SYSTEM, move
from handlers.naming import named_again, sound_alarm
from handlers.roster import alone
from handlers.scene import Scene
from handlers.views.parts import names_an_expert
from routing.absence import Absence
from routing.calendar import at_work, next_start
from routing.choose import is_alarm
from routing.deputies import chain_of_deputies, is_away, stands_in
from routing.item import GIVEN_BACK, Item, State
from routing.moments import stamp
from routing.pausing import resumed
from routing.people import able
from routing.reasons import Reason, Value
from routing.timing import moved_on
from storage import handbooks, handovers, history, items
from storage.errors import StorageBusy, StorageError
from storage.handovers import Handover, Moved

IN_TIME = 0.75
"""Whoever is back before so much of an item's target has passed keeps it."""

RECENT = timedelta(minutes=2)
"""How far from a handing over, or a new handbook, an item may have been received that did not know of it."""

LAST_LOOK = timedelta(minutes=1)
"""When no transaction that began before it can be under way any more (each waits ten seconds for another at most)."""

_JUST = timedelta(minutes=1)


@dataclass(frozen=True)
class Due:
    """Absences that have begun and were not handed over, people who are back and were not told; the next moment.

    `missed` are absences whose person was named for an item that another transaction stored as they were handed over.
    `left` are items stored as a handbook came into force that no longer names who has them, and those that wait for the
    moment of such a change since the clock was set back.
    """

    begun: tuple[Absence, ...]
    returned: tuple[Handover, ...]
    next_at: datetime | None
    missed: tuple[Absence, ...] = ()
    left: tuple[int, ...] = ()


@dataclass(frozen=True)
class HandedOver:
    """What became of the giver's open items: those that went to others, by number, those that stay, and those that stay
    because the giver is writing an answer to them (`writing`)."""

    moved: tuple[Moved, ...]
    stays: tuple[int, ...]
    writing: tuple[int, ...] = ()

    @property
    def without(self) -> int:
        """How many for which nobody is there."""
        return sum(one.receiver is None for one in self.moved)


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
    missed = []
    for absence in begun:
        at = known.get((absence.person, absence.starts_at))
        if at is not None and _is_recent(scene, at, moments) and _missed(scene, absence, at):
            missed.append(absence)
    left = _left(scene, moments)
    return Due(fresh, tuple(returned), min(moments, default=None), tuple(missed), left)


def begin(scene: Scene, absence: Absence) -> None:
    """Hands over for an absence that has begun by the clock, unless it is over, or another replica has done it."""
    alone(scene)
    person = scene.handbook.person(absence.person)
    if person is None or absence not in person.absences or not absence.is_under_way(scene.now):
        return
    if handovers.begin(scene.transaction, absence.person, absence.starts_at, scene.now):
        hand_over(scene, absence)


def begin_missed(scene: Scene, absence: Absence) -> None:
    """Hands over what another transaction stored for the absent one when this absence had just been handed over.

    That transaction could not see the absence, nor the handing over the item. Where nobody else is there it stays: who
    is away may have been named knowingly.
    """
    alone(scene)
    person = scene.handbook.person(absence.person)
    handover = handovers.read(scene.transaction, absence.person, absence.starts_at)
    if person is None or absence not in person.absences or handover is None:
        return
    back_at = back_at_work(scene, absence)
    moved, *_ = _each(scene, absence, _missed(scene, absence, handover.at), back_at, SYSTEM, only_to_somebody=True)
    if moved:
        handovers.keep(scene.transaction, absence.person, absence.starts_at, (*handover.moved, *moved))
        handover_notes.to_receivers(scene, absence.person, moved, back_at)


def look_at_left(scene: Scene, numbers: Sequence[int]) -> None:
    """Makes items of people who have left due: the sweep gives them back."""
    for number in numbers:
        items.put_off(scene.transaction, number, scene.now)
    scene.wakes.at(scene.now)


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

    An item stays whose giver is back in time, or is writing an answer to it. The deputy gets it where they may answer
    and come in time, else whoever routing names. `by` has just said so; None: the absence began by itself.
    """
    handovers.begin(scene.transaction, absence.person, absence.starts_at, scene.now)
    back_at = back_at_work(scene, absence)
    numbers = items.carried_by(scene.transaction, absence.person)
    moved, stays, writing = _each(scene, absence, numbers, back_at, by or SYSTEM)
    handovers.keep(scene.transaction, absence.person, absence.starts_at, moved)
    handover_notes.to_receivers(scene, absence.person, moved, back_at)
    asked_and_away.go_on(scene, absence.person)
    if by is not None or _was_just_here(scene, absence):
        handover_notes.to_giver(scene, absence.person, moved, stays, writing)
    return HandedOver(tuple(moved), tuple(stays), tuple(writing))


def _each(
    scene: Scene,
    absence: Absence,
    numbers: Sequence[int],
    back_at: datetime | None,
    by: str,
    *,
    only_to_somebody: bool = False,
) -> tuple[list[Moved], list[int], list[int]]:
    """What is moved of these items, what stays, and what stays because its owner is writing an answer."""
    moved: list[Moved] = []
    stays: list[int] = []
    writing: list[int] = []
    at_it = written_by(scene, numbers, absence.person)
    for number in numbers:
        try:
            with scene.transaction.savepoint():
                item = items.lock(scene.transaction, number)
                if item is None or absence.person != (item.owner or item.expert) or not item.state.is_open:
                    continue  # somebody has just taken or closed it
                if number in at_it and item.owner == absence.person:
                    writing.append(number)
                elif back_at is not None and back_at <= _in_time(scene, item):
                    stays.append(number)
                elif not only_to_somebody or _is_there(scene, _named_for(scene, item, absence.person)):
                    moved.append(_give(scene, item, absence, back_at, by))
        except StorageError:
            raise
        except Exception as error:  # a mistake in the program: one item must not keep somebody from being away
            values: dict[str, Value] = {"number": number, "person": absence.person, "error": type(error).__name__}
            announce.fault(scene, Reason("item_not_handed_over", values))
    return moved, stays, writing


def _in_time(scene: Scene, item: Item) -> datetime:
    """By when somebody must be back to keep the item; whatever is paused they keep until its pause is over."""
    ahead = resumed(item, scene.handbook, item.pause.until) if item.pause is not None else item
    deadline = ahead.deadline
    at = moved_on(scene.handbook, item.domain, deadline.clock, deadline.starts_at, deadline.target * IN_TIME)
    return max(at, item.pause.until) if item.pause is not None else at


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
    state = State.NEW if before.state in GIVEN_BACK else before.state
    after = _named_for(scene, replace(before, state=state, owner=None, claimed_at=None), giver)
    receiver = after.expert if _is_there(scene, after) else None
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


def _is_there(scene: Scene, item: Item) -> bool:
    return item.expert is not None and not is_away(scene.handbook, item.expert, scene.now)


def _missed(scene: Scene, absence: Absence, at: datetime) -> list[int]:
    return items.named_around(scene.transaction, absence.person, at - RECENT, at + RECENT)


def _left(scene: Scene, moments: list[datetime]) -> tuple[int, ...]:
    # What such a change made due waits for a moment that lies ahead once more when the clock was set back since.
    ahead = [at for at in handbooks.changes(scene.transaction) if at > scene.now]
    left = items.due_at_one_of(scene.transaction, ahead) if ahead else []
    at = handbooks.newest_at(scene.transaction)
    if at is not None and _is_recent(scene, at, moments):
        people = [person.id for person in scene.handbook.people]
        left += items.carried_by_others_around(scene.transaction, people, at - RECENT, at + RECENT, scene.now)
    return tuple(dict.fromkeys(left))


def _is_recent(scene: Scene, at: datetime, moments: list[datetime]) -> bool:
    """Whether a transaction of then may have been stored just now; once more is looked when none can be under way."""
    if scene.now < at + LAST_LOOK:
        moments.append(at + LAST_LOOK)
    return abs(scene.now - at) < RECENT


def _was_just_here(scene: Scene, absence: Absence) -> bool:
    """Whether the absence cut a shift short a moment ago: then its beginning wakes nobody."""
    person = scene.handbook.person(absence.person)
    fresh = scene.now - absence.starts_at <= timedelta(hours=1)
    return person is not None and fresh and at_work(person, absence.starts_at - _JUST)
