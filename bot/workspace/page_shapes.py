"""The JSON that only the page needs: people in brief, conversations with what is unread, and who wrote."""

from __future__ import annotations

from bot.workspace.core import Core
from bot.workspace.model import Channel, Json
from bot.workspace.state import State
from bot.workspace.timeline import stamp

BOT_COLOR = "1d3557"
BOT_TITLE = "Keeps watch over what customers write"
INTEGRATION_COLOR = "5c5f66"


def initials(name: str) -> str:
    """Return up to two capital letters for a name."""
    words = name.replace(".", " ").split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def people(state: State) -> list[Json]:
    """Return everybody, the bot last."""
    humans = [
        {
            "id": person.id,
            "name": person.name,
            "real_name": person.real_name,
            "title": person.title,
            "zone": person.zone,
            "guest": person.guest or person.stranger,
            "bot": False,
            "color": f"#{person.color}",
            "initials": initials(person.real_name),
        }
        for person in state.people.values()
        if not person.deleted
    ]
    bot = {
        "id": state.bot_user_id,
        "name": state.bot_name,
        "real_name": state.bot_name.capitalize(),
        "title": BOT_TITLE,
        "zone": "UTC",
        "guest": False,
        "bot": True,
        "color": f"#{BOT_COLOR}",
        "initials": initials(state.bot_name),
    }
    return [*humans, bot]


def author(state: State, message: Json) -> Json:
    """Return how the page shows who wrote a message."""
    integration = state.integrations.get(message.get("bot_id", ""))
    if integration is not None:
        return _author(integration.name, INTEGRATION_COLOR, True, integration.icon)
    if message.get("bot_id") == state.bot_id or message.get("user") == state.bot_user_id:
        return _author(state.bot_name.capitalize(), BOT_COLOR, True, "")
    person = state.people.get(message.get("user", ""))
    if person is None:
        return _author("Slack", INTEGRATION_COLOR, True, "")
    return _author(person.real_name, person.color, False, "")


def _author(name: str, color: str, bot: bool, icon: str) -> Json:
    return {"name": name, "initials": initials(name), "color": f"#{color}", "bot": bot, "icon": icon or None}


def conversations(core: Core, user: str) -> list[Json]:
    """Return a person's conversations: channels first, then the direct one with the bot."""
    channels = [channel for channel in core.state.channels.values() if channel.holds(user) and not channel.archived]
    channels.sort(key=lambda channel: channel.direct_with is not None)
    return [conversation(core, user, channel) for channel in channels]


def conversation(core: Core, user: str, channel: Channel) -> Json:
    """Return one conversation with what this person has not read."""
    direct = channel.direct_with is not None
    top = core.state.timelines[channel.id].top
    return {
        "id": channel.id,
        "kind": "im" if direct else "channel",
        "name": core.state.bot_name.capitalize() if direct else channel.name,
        "with": core.state.bot_user_id if direct else None,
        "topic": channel.topic,
        "unread": core.posting.unread(user, channel),
        "mentions": core.state.mentions.get((user, channel.id), 0),
        "last_ts": stamp(top[-1]) if top else None,
    }
