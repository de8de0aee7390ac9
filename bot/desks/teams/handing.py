"""What somebody gives to the bot in the personal chat: files, or a handbook pasted into the message.

Source: Microsoft's "Send and receive files using bot": a file comes as `file.download.info` with an address that
carries its own permission; a link to a file elsewhere ("reference") comes without one.
"""

import asyncio
from dataclasses import dataclass

from bot.desks.teams.activities import Came, Json, dicts, string
from bot.desks.teams.content import DOWNLOAD, FILES, page_of
from bot.desks.teams.html import typed_in
from bot.desks.teams.transfer import NOT_DOWNLOADED, Fetched, Transfer
from handlers.intents import Actor, Handed
from handlers.pasted import PASTED_NAME, looks_like_handbook
from routing.text import clean, clean_file

MOST = 10
"""Files of one message that are looked at: Teams itself lets nobody attach more."""

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Attached:
    """A file of a message; `address` is "" where Teams lets the bot not fetch it."""

    name: str
    address: str


def attached_to(came: Came) -> tuple[Attached, ...]:
    """The files of a message, in order. A picture counts only where no words stand beside it."""
    found = [each for each in dicts(came.body.get("attachments")) if _is_file(each, bool(came.text.strip()))]
    return tuple(Attached(_name(each), _address(each)) for each in found[:MOST])


def pasted_in(came: Came) -> str:
    """The handbook that was pasted as the message's words, line by line; "" when these are other words."""
    candidates = (typed_in(page_of(came)), came.text)
    return next((clean_file(text) for text in candidates if looks_like_handbook(text)), "")


async def handed_in(came: Came, actor: Actor, transfer: Transfer) -> list[Handed]:
    """The files of a message with their texts; else the handbook in its words; else nothing."""
    files = attached_to(came)
    if files:
        fetched = await asyncio.gather(*(_fetched(each, transfer) for each in files))
        return [
            Handed(f"{came.key}:{number}", actor, each.name, found.text, found.trouble)
            for number, (each, found) in enumerate(zip(files, fetched, strict=True))
        ]
    pasted = pasted_in(came)
    return [Handed(f"{came.key}:0", actor, PASTED_NAME, pasted)] if pasted else []


async def _fetched(file: Attached, transfer: Transfer) -> Fetched:
    return await transfer.fetch(file.address) if file.address else Fetched("", NOT_DOWNLOADED)


def _is_file(attachment: Json, has_words: bool) -> bool:
    kind = string(attachment.get("contentType"))
    return kind in FILES or (kind.startswith("image/") and not has_words)


def _name(attachment: Json) -> str:
    return clean(string(attachment.get("name")))[:_LONGEST_NAME].strip() or "file"


def _address(attachment: Json) -> str:
    content = attachment.get("content")
    if attachment.get("contentType") != DOWNLOAD or not isinstance(content, dict):
        return ""
    return string(content.get("downloadUrl"))
