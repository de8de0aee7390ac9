"""What Teams sends, its parts checked once: after this nothing has to be asked whether it is there, or a string."""

from dataclasses import dataclass
from typing import Any

from routing.text import clean

Json = dict[str, Any]

DESK = "teams"

MAKE_ITEM = "make_item"
"""The action of a button, and the command of a message's own menu, by which a person makes an item of a message."""

_THREAD = ";messageid="


class Malformed(Exception):
    """Not of a shape that Teams sends; the text says what is missing."""


@dataclass(frozen=True)
class Came:
    """One activity.

    `conversation` is without the thread that Teams may put behind it: that is `thread`, the id of the top message.
    `user` is the Entra object id where Teams gives it, `account` Teams' own id for this bot; both "" for nobody.
    `mode` is "personal", "groupChat" or "channel"; `replied_to` the message that was clicked.
    """

    kind: str
    id: str
    name: str
    service_url: str
    conversation: str
    thread: str
    mode: str
    user: str
    account: str
    bot: str
    tenant: str
    replied_to: str
    text: str
    value: Json
    body: Json

    @property
    def personal(self) -> bool:
        return self.mode == "personal"

    @property
    def key(self) -> str:
        """The same for every repeat of this activity."""
        return f"{DESK}:{self.conversation}:{self.id}"


def read(body: Json) -> Came:
    """Raises Malformed."""
    conversation = _dict(body, "conversation")
    whole = string(conversation.get("id"))
    if not whole:
        raise Malformed("no conversation")
    kind, service_url = string(body.get("type")), string(body.get("serviceUrl"))
    if not kind or not service_url:
        raise Malformed("no type or no serviceUrl")
    sender, recipient = _dict(body, "from"), _dict(body, "recipient")
    base, _, thread = whole.partition(_THREAD)
    data = _dict(body, "channelData")
    account = string(sender.get("id"))
    value = body.get("value")
    if kind in ("message", "invoke") and (not string(body.get("id")) or not account):
        raise Malformed("no id or no sender")
    if kind == "invoke" and not (string(body.get("name")) and isinstance(value, dict)):
        raise Malformed("an invoke without name or value")
    return Came(
        kind=kind,
        id=string(body.get("id")),
        name=string(body.get("name")),
        service_url=service_url,
        conversation=base,
        thread=thread,
        mode=string(conversation.get("conversationType")) or ("channel" if thread else "personal"),
        user=string(sender.get("aadObjectId")) or account,
        account=account,
        bot=string(recipient.get("id")),
        tenant=string(conversation.get("tenantId")) or string(_dict(data, "tenant").get("id")),
        replied_to=string(body.get("replyToId")),
        text=string(body.get("text")),
        value=value if isinstance(value, dict) else {},
        body=body,
    )


def string(value: object) -> str:
    """Return a JSON value that should be a string, clean; "" for anything else."""
    return clean(value) if isinstance(value, str) else ""


def dicts(value: object) -> list[Json]:
    """Return the objects of a JSON value that should be a list of objects."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _dict(body: Json, name: str) -> Json:
    """Return the object below a name, an empty one where there is none; raises Malformed for anything else."""
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed(f"{name} is no object")
    return value
