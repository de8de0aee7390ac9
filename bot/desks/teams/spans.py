"""One line of a message: as runs that nobody parses, or as Markdown where only that can ping somebody."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.desks.teams.text import harmless, is_web, unparsed
from routing.messages import Line, Link, Mention, Moment, Span, Strong

Json = dict[str, Any]
Identity = Callable[[str], str | None]
"""From a handbook person id to the Teams user's id (Entra object id), None when the person has none."""

_LONGEST_LINK = 2_000


@dataclass
class Mentions:
    """The mentions of one card, gathered while it is drawn: `msteams.entities`."""

    identity: Identity
    entities: dict[str, Json] = field(default_factory=dict)

    def ping(self, span: Mention) -> str | None:
        """The text that pings, None where the person has no Teams identity or nobody is to be pinged."""
        user = self.identity(span.person) if span.ping else None
        if user is None:
            return None
        text = f"<at>{harmless(span.name)}</at>"
        self.entities[text] = {"type": "mention", "text": text, "mentioned": {"id": user, "name": span.name}}
        return text


def drawn(line: Line, mentions: Mentions, look: Json | None = None) -> Json | None:
    """A line as a RichTextBlock, or as a TextBlock when it pings; None when nothing is in it. `look`: size, colour."""
    if any(isinstance(span, Mention) and mentions.ping(span) for span in line):
        return {"type": "TextBlock", "text": markdown(line, mentions), "wrap": True, **(look or {})}
    inlines = [run | (look or {}) for span in line for run in _runs(span)]
    return {"type": "RichTextBlock", "inlines": inlines} if inlines else None


def markdown(line: Line, mentions: Mentions) -> str:
    """A line as Markdown: for what pings, and for facts."""
    return "".join(_marked(span, mentions) for span in line)


def when(at: datetime) -> str:
    """A moment in each reader's own zone and manner."""
    stamp = at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return f"{{{{DATE({stamp},SHORT)}}}} {{{{TIME({stamp})}}}}"


def _runs(span: Span) -> Iterator[Json]:
    match span:
        case str():
            yield from _run(span)
        case Strong():
            yield from _run(span.text, {"weight": "Bolder"})
        case Mention():
            yield from _run(span.name, {"weight": "Bolder"})
        case Moment():
            yield {"type": "TextRun", "text": unparsed(span.fallback) if span.doubled else when(span.at)}
        case Link():
            yield from _run(span.text, _opens(span.url))


def _run(text: str, look: Json | None = None) -> Iterator[Json]:
    shown = unparsed(text)
    if shown:
        yield {"type": "TextRun", "text": shown, **(look or {})}


def _opens(url: str) -> Json:
    if not is_web(url) or len(url) > _LONGEST_LINK:
        return {}
    return {"color": "Accent", "selectAction": {"type": "Action.OpenUrl", "url": url}}


def _marked(span: Span, mentions: Mentions) -> str:
    match span:
        case str():
            return harmless(span)
        case Strong():
            return _bold(span.text)
        case Mention():
            return mentions.ping(span) or _bold(span.name)
        case Moment():
            return harmless(span.fallback) if span.doubled else when(span.at)
        case Link():
            address = span.url.strip().replace("(", "%28").replace(")", "%29").replace(" ", "%20")
            usable = is_web(address) and len(address) <= _LONGEST_LINK and not set(address) & set('<>"\\\n\r')
            return f"[{harmless(span.text)}]({address})" if usable else harmless(span.text)


def _bold(text: str) -> str:
    shown = harmless(text)
    inner = shown.strip()
    return shown.replace(inner, f"**{inner}**", 1) if inner else shown
