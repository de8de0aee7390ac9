"""What a Slack message says: its words, links, quotations and files, wherever in the message they stand.

People's messages carry the same words twice (`text` and a rich_text block); apps put them anywhere: in `text`, in
blocks, in attachments, in attachments' blocks, and often a shorter version beside the whole one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.desks.slack import rich_text
from bot.desks.slack.text import is_web, links_in, plain
from routing.text import LONGEST_TEXT, clean

Json = dict[str, Any]

_QUOTE_MARKS = ("&gt;", ">")
_EMOJI_CODE = re.compile(r":[a-z0-9_+'-]+:")
_NOT_LETTERS = re.compile(r"[\W_]+")
_NO_CHANCE = 20
_LONGEST_NAME = 200
_ADDRESSES = ("title_link", "from_url", "original_url", "author_link")


@dataclass(frozen=True)
class Content:
    """Clean words of at most `routing.text.LONGEST_TEXT` characters; links in order, each once; names of files.

    `author` is the customer's name where an app's attachment gives it, else "".
    """

    text: str
    links: tuple[str, ...]
    quotes: bool
    files: tuple[str, ...]
    author: str = ""


def content_of(message: Json, by_app: bool) -> Content:
    """Read a message. `by_app`: previews that Slack adds under a person's links are no words of that person."""
    attachments = [each for each in dicts(message.get("attachments")) if by_app or not _is_preview(each)]
    blocks = dicts(message.get("blocks"))
    text = string(message.get("text"))
    own = _longer(plain(text).strip(), _blocks_text(blocks))
    linked = [link for each in attachments for link in _links_of(each)]
    found = [*links_in(text), *_block_links(blocks), *linked]
    post = _handed_over(attachments) if by_app and not blocks else None
    if post is None:
        said, author = _joined([own, *(_attachment_text(each) for each in attachments)]), ""
    else:
        # The customer's words alone: what stands around them, and the address, is the app's.
        said = _joined(
            [_without_lines(plain(string(post.get("text"))), linked), *map(_field_text, dicts(post.get("fields")))]
        )
        author = plain(string(post.get("author_name")))
        found = [*linked, *links_in(text)]
    quoted = (
        any(rich_text.quotes(block) for block in blocks)
        or any(line.lstrip().startswith(_QUOTE_MARKS) for line in text.splitlines())
        or any(each.get("is_share") or each.get("is_msg_unfurl") for each in attachments)
    )
    files = [file for file in dicts(message.get("files")) if file.get("mode") != "tombstone"]
    names = [clean(string(file.get("name")) or string(file.get("title")) or string(file.get("id"))) for file in files]
    return Content(
        text=clean(said)[:LONGEST_TEXT],
        links=tuple(dict.fromkeys(clean(link) for link in found)),
        quotes=quoted,
        files=tuple(name for name in names if name),
        author=clean(author).strip()[:_LONGEST_NAME],
    )


def _handed_over(attachments: list[Json]) -> Json | None:
    """Return the one attachment in which an app hands over a post: words, with whose they are or where they stand."""
    if len(attachments) != 1 or attachments[0].get("from_url"):
        return None
    post = attachments[0]
    attributed = string(post.get("author_name")).strip() or is_web(string(post.get("title_link")))
    return post if attributed and string(post.get("text")).strip() else None


def _without_lines(text: str, addresses: list[str]) -> str:
    """Return the text without lines that are nothing but one of these addresses, unless it is nothing else."""
    kept = [line for line in text.splitlines() if line.strip() not in addresses]
    return "\n".join(kept).strip() or text


def string(value: object) -> str:
    """Return a JSON value that should be a string, "" for anything else."""
    return value if isinstance(value, str) else ""


def dicts(value: object) -> list[Json]:
    """Return the objects of a JSON value that should be a list of objects."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _is_preview(attachment: Json) -> bool:
    shared = attachment.get("is_share") or attachment.get("is_msg_unfurl")
    return bool(attachment.get("from_url")) and not shared


def _letters(text: str) -> str:
    """Return what two versions of the same words have in common: no marks, no spaces, no emoji codes."""
    return _NOT_LETTERS.sub("", _EMOJI_CODE.sub("", text)).casefold()


def _longer(text: str, blocks: str) -> str:
    """Return both, or only the one that holds the other; the blocks when they say the same, since they are unmarked."""
    in_text, in_blocks = _letters(text), _letters(blocks)
    if blocks and in_text in in_blocks:
        return blocks
    if in_blocks in in_text:
        return text
    return f"{text}\n{blocks}"


def _joined(parts: list[str]) -> str:
    """Join parts by lines, leaving out those that an earlier part holds already; a short one may be so by chance."""
    kept: list[str] = []
    seen: list[str] = []
    for part in (part.strip() for part in parts):
        letters = _letters(part)
        repeated = letters in seen or (len(letters) >= _NO_CHANCE and any(letters in each for each in seen))
        if part and not (letters and repeated):
            kept.append(part)
            seen.append(letters)
    return "\n".join(kept)


def _blocks_text(blocks: list[Json]) -> str:
    return "\n".join(text for block in blocks if (text := _block_text(block)).strip())


def _block_text(block: Json) -> str:
    match block.get("type"):
        case "rich_text":
            return rich_text.words_of(block)
        case "section":
            return "\n".join(filter(None, map(_text_object, [block.get("text"), *dicts(block.get("fields"))])))
        case "header" | "alert":
            return _text_object(block.get("text"))
        case "context":
            return " ".join(filter(None, (_text_object(part) for part in dicts(block.get("elements")))))
        case "markdown":
            return string(block.get("text"))
    return ""


def _text_object(value: object) -> str:
    """Return the words of a text object; Slack escapes plain_text as well when it hands a message out."""
    return plain(string(value.get("text"))) if isinstance(value, dict) else ""


def _marked_texts(block: Json) -> Iterator[str]:
    for part in (block.get("text"), *dicts(block.get("fields")), *dicts(block.get("elements"))):
        if isinstance(part, dict):
            yield string(part.get("text"))
        else:
            yield string(part)


def _block_links(blocks: list[Json]) -> Iterator[str]:
    for block in blocks:
        if block.get("type") == "rich_text":
            yield from (link for link in rich_text.links(block) if is_web(link))
        else:
            for text in _marked_texts(block):
                yield from links_in(text)


def _attachment_text(attachment: Json) -> str:
    parts = [plain(string(attachment.get(key))) for key in ("pretext", "author_name", "title", "text")]
    parts += map(_field_text, dicts(attachment.get("fields")))
    parts.append(_blocks_text(dicts(attachment.get("blocks"))))
    for shared in dicts(attachment.get("message_blocks")):
        inner = shared.get("message")
        parts.append(_blocks_text(dicts(inner.get("blocks"))) if isinstance(inner, dict) else "")
    return _joined(parts) or plain(string(attachment.get("fallback"))).strip()


def _field_text(field: Json) -> str:
    return ": ".join(filter(None, (plain(string(field.get(key))) for key in ("title", "value"))))


def _links_of(attachment: Json) -> Iterator[str]:
    yield from (address for key in _ADDRESSES if is_web(address := string(attachment.get(key))))
    for text in (*(string(attachment.get(key)) for key in ("pretext", "title", "text")), *_values(attachment)):
        yield from links_in(text)
    yield from _block_links(dicts(attachment.get("blocks")))


def _values(attachment: Json) -> list[str]:
    return [string(field.get("value")) for field in dicts(attachment.get("fields"))]
