"""An Adaptive Card as a person in Oslo reads it: plain text, buttons in brackets, mentions that ping as <@id>."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

_WHEN = re.compile(r"\{\{DATE\(([^,]+),SHORT\)\}\} \{\{TIME\(\1\)\}\}")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_AT = re.compile(r"<at>.*?</at>")


def text_of_card(card: Mapping[str, Any]) -> str:
    """Everything that can be read, a line a part."""
    pings = {each["text"]: f"<@{each['mentioned']['id']}>" for each in (card.get("msteams") or {}).get("entities", ())}
    return "\n".join(_part(card, pings))


def _part(part: Mapping[str, Any], pings: Mapping[str, str]) -> Iterator[str]:
    kind = str(part.get("type"))
    if kind.startswith("Action."):
        yield f"[{part['title']}]"
        return
    match kind:
        case "TextBlock":
            yield _marked(str(part["text"]), pings)
        case "Image":
            yield f"({_plain(str(part['altText']))})"
        case "RichTextBlock":
            yield _plain("".join(str(run["text"]) for run in part["inlines"]))
        case "FactSet":
            for fact in part["facts"]:
                yield _marked(str(fact["title"]), pings)
                yield _marked(str(fact["value"]), pings)
        case "Input.Text" | "Input.ChoiceSet":
            yield _plain(str(part.get("label", "")))
            yield from (_plain(choice["title"]) for choice in part.get("choices", ()))
            if kind == "Input.Text" and part.get("value"):
                yield _plain(part["value"])
    for name in ("body", "items", "actions"):
        for each in part.get(name) or ():
            yield from _part(each, pings)


def _marked(text: str, pings: Mapping[str, str]) -> str:
    shown = _AT.sub(lambda match: pings.get(match[0], match[0]), text)
    return _plain(_LINK.sub(r"\1", shown.replace("**", "")))


def _plain(text: str) -> str:
    return _WHEN.sub(lambda match: _wall(match[1]), text).replace("\u200b", "")


def _wall(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp).astimezone(ZoneInfo('Europe/Oslo')):%a %-d %b %H:%M}"


def acted_on(card: Any) -> list[str]:
    """What in a card formats, links, mentions or is a date without our having meant it: to be empty."""
    texts = list(_texts(card))
    meant = {each["text"] for each in (card.get("msteams") or {}).get("entities", ())}
    mentions = [found for text, marked in texts if marked for found in _AT.findall(text) if found not in meant]
    links = [
        text for text, marked in texts if marked and "](" in text and re.search("evil|liar", text.split("](", 1)[1])
    ]
    dates = [text for text, _ in texts if "2020-01-01" in text and "{{" in text]
    marks = [text for text, marked in texts if marked and re.search(r"(?<!\*)\*(?!\*)|~~|`|__", text)]
    odd = [text for text, _ in texts if set(text) & set("\0\ud800\u202e\u2067")]
    return [*mentions, *links, *dates, *marks, *odd]


def _texts(part: Any) -> Iterator[tuple[str, bool]]:
    """Every text of a card, and whether it is read as Markdown."""
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, dict):
        marked = part.get("type") == "TextBlock" or "value" in part
        for name in ("text", "title", "value", "label"):
            if isinstance(part.get(name), str) and part.get("type") != "Input.Text":
                yield part[name], marked
        for name, each in part.items():
            if name not in ("data", "msteams", "fallback"):
                yield from _texts(each)
