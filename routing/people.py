"""Who is able to answer for a domain, and who is on call. What each may do is for `handlers.access` to say."""

from datetime import datetime

from routing.handbook import Handbook
from routing.rota import on_call


def able(handbook: Handbook, domain_id: str) -> tuple[str, ...]:
    """Ids of everybody who may answer for the domain: experts, then deputies, then the lead, each once."""
    domain = handbook.domain_or_default(domain_id)
    named = dict.fromkeys((*domain.expert_ids, *domain.deputy_ids, domain.lead))
    return tuple(person for person in named if handbook.person(person) is not None)


def is_on_call(handbook: Handbook, person_id: str, now: datetime) -> bool:
    """Whether the shift under way is this person's."""
    shift = on_call(handbook, now)
    return shift is not None and shift.person == person_id
