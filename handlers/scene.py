"""What a use case may use: one transaction, the handbook in force, the moment, and what to wake afterwards."""

from dataclasses import dataclass, field
from datetime import datetime

from handlers.intents import Actor
from handlers.words import Speaker
from routing.handbook import Handbook
from storage.database import Transaction


@dataclass
class Wakes:
    """What the process must look at after the commit. Nothing here is lost with a crash: the rows say the same."""

    outbox: bool = False
    due_at: datetime | None = None

    def at(self, moment: datetime | None) -> None:
        if moment is not None and (self.due_at is None or moment < self.due_at):
            self.due_at = moment


@dataclass
class Scene:
    """One intent being handled. `desks` are the connected ones; handlers may run twice, so they touch nothing else."""

    transaction: Transaction
    handbook: Handbook
    now: datetime
    desks: tuple[str, ...]
    wakes: Wakes = field(default_factory=Wakes)
    writes: bool = True

    @property
    def company(self) -> Speaker:
        """Speaks to channels."""
        return Speaker(self.handbook.company.language, self.handbook.company.zone, Names(self.handbook))

    def speaker(self, person: str | None) -> Speaker:
        """Speaks to one person; to somebody whom the handbook does not know as to the company."""
        known = self.handbook.person(person) if person else None
        if known is None:
            return self.company
        company = self.handbook.company
        return Speaker(known.language or company.language, known.zone or company.zone, Names(self.handbook))

    def speaker_of(self, actor: Actor) -> Speaker:
        """Speaks to whoever acts, known or not."""
        known = self.handbook.person_by(actor.desk, actor.user)
        return self.speaker(known.id if known else None)


@dataclass(frozen=True)
class Names:
    """Names of people and domains; an id that the handbook no longer knows is shown as it is."""

    handbook: Handbook

    def person_name(self, person: str) -> str:
        known = self.handbook.person(person)
        return known.name if known else person

    def domain_name(self, domain: str) -> str:
        known = self.handbook.domain(domain)
        return known.name if known else domain
