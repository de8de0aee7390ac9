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
    """What came back: the form's name, its subject, where it was opened, and the fields as clean text.

    `keep` is the name under which what is typed is kept while it is not sent, "" where it is not.
    """

    form: str
    subject: str
    origin: Origin
    fields: Mapping[str, str]
    keep: str = ""


def modal(form: Form, cards: Cards, origin: Origin, replaces: Json | None = None) -> Json:
    """Return the view for views.open, or for views.update where it `replaces` one; raises ValueError when form and
    subject are too long to travel."""
    kept = {"form": form.form, "subject": form.subject, **({"keep": form.keep.form} if form.keep else {})}
    metadata = json.dumps(kept | {name: value for name, value in asdict(origin).items() if value})
    if len(metadata) > limits.PRIVATE_METADATA:
        raise ValueError(f"form and subject have {len(metadata)} characters, Slack takes {limits.PRIVATE_METADATA}")
    view: Json = {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": metadata,
        "title": plain_text(form.title, limits.VIEW_TITLE),
        "submit": plain_text(form.submit, limits.VIEW_TITLE),
        "close": plain_text(form.close, limits.VIEW_TITLE),
        "blocks": _blocks(form, cards, _Entries(form.keep is not None, replaces)),
    }
    return view | {"notify_on_close": True} if form.keep is not None else view


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
    return Sent(form, subject, origin, _fields(view), str(kept.get("keep", "")))


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


@dataclass(frozen=True)
class _Entries:
    """How fields are written. `heard`: what is typed comes at once. `replaces`: the view whose place the form takes.

    There Slack leaves a field of the same names as it is, whatever it should begin with now: one that begins with
    something else than stands in it gets another name.
    """

    heard: bool
    replaces: Json | None

    def name(self, field: TextField | ChoiceField) -> str:
        if self.replaces is None:
            return _ENTRY
        before = next(iter(((self.replaces.get("state") or {}).get("values") or {}).get(field.name) or {}), _ENTRY)
        if _fields(self.replaces).get(field.name, "") == field.initial:
            return before
        number = before.removeprefix(f"{_ENTRY}.")
        return f"{_ENTRY}.{int(number) + 1 if number.isdecimal() else 2}"


def _fields(view: Json) -> dict[str, str]:
    """Return what stands in a view's fields; a menu among its blocks is none."""
    values = (view.get("state") or {}).get("values") or {}
    return {
        name: _entered(entries)
        for name, entries in values.items()
        if all(entry.partition(".")[0] == _ENTRY for entry in entries)
    }


def _blocks(form: Form, cards: Cards, entries: _Entries) -> list[Json]:
    inputs = sum(isinstance(block, TextField | ChoiceField) for block in form.blocks)
    drawn: list[Json] = []
    others: list[Block] = []
    for block in form.blocks:
        if isinstance(block, TextField | ChoiceField):
            drawn += cards.blocks(others, limits.VIEW_BLOCKS - inputs - len(drawn))
            others = []
            drawn.append(_input(block, entries))
            inputs -= 1
        else:
            others.append(block)
    return drawn + cards.blocks(others, limits.VIEW_BLOCKS - len(drawn))


def _input(field: TextField | ChoiceField, entries: _Entries) -> Json:
    element = _text(field) if isinstance(field, TextField) else _choice(field)
    block: Json = {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, limits.INPUT_LABEL),
        "optional": not field.required,
        "element": element,
    }
    element["action_id"] = entries.name(field)
    if entries.heard and isinstance(field, TextField):
        block["dispatch_action"] = True
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
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
