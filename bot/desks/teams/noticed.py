"""Which messages are handed on for intake, and as what."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.desks.teams.activities import DESK, Came, Json, Malformed, dicts, string
from bot.desks.teams.content import Content, content_of, read_content
from handlers.intents import Actor, Noticed
from routing.item import Place
from routing.text import clean

_BOTS = "28:"
_AT_ONCE = 1.0
"""Seconds between a thread's name and the time stamp of the message that begins it."""


def noticed(came: Came, actor: Actor) -> Noticed:
    """A message of a channel, for intake."""
    return _intent(came.conversation, came.id, actor, content_of(came), moment_of(came.body.get("timestamp")))


def wanted(came: Came, by: Actor) -> Noticed:
    """The message that somebody chose "Make this an item" for; it comes whole with the choice. Raises Malformed."""
    payload = came.value.get("messagePayload")
    if not isinstance(payload, dict) or not string(payload.get("id")):
        raise Malformed("no message")
    body = payload.get("body")
    held: Json = body if isinstance(body, dict) else {}
    words = string(held.get("content"))
    is_html = held.get("contentType") == "html"
    content = read_content(words if is_html else "", "" if is_html else words, dicts(payload.get("attachments")))
    author = _author(payload)
    found = _intent(
        came.conversation, string(payload.get("id")), author, content, moment_of(payload.get("createdDateTime"))
    )
    return replace(found, key=_make_key(found.place, by), wanted_by=by, asks=False)


def kept(found: Noticed) -> Json:
    """A message as it travels with the button "Make this an item": Teams shows us none of its history."""
    return {
        "conversation": found.place.conversation,
        "id": found.place.message,
        "author": found.actor.user if found.actor else "",
        "text": found.text,
        "at": found.written_at.isoformat(),
        "links": list(found.links),
        "quotes": found.quotes,
        "files": list(found.files),
    }


def remembered(message: Json, by: Actor) -> Noticed:
    """The message back from the button. Raises Malformed."""
    conversation, number = string(message.get("conversation")), string(message.get("id"))
    if not conversation or not number:
        raise Malformed("no message")
    author = string(message.get("author"))
    content = Content(
        clean(string(message.get("text"))), _strings(message.get("links")), bool(message.get("quotes")),
        _strings(message.get("files")),
    )  # fmt: skip
    actor = Actor(DESK, author) if author else None
    found = _intent(conversation, number, actor, content, moment_of(message.get("at")))
    return replace(found, key=_make_key(found.place, by), wanted_by=by, asks=False)


def is_bot(came: Came) -> bool:
    """Whether another bot, or we ourselves, wrote it."""
    sender = came.body.get("from")
    return came.account.startswith(_BOTS) or (isinstance(sender, dict) and sender.get("role") == "bot")


def begins_thread(came: Came) -> bool:
    """Whether it is a post of its own, no reply.

    Teams names a thread by the id of its first message, which is the millisecond it was written in. Microsoft's
    Playground names threads so, too, but its messages otherwise; there the moment tells.
    """
    if came.thread in ("", came.id):
        return True
    if came.id.isdecimal() or not (came.thread.isascii() and came.thread.isdecimal()):
        return False
    written_at = moment_of(came.body.get("timestamp")).timestamp()
    return abs(int(came.thread) / 1000 - written_at) < _AT_ONCE


def moment_of(stamp: object) -> datetime:
    """When it was written; raises Malformed for what is no time stamp."""
    text = string(stamp)
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise Malformed("no time stamp") from error


def _intent(conversation: str, message: str, actor: Actor | None, content: Content, at: datetime) -> Noticed:
    return Noticed(
        key=f"{DESK}:{conversation}:{message}",
        place=Place(DESK, conversation, message),
        actor=actor,
        text=content.text,
        written_at=at,
        links=content.links,
        quotes=content.quotes,
        files=content.files,
    )


def _author(payload: Json) -> Actor | None:
    sender = payload.get("from")
    user = sender.get("user") if isinstance(sender, dict) else None
    identity = string(user.get("id")) if isinstance(user, dict) else ""
    return Actor(DESK, identity) if identity else None


def _make_key(place: Place, by: Actor) -> str:
    """With the asker in it: the second one to want it is told that it is an item already."""
    return f"{DESK}:make:{place.conversation}:{place.message}:{by.user}"


def _strings(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
