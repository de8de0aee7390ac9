"""Neutral messages drawn as Adaptive Cards 1.5: plain dictionaries, within Teams' size whatever stands in them."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.desks.teams import elements
from bot.desks.teams.elements import Json
from bot.desks.teams.spans import Identity, Mentions, drawn, markdown
from bot.desks.teams.text import cut, harmless, is_web, unparsed
from handlers.words.notes import characters_more
from routing.messages import (
    Actions,
    Aside,
    Block,
    Button,
    Facts,
    Heading,
    Lines,
    Menu,
    Message,
    More,
    Picture,
    Quote,
    Rule,
    Status,
    Tone,
)

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
VERSION = "1.5"

LARGEST = 24 * 1024
"""Bytes of one card as JSON. Teams takes about 28 KB a message, of which some goes to what stands around the card."""

_QUOTES = (40_000, 6_000, 3_000, 1_500, 700, 200)
"""Characters that a quotation may keep, tried one after the other until the card fits."""

_SUMMARY = 1_000
_MOST_LINES = 60
_STYLES = {
    Tone.QUIET: "default",
    Tone.FRESH: "accent",
    Tone.GOOD: "good",
    Tone.WARNING: "warning",
    Tone.BAD: "attention",
}
_SMALL: Json = {"isSubtle": True, "size": "Small"}


@dataclass(frozen=True)
class Cards:
    """Draws messages. `identity` finds people's Teams ids for mentions that ping.

    `extra` travels with every button of a card and comes back with it.
    """

    identity: Identity

    def message(self, message: Message, extra: Json | None = None) -> Json:
        """An activity of type message: the card, and the summary that a notification shows."""
        shown = cut(unparsed(message.summary).replace("<", "<\u200b"), _SUMMARY).strip() or "–"
        return {"type": "message", "summary": shown, "attachments": [attached(self.card(message, extra))]}

    def card(self, message: Message, extra: Json | None = None) -> Json:
        """The card alone."""
        blocks = message.blocks or (Lines(((message.summary,),)),)
        return fitting(lambda longest: self._card(blocks, extra or {}, longest))

    def answer(self, note: Message | None, below: Message, extra: Json | None = None) -> Json:
        """What one person is shown in place of the card that they clicked: a note, and the card as it is now below."""

        def draw(longest: int) -> Json:
            drawing = Drawing(Mentions(self.identity), extra or {}, longest)
            body: list[Json] = []
            if note is not None:
                blocks = note.blocks or (Lines(((note.summary,),)),)
                body.append({"type": "Container", "style": "accent", "bleed": True, "items": drawing.all(blocks)})
            body += drawing.all(below.blocks)
            return whole(body, drawing.mentions)

        return fitting(draw)

    def _card(self, blocks: Sequence[Block], extra: Json, longest: int) -> Json:
        drawing = Drawing(Mentions(self.identity), extra, longest)
        return whole(drawing.all(blocks), drawing.mentions)


@dataclass
class Drawing:
    """One card while it is drawn. `longest` is how many characters of a customer's words are shown."""

    mentions: Mentions
    extra: Json
    longest: int
    _separate: bool = field(default=False)

    def all(self, blocks: Sequence[Block]) -> list[Json]:
        """Every block, one after the other; a thin line belongs to what comes after it."""
        found: list[Json] = []
        for block in blocks:
            if isinstance(block, Rule):
                self._separate = True
            for part in self._parts(block):
                found.append(part | {"separator": True} if self._separate else part)
                self._separate = False
        return found

    def _parts(self, block: Block) -> Iterator[Json]:
        match block:
            case Heading():
                if block.text.strip():
                    yield heading(block.text)
            case Status():
                part = drawn(block.line, self.mentions)
                if part is not None:
                    yield {"type": "Container", "style": _STYLES[block.tone], "items": [part]}
            case Picture():
                if is_web(block.url):
                    yield {"type": "Image", "url": block.url, "altText": unparsed(block.words) or "–", "size": "Large"}
            case Lines():
                for number, line in enumerate(block.lines):
                    part = drawn(line, self.mentions)
                    if part is not None:
                        yield part | ({"spacing": "Small"} if number else {})
            case Quote():
                if block.text.strip():
                    yield self._quote(block)
            case Facts():
                facts = [
                    {"title": harmless(label), "value": markdown(value, self.mentions)} for label, value in block.pairs
                ]
                if facts:
                    yield {"type": "FactSet", "facts": facts}
            case Aside():
                part = drawn(block.line, self.mentions, _SMALL)
                if part is not None:
                    yield part | {"spacing": "Small"}
            case Actions():
                yield from self._actions(block)

    def _quote(self, block: Quote) -> Json:
        """A customer's words, a run a line: never parsed."""
        shown = text = block.text
        if len(text) > self.longest:
            shown = text[: self.longest] + characters_more(block.language, len(text) - self.longest)
        lines = shown.splitlines() or [shown]
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
        items = [
            {
                "type": "RichTextBlock",
                "spacing": "None",
                "inlines": [{"type": "TextRun", "text": unparsed(line) or " "}],
            }
            for line in lines
        ]
        return {"type": "Container", "style": "emphasis", "items": items}

    def _actions(self, block: Actions) -> Iterator[Json]:
        shown: list[Json] = []
        folded: list[Json] = []
        for each in block.elements:
            match each:
                case Button():
                    shown.append(elements.button(each, self.extra))
                case Menu():
                    menu = elements.menu(each, self.extra)
                    shown += [menu] if menu is not None else []
                case More():
                    folded += elements.more(each, self.extra)
        for start in range(0, max(len(shown), bool(folded)), elements.ACTIONS):
            last = start + elements.ACTIONS >= len(shown)
            row = [*shown[start : start + elements.ACTIONS], *(folded if last else ())]
            yield {"type": "ActionSet", "actions": row}


def heading(text: str) -> Json:
    """The title of a card."""
    return {"type": "TextBlock", "text": harmless(text), "wrap": True, "size": "Medium", "weight": "Bolder",
            "style": "heading"}  # fmt: skip


def attached(card: Json) -> Json:
    """A card as an attachment."""
    return {"contentType": ADAPTIVE, "content": card}


def whole(body: list[Json], mentions: Mentions) -> Json:
    """The card around its body."""
    card: Json = {"type": "AdaptiveCard", "version": VERSION, "body": body}
    return card | ({"msteams": {"entities": list(mentions.entities.values())}} if mentions.entities else {})


def fitting(draw: Callable[[int], Json]) -> Json:
    """The card within its size: quotations are cut first, then what stands last goes, but buttons stay."""
    card: Json = {}
    for longest in _QUOTES:
        card = draw(longest)
        if size(card) <= LARGEST:
            return card
    body: list[Json] = card["body"]
    for place in range(len(body) - 1, 0, -1):
        if size(card) <= LARGEST - 100:
            break
        if body[place]["type"] not in ("ActionSet", "Container"):
            del body[place]
    body.append({"type": "TextBlock", "text": "…"})
    return card


def size(card: Json) -> int:
    """Bytes on their way to Teams."""
    return len(json.dumps(card).encode())
