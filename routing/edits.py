"""How many messages a desk lets us edit: Slack takes about 50 `chat.update` a minute in the whole workspace.

An account that fills with time: pages draw on it at once, cards leave a little for pages, and histories below cards
leave half of it for cards. So what people look at first is true first, and nothing is refused and then holds others up.
Source: docs.slack.dev, "Rate limits" (chat.update is tier 3: 50 and more a minute).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from routing.delivery import Priority

_LEFT_BY_CARDS = 2.0
_LEFT_BY_HISTORIES = 0.5


@dataclass(frozen=True)
class Edits:
    """What may be edited: `left` at the moment `at`, `a_minute` at most."""

    a_minute: int
    left: float
    at: datetime

    @classmethod
    def full(cls, a_minute: int, now: datetime) -> "Edits":
        """Nothing has been edited for a while."""
        return cls(a_minute, float(a_minute), now)

    def now(self, now: datetime) -> "Edits":
        """As it has filled until `now`. A clock that was set back fills nothing."""
        passed = max(timedelta(), now - self.at).total_seconds()
        return replace(self, left=min(self.a_minute, self.left + passed * self.a_minute / 60), at=now)

    def wait(self, priority: int) -> timedelta:
        """How long an edit of this priority waits; nothing when it may go now."""
        lacking = 1.0 + self._must_stay(priority) - self.left
        return timedelta(seconds=max(0.0, lacking) * 60 / self.a_minute)

    def taken(self) -> "Edits":
        """After one more edit."""
        return replace(self, left=self.left - 1.0)

    def _must_stay(self, priority: int) -> float:
        if priority >= Priority.THREAD:
            return self.a_minute * _LEFT_BY_HISTORIES
        return _LEFT_BY_CARDS if priority >= Priority.CARD else -float(self.a_minute)
