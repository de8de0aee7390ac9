"""Slack's text with its <...> marks: what a typed line becomes, and the rich_text block beside a person's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from bot.workspace.model import Json

MARK = re.compile(r"<([^<>]+)>")
LINK = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")
NAMED = re.compile(r"@([\w.-]+)")
CALLED = re.compile(r"(?<![\w/])([@#])([\w.-]+)")
MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
QUOTE = ("&gt;", ">")


def escaped(text: str) -> str:
    """Return text with the three characters escaped that have a meaning in Slack's marks."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Return text as a reader sees it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(text: str, names: dict[str, str]) -> str:
    """Return what Slack sends for a line typed in its client: escaped, links and @names (name → id) marked."""

    def mention(match: re.Match[str]) -> str:
        known = names.get(match[1])
        return match[0] if known is None else f"<@{known}>"

    linked = LINK.sub(lambda match: f"<{match[0]}>", escaped(text))
    return NAMED.sub(mention, linked)


def typed_command(text: str, people: dict[str, str], channels: dict[str, str]) -> str:
    """Return what Slack sends for the text of a command that has `should_escape`: people and channels with names."""

    def marked(match: re.Match[str]) -> str:
        known = (people if match[1] == "@" else channels).get(match[2])
        return match[0] if known is None else f"<{match[1]}{known}|{match[2]}>"

    linked = LINK.sub(lambda match: f"<{match[0]}>", escaped(text))
    return CALLED.sub(marked, linked)


def mentioned(text: str) -> set[str]:
    """Return the ids of everybody whom a text mentions."""
    return set(MENTION.findall(text)) if "<@" in text else set()


def mentioned_in(value: object) -> set[str]:
    """Return the ids of everybody whom blocks mention, in marks and in rich text."""
    if isinstance(value, str):
        return mentioned(value)
    if isinstance(value, list):
        return set().union(*(mentioned_in(part) for part in value))
    if isinstance(value, dict):
        if value.get("type") == "user" and isinstance(value.get("user_id"), str):
            return {value["user_id"]}
        return set().union(*(mentioned_in(part) for part in value.values() if isinstance(part, list | dict | str)))
    return set()


def rich_text_block(text: str, block_id: str) -> Json:
    """Return the block that Slack adds to what a person writes; lines that begin with ">" are quotations."""
    elements: list[Json] = []
    for quoted, lines in groupby(text.split("\n"), key=lambda line: line.startswith(QUOTE)):
        joined = "\n".join(_without_quote_mark(line) if quoted else line for line in lines)
        kind = "rich_text_quote" if quoted else "rich_text_section"
        elements.append({"type": kind, "elements": list(_elements(joined))})
    return {"type": "rich_text", "block_id": block_id, "elements": elements}


def _without_quote_mark(line: str) -> str:
    for mark in QUOTE:
        if line.startswith(mark):
            return line.removeprefix(mark).removeprefix(" ")
    return line


def _elements(text: str) -> Iterable[Json]:
    end = 0
    for match in MARK.finditer(text):
        if match.start() > end:
            yield {"type": "text", "text": unescaped(text[end : match.start()])}
        yield _marked(match[1])
        end = match.end()
    if end < len(text):
        yield {"type": "text", "text": unescaped(text[end:])}


def _marked(inside: str) -> Json:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target in ("!here", "!channel", "!everyone"):
        return {"type": "broadcast", "range": target[1:]}
    link: Json = {"type": "link", "url": unescaped(target)}
    return link | {"text": unescaped(label)} if label else link
