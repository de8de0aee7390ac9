"""A request: somebody's word that an open item waits for, and by when it is asked of the next one.

An approval, a decision about a conflict, whether somebody takes what is handed to them, a publication under way. An
item has one of them at most, and loses it with the state to which it belongs (`handlers.moves`).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class RequestKind(StrEnum):
    """What is asked: to approve an answer, to settle a conflict, to take an item over; or a source, to publish."""

    APPROVAL = "approval"
    CONFLICT = "conflict"
    HANDOVER = "handover"
    PUBLICATION = "publication"


@dataclass(frozen=True)
class Request:
    """`asked` are the people asked so far, the last one now; `by` asked them at `at`.

    `until` is when it goes on without their word: to the next person, or back. None where nobody is left to ask: then
    it waits until somebody acts. The words that belong to it stand in tables of their own.
    """

    kind: RequestKind
    by: str
    asked: tuple[str, ...]
    at: datetime
    until: datetime | None = None

    @property
    def asked_now(self) -> str | None:
        """Whose word is waited for; None where nobody could be asked."""
        return self.asked[-1] if self.asked else None

    def is_over(self, now: datetime) -> bool:
        """Whether it was waited for long enough."""
        return self.until is not None and self.until <= now

    def goes_to(self, person: str | None, until: datetime | None) -> "Request":
        """The same asked of the next person as well, or of nobody any more."""
        return replace(self, asked=(*self.asked, person) if person is not None else self.asked, until=until)
