"""One thing for a desk to send, drawn from the state as it is at this moment."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from routing.item import Place, State
from routing.messages import Message


@dataclass(frozen=True)
class Parcel:
    """`token` is the outbox row's public name: it travels with a new post so that the post can be found again.

    `conversation` is a channel in the desk's own words, or "person:<handbook id>" for a direct message.
    `replaces` is the message to edit instead of posting a new one; `thread` the message to reply under.
    """

    token: str
    desk: str
    conversation: str
    message: Message
    replaces: Place | None = None
    thread: Place | None = None

    @property
    def fingerprint(self) -> str:
        """The same for messages that say the same."""
        return sha256(repr(self.message).encode("utf-8", "backslashreplace")).hexdigest()


@dataclass(frozen=True)
class Mark:
    """A sign on the customer's post in the desk that follows the item's state (Slack: a reaction)."""

    token: str
    desk: str
    place: Place
    state: State

    @property
    def fingerprint(self) -> str:
        return self.state.value


@dataclass(frozen=True)
class PublicAnswer:
    """An answer that a source is to publish, word for word, as `account` and below the customer's post.

    `token` is the same at each try, so that the source can be asked whether it stands there. `external_id` and `url`
    are the post's.
    """

    token: str
    desk: str
    conversation: str
    source: str
    account: str
    text: str
    external_id: str
    url: str

    @property
    def fingerprint(self) -> str:
        return sha256(repr((self.account, self.text)).encode("utf-8", "backslashreplace")).hexdigest()


@dataclass(frozen=True)
class Alarm:
    """The second leg of a page: what a telephone service or an e-mail says. None of it is a customer's.

    `key` is the same at each try, so that a receiver can drop doubles. `email` and `phone` are "" where the handbook
    has none; `heading` and `lines` are in the person's language; `chat` is where the page stands, as far as known.
    """

    token: str
    desk: str
    conversation: str
    key: str
    person: str
    name: str
    email: str
    phone: str
    language: str
    items: tuple[int, ...]
    due_at: datetime | None
    heading: str
    lines: tuple[str, ...]
    chat: Place | None = None
    is_test: bool = False

    @property
    def fingerprint(self) -> str:
        return sha256(repr((self.heading, self.lines)).encode("utf-8", "backslashreplace")).hexdigest()
