"""What is found of four eyes: domains in which somebody's answers could be approved by nobody but themself."""

from collections.abc import Iterator
from datetime import datetime

from routing.handbook import Handbook
from routing.handbook_sections import Domain, Level
from routing.health_findings import Finding, Kind, Severity
from routing.people import may_never_answer, still_is
from routing.reasons import Reason


def about_approval(handbook: Handbook, domain: Domain, now: datetime) -> Iterator[Finding]:
    """Fewer than two who may approve what is answered in the domain, where somebody must."""
    marked = _marked(handbook, domain)
    learning = any(one.level is Level.WITH_APPROVAL for one in (*domain.experts, *domain.deputies))
    people = _approvers(handbook, domain, now)
    if not people and (marked or learning):
        reason = Reason("approved_by_nobody", {"domain": domain.id})
        yield Finding(Kind.APPROVAL, Severity.WARNING, reason, domain=domain.id)
    elif len(people) == 1 and marked:
        values = {"domain": domain.id, "person": people[0], "situation": _names(handbook, marked)}
        reason = Reason("approved_by_one", values)
        yield Finding(Kind.APPROVAL, Severity.WARNING, reason, domain=domain.id, about=people[0])


def _marked(handbook: Handbook, domain: Domain) -> list[str]:
    """The situations with approval that rules of the domain give, or rules of none."""
    approved = [one.id for one in handbook.situations if one.approval]
    given = {rule.situation for rule in handbook.rules if rule.domain in ("", domain.id)}
    return [one for one in approved if one in given]


def _approvers(handbook: Handbook, domain: Domain, now: datetime) -> list[str]:
    """Lead, deputies who answer freely, and whom the domain names: by the handbook, whether or not they are away."""
    lead = [] if may_never_answer(domain, domain.lead) else [domain.lead]
    deputies = [one.person for one in domain.deputies if one.level is Level.FREELY and still_is(handbook, one, now)]
    people = dict.fromkeys((*lead, *deputies, *domain.approvers))
    return [name for name in people if handbook.person(name) is not None]


def _names(handbook: Handbook, situations: list[str]) -> str:
    """The situations as colleagues call them."""
    return ", ".join(one.name for one in handbook.situations if one.id in situations)
