"""What the page may do beyond Slack: move the demo's clock, let customers write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.workspace.model import Json


@dataclass(slots=True)
class PageControls:
    """What the composer of a demo lends to the page; what is None is not offered there.

    `home` is false for an app that publishes no Home, whose tab would be empty.
    """

    forward: Callable[[float], Awaitable[None]] | None = None
    next_morning: Callable[[], Awaitable[None]] | None = None
    customers: Callable[[str | None, int], Awaitable[None]] | None = None
    samples: list[Json] = field(default_factory=list)
    playable: list[Json] = field(default_factory=list)
    zone: str = "UTC"
    home: bool = True
