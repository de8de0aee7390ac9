"""views.*: opening, pushing and changing modals, publishing the home tab."""

from __future__ import annotations

from bot.workspace.modals import OpenView
from bot.workspace.model import Json
from bot.workspace.refusal import Refusal
from bot.workspace.view_rules import checked_view
from bot.workspace.web_api.call import Call, Method


def _view(call: Call, kind: str) -> Json:
    return checked_view(call.json("view"), kind)


def _shown(call: Call, view: OpenView) -> Json:
    return {"view": call.core.views.shape(view)}


def open_view(call: Call) -> Json:
    """Serve views.open."""
    given = _view(call, "modal")
    trigger = call.core.triggers.exchange(call.needed("trigger_id"))
    return _shown(call, call.core.views.open(trigger.user, given))


def push(call: Call) -> Json:
    """Serve views.push; the trigger must come from an open modal."""
    given = _view(call, "modal")
    trigger = call.core.triggers.exchange(call.needed("trigger_id"))
    if not call.core.views.stack(trigger.user):
        raise Refusal("not_found")
    return _shown(call, call.core.views.push(trigger.user, given))


def update(call: Call) -> Json:
    """Serve views.update, by view_id or by external_id."""
    views = call.core.views
    view_id = call.text("view_id")
    view = views.get(view_id) if view_id else views.by_external_id(call.text("external_id"))
    given = _view(call, view.given["type"])
    return _shown(call, views.update(view, given, call.text("hash") or None))


def publish(call: Call) -> Json:
    """Serve views.publish."""
    user = call.needed("user_id", "user_not_found")
    if user not in call.core.state.people:
        raise Refusal("user_not_found")
    given = _view(call, "home")
    return _shown(call, call.core.views.publish(user, given, call.text("hash") or None))


METHODS = {
    "views.open": Method(open_view, 4),
    "views.push": Method(push, 4),
    "views.update": Method(update, 4),
    "views.publish": Method(publish, 4),
}
