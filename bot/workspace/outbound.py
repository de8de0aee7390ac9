"""What both ways to the app, Socket Mode and HTTP, have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bot.workspace.model import Json

ACKNOWLEDGE_WITHIN = 3.0


@dataclass(frozen=True, slots=True)
class Retry:
    """Which attempt this is (0 is the first) and why the one before failed."""

    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app said: `body` is its acknowledgement's payload, `reason` why there was none."""

    acknowledged: bool
    body: Json = field(default_factory=dict)
    reason: str = ""
    retry: bool = True


class Sender(Protocol):
    """A way to the app. `kind` is events_api, interactive or slash_commands."""

    def connected(self) -> bool:
        """Whether anybody could receive something now."""

    async def send(self, kind: str, payload: Json, retry: Retry, within: float) -> Answer:
        """Send one payload and wait at most `within` seconds for the acknowledgement."""
