"""Which expert is named for an item, with the reasons, and why each of the others was not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property, partial

from routing import choose_reasons as say
from routing.arrivals import Arrival, arrivals, next_arrivals
from routing.calendar import at_work
from routing.choose_reasons import Asked, Considered
from routing.fairness import Fairest, How, Loads, Reads, fairest
from routing.handbook import Handbook
from routing.item import Deadline
from routing.people import Part, Standing, answering, around, stand
from routing.reasons import Reason


@dataclass(frozen=True)
class Chosen:
    """The expert that is named; None only when nobody of the domain is in the handbook, and the reasons say so."""

    expert: str | None
    reasons: tuple[Reason, ...]
    _consider: Callable[[], tuple[Considered, ...]] = field(compare=False, repr=False)

    @cached_property
    def considered(self) -> tuple[Considered, ...]:
        """Everybody who has a part in the domain, in the order in which they are asked. Found when it is asked for."""
        return self._consider()


def choose(
    handbook: Handbook,
    domain_id: str,
    loads: Mapping[str, int],
    last_chosen: Mapping[str, datetime],
    now: datetime,
    deadline: Deadline,
    language: str,
    giver: str | None = None,
) -> Chosen:
    """The expert to name. `loads` weighs open items, `last_chosen` is when somebody was last named.

    Of those who may answer, freely or with approval: whoever is at work; with nobody there whoever starts in time (as
    `routing.coverage` counts it, by the rota's margin before the deadline); with nobody in time whoever starts first at
    all, and the reasons sound the alarm; with nobody ever the lead, likewise, or who else may answer where the lead may
    not. At each step experts come before deputies and stand-ins, and these before the lead; of one turn `fairest`
    decides. `giver` has just given the item back: at each step they come after everybody else.
    """
    asked = Asked(handbook, domain_id, Loads(loads, last_chosen), now, language, giver)
    return _there(asked) or _in_time(asked, deadline) or _first_of_all(asked) or _nobody_ever(asked)


def is_alarm(reasons: Sequence[Reason]) -> bool:
    """Whether they say that nobody can take the item: nobody is there in time, nor is anybody on call meanwhile."""
    codes = {reason.code for reason in reasons}
    return "nobody_ever_at_work" in codes or ("nobody_at_work" in codes and "on_call_is" not in codes)


def _there(asked: Asked) -> Chosen | None:
    people = [one for one in answering(asked.handbook, asked.domain, asked.now).values() if _is_at_work(asked, one)]
    if not people:
        return None
    first = _fairest(asked, people)
    return _chosen(asked, people, first, (say.at_work(asked, first),))


def _in_time(asked: Asked, deadline: Deadline) -> Chosen | None:
    rota = asked.handbook.rota
    margin = rota.margin if rota is not None else timedelta()
    # What begins exactly the margin before the deadline is in time, what begins at the deadline itself is not.
    too_late = min(deadline.due_at, deadline.due_at - margin + timedelta(microseconds=1))
    found = arrivals(asked.handbook, asked.domain, asked.now, too_late) if too_late > asked.now else ()
    if not found:
        return None
    people = _in_order(asked, found)
    first = _fairest(asked, people)
    starts_at = next(arrival.at for arrival in found if arrival.standing is first.standing)
    return _chosen(asked, people, first, (say.in_time(first, starts_at), *say.before_others(first)))


def _first_of_all(asked: Asked) -> Chosen | None:
    found = next_arrivals(asked.handbook, asked.domain, asked.now)
    if not found:
        return None
    people = _in_order(asked, found)
    first = _fairest(asked, people)
    because = say.nobody_in_time(asked, first, found[0].at)
    return _chosen(asked, people, first, (because, *say.before_others(first)), say.on_call_is(asked))


def _nobody_ever(asked: Asked) -> Chosen:
    because = (Reason("nobody_ever_at_work", {"domain": asked.domain}),)
    people = stand(asked.handbook, asked.domain, asked.now)
    # A lead who may not answer is named only where nobody may: somebody has to know of it.
    ranked = sorted(people, key=lambda one: (not one.may_answer, one.part is not Part.LEAD))
    named = next((one for one in ranked if one.may_answer or one.part is Part.LEAD), None)
    if named is not None:
        return _chosen(asked, [], Fairest(named, How.ONLY_ONE, Reads.WELL, {}), because, say.on_call_is(asked))
    return Chosen(None, (*because, *say.on_call_is(asked)), partial(say.considered, asked, [], None, because[0]))


def _chosen(
    asked: Asked, people: list[Standing], first: Fairest, because: tuple[Reason, ...], watch: tuple[Reason, ...] = ()
) -> Chosen:
    """`people` are those of whom one was chosen; `watch` says who is on call."""
    reasons = (*because, *say.language(asked, first), *say.part(asked, first.standing), *watch)
    return Chosen(first.standing.person, reasons, partial(say.considered, asked, people, first, because[0]))


def _fairest(asked: Asked, people: list[Standing]) -> Fairest:
    """Of those whose turn comes first, who stand in the handbook's order; the giver only alone."""
    others = [one for one in people if one.person != asked.giver]
    if others and len(others) < len(people):
        first = _fairest(asked, others)
        assert asked.giver is not None
        passed = {**first.passed, asked.giver: How.GAVE_BACK}
        return replace(first, passed=passed, how=How.GAVE_BACK if first.how is How.ONLY_ONE else first.how)
    turn = min(one.turn for one in people)
    return fairest(asked.handbook, [one for one in people if one.turn == turn], asked.loads, asked.language)


def _in_order(asked: Asked, found: Sequence[Arrival]) -> list[Standing]:
    """In the handbook's order, not in that of their arrival."""
    order = [person.id for person in around(asked.handbook, asked.domain)]
    return sorted((arrival.standing for arrival in found), key=lambda one: order.index(one.person))


def _is_at_work(asked: Asked, one: Standing) -> bool:
    person = asked.handbook.person(one.person)
    return person is not None and at_work(person, asked.now)
