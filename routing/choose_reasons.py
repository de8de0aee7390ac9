"""The reasons of a choice: why this person, and of everybody else of the domain why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from routing.calendar import why_off
from routing.fairness import Fairest, How, Loads, Reads, why_passed
from routing.handbook import Handbook
from routing.language import normal
from routing.moments import stamp
from routing.people import Part, Standing, answering, stand
from routing.reasons import Reason, Value
from routing.rota import on_call


@dataclass(frozen=True)
class Asked:
    """What somebody is chosen for. `giver` has just given the item back."""

    handbook: Handbook
    domain: str
    loads: Loads
    now: datetime
    language: str
    giver: str | None


@dataclass(frozen=True)
class Considered:
    """One person of the domain, as what they were considered, and why they were named or passed over."""

    person: str
    part: Part
    verdict: Reason


def at_work(asked: Asked, first: Fairest) -> Reason:
    """Why this one of those who are at work."""
    person = first.standing.person
    values: dict[str, Value] = {"person": person, "open": asked.loads.open.get(person, 0)}
    if first.how is How.ONLY_ONE:
        return Reason("chosen_only_one", {"person": person})
    if first.how is How.GAVE_BACK:
        return Reason("chosen_after_giver", {"person": person, "by": asked.giver or ""})
    if first.how is How.LANGUAGE:
        return Reason("chosen_language", {"person": person, "language": normal(asked.language)})
    if first.how is How.FEWEST_OPEN:
        return Reason("chosen_fewest_open", values)
    if first.how is How.ANSWERS_FREELY:
        return Reason("chosen_answers_freely", {"person": person})
    last_at = asked.loads.last_chosen.get(person)
    if last_at is None:
        return Reason("chosen_never_before", values)
    return Reason("chosen_longest_since", {**values, "last_at": stamp(last_at)})


def in_time(first: Fairest, starts_at: datetime) -> Reason:
    """Why this one, of those who begin to work before it is too late."""
    return Reason("chosen_starts_soonest", {"person": first.standing.person, "starts_at": stamp(starts_at)})


def nobody_in_time(asked: Asked, first: Fairest, starts_at: datetime) -> Reason:
    """That nobody begins in time, and who begins first."""
    values: dict[str, Value] = {"person": first.standing.person, "domain": asked.domain, "starts_at": stamp(starts_at)}
    return Reason("nobody_at_work", values)


def before_others(first: Fairest) -> tuple[Reason, ...]:
    """Why this one of several who are not there yet."""
    if first.how is How.ONLY_ONE:
        return ()
    return (Reason("chosen_before_others", {"person": first.standing.person, "people": ",".join(first.passed)}),)


def language(asked: Asked, first: Fairest) -> tuple[Reason, ...]:
    """Said where nobody was there who answers in the language itself."""
    values: dict[str, Value] = {"person": first.standing.person, "language": normal(asked.language)}
    if first.reads is Reads.WELL:
        return ()
    if first.reads is Reads.A_NEIGHBOUR:
        return (Reason("chosen_near_language", values),)
    return (Reason("chosen_other_language", values),)


def part(asked: Asked, standing: Standing) -> tuple[Reason, ...]:
    """Said of whoever is no expert of the domain."""
    values: dict[str, Value] = {"person": standing.person, "domain": asked.domain}
    if standing.part is Part.DEPUTY:
        return (Reason("chosen_deputy", values),)
    if standing.part is Part.STAND_IN:
        return (Reason("chosen_stand_in", {**values, "absent": standing.for_whom}),)
    return (Reason("chosen_lead", values),) if standing.part is Part.LEAD else ()


def on_call_is(asked: Asked) -> tuple[Reason, ...]:
    """Who is on call at that moment, and until when (UTC); nothing when nobody is."""
    shift = on_call(asked.handbook, asked.now)
    return () if shift is None else (Reason("on_call_is", {"person": shift.person, "until_at": stamp(shift.ends_at)}),)


def considered(asked: Asked, people: list[Standing], first: Fairest | None, because: Reason) -> tuple[Considered, ...]:
    """Everybody's verdict. `people` are those of whom `first` was chosen, for the reason `because`."""
    candidates = {one.person: one for one in people}
    chosen = first.standing.person if first is not None else None
    found = []
    for one in _everybody(asked, people):
        if one.person == chosen:
            verdict = because
        elif first is not None and one.person in first.passed:
            step = first.passed[one.person]
            verdict = why_passed(step, one.person, first.standing.person, asked.loads, asked.language)
        elif one.person in candidates:
            verdict = Reason("passed_turn", {"person": one.person, "role": candidates[one.person].part.value})
        elif not one.may_answer:
            verdict = Reason("passed_may_not_answer", {"person": one.person, "domain": asked.domain})
        else:
            verdict = _why_off(asked, one.person)
        found.append(Considered(one.person, one.part, verdict))
    return tuple(found)


def _everybody(asked: Asked, people: list[Standing]) -> Iterator[Standing]:
    """Each person once: in the part in which they are asked, else in the first that they have."""
    now = stand(asked.handbook, asked.domain, asked.now)
    asked_as = {one.person: one for one in (*reversed(now), *people)}
    asked_as |= answering(asked.handbook, asked.domain, asked.now)
    for name in dict.fromkeys(one.person for one in (*now, *people)):
        yield asked_as[name]


def _why_off(asked: Asked, person_id: str) -> Reason:
    person = asked.handbook.person(person_id)
    assert person is not None, "only people of the handbook have a part"
    return why_off(person_id, person.calendar, asked.now)
