"""Which messages of an intake channel are handed on, and as what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from bot.desks.slack.content import Content, Json, content_of, string
from handlers.intents import Actor, Noticed
from routing.item import Place
from routing.text import clean

DESK = "slack"

READ_SUBTYPES: Mapping[str, str] = {
    "": "a person, or an app with a bot user, writes",
    "file_share": "a person posts a file",
    "thread_broadcast": "a reply that its author sent to the whole channel",
    "bot_message": "an integration posts",
    "me_message": "a person writes with /me",
}
"""All other subtypes are dropped: joins and the like are no words of anybody, and a colleague's edit or deletion in
the desk changes nothing about what the customer wrote."""


@dataclass(frozen=True)
class Self:
    """Who we are to Slack (auth.test, bots.info): what carries one of these was posted by us."""

    user: str
    bot: str
    app: str
    team: str

    def wrote(self, message: Json) -> bool:
        """Whether the message is our own."""
        mine = (("user", self.user), ("bot_id", self.bot), ("app_id", self.app))
        return any(own and message.get(key) == own for key, own in mine)


def noticed(message: Json, channel: str, us: Self) -> Noticed | None:
    """Return the message for intake, its author's rights still unknown; None when it is nothing for intake.

    Raises ValueError for a message without a readable `ts`.
    """
    subtype = string(message.get("subtype"))
    if subtype not in READ_SUBTYPES or us.wrote(message) or message.get("hidden"):
        return None
    ts, thread = string(message.get("ts")), string(message.get("thread_ts"))
    integration = integration_of(message)
    below = thread if subtype != "thread_broadcast" and thread != ts else ""
    if below and not integration:
        return None
    content = content_of(message, by_app=bool(integration))
    if not integration and _speaks_to(message, us) and not (content.links or content.quotes or content.files):
        return None
    return replace(_intent(message, channel, integration, content), replies_to=below)


def wanted(message: Json, channel: str, us: Self, by: Actor) -> Noticed | None:
    """Return any message that somebody wants to become an item; None only for our own."""
    if us.wrote(message):
        return None
    integration = integration_of(message)
    found = _intent(message, channel, integration, content_of(message, by_app=bool(integration)))
    # With the asker in the key: the second one to want it is told that it is an item already.
    key = f"{DESK}:make:{channel}:{found.place.message}:{by.user}"
    return replace(found, key=key, wanted_by=by, asks=False)


def integration_of(message: Json) -> str:
    """Return the name of the app that posted the message, "" for a person."""
    profile = message.get("bot_profile")
    named = string(message.get("username")) or (string(profile.get("name")) if isinstance(profile, dict) else "")
    bot = string(message.get("bot_id"))
    if bot or message.get("subtype") == "bot_message":
        return clean(named) or bot or "app"
    return ""


def moment_of(ts: str) -> datetime:
    """Return when a message was written; raises ValueError for what is no time stamp of Slack's."""
    try:
        seconds = Decimal(ts)
        whole = int(seconds)
        return datetime.fromtimestamp(whole, UTC).replace(microsecond=int((seconds - whole) * 1_000_000))
    except (InvalidOperation, OverflowError, OSError) as error:
        raise ValueError("not a time stamp of Slack's") from error


def _speaks_to(message: Json, us: Self) -> bool:
    """Whether it begins with our name: then Slack sends it once more, as an app_mention, and it is answered there."""
    return bool(us.user) and string(message.get("text")).lstrip().startswith((f"<@{us.user}>", f"<@{us.user}|"))


def _intent(message: Json, channel: str, integration: str, content: Content) -> Noticed:
    ts = string(message.get("ts"))
    user = string(message.get("user"))
    return Noticed(
        key=f"{DESK}:{channel}:{ts}",
        place=Place(DESK, channel, ts),
        actor=Actor(DESK, user) if user and not integration else None,
        text=content.text,
        written_at=moment_of(ts),
        integration=integration,
        links=content.links,
        quotes=content.quotes,
        files=content.files,
        author=content.author,
    )
