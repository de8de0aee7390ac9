"""Buttons, menus and fields, and how what they mean travels to Teams and back: in the `data` of `Action.Execute`.

`data` comes back with the inputs' values beside it, so inputs' ids begin with what no key of ours begins with. A client
that does not know `Action.Execute` sends the same data with `Action.Submit`.
"""

from dataclasses import replace
from typing import Any

from bot.desks.teams.text import cut, harmless, unparsed
from routing.messages import Button, ChoiceField, Menu, More, TextField

Json = dict[str, Any]

FIELD = "field."
CHOICE = "choice"
"""The id of a menu's choice: menus stand in cards of their own, so it may be the same in all of them."""

ACTIONS = 6
"""Buttons of one ActionSet that Teams shows; those behind its three dots do not count."""

_LABEL = 80
_EXPANDED = 6
_STYLES = {"primary": "positive", "danger": "destructive"}


def execute(title: str, data: Json, *, style: str = "", sends_inputs: bool = False) -> Json:
    """One button. Without `sends_inputs` it can be pressed whatever stands in the card's fields."""
    inputs = "auto" if sends_inputs else "none"
    looks = {"style": _STYLES[style]} if style in _STYLES else {}
    shown = {"title": cut(unparsed(title), _LABEL), "associatedInputs": inputs, "data": data, **looks}
    verb = str(data.get("action") or data.get("form") or data["do"])
    return {"type": "Action.Execute", "verb": verb, **shown, "fallback": {"type": "Action.Submit", **shown}}


def button(drawn: Button, extra: Json) -> Json:
    """A button; one that asks first opens a small card with the question in it."""
    data = {**extra, "do": "click", "action": drawn.action, "subject": drawn.subject}
    if drawn.confirm is None:
        return execute(drawn.label, data, style=drawn.style)
    confirm = drawn.confirm
    body = [
        {"type": "TextBlock", "text": harmless(confirm.title), "weight": "Bolder", "wrap": True},
        {"type": "TextBlock", "text": harmless(confirm.text), "wrap": True},
    ]
    return show_card(drawn.label, body, [execute(confirm.yes, data, style=drawn.style)])


def menu(drawn: Menu, extra: Json) -> Json | None:
    """A menu: a small card with the choices, the first of them chosen; None without choices."""
    if not drawn.choices:
        return None
    data = {**extra, "do": "choose", "action": drawn.action, "subject": drawn.subject}
    choices = [{"title": unparsed(choice.label), "value": choice.value} for choice in drawn.choices]
    style = "expanded" if len(choices) <= _EXPANDED else "compact"
    chosen: Json = {"type": "Input.ChoiceSet", "id": CHOICE, "style": style, "choices": choices}
    chosen |= {"value": drawn.choices[0].value, "label": harmless(drawn.label), "wrap": True}
    return show_card(
        drawn.label, [chosen], [execute(drawn.sends or drawn.label, data, style="primary", sends_inputs=True)]
    )


def more(drawn: More, extra: Json) -> list[Json]:
    """The buttons behind the three dots of their row, which a client that knows no `mode` shows beside the others."""
    if any(each.confirm is not None for each in drawn.buttons):
        raise ValueError("what asks first is a button of its own")
    return [_second(button(replace(each, style=""), extra)) for each in drawn.buttons]


def _second(action: Json) -> Json:
    return action | {"mode": "secondary", "fallback": action["fallback"] | {"mode": "secondary"}}


def show_card(title: str, body: list[Json], actions: list[Json]) -> Json:
    """A button that opens a small card below it."""
    inner = {"type": "AdaptiveCard", "body": [*body, {"type": "ActionSet", "actions": actions}]}
    return {"type": "Action.ShowCard", "title": cut(unparsed(title), _LABEL), "card": inner}


def text_field(drawn: TextField, entered: str | None) -> list[Json]:
    """A field for words, with its hint below it. What was `entered` stands in it, also where that is nothing."""
    entry: Json = {
        "type": "Input.Text",
        "id": FIELD + drawn.name,
        "label": harmless(drawn.label),
        "isMultiline": drawn.multiline,
        "maxLength": drawn.longest,
    }
    words = drawn.initial if entered is None else entered
    if words:
        entry["value"] = words[: drawn.longest]
    return [_required(entry, drawn), *hint(drawn.hint)]


def choice_field(drawn: ChoiceField, entered: str | None) -> list[Json]:
    """A field with choices; raises ValueError where there are none."""
    if not drawn.choices:
        raise ValueError(f"the field {drawn.name} has nothing to choose from")
    entry: Json = {
        "type": "Input.ChoiceSet",
        "id": FIELD + drawn.name,
        "label": harmless(drawn.label),
        "style": "expanded" if len(drawn.choices) <= _EXPANDED else "compact",
        "wrap": True,
        "choices": [{"title": unparsed(choice.label), "value": choice.value} for choice in drawn.choices],
    }
    if entered or drawn.initial:
        entry["value"] = entered or drawn.initial
    return [_required(entry, drawn)]


def hint(words: str) -> list[Json]:
    """Small print below a field."""
    if not words.strip():
        return []
    return [{"type": "TextBlock", "text": harmless(words), "wrap": True, "isSubtle": True, "size": "Small",
             "spacing": "Small"}]  # fmt: skip


def _required(entry: Json, drawn: TextField | ChoiceField) -> Json:
    return entry | (
        {"isRequired": True, "errorMessage": harmless(drawn.missing or drawn.label)} if drawn.required else {}
    )
