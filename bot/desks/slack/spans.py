"""One line of a message in Slack's mrkdwn, in pieces that may be parted but not cut."""

import re
from collections.abc import Callable, Iterator

from bot.desks.slack.limits import LINK
from bot.desks.slack.text import escape, harmless, is_web
from routing.messages import Line, Link, Mention, Moment, Span, Strong

Identity = Callable[[str], str | None]
"""From a handbook person id to the Slack user id, None when the person has none."""

_SLICE = 300
"""Characters of plain words in one piece: five times as many when all of them are escaped, still below all limits."""

_USER_ID = re.compile(r"[A-Z0-9]{2,}")
_NO_SPACE = str.maketrans({"|": "%7C", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C"})
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_INVISIBLE_BREAK = "\u200b"


def pieces(line: Line, identity: Identity) -> Iterator[str]:
    """Yield the line in pieces; each is whole by itself and shorter than any limit."""
    before = ""
    for span in line:
        for piece in _draw(span, identity):
            if before and piece and _joins(before[-1], piece):
                yield _INVISIBLE_BREAK
            yield piece
            before = piece or before


def draw(line: Line, identity: Identity, longest: int) -> str:
    """Return the line in one string; what does not fit is left out behind an ellipsis."""
    return (packed(pieces(line, identity), longest, only_first=True) or [""])[0]


def packed(parts: Iterator[str], longest: int, *, only_first: bool = False) -> list[str]:
    """Fill strings of at most `longest` characters with the parts, in order."""
    filled: list[str] = []
    current: list[str] = []
    room = longest - 1 if only_first else longest
    length = 0
    for part in parts:
        if length + len(part) > room:
            if only_first:
                current.append("…")
                break
            filled.append("".join(current))
            current, length = [], 0
        current.append(part)
        length += len(part)
    return [text for text in (*filled, "".join(current)) if text.strip()]


def _joins(last: str, piece: str) -> bool:
    """Slack sees bold only at the edge of a word, so a break nobody sees goes between a letter and the marker."""
    return (last.isalnum() and piece[0] == "*") or (last == "*" and piece[0].isalnum())


def _draw(span: Span, identity: Identity) -> Iterator[str]:
    match span:
        case str():
            for start in range(0, len(span), _SLICE):
                yield harmless(span[start : start + _SLICE])
        case Strong():
            yield from _bold(span.text)
        case Mention():
            user = identity(span.person) if span.ping else None
            if user is not None and _USER_ID.fullmatch(user):
                yield f"<@{user}>"
            else:
                yield from _bold(span.name)
        case Moment():
            shown = escape(_BREAKS.sub(" ", span.fallback)[:_SLICE]).replace("|", "∣") or span.at.isoformat()
            token = f"<!date^{int(span.at.timestamp())}^{{date_short_pretty}} {{time}}|{shown}>"
            yield shown if span.doubled else token
        case Link():
            yield from _link(span)


def _bold(text: str) -> Iterator[str]:
    words = _BREAKS.sub(" ", text)
    inner = words.strip()
    if not inner:
        yield words
        return
    if words[0] == " ":
        yield " "
    for start in range(0, len(inner), _SLICE):
        part = inner[start : start + _SLICE]
        yield f"*{harmless(part.strip())}*" if part.strip() else part
    if words[-1] == " ":
        yield " "


def _link(span: Link) -> Iterator[str]:
    """An address as its own label stands bare: `harmless` could change what somebody copies."""
    label = harmless(_BREAKS.sub(" ", span.text).strip()[:_SLICE]).replace("|", "∣")
    address = _BREAKS.sub("%20", span.url.strip()).translate(_NO_SPACE).replace("&", "&amp;")
    if not is_web(address) or len(address) > LINK - len(label):
        yield label
    else:
        yield f"<{address}|{label}>" if label and span.text != span.url else f"<{address}>"
