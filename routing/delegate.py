"""Which expert is named for a domain, with the reasons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from routing.calendar import at_work, next_start
from routing.handbook import Handbook, Person
from routing.item import Deadline
from routing.language import normal
from routing.moments import stamp
from routing.reasons import Reason, Value
from routing.rota import on_call

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Chosen:
    """The expert that is named, None when the handbook has nobody able for the domain."""

    expert: str | None
    reasons: tuple[Reason, ...]


def choose(
    handbook: Handbook,
    domain_id: str,
    loads: Mapping[str, int],
    last_chosen: Mapping[str, datetime],
    now: datetime,
    deadline: Deadline,
    language: str,
) -> Chosen:
    """The expert to name: at work with the fewest open items (`loads`), else longest since last chosen.

    Experts come before deputies, deputies before the lead; among equals whoever speaks `language`, then the
    handbook's order. With nobody at work, whoever starts first before the deadline; with nobody in time, whoever
    starts first at all, and the reasons say so and who is on call.
    """
    groups = _groups(handbook, domain_id)
    for part, people in groups:
        present = [person for person in people if at_work(person, now)]
        if present:
            person, reason = _fairest(present, loads, last_chosen, normal(language))
            return Chosen(person.id, (reason, *_stand_in(part, person, domain_id)))
    for part, people in groups:
        first = _first_start(people, now, lambda start: start < deadline.due_at)
        if first is not None:
            person, starts_at = first
            reason = Reason("chosen_starts_soonest", {"person": person.id, "starts_at": stamp(starts_at)})
            return Chosen(person.id, (reason, *_stand_in(part, person, domain_id)))
    return _nobody_in_time(handbook, domain_id, groups, now)


Group = tuple[str, list[Person]]


def _groups(handbook: Handbook, domain_id: str) -> list[Group]:
    domain = handbook.domain_or_default(domain_id)
    seen: set[str] = set()
    groups = []
    for part, names in (("expert", domain.expert_ids), ("deputy", domain.deputy_ids), ("lead", (domain.lead,))):
        found = [handbook.person(name) for name in names if name not in seen]
        groups.append((part, [person for person in found if person is not None]))
        seen.update(names)
    return groups


def _fairest(
    present: list[Person], loads: Mapping[str, int], last_chosen: Mapping[str, datetime], language: str
) -> tuple[Person, Reason]:
    if len(present) == 1:
        return present[0], Reason("chosen_only_one", {"person": present[0].id})
    fewest = min(loads.get(person.id, 0) for person in present)
    least = [person for person in present if loads.get(person.id, 0) == fewest]
    chosen = min(least, key=lambda person: (last_chosen.get(person.id, _NEVER), person.language != language))
    values: dict[str, Value] = {"person": chosen.id, "open": fewest}
    if len(least) == 1:
        return chosen, Reason("chosen_fewest_open", values)
    if chosen.id in last_chosen:
        return chosen, Reason("chosen_longest_since", {**values, "last_at": stamp(last_chosen[chosen.id])})
    return chosen, Reason("chosen_never_before", values)


def _first_start(
    people: list[Person], now: datetime, in_time: Callable[[datetime], bool]
) -> tuple[Person, datetime] | None:
    starts = [(person, start) for person in people if (start := next_start(person, now)) is not None and in_time(start)]
    return min(starts, key=lambda pair: pair[1]) if starts else None


def _stand_in(part: str, person: Person, domain_id: str) -> tuple[Reason, ...]:
    values = {"person": person.id, "domain": domain_id}
    return {"deputy": (Reason("chosen_deputy", values),), "lead": (Reason("chosen_lead", values),)}.get(part, ())


def _nobody_in_time(handbook: Handbook, domain_id: str, groups: list[Group], now: datetime) -> Chosen:
    shift = on_call(handbook, now)
    watch = () if shift is None else (Reason("on_call_is", {"person": shift.person, "until_at": stamp(shift.ends_at)}),)
    for part, people in groups:
        first = _first_start(people, now, lambda _: True)
        if first is not None:
            person, starts_at = first
            values: dict[str, Value] = {"person": person.id, "domain": domain_id, "starts_at": stamp(starts_at)}
            reason = Reason("nobody_at_work", values)
            return Chosen(person.id, (reason, *_stand_in(part, person, domain_id), *watch))
    everybody = [person for _, people in groups for person in people]
    expert = everybody[0].id if everybody else None
    return Chosen(expert, (Reason("nobody_ever_at_work", {"domain": domain_id}), *watch))
