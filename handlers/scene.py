"""What a use case may use: one transaction, the handbook in force, the moment, and what to wake afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handlers import speakers
from handlers.intents import Actor
from handlers.prospect import Prospect
from handlers.words import Speaker
from routing.handbook import Handbook
from routing.item import Place
from routing.language import Model
from routing.publishing import Account
from storage.database import Transaction
from storage.outbox import Queued

Link = Callable[[Place], str]


def nowhere(_: Place) -> str:
    """For a process without desks: no message has an address."""
    return ""


@dataclass
class Wakes:
    """What the process must look at after the commit. Nothing here is lost with a crash: the rows say the same."""

    outbox: bool = False
    due_at: datetime | None = None
    quiet: set[str] = field(default_factory=set)
    """People of whom a desk is to be asked when their chat is quiet."""

    def at(self, moment: datetime | None) -> None:
        if moment is not None and (self.due_at is None or moment < self.due_at):
            self.due_at = moment


@dataclass
class Scene:
    """One intent being handled. `desks` are the connected ones; handlers may run twice, so they touch nothing else.

    `prospect` is what was looked at beforehand, for intents that may change the handbook. `model` has an opinion of a
    text's language, if there is one. `legs` are the second legs of pages that are set up, as `page_also` names them.
    `public_url` is where others reach the web server, "" where they cannot. `link` gives the address at which a desk
    opens a message, "" where it has none. `publishing`: as whom answers go out, by the sources that can publish them.
    """

    transaction: Transaction
    handbook: Handbook
    now: datetime
    desks: tuple[str, ...]
    wakes: Wakes = field(default_factory=Wakes)
    writes: bool = True
    prospect: Prospect | None = None
    model: Model | None = None
    legs: tuple[str, ...] = ()
    public_url: str = ""
    link: Link = nowhere
    publishing: Mapping[str, Account] = field(default_factory=dict)
    outgoing: list[Queued] | None = None
    """Messages that are gathered to be queued together: see `handlers.announce.gathered`."""

    @property
    def company(self) -> Speaker:
        """Speaks to channels."""
        return speakers.to_company(self.handbook)

    def speaker(self, person: str | None) -> Speaker:
        """Speaks to one person; to somebody whom the handbook does not know as to the company."""
        return speakers.to_person(self.handbook, person)

    def speaker_of(self, actor: Actor) -> Speaker:
        """Speaks to whoever acts, known or not."""
        return speakers.to_user(self.handbook, actor.desk, actor.user)
