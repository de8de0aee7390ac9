"""A handbook that somebody pastes into a direct message, as it was before Slack marked it up.

A long text Slack itself makes a file of; what is shorter comes as a message, in which addresses have become links and
marks may have become formatting. The block of a pasted text has every character as it was typed.
"""

from collections.abc import Iterator

from bot.desks.slack.content import Json, dicts, string
from bot.desks.slack.text import unescape
from handlers.pasted import looks_like_handbook
from routing.text import clean_file


def pasted_in(event: Json) -> str:
    """The handbook's text; "" when these are other words."""
    blocks = "\n".join(_typed(block) for block in dicts(event.get("blocks")) if block.get("type") == "rich_text")
    candidates = (blocks, unescape(string(event.get("text"))))
    found = (_without_fence(text) for text in candidates)
    return next((clean_file(text) for text in found if looks_like_handbook(text)), "")


def _typed(block: Json) -> str:
    return "\n".join("".join(_characters(part)) for part in dicts(block.get("elements")))


def _characters(part: Json) -> Iterator[str]:
    for element in dicts(part.get("elements")):
        match element.get("type"):
            case "link":
                # Slack makes links of bare addresses, with what was typed as their text where it was not the same.
                yield string(element.get("text")) or string(element.get("url")).removeprefix("mailto:")
            case "emoji":
                yield f":{string(element.get('name'))}:"
            case "user":
                yield f"<@{string(element.get('user_id'))}>"
            case "channel":
                yield f"<#{string(element.get('channel_id'))}>"
            case "rich_text_section":
                yield "".join(_characters(element)) + "\n"
            case _:
                yield string(element.get("text"))


def _without_fence(text: str) -> str:
    """Whoever knows chats puts a text between three backticks."""
    return text.strip().removeprefix("```").removesuffix("```").strip("\n")
