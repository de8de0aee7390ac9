"""Word of what changed on the screen, for the browser page and for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.workspace.model import Json


@dataclass(frozen=True, slots=True)
class Change:
    """`body` is what the page is told; `person` None means everybody in `channel`, or everybody at all."""

    body: Json
    channel: str | None = None
    person: str | None = None


class Changes:
    """A list of listeners, told in order and at once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Change], None]] = []
        self.notices: dict[str, list[str]] = {}

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Add a listener; call what is returned to take it away again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, change: Change) -> None:
        """Tell everybody who listens."""
        for listener in tuple(self._listeners):
            listener(change)

    def notice(self, person: str, text: str) -> None:
        """Show one person a line that belongs to no conversation, such as "operation timed out"."""
        self.notices.setdefault(person, []).append(text)
        self.tell(Change({"type": "notice", "text": text}, person=person))
