"""Who is woken about an item, and when.

A page goes to the person on call. Unanswered, it goes on along the chain (`routing.rota.chain`); when the chain is
used up the managers' channel is told and, after a rest, the round begins again with who is on call then. "Acknowledge"
gives a short rest, "Can wait" a rest until the domain's next shift. Claimed by somebody who is there, it ends.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from routing.arrivals import next_arrivals
from routing.coverage import Coverage, coverage, first_uncovered
from routing.follow_up_marks import DOUBT, STANDS
from routing.handbook import Handbook
from routing.handbook_rota import Rota
from routing.item import Climb, Clock, Item, Kind, PageStatus, Paging, Urgency
from routing.moments import stamp
from routing.office_clock import after, begins, office
from routing.reasons import Reason
from routing.rota import chain

WAKING_KINDS = frozenset({Kind.QUESTION, Kind.CRITIQUE})
AT_ONCE = frozenset({Urgency.HIGH, Urgency.CRITICAL})
"""What wakes somebody at once, where nobody able is there in time."""

_LONG_ENOUGH = timedelta(days=8)
"""How far past the deadline is looked for a moment at which the office clock runs and nobody is there."""


@dataclass(frozen=True)
class PageOrder:
    """Wake `person`. `asked` is everybody paged in this round, this person last; `rank` counts them from 0."""

    person: str
    asked: tuple[str, ...]
    reason: Reason
    rank: int


@dataclass(frozen=True)
class Turn:
    """What became of the paging: its new value, whom to wake, what to tell the managers' channel, what to note."""

    paging: Paging | None
    order: PageOrder | None = None
    exhausted: Reason | None = None
    notes: tuple[Reason, ...] = ()


def never_paged(item: Item, handbook: Handbook) -> Reason | None:
    """Why nobody is ever woken about the item as it is; None when somebody may be."""
    if not item.state.is_open:
        return Reason("page_never_closed", {"state": item.state.value})
    if item.pause is not None:
        return Reason("page_never_paused", {"until_at": stamp(item.pause.until)})
    if handbook.rota is None:
        return Reason("page_never_without_rota")
    if item.kind not in WAKING_KINDS:
        return Reason("page_never_kind", {"kind": item.kind.value})
    if item.urgency is Urgency.LOW:
        return Reason("page_never_low")
    if item.marks.get(STANDS) == DOUBT:
        return Reason("page_never_doubt")
    if item.deadline.came_late and item.urgency not in AT_ONCE:
        return Reason("page_never_came_late")
    return None


def page_from(item: Item, handbook: Handbook, rota: Rota) -> datetime:
    """From when on the item may wake somebody: part of the target gone, or at once when it is urgent.

    On the office clock the part is office time as well, by the hours of the domain in which the item is now.
    """
    if item.urgency in AT_ONCE:
        return min(item.deadline.starts_at, item.received_at)
    starts_at, gone = item.deadline.starts_at, item.deadline.target * rota.page_at
    by_office = after(office(handbook, item.domain), starts_at, gone) if item.deadline.clock is Clock.OFFICE else None
    return by_office or starts_at + gone


def turn(item: Item, handbook: Handbook, now: datetime) -> Turn:
    """The paging's next turn at `now`. Between turns it gives back the paging as it stands."""
    paging = item.climb.paging
    needless = _needless(item, handbook, now)
    if needless is not None or handbook.rota is None:
        return Turn(None, notes=(needless,) if needless is not None and paging is not None else ())
    look = coverage(item, handbook, now)
    if paging is not None and _rests(paging, now):
        return _end(look) if item.owner is not None and look.covered else Turn(paging)
    if look.covered:
        return Turn(None) if paging is None else _end(look)
    if paging is None:
        too_soon = now < page_from(item, handbook, handbook.rota) or _runs_from(item, handbook, now) > now
        return Turn(None) if too_soon else _new_round(item, handbook, handbook.rota, now, look.reason)
    if paging.until is not None and now < paging.until:
        return Turn(paging)
    if paging.status is PageStatus.SOUNDING:
        return _go_on(item, handbook, handbook.rota, now, _unanswered(paging))
    return _new_round(item, handbook, handbook.rota, now, _why_again(item, paging, look.reason))


def next_turn(item: Item, handbook: Handbook, now: datetime) -> datetime | None:
    """When the paging must be looked at next, given that it has had its turn at `now`; None for never again."""
    return turn_after(item, item.climb.paging, handbook, now)


def turn_after(item: Item, paging: Paging | None, handbook: Handbook, now: datetime) -> datetime | None:
    """`next_turn` of the item once its paging stands like this."""
    rota = handbook.rota
    if rota is None or never_paged(item, handbook) is not None:
        return None
    if paging is not None and paging.until is not None:
        return paging.until
    start, look = max(now, page_from(item, handbook, rota), item.held_until or now), coverage(item, handbook, now)
    # Covered from now until then: what lies between needs no look, and many items have the same end.
    if look.covered and (look.until is None or look.until > start):
        if look.until is None:
            return None
        start = look.until
    return _first_uncovered_while_it_runs(item, handbook, start)


def acknowledge(item: Item, handbook: Handbook, person: str, now: datetime) -> Climb:
    """The climb after `person` has seen the page: a short rest. Unchanged when nothing is paged or it rests longer."""
    paging, rota = item.climb.paging, handbook.rota
    if paging is None or rota is None:
        return item.climb
    until = now + rota.acknowledgement_lasts
    if paging.status is PageStatus.WAITING and paging.until is not None and paging.until > until:
        return item.climb
    return _with(item, replace(paging, person=person, status=PageStatus.ACKNOWLEDGED, until=until))


def wait_until_shift(item: Item, handbook: Handbook, person: str, now: datetime) -> tuple[Climb, datetime | None]:
    """The climb after "Can wait": silent until the domain's next shift, which is the second value.

    (climb unchanged, None) when nothing is paged, or the domain has no next shift to wait for.
    """
    paging, until = item.climb.paging, next_shift_start(handbook, item.domain, now)
    if paging is None or until is None:
        return item.climb, None
    return _with(item, replace(paging, person=person, status=PageStatus.WAITING, until=until)), until


def hand_on(item: Item, handbook: Handbook, person: str, now: datetime) -> Turn:
    """The turn after `person` pressed "Pass on": the next of the chain at once.

    Only the person whom the page has reached last can pass it on; otherwise nothing changes and a note says why.
    A page that is needed no longer (somebody able has come to work) ends instead of waking one more.
    """
    paging = item.climb.paging
    if paging is None or handbook.rota is None or never_paged(item, handbook) is not None:
        return Turn(paging, notes=(Reason("page_is_over", {"person": person}),))
    if paging.person != person or paging.status is PageStatus.EXHAUSTED:
        return Turn(paging, notes=(Reason("page_is_with", {"person": paging.person}),))
    look = coverage(item, handbook, now)
    if look.covered:
        return _end(look)
    return _go_on(item, handbook, handbook.rota, now, Reason("page_handed_on", {"person": person}))


def next_shift_start(handbook: Handbook, domain_id: str, now: datetime) -> datetime | None:
    """When the next shift of anybody able for the domain begins; None when none ever does."""
    return next((arrival.at for arrival in next_arrivals(handbook, domain_id, now)), None)


def _first_uncovered_while_it_runs(item: Item, handbook: Handbook, at: datetime) -> datetime | None:
    """The first moment from `at` on at which nobody covers the item and its clock runs."""
    horizon = max(at, item.deadline.due_at) + _LONG_ENOUGH
    while (uncovered := first_uncovered(item, handbook, at)) is not None and uncovered <= horizon:
        at = _runs_from(item, handbook, uncovered)
        if at == uncovered:
            break
    return uncovered


def _needless(item: Item, handbook: Handbook, now: datetime) -> Reason | None:
    """Why nobody is to be woken now, whoever is at work: held, or never at all."""
    if item.held_until is not None and item.held_until > now:
        return Reason("page_ended_held", {"until_at": stamp(item.held_until)})
    return never_paged(item, handbook)


def _runs_from(item: Item, handbook: Handbook, at: datetime) -> datetime:
    """The first moment from `at` on at which the item's clock runs: while the office clock stands still nobody is woken
    anew, also about what is late, unless it is urgent."""
    if item.deadline.clock is not Clock.OFFICE or item.urgency in AT_ONCE:
        return at
    return begins(office(handbook, item.domain), at) or at


def _rests(paging: Paging, now: datetime) -> bool:
    return paging.status is not PageStatus.SOUNDING and paging.until is not None and now < paging.until


def _end(look: Coverage) -> Turn:
    return Turn(None, notes=(Reason("page_ended"), look.reason))


def _unanswered(paging: Paging) -> Reason:
    waited = paging.until - paging.paged_at if paging.until is not None else timedelta()
    return Reason("page_unanswered", {"person": paging.person, "waited_seconds": int(waited.total_seconds())})


def _why_again(item: Item, paging: Paging, usual: Reason) -> Reason:
    """A rest that was for a while says so; one until the next shift ends as if nobody had been paged."""
    if paging.status is PageStatus.ACKNOWLEDGED:
        if item.owner is not None:
            return Reason("page_again_no_answer", {"person": paging.person})
        return Reason("page_again_unclaimed", {"person": paging.person})
    if paging.status is PageStatus.EXHAUSTED:
        return Reason("page_again_unanswered", {"people": ",".join(paging.asked)})
    return usual


def _new_round(item: Item, handbook: Handbook, rota: Rota, now: datetime, reason: Reason) -> Turn:
    return _ask(chain(handbook, item.domain, now)[0], (), rota, now, reason)


def _go_on(item: Item, handbook: Handbook, rota: Rota, now: datetime, reason: Reason) -> Turn:
    paging = item.climb.paging
    asked = paging.asked if paging is not None else ()
    left = [person for person in chain(handbook, item.domain, now) if person not in asked]
    if left:
        return _ask(left[0], asked, rota, now, reason)
    until = now + rota.sounds_again_after
    told = Reason("page_exhausted", {"people": ",".join(asked), "sounds_again_at": stamp(until)})
    return Turn(Paging(asked[-1], asked, PageStatus.EXHAUSTED, now, until), exhausted=told, notes=(told,))


def _ask(person: str, asked: tuple[str, ...], rota: Rota, now: datetime, reason: Reason) -> Turn:
    everybody = (*asked, person)
    paging = Paging(person, everybody, PageStatus.SOUNDING, now, now + rota.pass_on_after)
    return Turn(paging, PageOrder(person, everybody, reason, len(asked)))


def _with(item: Item, paging: Paging) -> Climb:
    return replace(item.climb, paging=paging)
