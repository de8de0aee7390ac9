"""Is somebody there who could answer an open item? The question behind paging, and when its answer changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from routing.arrivals import next_arrivals
from routing.calendar import at_work, current_span, is_endless, next_start, shift_end, shift_start
from routing.follow_up_marks import CARRIED
from routing.handbook import Handbook, Person
from routing.item import Item
from routing.moments import stamp
from routing.people import able, changes
from routing.reasons import Reason, Value
from routing.remembered import by_handbook
from routing.rota import all_on_call

_LONG_ENOUGH = timedelta(days=8)
"""How far past the deadline is looked at once."""

_FAR = timedelta(days=400)
"""How far ahead of somebody who always works a change is looked for."""


class Start(NamedTuple):
    """When a person begins work."""

    at: datetime
    person: str


@dataclass(frozen=True)
class Coverage:
    """`until` is when a covered item must be looked at again (None: never); it means nothing for one not covered."""

    covered: bool
    reason: Reason
    until: datetime | None = None


def coverage(item: Item, handbook: Handbook, at: datetime) -> Coverage:
    """Whether the open item is covered at `at`: by its owner when it is claimed, else by any able person.

    Covered is who is at work, and before the deadline also whose next shift begins early enough (the rota's margin).
    """
    return _owner_covers(item, handbook, at) if item.owner is not None else _somebody_covers(item, handbook, at)


def first_uncovered(item: Item, handbook: Handbook, at: datetime) -> datetime | None:
    """The first moment from `at` on at which nobody covers the item; None when it is covered for ever.

    What is covered for more than a week past the deadline, though not for ever, is to be looked at again then: holidays
    and absences lie ahead that nobody has thought of yet.
    """
    horizon = max(at, item.deadline.due_at) + _LONG_ENOUGH
    while at <= horizon:
        look = coverage(item, handbook, at)
        if not look.covered:
            return at
        if look.until is None:
            return None
        at = look.until
    return at


def owner_is_out_of_hours_on_purpose(item: Item, owner: Person, at: datetime) -> bool:
    """True while the owner is off work but claimed in this very stretch of time off: they are there all the same.

    Not where the customer has asked again since: with the answer their work on it was over.
    """
    if item.claimed_at is None or item.claimed_at > at or at_work(owner, at) or at_work(owner, item.claimed_at):
        return False
    if item.marks.get(CARRIED) == stamp(item.claimed_at):
        return False
    began = shift_start(owner, at)
    return began is None or began <= item.claimed_at


def _somebody_covers(item: Item, handbook: Handbook, at: datetime) -> Coverage:
    present = _present(handbook, item.domain, at)
    if present is not None:
        return present
    first = next(iter(next_arrivals(handbook, item.domain, at)), None)
    start = Start(first.at, first.standing.person) if first is not None else None
    return _starts_in_time(item, handbook, start, at) or Coverage(False, _why_uncovered(item, start, at))


@by_handbook
def _present(handbook: Handbook, domain: str, at: datetime) -> Coverage | None:
    """Coverage by whoever is at work, the same for all items of the domain; None when nobody is."""
    people = [person for name in able(handbook, domain, at) if (person := handbook.person(name)) is not None]
    present = [(person, span) for person in people if (span := current_span(person.calendar, at)) is not None]
    if not present:
        return None
    names = ",".join(person.id for person, _ in present)
    until = None if any(is_endless(span) for _, span in present) else max(span.end for _, span in present)
    # An absence that begins or ends, or a deputy's end date, may make others able: to be looked at anew then.
    change = next(iter(changes(handbook, domain, at, until or at + _FAR)), until)
    return Coverage(True, Reason("covered_at_work", {"people": names}), change)


def _owner_covers(item: Item, handbook: Handbook, at: datetime) -> Coverage:
    owner, due_at = handbook.person(item.owner), item.deadline.due_at
    if owner is None:
        return Coverage(False, Reason("uncovered_owner_gone", {"due_at": stamp(due_at)}))
    values: dict[str, Value] = {"person": owner.id}
    if at_work(owner, at):
        return Coverage(True, Reason("covered_owner_at_work", values), shift_end(owner, at))
    start = next_start(owner, at)
    if start is not None and (starting := _starts_in_time(item, handbook, Start(start, owner.id), at)) is not None:
        return starting
    there_until = _claim_holds_until(item, handbook)
    shift = next((one for one in all_on_call(handbook, at) if one.person == owner.id), None)
    if at < there_until and shift is not None:
        return Coverage(True, Reason("covered_owner_on_call", values), min(shift.ends_at, there_until))
    if at < there_until and owner_is_out_of_hours_on_purpose(item, owner, at):
        until = min(next_start(owner, at) or there_until, there_until)
        return Coverage(True, Reason("covered_owner_took_it_off_hours", values), until)
    values["due_at"] = stamp(due_at)
    if at >= due_at:
        if shift is not None:
            return Coverage(False, Reason("uncovered_owner_on_call_late", values))
        return Coverage(False, Reason("uncovered_owner_away_late", values))
    return Coverage(False, Reason("uncovered_owner_away", values))


def _claim_holds_until(item: Item, handbook: Handbook) -> datetime:
    """How long an owner off work counts as there: until the deadline, and as long as an acknowledgement lasts.

    Else whoever takes a late item at night would be paged about it in the same moment.
    """
    if item.claimed_at is None or handbook.rota is None:
        return item.deadline.due_at
    return max(item.deadline.due_at, item.claimed_at + handbook.rota.acknowledgement_lasts)


def _starts_in_time(item: Item, handbook: Handbook, start: Start | None, at: datetime) -> Coverage | None:
    """Coverage by the next shift, when it begins before the deadline less the margin."""
    margin = handbook.rota.margin if handbook.rota is not None else timedelta()
    if _is_louder_than_its_promise(item):
        return None
    if start is None or at >= item.deadline.due_at or start.at > item.deadline.due_at - margin:
        return None
    values: dict[str, Value] = {"person": start.person, "starts_at": stamp(start.at)}
    return Coverage(True, Reason("covered_from_next_shift", values), start.at)


def _is_louder_than_its_promise(item: Item) -> bool:
    """Whether the customer has ended the rest that a holding answer gave: what was promised before that covers no more.

    Only people who are there cover the item then.
    """
    return item.held_until is not None and item.held_until < item.deadline.due_at


def _why_uncovered(item: Item, start: Start | None, at: datetime) -> Reason:
    values: dict[str, Value] = {"domain": item.domain, "due_at": stamp(item.deadline.due_at)}
    if at >= item.deadline.due_at:
        return Reason("uncovered_late", values)
    if _is_louder_than_its_promise(item):
        return Reason("uncovered_louder", {"domain": item.domain})
    if start is None:
        return Reason("uncovered_nobody", values)
    return Reason("uncovered_until", {**values, "starts_at": stamp(start.at)})
