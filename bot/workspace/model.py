"""The things a workspace is made of: people, channels, messages, files, and what an act comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class NoSuchElement(LookupError):
    """What somebody wanted to press or fill in is not there; the text names what is."""


@dataclass(slots=True)
class Person:
    """A human member, a guest, or somebody of another organisation (a stranger)."""

    id: str
    name: str
    real_name: str
    title: str
    zone: str
    locale: str
    guest: bool = False
    stranger: bool = False
    deleted: bool = False
    email: str = ""
    color: str = "4a7c59"
    updated: int = 0
    do_not_disturb: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Integration:
    """Another app that posts customers' words with a bot id of its own."""

    id: str
    name: str
    icon: str
    app_id: str


@dataclass(slots=True)
class Channel:
    """A channel or a direct conversation; `members` None means everybody, the bot too."""

    id: str
    name: str
    topic: str
    created: int
    members: set[str] | None = None
    archived: bool = False
    direct_with: str | None = None

    def holds(self, person: str) -> bool:
        """Whether this person (or bot user) belongs to the conversation."""
        return self.members is None or person in self.members


@dataclass(slots=True)
class Message:
    """One message: `body` has Slack's shape, everything that changes around it stands beside it."""

    ts: str
    channel: str
    body: Json
    author: str
    visible_to: str | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list[int] = field(default_factory=list)
    reply_users: list[str] = field(default_factory=list)
    chosen: dict[str, Json] = field(default_factory=dict)


@dataclass(slots=True)
class StoredFile:
    """An uploaded file; `content` is None until its bytes have arrived. `shown` is what else Slack says of it."""

    id: str
    name: str
    title: str
    owner: str
    mimetype: str
    created: int
    length: int = 0
    content: bytes | None = None
    shared: bool = False
    channels: list[str] = field(default_factory=list)
    shown: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person's act came to.

    `acknowledged` is False when the app did not answer in three seconds, answered with a failure, or was not
    connected; `seconds` is real time; `payload` is what the app answered with; `sent` is what it was sent;
    `refused` says why Slack could not use the answer, if so.
    """

    acknowledged: bool
    seconds: float
    payload: Json = field(default_factory=dict)
    sent: Json = field(default_factory=dict)
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Submitted(Outcome):
    """The outcome of submitting a modal; `errors` maps block ids to what is wrong with what was filled in."""

    errors: dict[str, str] = field(default_factory=dict)
