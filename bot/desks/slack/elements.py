"""Buttons and menus, and how what they mean travels to Slack and back.

A button: `action_id` is the action, `value` the subject. A menu: `action_id` is "action@subject", since its options'
values carry the choice. A second element of one block with the same id gets "#2", "#3" … behind it: Slack wants ids
that differ, and whoever reads them takes the number off again. What is folded away: `action_id` is "more",
each option's value "action@subject".
"""

from typing import Any

from bot.desks.slack import limits
from bot.desks.slack.limits import cut
from bot.desks.slack.text import upright
from routing.messages import Button, Choice, Confirm, Menu, More

Json = dict[str, Any]

MORE = "more"
"""The action of what is folded away; what was chosen says which button was meant."""

_STYLES = ("primary", "danger")


def plain_text(words: str, longest: int) -> Json:
    """Return a text object that Slack does not parse; emptiness, which Slack refuses, becomes a dash."""
    shown = upright(words)
    return {"type": "plain_text", "text": cut(shown, longest) if shown.strip() else "–"}


def element(drawn: Button | Menu | More, taken: set[str]) -> Json | None:
    """Return the element, None for a menu without choices. `taken` holds the block's ids and grows by this one.

    Raises ValueError when action or subject cannot travel: they are ours and short, so that is a mistake of ours.
    """
    if isinstance(drawn, Menu):
        return _menu(drawn, taken) if drawn.choices else None
    if isinstance(drawn, More):
        return _more(drawn, taken) if drawn.buttons else None
    button: Json = {
        "type": "button",
        "action_id": _free(_named(drawn.action), taken),
        "text": plain_text(drawn.label, limits.BUTTON),
    }
    if len(drawn.subject) > limits.BUTTON_VALUE:
        raise ValueError(f"a subject of {len(drawn.subject)} characters does not fit on a button")
    if drawn.subject:
        button["value"] = drawn.subject
    if drawn.style in _STYLES:
        button["style"] = drawn.style
    if drawn.confirm is not None:
        button["confirm"] = _confirm(drawn.confirm)
    return button


def option(choice: Choice) -> Json:
    """Return one option; raises ValueError for a value that Slack would refuse."""
    if not 0 < len(choice.value) <= limits.OPTION_VALUE:
        raise ValueError(f"a choice's value has 1 to {limits.OPTION_VALUE} characters, not {len(choice.value)}")
    return {"text": plain_text(choice.label, limits.OPTION), "value": choice.value}


def meaning(pressed: Json) -> tuple[str, str, str]:
    """Return action, subject and value of one entry of `actions` in a block_actions payload."""
    name = str(pressed.get("action_id") or "").partition("#")[0]
    action, at, subject = name.partition("@")
    chosen = pressed.get("selected_option")
    if name == MORE:
        action, _, subject = str((chosen if isinstance(chosen, dict) else {}).get("value") or "").partition("@")
        return action, subject, ""
    if at or isinstance(chosen, dict):
        return action, subject, str((chosen or {}).get("value") or "")
    return action, str(pressed.get("value") or ""), ""


def _menu(menu: Menu, taken: set[str]) -> Json:
    if "#" in menu.subject:
        raise ValueError("the subject of a menu holds no #")
    return {
        "type": "static_select",
        "action_id": _free(f"{_named(menu.action)}@{menu.subject}", taken),
        "placeholder": plain_text(menu.label, limits.PLACEHOLDER),
        "options": [option(choice) for choice in menu.choices[: limits.OPTIONS]],
    }


def _more(more: More, taken: set[str]) -> Json:
    """The three dots; they take five entries, so more of them stand in a select.

    Slack keeps showing what was chosen in a select, and does not send it twice in a row: the dots forget it.
    """
    if any(button.confirm is not None for button in more.buttons):
        raise ValueError("what asks first is a button of its own")
    name = {"action_id": _free(MORE, taken)}
    options = [option(Choice(f"{_named(each.action)}@{each.subject}", each.label)) for each in more.buttons]
    if len(options) <= limits.OVERFLOW:
        return {"type": "overflow", **name, "options": options}
    shown = plain_text(more.label, limits.PLACEHOLDER)
    return {"type": "static_select", **name, "placeholder": shown, "options": options[: limits.OPTIONS]}


def _named(action: str) -> str:
    if not action or action == MORE or set("@#") & set(action):
        raise ValueError(f"an action's name is not empty, not {MORE}, and holds neither @ nor #: {action!r}")
    return action


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}#{number}"
    if len(free) > limits.ACTION_ID:
        raise ValueError(f"action and subject have {len(free)} characters, Slack takes {limits.ACTION_ID}")
    taken.add(free)
    return free


def _confirm(confirm: Confirm) -> Json:
    return {
        "title": plain_text(confirm.title, limits.CONFIRM_TITLE),
        "text": plain_text(confirm.text, limits.CONFIRM_TEXT),
        "confirm": plain_text(confirm.yes, limits.CONFIRM_BUTTON),
        "deny": plain_text(confirm.no, limits.CONFIRM_BUTTON),
    }
