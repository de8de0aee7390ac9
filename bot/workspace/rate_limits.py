"""Slack's rate limits: a tier per method and workspace, and about one message a second in each channel.

Tiers (docs.slack.dev, "Rate limits"): 1, 20, 50 and 100 calls a minute and a little over; posting tolerates bursts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

MINUTE = 60.0
BURST = 3.0
# Tier → calls a minute. Tier 1 is "1+"; an app opens its up to ten connections in one go, so that much is let pass.
TIERS = {1: 10.0, 2: 20.0, 3: 50.0, 4: 100.0}
UNTIERED = 600.0


@dataclass(slots=True)
class Bucket:
    """How much may still be done, and when that was reckoned (epoch seconds)."""

    left: float
    at: float


class RateLimits:
    """Token buckets that fill with `now`."""

    def __init__(self, now: Callable[[], float], enabled: bool) -> None:
        self._now = now
        self.enabled = enabled
        self._buckets: dict[str, Bucket] = {}

    def method(self, name: str, tier: int | None) -> int:
        """Take one call of a method; returns 0, or after how many seconds to try again."""
        size = UNTIERED if tier is None else TIERS[tier]
        return self._take(name, size, size / MINUTE)

    def channel(self, channel: str) -> int:
        """Take one message of a channel; returns 0, or after how many seconds to try again."""
        return self._take(f"channel {channel}", BURST, 1.0)

    def _take(self, name: str, size: float, per_second: float) -> int:
        if not self.enabled:
            return 0
        now = self._now()
        bucket = self._buckets.setdefault(name, Bucket(size, now))
        bucket.left = min(size, bucket.left + max(0.0, now - bucket.at) * per_second)
        bucket.at = now
        if bucket.left >= 1.0:
            bucket.left -= 1.0
            return 0
        return max(1, math.ceil((1.0 - bucket.left) / per_second))
