"""Makes a message fit into what Slack takes: blocks by number, characters over all blocks, customers' words last."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desks.slack.elements import Json
from handlers.words.notes import characters_more

_QUOTE_AT_LEAST = 200
"""Characters that every quotation keeps, whatever else stands in the message."""


@dataclass(frozen=True)
class Quotation:
    """A place where a customer's words go, as many as there is room for; `language` is that of what is around them."""

    text: str
    language: str


def characters(drawn: object) -> int:
    """Return how many characters a drawn block has in all its strings, the names of types and ids included."""
    match drawn:
        case str():
            return len(drawn)
        case dict():
            return sum(characters(value) for value in drawn.values())
        case list():
            return sum(characters(value) for value in drawn)
    return 0


def fit(parts: Sequence[Json | Quotation], most: int, room: int) -> list[Json]:
    """Return at most `most` blocks with at most `room` characters.

    Quotations are cut first, saying how much is missing; then what stands last goes, but buttons and quotations stay
    as long as anything else can go; an ellipsis says that something is missing.
    """
    kept, left_out = _kept(list(parts), most, room)
    quotations = sum(isinstance(part, Quotation) for part in kept)
    left = (
        room
        - sum(_least(part) for part in kept if not isinstance(part, Quotation))
        - (_ELLIPSIS_SIZE if left_out else 0)
    )
    blocks: list[Json] = []
    for part in kept:
        if isinstance(part, Quotation):
            block = quoted(part, left // quotations - _QUOTE_FRAME)
            left -= characters(block)
            quotations -= 1
        else:
            block = part
        blocks.append(block)
    if left_out:
        blocks.append(_ellipsis())
    return blocks


def quoted(quotation: Quotation, room: int) -> Json:
    """Return a quotation as rich text, which Slack never parses: no mentions, no links, no formatting."""
    shown = text = quotation.text
    if len(text) > room:
        longest_note = characters_more(quotation.language, len(text))
        keep = max(room - len(longest_note), 0)
        shown = text[:keep] + characters_more(quotation.language, len(text) - keep)
    words_in_it = [{"type": "text", "text": shown}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": words_in_it}]}


def _kept(parts: list[Json | Quotation], most: int, room: int) -> tuple[list[Json | Quotation], bool]:
    sizes = [_least(part) for part in parts]
    count, size = len(parts), sum(sizes)
    if count <= most and size <= room:
        return parts, False
    gone: set[int] = set()
    for stays in (_stays, lambda _: False):
        for place in range(len(parts) - 1, -1, -1):
            if count <= most - 1 and size <= room - _ELLIPSIS_SIZE:
                break
            if place not in gone and not stays(parts[place]):
                gone.add(place)
                count, size = count - 1, size - sizes[place]
    return [part for place, part in enumerate(parts) if place not in gone], True


def _stays(part: Json | Quotation) -> bool:
    return isinstance(part, Quotation) or part["type"] == "actions"


def _least(part: Json | Quotation) -> int:
    if isinstance(part, Quotation):
        return min(len(part.text), _QUOTE_AT_LEAST) + _QUOTE_FRAME
    return characters(part)


def _ellipsis() -> Json:
    return {"type": "context", "elements": [{"type": "plain_text", "text": "…"}]}


_ELLIPSIS_SIZE = characters(_ellipsis())
_QUOTE_FRAME = characters(
    {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [{"type": "text"}]}]}
)
