"""The next step of an open item: which rungs of its ladder are due, who hears them, who is woken, when to look again.

Everything here is a pure function of the item, the handbook in force and `now`; the caller stores the new climb and
queues the messages in one transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import itemgetter

from routing import paging
from routing.audience import (
    OWED_CHANNEL,
    Hearing,
    applies,
    heard_by,
    hearing,
    late_from,
    managers_from,
    managers_hearing,
)
from routing.handbook import Handbook
from routing.item import Climb, How, Item, Owed, PageStatus, Rung
from routing.ladder import climbable
from routing.moments import stamp
from routing.paging import PageOrder, Turn
from routing.reasons import Reason, Value

MANAGERS = None
"""Stands for the managers' channel where a notice names a person."""

THREAD = "#thread"
"""Stands for everybody who reads the card's thread where a notice names a person: no person can be called so."""

EXHAUSTED_RUNG = "page_exhausted"
"""The rung of notices about a used-up chain; "@" and the moment follow, so that each round's is its own."""

LATE = "@late"
"""Stands among the rungs done for "was seen to be late": no rung can be called so."""

_LONGEST_MERGE = timedelta(minutes=10)
_MERGED_SHARE = 0.1


@dataclass(frozen=True)
class Notice:
    """Tell `person` (None: the managers' channel) about the item. (item, round, rung, person) is said once, ever."""

    rung: str
    person: str | None
    reason: Reason
    how: How = How.MESSAGE


@dataclass(frozen=True)
class Step:
    """What to do now. `next_due_at` is after `now`; None when nothing can ever be due again as things stand.

    `became_late`: the item is late from now on, which is to be seen even where no rung says so.
    """

    climb: Climb
    next_due_at: datetime | None
    notices: tuple[Notice, ...] = ()
    page: PageOrder | None = None
    notes: tuple[Reason, ...] = ()
    became_late: bool = False

    def is_something(self, before: Climb) -> bool:
        """Whether anything came of it: not of a look that only found that all is as it was."""
        return bool(self.notices or self.page or self.notes or self.climb != before)


def first_due(item: Item, handbook: Handbook, now: datetime) -> datetime | None:
    """When the item must be looked at: its earliest open rung (also one overdue) or the next turn of its paging.

    To be asked when an item opens and after every change of it. None for a closed item, and when nothing is left.
    """
    if not item.state.is_open:
        return None
    if item.pause is not None:
        return item.pause.until
    return _first_due(item, item.climb, _open_rungs(item), handbook, now)


def due_from(item: Item, handbook: Handbook, now: datetime) -> datetime | None:
    """`first_due` as it is stored when an item opens or changes: never earlier than that.

    So what is stored is when somebody should have looked, and to be later than it is to be late.
    """
    due_at = first_due(item, handbook, now)
    return None if due_at is None else max(due_at, now)


def step(item: Item, handbook: Handbook, now: datetime) -> Step:
    """The item's next step at `now`. A closed item gets none, a paused one waits; the same item twice gets the same."""
    if not item.state.is_open:
        return Step(item.climb, None)
    if item.pause is not None:
        return Step(item.climb, item.pause.until)
    turn = paging.turn(item, handbook, now)
    rungs = _open_rungs(item)
    heard = _take_rungs(item, handbook, rungs, now, turn)
    became_late = now >= late_from(item) and LATE not in item.climb.done
    done = (*item.climb.done, *heard.done, *((LATE,) if became_late else ()))
    named = tuple(dict.fromkeys((*item.climb.named, *_shown(heard.notices))))
    climb = Climb(done, turn.paging, named, heard.owed)
    notices = (*heard.notices, *_exhausted_notice(turn))
    due_at = _first_due(item, climb, rungs, handbook, now)
    return Step(climb, due_at, notices, turn.order, (*heard.notes, *turn.notes), became_late)


def pass_on(item: Item, handbook: Handbook, person: str, now: datetime) -> Step:
    """The step after `person` pressed "Pass on" on their page: the next person at once, or the chain is used up.

    A page that has moved on or is over meanwhile stays as it is, and a note says so.
    """
    turn = paging.hand_on(item, handbook, person, now)
    climb = replace(item.climb, paging=turn.paging)
    due_at = first_due(replace(item, climb=climb), handbook, now)
    return Step(climb, due_at, _exhausted_notice(turn), turn.order, turn.notes)


_Rungs = Sequence[tuple[Rung, datetime]]
"""Rungs, each with the moment at which it is due."""


def _open_rungs(item: Item) -> _Rungs:
    """The rungs that are not done, the earliest first."""
    done, deadline = item.climb.done, item.deadline
    rungs = [(rung, rung.at(deadline)) for rung in climbable(item) if rung.id not in done]
    rungs.sort(key=itemgetter(1))
    return rungs


def _first_due(item: Item, climb: Climb, rungs: _Rungs, handbook: Handbook, now: datetime) -> datetime | None:
    """`first_due` of the open item once it has come as far as `climb`; `rungs` holds at least those still open then."""
    moments = [at for rung, at in rungs if rung.id not in climb.done]
    if LATE not in climb.done:
        moments.append(late_from(item))
    if climb.owed:
        moments += [_owed_at(item, one) for one in climb.owed]
    if item.request is not None and item.request.until is not None:
        moments.append(item.request.until)
    turn = paging.turn_after(item, climb.paging, handbook, now)
    return min([*moments, *([turn] if turn is not None else [])], default=None)


@dataclass(frozen=True)
class _Heard:
    notices: tuple[Notice, ...]
    notes: tuple[Reason, ...]
    done: tuple[str, ...]
    owed: tuple[Owed, ...]


def _take_rungs(item: Item, handbook: Handbook, rungs: _Rungs, now: datetime, turn: Turn) -> _Heard:
    """All due rungs together, one notice a person: the highest rung's. Rungs soon to come are merged into it.

    Rungs that only name somebody on the card make no sound: they neither take another's place nor give theirs up.
    """
    due = [rung for rung, at in rungs if at <= now]
    later = [(rung, at) for rung, at in rungs if at > now and applies(rung, item)]
    taken = [(rung, hearing(item, handbook, rung, now)) for rung in due if applies(rung, item)]
    early = _stand_in(item, handbook, taken, [rung for rung, _ in later], now)
    back = _owed_now(item, handbook, now) if item.climb.owed else []
    # For what nobody has, and somebody has this one: the managers hear of it when it is given back.
    back += [(rung, managers_hearing(item, rung, now)) for rung in due if _is_for_others(rung, item)]
    sounding = [*back, *((rung, heard) for rung, heard in [*taken, *early] if rung.how is not How.CARD)]
    shown = _highest(item, [(rung, heard) for rung, heard in taken if rung.how is How.CARD])
    told = _highest(item, sounding)
    window = now + _merge_window(item)
    soon = [rung for rung, at in later if rung.how is not How.CARD and at <= window]
    merged = _merge(item, handbook, told, soon, now)
    owed = _owed_later(item, sounding, told, now)
    if turn.paging is not None and turn.paging.status is PageStatus.SOUNDING:
        told.pop(turn.paging.person, None)  # the page says more, and louder
    notices = tuple(
        Notice(rung.id, person, _because(item, rung, now), rung.how) for person, rung in (*told.items(), *shown.items())
    )
    notes = tuple(note for _, heard in [*back, *taken, *early] for note in heard.notes)
    return _Heard(notices, notes, (*(rung.id for rung in due), *(rung.id for rung, _ in early), *merged), owed)


def _owed_now(item: Item, handbook: Handbook, now: datetime) -> list[tuple[Rung, Hearing]]:
    """What people who are back are to hear, each alone, where it still fits the item and is for them."""
    rungs = {rung.id: rung for rung in climbable(item)}
    due = ((rungs.get(one.rung), one.person) for one in item.climb.owed if _owed_at(item, one) <= now)
    return [
        (
            rung,
            managers_hearing(item, rung, now)
            if person == OWED_CHANNEL
            else heard_by(item, handbook, rung, person, now),
        )
        for rung, person in due
        if rung is not None and (person == OWED_CHANNEL or applies(rung, item))
    ]


def _owed_at(item: Item, one: Owed) -> datetime:
    """When it is to be said. Deadlines move and items are given back: for the managers it follows from the item."""
    rung = next((rung for rung in climbable(item) if rung.id == one.rung), None)
    if one.person != OWED_CHANNEL or rung is None:
        return one.at
    return managers_from(item, rung) or min(one.at, item.received_at)


def _is_for_others(rung: Rung, item: Item) -> bool:
    return rung.when == "unclaimed" and item.owner is not None and "managers" in rung.whom


def _owed_later(
    item: Item, sounding: list[tuple[Rung, Hearing]], told: Mapping[str | None, Rung], now: datetime
) -> tuple[Owed, ...]:
    """To each person who is off the highest rung that they are not hearing now; nothing to whom something is told."""
    owed = {one.person: one for one in item.climb.owed if _owed_at(item, one) > now}
    for rung, heard in sounding:
        for person, at in heard.off:
            if _told_early(rung, person) not in item.climb.done:
                owed[person] = Owed(person, rung.id, at)
    hearing_now = {OWED_CHANNEL if one is MANAGERS else one for one in told}
    return tuple(one for one in owed.values() if one.person not in hearing_now)


def _listeners(item: Item, rung: Rung, heard: Hearing) -> tuple[str | None, ...]:
    """Who hears the rung now, without those to whom it was merged into an earlier message."""
    channels = (*((MANAGERS,) if heard.channel else ()), *((THREAD,) if heard.thread else ()))
    everybody: tuple[str | None, ...] = (*heard.people, *channels)
    return tuple(one for one in everybody if _told_early(rung, one) not in item.climb.done)


def _highest(item: Item, taken: list[tuple[Rung, Hearing]]) -> dict[str | None, Rung]:
    """Each listener's highest rung of those taken (they stand in order of time)."""
    return {one: rung for rung, heard in taken for one in _listeners(item, rung, heard)}


def _merge(
    item: Item, handbook: Handbook, told: dict[str | None, Rung], soon: list[Rung], now: datetime
) -> tuple[str, ...]:
    """Raises what is told to the rungs that come soon for the same listener; gives back what that settles."""
    settled = []
    for rung in soon:
        for one in _listeners(item, rung, hearing(item, handbook, rung, now)):
            if one in told:
                told[one] = rung
                settled.append(_told_early(rung, one))
    return tuple(settled)


def _stand_in(
    item: Item, handbook: Handbook, taken: list[tuple[Rung, Hearing]], later: list[Rung], now: datetime
) -> list[tuple[Rung, Hearing]]:
    """When nobody heard the rungs that are due: the next rung that reaches a person at work, at once."""
    if not taken or any(not heard.is_silent for _, heard in taken):
        return []
    for rung in later:
        heard = hearing(item, handbook, rung, now)
        if heard.people and rung.how is not How.CARD:
            return [(rung, heard)]
    return []


def _merge_window(item: Item) -> timedelta:
    """Ten minutes; less for targets so short that ten minutes would swallow the ladder."""
    return min(_LONGEST_MERGE, item.deadline.target * _MERGED_SHARE)


def _told_early(rung: Rung, listener: str | None) -> str:
    return f"{rung.id}@{listener or ''}"


def _because(item: Item, rung: Rung, now: datetime) -> Reason:
    due_at = item.deadline.due_at
    values: dict[str, Value] = {"rung": rung.id, "due_at": stamp(due_at)}
    if item.owner is not None:
        values["person"] = item.owner
    if now < due_at:
        values["left_seconds"] = int((due_at - now).total_seconds())
        return Reason("rung_unclaimed", values) if item.owner is None else Reason("rung_claimed", values)
    values["late_seconds"] = int((now - due_at).total_seconds())
    return Reason("rung_unclaimed_late", values) if item.owner is None else Reason("rung_claimed_late", values)


def _shown(notices: tuple[Notice, ...]) -> tuple[str, ...]:
    """Whom the card is to name from now on."""
    return tuple(one.person for one in notices if one.how is How.CARD and one.person is not None)


def _exhausted_notice(turn: Turn) -> tuple[Notice, ...]:
    if turn.exhausted is None or turn.paging is None:
        return ()
    return (Notice(f"{EXHAUSTED_RUNG}@{stamp(turn.paging.paged_at)}", MANAGERS, turn.exhausted),)
