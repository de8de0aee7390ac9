"""Who may do what: the table of `handlers.rights`, asked here and nowhere else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.intents import Actor
from handlers.rights import RIGHTS, WITHHELD
from handlers.rights import Action as Action
from handlers.rights import Role as Role
from routing import handbook_sections
from routing.handbook import Handbook
from routing.item import Item
from routing.people import Part, is_on_call, stand
from routing.reasons import Reason

_PARTS: Mapping[Role, tuple[Part, ...]] = {
    Role.LEAD: (Part.LEAD,),
    Role.EXPERT: (Part.EXPERT,),
    Role.DEPUTY: (Part.DEPUTY, Part.STAND_IN),
}
_WRITTEN: Mapping[handbook_sections.Role, Role] = {
    "manager": Role.MANAGER,
    "handbook_owner": Role.HANDBOOK_OWNER,
    "administrator": Role.ADMINISTRATOR,
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
    """The roles of a known person towards one item, the strongest first."""
    return tuple(dict.fromkeys(role for role, _ in _rights(handbook, person, item, now)))


def may(handbook: Handbook, person: str, action: Action, item: Item, now: datetime) -> Role | None:
    """The strongest role in which a known person may do this to the item; None when they may not."""
    return next((role for role, rights in _rights(handbook, person, item, now) if action in rights), None)


def check_item(handbook: Handbook, actor: Actor, action: Action, item: Item, now: datetime) -> Permit | Denial:
    """May this actor do this to this item, at this moment?"""
    if actor.guest:
        return Denial(Reason("guests_may_nothing"))
    person = person_of(handbook, actor)
    if person is None:
        if action in RIGHTS[Role.MEMBER]:
            return Permit("", Role.MEMBER)
        return _unknown(handbook, actor, handbook.domain_or_default(item.domain).lead)
    role = may(handbook, person, action, item, now)
    if role is None:
        return Denial(_missing(handbook, action, item, person, now))
    return Permit(person, role)


def check_answer(
    handbook: Handbook, actor: Actor, item: Item, now: datetime, approved_for: str | None
) -> Permit | Denial:
    """May this actor record an answer to the item? Also who answers with approval, once theirs was: `approved_for`."""
    found = check_item(handbook, actor, Action.ANSWER, item, now)
    if isinstance(found, Denial) and approved_for is not None and person_of(handbook, actor) == approved_for:
        return check_item(handbook, actor, Action.DRAFT, item, now)
    return found


def check_approval_seen(handbook: Handbook, actor: Actor, item: Item, now: datetime) -> Permit | Denial:
    """May this actor see an answer that waits for approval? Whoever may write or approve one, and whoever was asked."""
    for action in (Action.APPROVE, Action.DRAFT):
        found = check_item(handbook, actor, action, item, now)
        if isinstance(found, Permit):
            return found
    person = "" if actor.guest else person_of(handbook, actor)
    asked = item.request is not None and person in item.request.asked
    return Permit(person, Role.ON_CALL) if person and asked else found


def check_page(handbook: Handbook, actor: Actor, person: str, item: Item, now: datetime) -> Permit | Denial:
    """May this actor, to whom the page about it went, claim the item? Whoever was woken about an item may, also when
    the paging has gone on to others meanwhile. `person` is whose page it is."""
    found = check_item(handbook, actor, Action.CLAIM, item, now)
    if isinstance(found, Denial) and not actor.guest and person_of(handbook, actor) == person:
        return Permit(person, Role.ON_CALL)
    return found


def check_member(actor: Actor, action: Action) -> Permit | Denial:
    """May this actor do what every full member of the workspace may?"""
    if actor.guest or action not in RIGHTS[Role.MEMBER]:
        return Denial(Reason("guests_may_nothing"))
    return Permit("", Role.MEMBER)


def check_handbook(handbook: Handbook, actor: Actor, action: Action = Action.CHANGE_HANDBOOK) -> Permit | Denial:
    """May this actor change the handbook, or see it? Else the denial names whose it is."""
    found = _by_handbook(handbook, actor, action)
    if found is not None:
        return found
    owners = ",".join(one.id for one in handbook.with_role("handbook_owner"))
    if not owners:
        return Denial(Reason("handbook_has_no_owner", {"people": _keepers(handbook, handbook.default_domain.lead)}))
    return Denial(Reason("handbook_is_owned", {"people": owners}))


def check_absence(handbook: Handbook, actor: Actor, person_id: str) -> Permit | Denial:
    """May this actor say when that person is away? They themself may, managers, and the lead of any domain."""
    extra = [Role.SELF] if person_of(handbook, actor) == person_id else []
    found = _by_handbook(handbook, actor, Action.SET_ABSENCE, *extra, *_leads(handbook, actor))
    if found is not None:
        return found
    managers = [one.id for one in handbook.with_role("manager")]
    people = dict.fromkeys((*(domain.lead for domain in handbook.domains), *managers))
    return Denial(Reason("absence_of_another", {"person": person_id, "people": ",".join(people)}))


def check_calendar(handbook: Handbook, actor: Actor) -> Permit | Denial:
    """May this actor have secret addresses of the rota's calendars? Whoever the handbook names may: of others nobody
    would know when they have left, and the addresses must end."""
    return _by_handbook(handbook, actor, Action.SUBSCRIBE, Role.MEMBER) or Denial(Reason("guests_may_nothing"))


def check_known(handbook: Handbook, actor: Actor) -> Permit | Denial:
    """May this actor see what is theirs? Whoever the handbook names may: nobody else has anything."""
    return _by_handbook(handbook, actor, Action.SEE, Role.MEMBER) or Denial(Reason("guests_may_nothing"))


def check_shift(handbook: Handbook, actor: Actor) -> Permit | Denial:
    """May this actor take a shift themself, or ask for a swap? Everybody of the handbook may."""
    found = _by_handbook(handbook, actor, Action.TAKE_SHIFT, Role.SELF)
    assert found is not None, "everybody may speak for themself"
    return found


def check_reply(handbook: Handbook, actor: Actor, person_id: str) -> Permit | Denial:
    """May this actor reply to a question that was put to that person? They themself may, and nobody else."""
    extra = [Role.SELF] if person_of(handbook, actor) == person_id else []
    return _by_handbook(handbook, actor, Action.REPLY, *extra) or Denial(
        Reason("asked_of_another", {"person": person_id})
    )


def check_rota(handbook: Handbook, actor: Actor) -> Permit | Denial:
    """May this actor say that somebody else is on call? Leads of any domain may, managers, owners, administrators."""
    found = _by_handbook(handbook, actor, Action.SET_ROTA, *_leads(handbook, actor))
    if found is not None:
        return found
    leads = [domain.lead for domain in handbook.domains]
    return Denial(Reason("rota_is_set_by", {"people": ",".join(dict.fromkeys(leads))}))


def check_delegation(handbook: Handbook, actor: Actor) -> Permit | Denial:
    """May this actor see how healthy the delegation is? Leads of any domain may, managers, the handbook's owners."""
    found = _by_handbook(handbook, actor, Action.SEE_DELEGATION, *_leads(handbook, actor))
    if found is not None:
        return found
    owners = [one.id for one in (*handbook.with_role("handbook_owner"), *handbook.with_role("manager"))]
    people = owners or [domain.lead for domain in handbook.domains]
    return Denial(Reason("health_is_for", {"people": ",".join(dict.fromkeys(people))}))


def who_may(handbook: Handbook, action: Action, item: Item, now: datetime) -> tuple[str, ...]:
    """Of those who have a part in the item's domain, whoever may do this by it, each once."""
    by_part = (
        one.person
        for one in stand(handbook, item.domain, now)
        for role, parts in _PARTS.items()
        if one.part in parts and action in RIGHTS[role] - WITHHELD[one.level]
    )
    named = handbook.domain_or_default(item.domain).approvers if action in RIGHTS[Role.APPROVER] else ()
    return tuple(dict.fromkeys((*by_part, *named)))


def reads_private(handbook: Handbook, person: str, item: Item, now: datetime) -> bool:
    """Whether somebody may read the words of a private message: those who may answer in the domain, freely or not, and
    those who approve what is answered there."""
    return _answers_in(handbook, person, item.domain, now)


def led_by(handbook: Handbook, person: str) -> frozenset[str]:
    """Ids of the domains that somebody leads."""
    return frozenset(domain.id for domain in handbook.domains if domain.lead == person)


def sees_every_domain(handbook: Handbook, person: str) -> bool:
    """Whether somebody sees the health of the whole delegation; leads see that of their own domains."""
    return any(Action.SEE_DELEGATION in RIGHTS[role] for role in _written(handbook, person))


def changes_handbook(handbook: Handbook, person: str) -> bool:
    """Whether somebody may change this handbook once it is in force."""
    return any(Action.CHANGE_HANDBOOK in RIGHTS[role] for role in _written(handbook, person))


def answerers(handbook: Handbook, domain_id: str, now: datetime) -> tuple[str, ...]:
    """Whoever may answer for the domain by themself, each once."""
    return tuple(dict.fromkeys(one.person for one in stand(handbook, domain_id, now) if one.answers_freely))


def may_read(handbook: Handbook, person: str, item: Item, now: datetime) -> bool:
    """May somebody read an item's words? Of a private message only who may answer in its domain, or approve there."""
    return not item.post.private or reads_private(handbook, person, item, now)


def readable_domains(handbook: Handbook, person: str, now: datetime) -> tuple[str, ...]:
    """Ids of the domains whose private messages somebody may read."""
    return tuple(one.id for one in handbook.domains if _answers_in(handbook, person, one.id, now))


def _answers_in(handbook: Handbook, person: str, domain_id: str, now: datetime) -> bool:
    if person in handbook.domain_or_default(domain_id).approvers:
        return True
    return any(one.person == person and one.may_answer for one in stand(handbook, domain_id, now))


def _rights(handbook: Handbook, person: str, item: Item, now: datetime) -> Iterator[tuple[Role, frozenset[Action]]]:
    """Every role and what it gives, the strongest first.

    Who was paged about it is on call for it, and so is its owner: whoever may have taken it may also give it back. What
    a conflict locks is not in its owner's hands.
    """
    standings = [one for one in stand(handbook, item.domain, now) if one.person == person]
    for role, parts in _PARTS.items():
        yield from ((role, RIGHTS[role] - WITHHELD[one.level]) for one in standings if one.part in parts)
    if person in handbook.domain_or_default(item.domain).approvers:
        yield Role.APPROVER, RIGHTS[Role.APPROVER]
    paged = item.climb.paging is not None and person in item.climb.paging.asked
    if paged or is_on_call(handbook, person, now):
        yield Role.ON_CALL, RIGHTS[Role.ON_CALL]
    elif item.owner == person:
        yield Role.ON_CALL, RIGHTS[Role.ON_CALL] - {Action.HOLD_LOCKED}
    yield from ((role, RIGHTS[role]) for role in (*_written(handbook, person), Role.MEMBER))


def _written(handbook: Handbook, person: str) -> Iterator[Role]:
    """The roles that the handbook writes at the person."""
    known = handbook.person(person)
    yield from (role for name, role in _WRITTEN.items() if known is not None and name in known.roles)


def _leads(handbook: Handbook, actor: Actor) -> tuple[Role, ...]:
    """The role of whoever leads any domain, for what is about no item."""
    known = person_of(handbook, actor)
    return (Role.LEAD,) if known and led_by(handbook, known) else ()


def _by_handbook(handbook: Handbook, actor: Actor, action: Action, *extra: Role) -> Permit | Denial | None:
    """Asked of what is about no item; None when a person whom the handbook knows may not."""
    if actor.guest:
        return Denial(Reason("guests_may_nothing"))
    person = person_of(handbook, actor)
    if person is None:
        return _unknown(handbook, actor, handbook.default_domain.lead)
    role = next((role for role in (*extra, *_written(handbook, person)) if action in RIGHTS[role]), None)
    return Permit(person, role) if role is not None else None


def _unknown(handbook: Handbook, actor: Actor, lead: str) -> Denial:
    people = _keepers(handbook, lead)
    return Denial(Reason("not_known", {"identity": actor.user, "desk": actor.desk, "people": people}))


def _keepers(handbook: Handbook, lead: str) -> str:
    """Who can see to what is written in the handbook: its owners, else the administrators, else a lead."""
    grantors = handbook.with_role("handbook_owner") or handbook.with_role("administrator")
    return ",".join(one.id for one in grantors) or lead


def _missing(handbook: Handbook, action: Action, item: Item, person: str, now: datetime) -> Reason:
    field, held = handbook.domain_or_default(item.domain), roles(handbook, person, item, now)
    if action is Action.APPROVE:
        people = ",".join(who_may(handbook, action, item, now)) or field.lead
        return Reason("not_an_approver", {"domain": field.id, "people": people})
    if action in (Action.ANSWER, Action.HOLD, Action.DRAFT):
        may_answer = {"domain": field.id, "people": ",".join(answerers(handbook, field.id, now))}
        if Role.EXPERT in held or Role.DEPUTY in held:
            return Reason("level_may_not_answer", may_answer)
        if Role.ON_CALL in held:
            return Reason("on_call_may_not_answer", may_answer)
    able = who_may(handbook, action, item, now)
    others = [one for one in able if one != field.lead] or [field.lead]
    return Reason("not_in_domain", {"domain": field.id, "people": ",".join(others), "lead": field.lead})
