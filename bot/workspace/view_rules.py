"""Checks a modal or a home tab as views.open, views.push, views.update and views.publish do."""

from __future__ import annotations

from typing import Any

from bot.workspace.blocks import doubles
from bot.workspace.limits import HOME, MODAL
from bot.workspace.model import Json
from bot.workspace.refusal import Refusal
from bot.workspace.rules import fault


def checked_view(view: Any, kind: str) -> Json:
    """Return a view of this kind ("modal" or "home"); raises Refusal invalid_arguments, naming the places."""
    if not isinstance(view, dict):
        raise Refusal("invalid_arguments", [fault("must be an object", "/view")])
    if view.get("type") != kind:
        raise Refusal("invalid_arguments", [fault(f"must be {kind}", "/view/type")])
    rule = MODAL if kind == "modal" else HOME
    faults = list(rule.faults(view, "/view"))
    blocks = view.get("blocks")
    if isinstance(blocks, list):
        faults += doubles(blocks, "/view/blocks")
        inputs = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
        if kind == "modal" and inputs and not view.get("submit"):
            faults.append(fault("missing required field: submit (there are input blocks)", "/view"))
    if faults:
        raise Refusal("invalid_arguments", faults)
    return view
