"""One conversation's messages in order, found by time stamp without scanning."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

from bot.workspace.model import Message

MICROSECONDS = 1_000_000


def moment(ts: str) -> int:
    """Return a time stamp such as "1234567890.000100" in microseconds; raises ValueError for anything else."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * MICROSECONDS + int((fraction + "000000")[:6])


def stamp(microseconds: int) -> str:
    """Return Slack's way to write a moment."""
    seconds, fraction = divmod(microseconds, MICROSECONDS)
    return f"{seconds}.{fraction:06d}"


class Timeline:
    """The messages of one conversation; those of threads stand under their parent only."""

    def __init__(self) -> None:
        self.top: list[int] = []
        self.by_moment: dict[int, Message] = {}
        self.private: dict[str, list[Message]] = {}
        self.last = 0

    def next_stamp(self, now: float) -> str:
        """Return a time stamp of this second that is later than every one before it."""
        self.last = max(int(now) * MICROSECONDS + 100, self.last + 1)
        return stamp(self.last)

    def find(self, ts: str) -> Message | None:
        """Return the message that everybody sees at this time stamp, if any."""
        try:
            return self.by_moment.get(moment(ts))
        except ValueError:
            return None

    def find_private(self, ts: str, person: str) -> Message | None:
        """Return the message at this time stamp that only this person sees, if any."""
        return next((message for message in self.private.get(person, []) if message.ts == ts), None)

    def add(self, message: Message) -> None:
        """Put a message in its place."""
        if message.visible_to is not None:
            self.private.setdefault(message.visible_to, []).append(message)
            return
        key = moment(message.ts)
        self.by_moment[key] = message
        if message.thread_ts is None or message.broadcast:
            insort(self.top, key)
        parent = self.find(message.thread_ts) if message.thread_ts is not None else None
        if parent is not None:
            parent.replies.append(key)
            if message.author not in parent.reply_users:
                parent.reply_users.append(message.author)

    def remove(self, message: Message) -> None:
        """Take a message away, from its thread too."""
        if message.visible_to is not None:
            self.private[message.visible_to].remove(message)
            return
        key = moment(message.ts)
        del self.by_moment[key]
        place = bisect_left(self.top, key)
        if place < len(self.top) and self.top[place] == key:
            del self.top[place]
        parent = self.find(message.thread_ts) if message.thread_ts is not None else None
        if parent is not None:
            parent.replies.remove(key)
            parent.reply_users = list(dict.fromkeys(self.by_moment[reply].author for reply in parent.replies))

    def newest_first(self, after: int, before: int) -> Iterator[Message]:
        """Yield the top messages whose moment lies in [after, before], newest first."""
        place = bisect_right(self.top, before)
        while place > 0:
            place -= 1
            if self.top[place] < after:
                return
            yield self.by_moment[self.top[place]]

    def replies_of(self, parent: Message, after: int, before: int) -> Iterator[Message]:
        """Yield a thread's replies whose moment lies in [after, before], oldest first."""
        for key in parent.replies[bisect_left(parent.replies, after) : bisect_right(parent.replies, before)]:
            yield self.by_moment[key]

    def count_after(self, microseconds: int) -> int:
        """Return how many top messages are later than this moment."""
        return len(self.top) - bisect_right(self.top, microseconds)
