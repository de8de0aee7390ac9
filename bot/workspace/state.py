"""Everything the workspace knows: who is there, which conversations, what was said."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Iterable

from bot.workspace.model import Channel, Integration, Json, Message, Person, StoredFile
from bot.workspace.timeline import Timeline

COLORS = ("4a7c59", "3a6ea5", "b5651d", "8e4585", "2f7f86", "a63d40", "6b7a2a", "5b5ea6")


SCOPES = (
    "app_mentions:read",
    "channels:history",
    "chat:write",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "groups:history",
    "im:history",
    "im:write",
    "reactions:read",
    "reactions:write",
    "users:read",
)
"""What the app was installed with, unless a test takes some away: a test holds it against docs/slack-manifest.json."""


class State:
    """The data of one workspace. It decides nothing; only identifiers and time stamps are made here."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.team_id = "T0SVARVAKT"
        self.team_name = "Svarvakt"
        self.team_domain = "svarvakt"
        self.app_id = "A0SVARVAKT"
        self.bot_name = "svarvakt"
        self.bot_user_id = "U0SVARVAKT"
        self.bot_id = "B0SVARVAKT"
        self.bot_token = f"xoxb-{secrets.token_hex(12)}"
        self.scopes = set(SCOPES)
        self.app_token = f"xapp-1-{self.app_id}-{secrets.token_hex(12)}"
        self.signing_secret = secrets.token_hex(16)
        self.verification_token = secrets.token_hex(12)
        self.created = int(now())
        self.people: dict[str, Person] = {}
        self.people_by_email: dict[str, Person] = {}
        self.integrations: dict[str, Integration] = {}
        self.channels: dict[str, Channel] = {}
        self.channels_by_name: dict[str, Channel] = {}
        self.direct_channels: dict[str, str] = {}
        self.timelines: dict[str, Timeline] = {}
        self.files: dict[str, StoredFile] = {}
        self.commands: list[Json] = []
        self.shortcuts: list[Json] = []
        self.read: dict[tuple[str, str], int] = {}
        self.mentions: dict[tuple[str, str], int] = {}
        self._numbers = itertools.count(1)
        self.opened: Callable[[Channel], None] = lambda channel: None

    def new_id(self, letter: str) -> str:
        """Return a fresh identifier of Slack's form, such as U0000000001."""
        return f"{letter}{next(self._numbers):010d}"

    def new_name(self) -> str:
        """Return a short fresh name, for blocks and actions that came without one."""
        return f"b{next(self._numbers):x}"

    def add_person(self, person: Person) -> None:
        """Let somebody in."""
        person.color = COLORS[len(self.people) % len(COLORS)]
        self.people[person.id] = person
        self.people_by_email[person.email] = person

    def add_channel(self, channel: Channel) -> None:
        """Open a conversation."""
        self.channels[channel.id] = channel
        self.timelines[channel.id] = Timeline()
        if channel.direct_with is None:
            self.channels_by_name[channel.name] = channel
        else:
            self.direct_channels[channel.direct_with] = channel.id
        self.opened(channel)

    def direct(self, person: str) -> Channel:
        """Return the direct conversation of a person with the bot; opens it when there is none."""
        known = self.direct_channels.get(person)
        if known is None:
            known = self.new_id("D")
            members = {person, self.bot_user_id}
            self.add_channel(Channel(known, "", "", int(self.now()), members, direct_with=person))
        return self.channels[known]

    def members(self, channel: Channel) -> list[str]:
        """Return the ids of everybody in a conversation, in a lasting order."""
        everybody: Iterable[str] = [*self.people, self.bot_user_id]
        return [person for person in everybody if channel.holds(person) and self._present(person)]

    def _present(self, person: str) -> bool:
        known = self.people.get(person)
        return known is None or not known.deleted

    def stamp(self, channel: str) -> str:
        """Return the time stamp for the next message of a conversation."""
        return self.timelines[channel].next_stamp(self.now())

    def find(self, channel: str, ts: str) -> Message | None:
        """Return a message that everybody in the conversation sees."""
        timeline = self.timelines.get(channel)
        return None if timeline is None else timeline.find(ts)
