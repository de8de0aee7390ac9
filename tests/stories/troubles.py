"""What goes wrong on a stage: the same troubles on the local Slack and on the local Teams."""

from collections.abc import Mapping
from typing import Any

from tests.stories.company import INTAKE, MANAGERS, TRIAGE
from tests.teams.connector import Fault
from tests.teams.local import channel_id

CHANNELS = (INTAKE, TRIAGE, MANAGERS)


class Troubles:
    """On Slack."""

    workspace: Any
    settle: Any

    async def take_down(self, card: Mapping[str, Any]) -> None:
        """Somebody who may deletes the bot's message, and what stands below it."""
        core = self.workspace.core
        message = core.state.find(TRIAGE, card["ts"])
        for reply in tuple(message.replies):
            core.posting.delete(core.state.timelines[TRIAGE].by_moment[reply])
        core.posting.delete(message)
        await self.settle()

    def refuse_posts(self, times: int, seconds: int) -> None:
        """The platform takes no posts for the moment, and says how long to wait."""
        self.workspace.fail_next("chat.postMessage", error="ratelimited", retry_after=seconds, times=times)

    def answer_no_post(self) -> None:
        """The next post is done, but the bot never hears so."""
        self.workspace.fail_next("chat.postMessage", drop=True)

    def keep_from_writing_to(self, user: str) -> None:
        """The bot can have no chat with this person, who must be the next one that it writes to for the first time."""
        assert self.workspace.direct(user) is None
        self.workspace.fail_next("conversations.open", error="user_disabled")

    async def send_nonsense(self) -> None:
        """An event that makes no sense (when it was, or who it was), sent until it is taken."""
        self.workspace.acknowledge_within = 0.6
        event = {"type": "message", "channel": INTAKE, "channel_type": "channel", "user": "U0ADA", "text": "Hemmelig"}
        self.workspace.core.delivery.offer({
            "type": "event_callback", "event_id": "Ev0ODD", "team_id": self.workspace.team_id,
            "api_app_id": self.workspace.app_id, "event": {**event, "ts": "not a time stamp"},
        })  # fmt: skip
        await self.settle()


class TeamsTroubles(Troubles):
    """On Teams."""

    async def take_down(self, card: Mapping[str, Any]) -> None:
        conversation, _ = self.workspace._message(card["ts"])
        conversation.messages = [each for each in conversation.messages if card["ts"] not in (each.id, each.thread)]

    def refuse_posts(self, times: int, seconds: int) -> None:
        headers = {"Retry-After": str(seconds)}
        self.workspace.faults.append(Fault("POST", 429, headers=headers, times=times, path="activities"))

    def answer_no_post(self) -> None:
        self.workspace.faults.append(Fault("POST", 504, done=True, path="activities"))

    def keep_from_writing_to(self, user: str) -> None:
        self.workspace.blocked.add(user)

    async def send_nonsense(self) -> None:
        channel = self.workspace.conversations[channel_id(INTAKE)]
        odd = self.workspace.message_activity("U0ADA", channel, "Hemmelig")
        odd["text"] += " https://x.com/ola/status/1"
        del odd["timestamp"]
        assert [(await self.workspace.deliver(odd))[0] for _ in range(2)] == [201, 201]
        await self.settle()
