"""What somebody or some clock asks for. A desk or source turns its vendor's event into one of these values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from routing.item import Place, Post

LARGEST_FILE = 1024 * 1024
"""Bytes of a file that is handed to the bot; a larger one is not read."""


@dataclass(frozen=True)
class Actor:
    """A chat identity. `guest` is true for guests and for people of other organisations: they may do nothing."""

    desk: str
    user: str
    guest: bool = False


@dataclass(frozen=True)
class Submit:
    """A source brings one post. `key` names this delivery (`webhook-id`): a repeat gets the first result."""

    key: str
    post: Post


@dataclass(frozen=True)
class Noticed:
    """A message stands in a channel that the desk can read.

    `key` is desk, conversation and message, so that an event, its repeats and catch-up are one.
    `integration` is the name of the app that posted it, "" for a person; `author` the customer's name where it gives
    it. `wanted_by` is set when somebody asked for this very message to become an item. `asks` is false where nobody
    should be asked back (catch-up of old posts). `replies_to` is the message below which an integration has put it,
    in the same conversation; "" for a message of its own.
    """

    key: str
    place: Place
    actor: Actor | None
    text: str
    written_at: datetime
    integration: str = ""
    links: tuple[str, ...] = ()
    quotes: bool = False
    files: tuple[str, ...] = ()
    author: str = ""
    wanted_by: Actor | None = None
    asks: bool = True
    replies_to: str = ""


@dataclass(frozen=True)
class Click:
    """A button or menu was used. `action` and `subject` are those of `routing.messages.Button`.

    `fields` is what stood in the fields of the form in which it was used, if in one.
    """

    key: str
    actor: Actor
    action: str
    subject: str
    value: str = ""
    place: Place | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Opened:
    """Somebody has opened their home, or has done something there: how does it stand now?

    `subject` is that of the `replies.ShowHome` they see, "home:" for nothing chosen.
    """

    key: str
    actor: Actor
    subject: str = "home:"


@dataclass(frozen=True)
class Filled:
    """A form was sent. `form` and `subject` are those of `routing.messages.Form`.

    `put_away`: it was not sent, but closed; `fields` are what was last seen in it then, none where nothing was typed.
    """

    key: str
    actor: Actor
    form: str
    subject: str
    fields: Mapping[str, str] = field(default_factory=dict)
    put_away: bool = False


@dataclass(frozen=True)
class Said:
    """Somebody wrote to the bot: a slash command, a mention or a direct message, without the command's own name.

    `place` is the channel where it was said, None in a direct message.
    """

    key: str
    actor: Actor
    text: str
    place: Place | None = None


@dataclass(frozen=True)
class Handed:
    """Somebody handed the bot a file in a direct message.

    `text` is clean as `routing.text.clean_file` leaves it. Where the file could not be taken, it is "" and `trouble`
    says why: "too_large" (more than LARGEST_FILE bytes), "not_text" (not UTF-8) or "not_downloaded".
    """

    key: str
    actor: Actor
    name: str
    text: str
    trouble: str = ""


@dataclass(frozen=True)
class Unreadable:
    """A desk could not make sense of a vendor's event, twice. The raw event is kept so that it can be given again."""

    key: str
    desk: str
    raw: str
    error: str


@dataclass(frozen=True)
class CaughtUp:
    """The desk has read a channel up to and including `position` (Slack: `ts`)."""

    desk: str
    conversation: str
    position: str


@dataclass(frozen=True)
class Met:
    """The desk may write in a conversation by this address, both in its own words."""

    desk: str
    conversation: str
    reference: str


@dataclass(frozen=True)
class Parted:
    """The desk may no longer write there: the app was taken away."""

    desk: str
    conversation: str


Intent = Submit | Noticed | Click | Opened | Filled | Said | Handed | Unreadable | CaughtUp | Met | Parted
