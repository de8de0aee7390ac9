"""What a form's fields may hold: the clients keep to it, and what comes another way is held to it here."""

from collections.abc import Iterable, Mapping

from handlers.words import Speaker
from routing.messages import Block, ChoiceField, TextField


def too_long(
    speaker: Speaker, blocks: Iterable[Block | TextField | ChoiceField], entered: Mapping[str, str]
) -> dict[str, str]:
    """A sentence for each field that holds more characters than it may, by the field's name."""
    return {
        field.name: speaker.text(
            "That is too long: {longest} characters at most, and this has {length}.",
            longest=field.longest,
            length=len(entered[field.name]),
        )
        for field in blocks
        if isinstance(field, TextField) and len(entered.get(field.name, "")) > field.longest
    }
