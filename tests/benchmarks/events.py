"""Signed events, exactly as the local Slack sends them over HTTP, each a customer's post of its own."""

import itertools
import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from bot.clock import Clock
from bot.workspace import Workspace
from bot.workspace.signing import signed_headers

SECRET = "a-signing-secret-for-measuring"
CHANNEL = "C0INTAKE"

TEXT = (
    "Hei! Jeg bestilte en bokhylle og to stoler for tre uker siden, og pakken er fortsatt ikke kommet. "
    "Sporingen har stått stille siden mandag, og ingen svarer på telefonen. Hvor er pakken min, og når kommer den? "
    "https://www.facebook.com/fjellro/posts/10160012345678901 – Kari Nordmann"
)

Signed = tuple[str, dict[str, str | Sequence[str]]]
"""Body and headers."""


class Events:
    """One integration's posts in the intake channel."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self._pattern: dict[str, Any] = {}

    async def prepare(self) -> None:
        """Takes one event from the local Slack: what nobody is connected to receive, it keeps."""
        workspace = Workspace(now=self._clock.epoch, limits=False)
        workspace.add_channel("customer-posts", id=CHANNEL)
        await workspace.post_as_integration(workspace.add_integration("Facebook Pages"), CHANNEL, TEXT)
        self._pattern = workspace.dead[-1]

    def signed(self, count: int) -> list[Signed]:
        """So many events, signed now: they must be used within five minutes."""
        return list(itertools.islice(self._endless(), count))

    def _endless(self) -> Iterator[Signed]:
        seconds = int(self._clock.epoch()) - 60
        for number in self._numbers:
            body = deepcopy(self._pattern)
            body["event_id"] = f"Ev{number:010d}"
            body["event"]["ts"] = body["event"]["event_ts"] = f"{seconds}.{number:06d}"
            text = json.dumps(body)
            yield text, {"content-type": "application/json", **signed_headers(SECRET, text.encode())}
