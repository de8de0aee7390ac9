"""Who hears a rung at a given moment. Quiet hours hold for everybody: after hours only the person on call hears what
sounds. To be named on a card makes no sound, so that it happens at any hour.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.calendar import at_work, next_start
from routing.coverage import owner_is_out_of_hours_on_purpose
from routing.handbook import Handbook, Person
from routing.item import How, Item, Rung
from routing.ladder import PAST
from routing.moments import stamp
from routing.people import Turn, is_on_call, stand
from routing.reasons import Reason
from routing.rota import on_call

OWED_CHANNEL = "#managers"
"""Stands for the managers' channel among those to whom something is owed: no person can be called so."""


@dataclass(frozen=True)
class Hearing:
    """Who hears the rung: `people` by id, `channel` for the managers' one, `thread` for all who read the card's.

    `notes` say who was passed over and why, `off` who of them is back when: what they do not hear now waits till then.
    There the managers' channel is OWED_CHANNEL.
    """

    people: tuple[str, ...]
    channel: bool
    notes: tuple[Reason, ...]
    thread: bool = False
    off: tuple[tuple[str, datetime], ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether nobody hears anything, now or later."""
        return not self.people and not self.channel and not self.thread and not self.holds_back

    @property
    def holds_back(self) -> bool:
        """Whether the managers are told later, if at all."""
        return any(name == OWED_CHANNEL for name, _ in self.off)


def hearing(item: Item, handbook: Handbook, rung: Rung, now: datetime) -> Hearing:
    """Who hears `rung` of the item at `now`. A channel wakes nobody, so it is told at any hour."""
    meant = dict.fromkeys(person for audience in rung.whom for person in _members(item, handbook, audience, now))
    people, notes, off = [], [], []
    for name in meant:
        person = handbook.person(name)
        if person is None:
            notes.append(Reason("rung_gone", {"rung": rung.id, "person": name}))
        elif rung.how is How.CARD or _may_hear(item, handbook, rung, person, now):
            people.append(name)
        else:
            back_at = next_start(person, now)
            notes.append(_quiet(rung, person, back_at))
            if back_at is not None:
                off.append((name, back_at))
    if rung.how is not How.CARD and "experts" in rung.whom and not people:
        off += [(name, at) for name, at in _others_off(item, handbook, now) if name not in meant]
    thread, managers = "channel" in rung.whom, managers_hearing(item, rung, now)
    if not meant and not thread and "managers" not in rung.whom:
        notes.append(Reason("rung_empty", {"rung": rung.id, "audience": ", ".join(rung.whom)}))
    return Hearing(tuple(people), managers.channel, (*notes, *managers.notes), thread, (*off, *managers.off))


def managers_hearing(item: Item, rung: Rung, now: datetime) -> Hearing:
    """What of `hearing` concerns the managers: who has taken an item in time is left to answer it in time."""
    if "managers" not in rung.whom:
        return Hearing((), False, ())
    at = managers_from(item, rung)
    if at is None or at <= now:
        return Hearing((), True, ())
    note = Reason("managers_not_yet", {"rung": rung.id, "person": item.owner or ""})
    return Hearing((), False, (note,), off=((OWED_CHANNEL, at),))


def managers_from(item: Item, rung: Rung) -> datetime | None:
    """From when on the managers are to see the item, once the rung has come: None stands for at once.

    Somebody has it: when it is late; where the rung is for what nobody has, when they would hear of any other.
    """
    if item.owner is None:
        return None
    assert PAST.offset is not None
    return late_from(item) if applies(rung, item) else item.deadline.due_at + PAST.offset


def late_from(item: Item) -> datetime:
    """Just past the deadline: at the deadline itself an answer is still in time."""
    return item.deadline.due_at + timedelta(seconds=1)


def needs_line(item: Item, now: datetime) -> bool:
    """Whether the managers are to see a new line about the item: nobody has taken it, or it is late."""
    return item.is_late(now) or (item.state.is_open and item.owner is None and item.pause is None)


def heard_by(item: Item, handbook: Handbook, rung: Rung, person: str, now: datetime) -> Hearing:
    """What of `hearing` concerns this person alone."""
    heard = hearing(item, handbook, rung, now)
    return Hearing(
        people=tuple(name for name in heard.people if name == person),
        channel=False,
        notes=tuple(note for note in heard.notes if note.values.get("person") == person),
        off=tuple((name, at) for name, at in heard.off if name == person),
    )


def may_be_messaged(item: Item, handbook: Handbook, person: Person, now: datetime) -> bool:
    """At work; the owner also while on call, or after claiming in this stretch of time off."""
    if at_work(person, now):
        return True
    if person.id != item.owner:
        return False
    return is_on_call(handbook, person.id, now) or owner_is_out_of_hours_on_purpose(item, person, now)


def _may_hear(item: Item, handbook: Handbook, rung: Rung, person: Person, now: datetime) -> bool:
    """Whoever is on call may be told after hours by a rung that is for whoever is on call."""
    if "on_call" in rung.whom and is_on_call(handbook, person.id, now):
        return True
    return may_be_messaged(item, handbook, person, now)


def applies(rung: Rung, item: Item) -> bool:
    """Whether the rung is for the item as it stands: unclaimed, claimed, or any open one."""
    return rung.when == "open" or (rung.when == "claimed") == (item.owner is not None)


def _members(item: Item, handbook: Handbook, audience: str, now: datetime) -> tuple[str, ...]:
    if audience == "experts":
        return _others(item, handbook, Turn.FIRST, now) or _others(item, handbook, Turn.SECOND, now)
    if audience == "lead":
        return _of_turn(item, handbook, Turn.LAST, now)
    if audience == "on_call":
        shift = on_call(handbook, now)
        return (shift.person,) if shift is not None else ()
    named = {"expert": item.expert, "owner": item.owner}.get(audience)
    return (named,) if named is not None else ()


def _of_turn(item: Item, handbook: Handbook, turn: Turn, now: datetime) -> tuple[str, ...]:
    """Whose turn it is: of the experts also those who may not answer, since they hear of it too."""
    return tuple(dict.fromkeys(one.person for one in stand(handbook, item.domain, now) if one.turn == turn))


def _others(item: Item, handbook: Handbook, turn: Turn, now: datetime) -> tuple[str, ...]:
    """Those at work, without the one whom the rung before this has reminded and without the owner."""
    names = _of_turn(item, handbook, turn, now)
    there = (name for name in names if (person := handbook.person(name)) is not None and at_work(person, now))
    return tuple(name for name in there if name not in (item.expert, item.owner))


def _others_off(item: Item, handbook: Handbook, now: datetime) -> list[tuple[str, datetime]]:
    """Of those of whom nobody is at work, who comes back, and when: the experts, else the deputies."""
    for turn in (Turn.FIRST, Turn.SECOND):
        known = (handbook.person(name) for name in _of_turn(item, handbook, turn, now))
        others = (person for person in known if person is not None and person.id not in (item.expert, item.owner))
        found = [(person.id, at) for person in others if (at := next_start(person, now)) is not None]
        if found:
            return found
    return []


def _quiet(rung: Rung, person: Person, back_at: datetime | None) -> Reason:
    if back_at is None:
        return Reason("rung_quiet_always", {"rung": rung.id, "person": person.id})
    return Reason("rung_quiet", {"rung": rung.id, "person": person.id, "back_at": stamp(back_at)})
