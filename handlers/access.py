"""Who may do what: one table of roles and actions, asked here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.intents import Actor
from routing.handbook import Handbook
from routing.item import Item
from routing.people import able, is_on_call
from routing.reasons import Reason


class Role(StrEnum):
    """What a person is to one item at one moment; a person may be several at once."""

    MEMBER = "member"
    EXPERT = "expert"
    DEPUTY = "deputy"
    LEAD = "lead"
    ON_CALL = "on_call"
    MANAGER = "manager"


class Action(StrEnum):
    SEE = "see"
    SUBMIT = "submit"
    SHARE_STATUS = "share_status"
    CLAIM = "claim"
    RELEASE = "release"
    RELEASE_OTHERS = "release_others"
    ANSWER = "answer"
    DECLINE = "decline"
    NOT_AN_ITEM = "not_an_item"


_FIELD = frozenset({Action.CLAIM, Action.RELEASE, Action.ANSWER, Action.DECLINE, Action.NOT_AN_ITEM})

RIGHTS: Mapping[Role, frozenset[Action]] = {
    Role.MEMBER: frozenset({Action.SEE, Action.SUBMIT, Action.SHARE_STATUS}),
    Role.EXPERT: _FIELD,
    Role.DEPUTY: _FIELD,
    Role.LEAD: _FIELD | {Action.RELEASE_OTHERS},
    Role.ON_CALL: _FIELD - {Action.ANSWER},
    Role.MANAGER: frozenset(),
}


@dataclass(frozen=True)
class Permit:
    """The person (a handbook id, or "" for a member whom the handbook does not name) may, as `role`."""

    person: str
    role: Role


@dataclass(frozen=True)
class Denial:
    """What is missing and who can grant it."""

    reason: Reason


def person_of(handbook: Handbook, actor: Actor) -> str | None:
    """The handbook id behind a chat identity. Never matched by name."""
    known = handbook.person_by(actor.desk, actor.user)
    return known.id if known else None


def roles(handbook: Handbook, person: str, item: Item, now: datetime) -> tuple[Role, ...]:
    """The roles of a known person towards one item, the strongest first.

    Who was paged about it is on call for it, and so is its owner: whoever may have taken it may also give it back.
    """
    found = []
    field = handbook.domain_or_default(item.domain)
    if person == field.lead:
        found.append(Role.LEAD)
    if person in field.expert_ids:
        found.append(Role.EXPERT)
    if person in field.deputy_ids:
        found.append(Role.DEPUTY)
    paged = item.climb.paging is not None and person in item.climb.paging.asked
    if paged or item.owner == person or is_on_call(handbook, person, now):
        found.append(Role.ON_CALL)
    known = handbook.person(person)
    if known is not None and "manager" in known.roles:
        found.append(Role.MANAGER)
    return (*found, Role.MEMBER)


def check_item(handbook: Handbook, actor: Actor, action: Action, item: Item, now: datetime) -> Permit | Denial:
    """May this actor do this to this item, at this moment?"""
    if actor.guest:
        return Denial(Reason("guests_may_nothing"))
    person = person_of(handbook, actor)
    if person is None:
        if action in RIGHTS[Role.MEMBER]:
            return Permit("", Role.MEMBER)
        grantors = handbook.with_role("handbook_owner") or handbook.with_role("administrator")
        people = ",".join(one.id for one in grantors) or handbook.domain_or_default(item.domain).lead
        return Denial(Reason("not_known", {"identity": actor.user, "desk": actor.desk, "people": people}))
    for role in roles(handbook, person, item, now):
        if action in RIGHTS[role]:
            return Permit(person, role)
    return Denial(_missing(handbook, action, item, person, now))


def check_member(actor: Actor, action: Action) -> Permit | Denial:
    """May this actor do what every full member of the workspace may?"""
    if actor.guest or action not in RIGHTS[Role.MEMBER]:
        return Denial(Reason("guests_may_nothing"))
    return Permit("", Role.MEMBER)


def _missing(handbook: Handbook, action: Action, item: Item, person: str, now: datetime) -> Reason:
    field = handbook.domain_or_default(item.domain)
    if action is Action.ANSWER and Role.ON_CALL in roles(handbook, person, item, now):
        return Reason("on_call_may_not_answer", {"domain": field.id, "people": ",".join(able(handbook, field.id))})
    people = ",".join((*field.expert_ids, *field.deputy_ids))
    return Reason("not_in_domain", {"domain": field.id, "people": people, "lead": field.lead})
