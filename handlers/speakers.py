"""Who speaks to whom: people are spoken to in their own language and zone, channels and strangers in the company's."""

from dataclasses import dataclass

from handlers.words import Speaker
from routing.handbook import Handbook


@dataclass(frozen=True)
class Names:
    """Names of people, also of those who have left, of domains and of reasons; an id that nobody ever had is shown as
    it is."""

    handbook: Handbook

    def person_name(self, person: str) -> str:
        known = self.handbook.person(person)
        return known.name if known else self.handbook.departed_name(person) or person

    def domain_name(self, domain: str) -> str:
        known = self.handbook.domain(domain)
        return known.name if known else domain

    def lead_of(self, domain: str) -> str:
        """The id of whoever leads a domain; of one that is no more, whoever leads the default one."""
        return self.handbook.domain_or_default(domain).lead

    def decline_reason(self, reason: str) -> str | None:
        """What this handbook calls a reason to decline; None where it writes none of that id."""
        return self.handbook.decline_reason(reason)


def to_company(handbook: Handbook) -> Speaker:
    """Speaks to channels."""
    return Speaker(handbook.company.language, handbook.company.zone, Names(handbook))


def to_person(handbook: Handbook, person: str | None) -> Speaker:
    """Speaks to one person of the handbook; to somebody whom it does not know as to the company."""
    known = handbook.person(person) if person else None
    if known is None:
        return to_company(handbook)
    return Speaker(known.language or handbook.company.language, known.zone or handbook.company.zone, Names(handbook))


def to_user(handbook: Handbook, desk: str, user: str) -> Speaker:
    """Speaks to a user of a desk, known or not; "" is nobody in particular, such as a channel."""
    known = handbook.person_by(desk, user) if user else None
    return to_person(handbook, known.id if known else None)
