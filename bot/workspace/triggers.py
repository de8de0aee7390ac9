"""Trigger ids: each lets the app open one view for the person who acted, for three seconds of `now`.

The error words are those of views.open in Slack's method reference.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.workspace.refusal import Refusal

VALID_FOR = 3.0
KEPT = 1000


@dataclass(slots=True)
class Trigger:
    """Who acted, in which view if in one, and when (epoch seconds)."""

    user: str
    view_id: str | None
    made: float
    used: bool = False


class Triggers:
    """Makes trigger ids and takes them back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._known: dict[str, Trigger] = {}

    def new(self, user: str, view_id: str | None = None) -> str:
        """Return a fresh trigger id."""
        trigger_id = f"{int(self._now())}.{secrets.randbelow(10**10):010d}.{secrets.token_hex(16)}"
        self._known[trigger_id] = Trigger(user, view_id, self._now())
        if len(self._known) > KEPT:
            del self._known[next(iter(self._known))]
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up; raises Refusal when it is unknown, used or older than three seconds."""
        trigger = self._known.get(trigger_id)
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self._now() - trigger.made > VALID_FOR:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger
