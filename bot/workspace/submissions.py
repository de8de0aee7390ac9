"""Filling in, submitting and closing modals, with what the app may answer (response_action)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.workspace.changes import Changes
from bot.workspace.delivery import Delivery
from bot.workspace.elements import CHOICES, Found, chosen, interactive, is_empty, started
from bot.workspace.interactions import Interactions
from bot.workspace.modals import OpenView, Views
from bot.workspace.model import Json, NoSuchElement, Submitted
from bot.workspace.outbound import Answer
from bot.workspace.refusal import Refusal
from bot.workspace.view_rules import checked_view

ON_TYPING = "on_character_entered"

REQUIRED = "Please complete this required field."
TROUBLE = "We had some trouble connecting. Try again?"


class Submissions:
    """What people do with the modal on top of their screen."""

    def __init__(self, delivery: Delivery, changes: Changes, views: Views, interactions: Interactions) -> None:
        self._delivery = delivery
        self._changes = changes
        self._views = views
        self._interactions = interactions

    async def fill(self, view: OpenView, values: Mapping[str, Any]) -> None:
        """Fill in fields, named by label, block id, action id or "block_id/action_id".

        The app hears at once of those of which it asked to hear. Raises NoSuchElement, naming the fields or the options
        that are there.
        """
        fields = [found for found in interactive(view.given["blocks"]) if found.type in CHOICES]
        for name, given in values.items():
            found = _field(fields, name)
            if found.block_id in _heard(view):
                await self._interactions.press_in_view(view, found, given)
            else:
                view.chosen[f"{found.block_id}/{found.action_id}"] = chosen(found, given)

    def fill_state(self, view: OpenView, state: Mapping[str, Mapping[str, Json]]) -> None:
        """Fill in fields from Slack's own JSON, {block_id: {action_id: {...}}}."""
        for block_id, actions in state.items():
            for action_id, entry in actions.items():
                view.chosen[f"{block_id}/{action_id}"] = dict(entry)

    async def submit(self, view: OpenView) -> Submitted:
        """Press the modal's submit button; what Slack's client itself refuses never reaches the app."""
        errors = _missing(view)
        if errors:
            return Submitted(False, 0.0, errors=errors)
        payload = self._interactions.around(view.user, "view_submission", view.id)
        payload |= {"view": self._views.shape(view), "response_urls": []}
        answer, seconds = await self._delivery.ask("interactive", payload)
        if not answer.acknowledged:
            self._changes.notice(view.user, TROUBLE)
            return Submitted(False, seconds, {}, payload)
        if answer.body.get("response_action") == "errors":
            errors = {str(block): str(text) for block, text in (answer.body.get("errors") or {}).items()}
            return Submitted(True, seconds, answer.body, payload, errors=errors)
        refused = ""
        try:
            self._respond(view, answer)
        except Refusal as refusal:
            refused = " ".join((refusal.error, *refusal.messages))
            self._changes.notice(view.user, TROUBLE)
        return Submitted(True, seconds, answer.body, payload, refused)

    def _respond(self, view: OpenView, answer: Answer) -> None:
        action = answer.body.get("response_action")
        if view not in self._views.stack(view.user):
            return
        if action == "clear":
            self._views.clear(view.user)
        elif action == "update":
            self._views.update(view, checked_view(answer.body.get("view"), "modal"))
        elif action == "push":
            self._views.push(view.user, checked_view(answer.body.get("view"), "modal"))
        else:
            self._views.close(view)

    async def close(self, view: OpenView) -> None:
        """Close a modal unsubmitted; the app hears of it when it asked to (notify_on_close)."""
        payload = self._interactions.around(view.user, "view_closed")
        del payload["trigger_id"]
        # What stands in its fields Slack does not say here.
        payload |= {"view": self._views.shape(view) | {"state": {"values": {}}}, "is_cleared": False}
        if view.given.get("clear_on_close"):
            self._views.clear(view.user)
        else:
            self._views.close(view)
        if view.given.get("notify_on_close"):
            await self._delivery.ask("interactive", payload)


def _heard(view: OpenView) -> set[str]:
    """Return the input blocks of whose fields the app hears as they are filled in; of a text, letter by letter."""
    return {
        str(block.get("block_id"))
        for block in view.given["blocks"]
        if block.get("type") == "input"
        and block.get("dispatch_action")
        and (block["element"]["type"] != "plain_text_input" or ON_TYPING in _triggers(block["element"]))
    }


def _triggers(element: Json) -> list[str]:
    return list((element.get("dispatch_action_config") or {}).get("trigger_actions_on") or ())


def _field(fields: list[Found], name: str) -> Found:
    for found in fields:
        if name in (f"{found.block_id}/{found.action_id}", found.block_id, found.action_id) or name in found.labels():
            return found
    raise NoSuchElement(f"no field {name!r}; there is: " + ("; ".join(_named(found) for found in fields) or "nothing"))


def _named(found: Found) -> str:
    return f"{found} ({found.block_id}/{found.action_id})"


def _missing(view: OpenView) -> dict[str, str]:
    """Return what Slack's client refuses by itself, by block id."""
    errors: dict[str, str] = {}
    for found in interactive(view.given["blocks"]):
        if found.type not in CHOICES or not found.label:
            continue
        entry = view.chosen.get(f"{found.block_id}/{found.action_id}") or started(found)
        if is_empty(entry):
            if not found.optional:
                errors[found.block_id] = REQUIRED
        elif found.type == "plain_text_input":
            longest, shortest = found.element.get("max_length"), found.element.get("min_length")
            if longest is not None and len(entry["value"]) > longest:
                errors[found.block_id] = f"Please enter at most {longest} characters."
            elif shortest is not None and len(entry["value"]) < shortest:
                errors[found.block_id] = f"Please enter at least {shortest} characters."
    return errors
