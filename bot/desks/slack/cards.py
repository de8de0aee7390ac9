"""Neutral messages drawn as Block Kit: plain dictionaries, within Slack's limits whatever stands in them.

Dictionaries, since the SDK's models turn blocks that they do not know into None. Every mrkdwn text is `verbatim`: else
Slack looks for channels, addresses and mentions in words that nobody marked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.desks.slack import limits
from bot.desks.slack.elements import Json, element, plain_text
from bot.desks.slack.fitting import Quotation, fit
from bot.desks.slack.limits import cut
from bot.desks.slack.spans import Identity, draw, packed, pieces
from bot.desks.slack.text import escape, is_web, upright
from routing.messages import Actions, Aside, Block, Facts, Heading, Lines, Message, Picture, Quote, Rule, Status


@dataclass(frozen=True)
class Cards:
    """Draws messages. `identity` finds people's Slack ids for mentions that ping."""

    identity: Identity

    def message(self, message: Message) -> Json:
        """Return `text` (for notifications, escaped) and `blocks` as chat.postMessage and its kin take them.

        Raises ValueError when a button's action or subject cannot travel (see `elements`).
        """
        text = cut(upright(message.summary), limits.SUMMARY).strip()
        drawn: Json = {"text": escape(text) or "–"}
        blocks = self.blocks(message.blocks)
        return drawn | {"blocks": blocks} if blocks else drawn

    def blocks(
        self, blocks: Sequence[Block], most: int = limits.MESSAGE_BLOCKS, room: int = limits.MESSAGE_CHARACTERS
    ) -> list[Json]:
        """Return at most `most` drawn blocks of `room` characters; empty ones are left out."""
        parts = [part for block in blocks for part in self.parts(block)]
        _tell_apart(parts)
        return fit(parts, most, room)

    def parts(self, block: Block) -> Iterator[Json | Quotation]:
        """Yield one block's parts: none when it is empty, several where Slack wants it split."""
        match block:
            case Heading():
                if block.text.strip():
                    yield {"type": "header", "text": plain_text(block.text, limits.HEADER)}
            case Status():
                # A coloured bar would need an attachment, which Slack folds, and shows below the notification's words.
                yield from self._lines(Lines((block.line,)))
            case Lines():
                yield from self._lines(block)
            case Quote():
                if block.text.strip():
                    yield Quotation(block.text, block.language)
            case Picture():
                if is_web(block.url) and len(block.url) <= limits.IMAGE_URL:
                    words = cut(upright(block.words), limits.ALT_TEXT)
                    yield {"type": "image", "image_url": block.url, "alt_text": words.strip() or "–"}
            case Facts():
                yield from self._facts(block)
            case Aside():
                for text in packed(pieces(block.line, self.identity), limits.CONTEXT):
                    yield {"type": "context", "elements": [_mrkdwn(text)]}
            case Rule():
                yield {"type": "divider"}
            case Actions():
                yield from _actions(block)

    def _lines(self, block: Lines) -> Iterator[Json]:
        def parts() -> Iterator[str]:
            for number, line in enumerate(block.lines):
                if number:
                    yield "\n"
                yield from pieces(line, self.identity)

        for text in packed(parts(), limits.SECTION):
            yield {"type": "section", "text": _mrkdwn(text)}

    def _facts(self, block: Facts) -> Iterator[Json]:
        fields: list[Json] = []
        for label, value in block.pairs:
            head = draw((label,), self.identity, limits.HEADER)
            shown = draw(value, self.identity, limits.FIELD - len(head) - 3)
            text = f"*{head}*\n{shown}" if head.strip() else shown
            if text.strip():
                fields.append(_mrkdwn(text))
        for start in range(0, len(fields), limits.FIELDS):
            yield {"type": "section", "fields": fields[start : start + limits.FIELDS]}


def _actions(block: Actions) -> Iterator[Json]:
    for start in range(0, len(block.elements), limits.ACTIONS):
        taken: set[str] = set()
        drawn = (element(each, taken) for each in block.elements[start : start + limits.ACTIONS])
        elements = [each for each in drawn if each is not None]
        if elements:
            yield {"type": "actions", "elements": elements}


def _tell_apart(parts: Sequence[Json | Quotation]) -> None:
    """Three dots beside three dots say nothing of what is behind them: the last go beside the words at the top.

    There they are about the whole; those that stay are about what stands in their row.
    """
    words = next(
        (part for part in parts if not isinstance(part, Quotation) and "text" in part and _is(part, "section")), None
    )
    for row in parts:
        if words is None or isinstance(row, Quotation) or not _is(row, "actions") or "accessory" in words:
            continue
        dots = [one for one in row["elements"] if _is(one, "overflow")]
        if len(dots) > 1:
            row["elements"].remove(dots[-1])
            words["accessory"] = dots[-1]


def _is(part: Json, kind: str) -> bool:
    return bool(part["type"] == kind)


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}
