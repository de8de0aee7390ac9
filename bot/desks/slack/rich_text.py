"""The words of rich_text blocks, which Slack makes of what people type; nothing in them is escaped."""

from collections.abc import Iterator
from typing import Any

from bot.desks.slack.text import with_label

Json = dict[str, Any]


def words_of(block: Json) -> str:
    """Return the block's words, one line for each part; quoted lines begin with "> "."""
    return "\n".join(text for part in _dicts(block.get("elements")) if (text := _part(part)).strip())


def quotes(block: Json) -> bool:
    """Whether somebody's words are quoted in it."""
    return any(part.get("type") == "rich_text_quote" for part in _dicts(block.get("elements")))


def links(value: object) -> Iterator[str]:
    """Yield the addresses of the links in it, in order."""
    if isinstance(value, dict):
        if value.get("type") == "link" and isinstance(value.get("url"), str):
            yield value["url"]
        yield from links(value.get("elements"))
    elif isinstance(value, list):
        for part in value:
            yield from links(part)


def _part(part: Json) -> str:
    inner = _dicts(part.get("elements"))
    match part.get("type"):
        case "rich_text_list":
            return "\n".join(f"• {_part(each)}" for each in inner)
        case "rich_text_quote":
            return "\n".join(f"> {line}" for line in "".join(map(_inline, inner)).split("\n"))
    return "".join(map(_inline, inner)).strip("\n")


def _inline(element: Json) -> str:
    def said(key: str) -> str:
        value = element.get(key)
        return value if isinstance(value, str) else ""

    match element.get("type"):
        case "link":
            return with_label(said("url"), said("text"))
        case "user":
            return f"@{said('user_id')}"
        case "usergroup":
            return f"@{said('usergroup_id')}"
        case "channel":
            return f"#{said('channel_id')}"
        case "broadcast":
            return f"@{said('range')}"
        case "emoji":
            return _emoji(said("unicode")) or f":{said('name')}:"
        case "date":
            return said("fallback")
    return said("text")


def _emoji(codes: str) -> str:
    """Return the characters of Slack's "1f1f3-1f1f4", "" when there is none (a workspace's own emoji)."""
    try:
        return "".join(chr(int(code, 16)) for code in codes.split("-")) if codes else ""
    except (ValueError, OverflowError):
        return ""


def _dicts(value: object) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
