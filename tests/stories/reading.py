"""A message or form as a person reads it: plain text, buttons in brackets."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.teams.reading import text_of_card

_DATE = re.compile(r"<!date\^\d+\^[^|>]*\|([^>]*)>")
_LINK = re.compile(r"<(?:https?:[^|>]*)\|([^>]*)>")


def text_of(message: Mapping[str, Any]) -> str:
    """Everything that can be read, a line a part. Mentions that ping stay as <@U…>."""
    if message.get("card"):
        return text_of_card(message["card"])
    blocks = message.get("blocks")
    lines = list(_blocks(blocks)) if blocks else [_unmarked(str(message.get("text", "")))]
    title = message.get("title")
    if isinstance(title, Mapping):
        lines.insert(0, str(title.get("text", "")))
    return "\n".join(lines)


def _unmarked(text: str) -> str:
    text = _LINK.sub(r"\1", _DATE.sub(r"\1", text)).replace("*", "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _blocks(blocks: list[Mapping[str, Any]]) -> Iterator[str]:
    """What stands at a block's side is what can be done: last, as on a desk that has no such place."""
    for block in blocks:
        yield from _element(block)
    for block in blocks:
        yield from _element(block.get("accessory") or {})


def _element(part: Mapping[str, Any]) -> Iterator[str]:
    """Reads by shape, not by a list of block types: whatever holds text is text."""
    kind = part.get("type")
    if kind == "button":
        yield f"[{part['text']['text']}]"
        return
    if kind == "static_select":
        placeholder = part.get("placeholder") or {}
        yield f"[{placeholder.get('text', '')}]"
        return
    if kind == "image":
        yield f"({part['alt_text']})"
        return
    if kind == "overflow":
        yield from (f"[{option['text']['text']}]" for option in part["options"])
        return
    if kind in ("rich_text_section", "rich_text_quote"):
        yield "".join(str(element.get("text") or element.get("url") or "") for element in part["elements"])
        return
    for name in ("label", "text", "hint"):
        value = part.get(name)
        if isinstance(value, str):
            yield _unmarked(value) if kind == "mrkdwn" else value
        elif isinstance(value, Mapping):
            yield from _element(value)
    for name in ("fields", "elements"):
        for element in part.get(name) or ():
            yield from _element(element)


def choices_of(view: object) -> list[str]:
    """What can be chosen in a form, in its order, as either desk shows it."""
    if isinstance(view, Mapping):
        found = [_choice(each) for name in ("options", "choices") for each in view.get(name) or ()]
        return found + [each for inner in view.values() for each in choices_of(inner)]
    return [each for inner in view for each in choices_of(inner)] if isinstance(view, list) else []


def _choice(one: Mapping[str, Any]) -> str:
    return str(one["title"] if "title" in one else one["text"]["text"])
