"""Which domain a post goes to, and which expert is named, each with its reasons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from routing.calendar import at_work, next_start
from routing.handbook import Handbook, Person
from routing.handbook_rules import Rule
from routing.item import Deadline, Kind, Post, Urgency
from routing.language import normal
from routing.matching import find
from routing.moments import stamp
from routing.reasons import Reason, Value
from routing.rota import on_call

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Match:
    """The domain of a post; `rule` is the id of the rule that decided, None for the default domain."""

    domain: str
    rule: str | None
    urgency: Urgency
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Chosen:
    """The expert that is named, None when the handbook has nobody able for the domain."""

    expert: str | None
    reasons: tuple[Reason, ...]


def match(handbook: Handbook, post: Post, kind: Kind, language: str) -> Match:
    """The first rule, in the handbook's order, whose conditions all hold; the default domain when none does."""
    for rule in handbook.rules:
        reason = _holds(rule, post, kind, normal(language))
        if reason is not None:
            because = (Reason("rule_because", {"because": rule.because}),) if rule.because else ()
            return Match(rule.domain, rule.id, rule.urgency or Urgency.NORMAL, (reason, *because))
    domain = handbook.default_domain.id
    return Match(domain, None, Urgency.NORMAL, (Reason("no_rule_fits", {"domain": domain}),))


def _holds(rule: Rule, post: Post, kind: Kind, language: str) -> Reason | None:
    if rule.source and post.source.strip().lower() not in rule.source:
        return None
    if rule.language and language not in {normal(code) for code in rule.language}:
        return None
    if rule.kind and kind not in rule.kind:
        return None
    values: dict[str, Value] = {"rule": rule.name or rule.id, "domain": rule.domain}
    if not rule.any_of:
        return Reason("rule_matched", values)
    found = find(rule.any_of, post.text)
    return Reason("rule_matched_words", {**values, "words": ", ".join(found[:5])}) if found else None


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
