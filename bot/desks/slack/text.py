"""Text to and from Slack's own way of writing: three escaped characters, and everything special in <…>.

Source: Slack's "Formatting text for app surfaces". The SDK has no helper for either direction.
"""

import re
from collections.abc import Iterator

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Overrides and isolates of writing direction: in a name they would turn our own words around it."""

_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})

_MARK = re.compile(r"<([^<>]*)>")
_PERSON = re.compile(r"<(@[A-Z0-9]+)\|[^<>]*>")
_BARE_LINK = re.compile(r"https?://[^\s<>|\"]+", re.IGNORECASE)
_AFTER_LINK = ".,;:!?)]}'*_~"


def escape(text: str) -> str:
    """Escape once; nothing in the result is a mention, a link or a date to Slack."""
    return text.translate(_ESCAPED)


def harmless(text: str) -> str:
    """Escape words for mrkdwn so that they cannot format, either: markers become characters that look like them.

    Our own sentences hold no markers (`routing.messages.Strong` makes bold), so only names and the like change.
    """
    return escape(_UNDERSCORE.sub("ˍ", upright(text).translate(_LOOKALIKES)))


def upright(text: str) -> str:
    """Return the text without what would turn the writing direction of other words; right-to-left words stay so."""
    return _DIRECTION.sub("", text)


def unescape(text: str) -> str:
    """Undo the escaping once: `&amp;lt;` is the three-letter word `&lt;` to its writer, not a bracket."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(marked: str) -> str:
    """Return the words of a marked-up text as a reader sees them; links keep label and address."""
    parts: list[str] = []
    end = 0
    for match in _MARK.finditer(marked):
        parts += (unescape(marked[end : match.start()]), _seen(match[1]))
        end = match.end()
    parts.append(unescape(marked[end:]))
    return "".join(parts)


def said(marked: str) -> str:
    """Return the words of a slash command: as `plain`, but people are told by their ids, as in direct messages.

    Slack sends "@bo" as <@U0BO|bo> (`should_escape` in the app's manifest); names are nobody's for good.
    """
    return plain(_PERSON.sub(r"<\1>", marked))


def links_in(marked: str) -> Iterator[str]:
    """Yield the web addresses of a marked-up text in order: those in <…> and those that stand bare."""
    for piece in re.split(r"(<[^<>]*>)", marked):
        if piece.startswith("<"):
            address = unescape(piece[1:-1].partition("|")[0])
            if is_web(address):
                yield address
        else:
            yield from bare_links(unescape(piece))


def bare_links(words: str) -> Iterator[str]:
    """Yield the web addresses in plain words, without the punctuation after them."""
    for match in _BARE_LINK.finditer(words):
        yield match[0].rstrip(_AFTER_LINK)


def is_web(address: str) -> bool:
    """Whether this is an http(s) address."""
    return address.lower().startswith(("http://", "https://"))


def with_label(address: str, label: str) -> str:
    """Return a link in plain words: the address alone where the label says nothing more."""
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    if not label or label == shown or label in address:
        return shown
    return f"{label} ({shown})"


def _seen(mark: str) -> str:
    target, _, label = mark.partition("|")
    target, label = unescape(target), unescape(label)
    if target.startswith("!date^"):
        return label
    if target.startswith("!subteam^"):
        return label if label.startswith("@") else f"@{label or target.partition('^')[2]}"
    if target.startswith("!"):
        return f"@{label.lstrip('@') or target[1:]}"
    if target.startswith(("@", "#")):
        return f"{target[0]}{label.lstrip('@#') or target[1:]}"
    return with_label(target, label)
