"""Who may do what about a domain. Each answer carries its reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from routing.handbook import Handbook
from routing.item import Item
from routing.reasons import Reason
from routing.rota import on_call

Part = Literal["expert", "deputy", "lead", "on_call", "none"]


@dataclass(frozen=True)
class Answerability:
    """Whether a person may, in which part, and why (not)."""

    may: bool
    part: Part
    reason: Reason


def able(handbook: Handbook, domain_id: str) -> tuple[str, ...]:
    """Ids of everybody who may answer for the domain: experts, then deputies, then the lead, each once."""
    domain = handbook.domain_or_default(domain_id)
    named = dict.fromkeys((*domain.experts, *domain.deputies, domain.lead))
    return tuple(person for person in named if handbook.person(person) is not None)


def may_answer(handbook: Handbook, person_id: str, domain_id: str, now: datetime) -> Answerability:
    """Whether the person may answer customers for the domain. A refusal names who can grant it (`people`)."""
    domain = handbook.domain_or_default(domain_id)
    values = {"person": person_id, "domain": domain.id}
    if handbook.person(person_id) is None:
        return Answerability(False, "none", Reason("not_in_handbook", _grantors(handbook, domain_id)))
    if person_id in domain.experts:
        return Answerability(True, "expert", Reason("may_answer_expert", values))
    if person_id in domain.deputies:
        return Answerability(True, "deputy", Reason("may_answer_deputy", values))
    if person_id == domain.lead:
        return Answerability(True, "lead", Reason("may_answer_lead", values))
    missing = {**values, **_grantors(handbook, domain_id)}
    if is_on_call(handbook, person_id, now):
        return Answerability(False, "none", Reason("on_call_may_not_answer", missing))
    return Answerability(False, "none", Reason("may_not_answer", missing))


def may_claim(handbook: Handbook, person_id: str, item: Item, now: datetime) -> Answerability:
    """Whether the person may claim the item (or decline it): who may answer, who is on call, who was paged about it."""
    answering = may_answer(handbook, person_id, item.domain, now)
    if answering.may or handbook.person(person_id) is None:
        return answering
    if is_on_call(handbook, person_id, now):
        return Answerability(True, "on_call", Reason("may_claim_on_call", {"person": person_id}))
    if item.climb.paging is not None and person_id in item.climb.paging.asked:
        return Answerability(True, "on_call", Reason("may_claim_paged", {"person": person_id}))
    return answering


def is_on_call(handbook: Handbook, person_id: str, now: datetime) -> bool:
    shift = on_call(handbook, now)
    return shift is not None and shift.person == person_id


def _grantors(handbook: Handbook, domain_id: str) -> dict[str, str]:
    lead = handbook.domain_or_default(domain_id).lead
    owners = [person.id for person in handbook.with_role("handbook_owner")]
    return {"people": ",".join(dict.fromkeys([lead, *owners]))}
