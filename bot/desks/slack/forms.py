"""Forms as modals, and what people filled in, back from view_submission."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from bot.desks.slack import limits
from bot.desks.slack.cards import Cards
from bot.desks.slack.elements import Json, option, plain_text
from bot.desks.slack.limits import cut
from routing.messages import Block, ChoiceField, Form, TextField
from routing.text import clean

CALLBACK = "form"
"""`callback_id` of every modal that is a form of ours."""

_ENTRY = "entry"


@dataclass(frozen=True)
class Origin:
    """Where the button stood that opened the form: a view_submission does not say, and the answer goes there.

    `response_url` is set where only that can answer: on messages that the asker alone sees (`ephemeral`), in direct
    messages and after a slash command. `home` is the subject of the home that it was opened from.
    """

    channel: str = ""
    thread: str = ""
    response_url: str = ""
    ephemeral: bool = False
    home: str = ""


@dataclass(frozen=True)
class Sent:
    """What came back: the form's name, its subject, where it was opened, and the fields as clean text."""

    form: str
    subject: str
    origin: Origin
    fields: Mapping[str, str]


def modal(form: Form, cards: Cards, origin: Origin) -> Json:
    """Return the view for views.open; raises ValueError when form and subject are too long to travel."""
    kept = {"form": form.form, "subject": form.subject}
    metadata = json.dumps(kept | {name: value for name, value in asdict(origin).items() if value})
    if len(metadata) > limits.PRIVATE_METADATA:
        raise ValueError(f"form and subject have {len(metadata)} characters, Slack takes {limits.PRIVATE_METADATA}")
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": metadata,
        "title": plain_text(form.title, limits.VIEW_TITLE),
        "submit": plain_text(form.submit, limits.VIEW_TITLE),
        "close": plain_text(form.close, limits.VIEW_TITLE),
        "blocks": _blocks(form, cards),
    }


def notice(title: str, close: str, blocks: list[Json], kept: Json | None = None) -> Json:
    """Return a modal that only says something; `kept` comes back with what is pressed in it."""
    metadata = {"private_metadata": json.dumps(kept)} if kept else {}
    return {
        **metadata,
        "type": "modal",
        "callback_id": "notice",
        "title": plain_text(title, limits.VIEW_TITLE),
        "close": plain_text(close, limits.VIEW_TITLE),
        "blocks": blocks,
    }


def sent(view: Json) -> Sent | None:
    """Return what a submitted view holds, None when it is no form of ours."""
    if view.get("callback_id") != CALLBACK:
        return None
    try:
        kept = json.loads(view.get("private_metadata") or "")
        origin = Origin(
            str(kept.get("channel", "")),
            str(kept.get("thread", "")),
            str(kept.get("response_url", "")),
            bool(kept.get("ephemeral", False)),
            str(kept.get("home", "")),
        )
        form, subject = str(kept["form"]), str(kept["subject"])
    except (ValueError, KeyError, AttributeError):
        return None
    values = (view.get("state") or {}).get("values") or {}
    fields = {name: _entered(entries) for name, entries in values.items()}
    return Sent(form, subject, origin, fields)


def field_errors(view: Json, errors: Mapping[str, str], otherwise: str) -> dict[str, str] | None:
    """Return errors by block id; those of fields that are not in the view go to its first input block.

    `otherwise` is said when there is no error at all. None when the view has no input block to hang them on.
    """
    inputs = [str(block.get("block_id")) for block in view.get("blocks") or [] if block.get("type") == "input"]
    if not inputs:
        return None
    placed: dict[str, list[str]] = {}
    for name, sentence in (errors or {inputs[0]: otherwise}).items():
        placed.setdefault(name if name in inputs else inputs[0], []).append(sentence.strip() or otherwise)
    return {block: cut(" ".join(sentences), limits.FIELD_ERROR) for block, sentences in placed.items()}


def _blocks(form: Form, cards: Cards) -> list[Json]:
    inputs = sum(isinstance(block, TextField | ChoiceField) for block in form.blocks)
    drawn: list[Json] = []
    others: list[Block] = []
    for block in form.blocks:
        if isinstance(block, TextField | ChoiceField):
            drawn += cards.blocks(others, limits.VIEW_BLOCKS - inputs - len(drawn))
            others = []
            drawn.append(_input(block))
            inputs -= 1
        else:
            others.append(block)
    return drawn + cards.blocks(others, limits.VIEW_BLOCKS - len(drawn))


def _input(field: TextField | ChoiceField) -> Json:
    block: Json = {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, limits.INPUT_LABEL),
        "optional": not field.required,
        "element": _text(field) if isinstance(field, TextField) else _choice(field),
    }
    if isinstance(field, TextField) and field.hint.strip():
        block["hint"] = plain_text(field.hint, limits.INPUT_LABEL)
    return block


def _text(field: TextField) -> Json:
    longest = max(1, min(field.longest, limits.INPUT_TEXT))
    entry: Json = {
        "type": "plain_text_input",
        "action_id": _ENTRY,
        "multiline": field.multiline,
        "max_length": longest,
    }
    return entry | {"initial_value": field.initial[:longest]} if field.initial else entry


def _choice(field: ChoiceField) -> Json:
    options = [option(choice) for choice in field.choices[: limits.OPTIONS]]
    if not options:
        raise ValueError(f"the field {field.name} has nothing to choose from")
    kind = "radio_buttons" if len(options) <= limits.RADIO_BUTTONS else "static_select"
    entry: Json = {"type": kind, "action_id": _ENTRY, "options": options}
    initial = next((each for each in options if each["value"] == field.initial), None)
    return entry | {"initial_option": initial} if initial is not None else entry


def _entered(entries: Mapping[str, Json]) -> str:
    for entry in entries.values():
        chosen = entry.get("selected_option")
        return clean(str((chosen.get("value") if isinstance(chosen, dict) else entry.get("value")) or ""))
    return ""
