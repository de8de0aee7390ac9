"""users.*, bots.info and dnd.info: who people are, and when they want to be left alone."""

from __future__ import annotations

from bot.workspace.model import Json
from bot.workspace.refusal import Refusal
from bot.workspace.shapes import bot_shape, bot_user_shape, user_shape
from bot.workspace.web_api.call import Call, Method
from bot.workspace.web_api.cursors import page_of


def info(call: Call) -> Json:
    """Serve users.info; `locale` only with include_locale."""
    state = call.core.state
    user = call.needed("user", "user_not_found")
    if user == state.bot_user_id:
        return {"user": bot_user_shape(state)}
    person = state.people.get(user)
    if person is None:
        raise Refusal("user_not_found")
    return {"user": user_shape(state, person, call.flag("include_locale"))}


def listing(call: Call) -> Json:
    """Serve users.list."""
    state = call.core.state
    with_locale = call.flag("include_locale")
    everybody = [person for person in state.people.values() if not person.stranger]
    page, metadata = page_of(everybody, call.text("cursor"), call.number("limit", 200, 1, 1000))
    members = [user_shape(state, person, with_locale) for person in page]
    if not metadata["next_cursor"]:
        members.append(bot_user_shape(state))
    return {"members": members, "cache_ts": int(state.now()), "response_metadata": metadata}


def by_email(call: Call) -> Json:
    """Serve users.lookupByEmail; people who left are not found."""
    state = call.core.state
    person = state.people_by_email.get(call.needed("email", "users_not_found").lower())
    if person is None or person.deleted or person.stranger:
        raise Refusal("users_not_found")
    return {"user": user_shape(state, person)}


def bot(call: Call) -> Json:
    """Serve bots.info."""
    shape = bot_shape(call.core.state, call.text("bot", call.core.state.bot_id))
    if shape is None:
        raise Refusal("bot_not_found")
    return {"bot": {key: value for key, value in shape.items() if key != "team_id"}}


def do_not_disturb(call: Call) -> Json:
    """Serve dnd.info; times are epoch seconds."""
    person = call.core.state.people.get(call.needed("user", "user_not_found"))
    if person is None:
        raise Refusal("user_not_found")
    start, end = person.do_not_disturb or (1, 1)
    return {
        "dnd_enabled": person.do_not_disturb is not None,
        "next_dnd_start_ts": start,
        "next_dnd_end_ts": end,
    }


METHODS = {
    "users.info": Method(info, 4),
    "users.list": Method(listing, 2),
    "users.lookupByEmail": Method(by_email, 3),
    "bots.info": Method(bot, 3),
    "dnd.info": Method(do_not_disturb, 3, scope="dnd:read"),
}
