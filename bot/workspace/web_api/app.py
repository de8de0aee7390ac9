"""auth.test, api.test, team.info and apps.connections.open: the app itself."""

from __future__ import annotations

from bot.workspace.model import Json
from bot.workspace.refusal import Refusal
from bot.workspace.web_api.call import Call, Method


def auth_test(call: Call) -> Json:
    """Serve auth.test."""
    state = call.core.state
    return {
        "url": f"{call.core.url}/",
        "team": state.team_name,
        "user": state.bot_name,
        "team_id": state.team_id,
        "user_id": state.bot_user_id,
        "bot_id": state.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """Serve api.test: says back what was sent, and the error that was asked for."""
    if call.text("error"):
        raise Refusal(call.text("error"))
    return {"args": {key: value for key, value in call.arguments.items() if key != "token"}}


def team_info(call: Call) -> Json:
    """Serve team.info."""
    state = call.core.state
    return {"team": {"id": state.team_id, "name": state.team_name, "domain": state.team_domain, "email_domain": ""}}


def open_connection(call: Call) -> Json:
    """Serve apps.connections.open: an address for one web socket."""
    ticket = call.core.socket_mode.ticket()
    address = call.core.url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={call.core.state.app_id}"}


METHODS = {
    "auth.test": Method(auth_test, None),
    "api.test": Method(api_test, 4),
    "team.info": Method(team_info, 3),
    "apps.connections.open": Method(open_connection, 1, app_token=True),
}
