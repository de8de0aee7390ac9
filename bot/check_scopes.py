"""Which of the scopes of docs/slack-manifest.json Slack's token lacks, and what does not work without them."""

from collections.abc import Mapping

FOR: Mapping[str, str] = {
    "chat:write": "nothing can be written: no card, no reminder, no page",
    "channels:history": "posts in public channels are not read",
    "groups:history": "posts in private channels are not read",
    "im:history": "what people write to the bot is not heard",
    "im:write": "nobody can be reminded or paged",
    "app_mentions:read": "a mention of the bot is not heard",
    "commands": "there is no /svar, no “New item”, and no “Make this an item” in a message's menu",
    "reactions:read": "the sign on a post does not follow the item, and no reaction is a shortcut",
    "reactions:write": "the sign on a post does not follow the item",
    "users:read": "guests cannot be told from colleagues, so only people of the handbook may act",
    "dnd:read": "nobody sees beforehand that a page will make no sound, in Do Not Disturb",
    "files:read": "the handbook cannot be changed from chat",
    "files:write": "the handbook in force cannot be given in chat",
}

_CAN_DO_WITHOUT = frozenset({"dnd:read", "files:read", "files:write", "groups:history"})
"""Whoever changes the handbook on the server, or has no private channel, misses nothing."""

MEND = "Add what is missing under OAuth & Permissions, reinstall the app, and see docs/slack.md."


def missing(header: str) -> tuple[bool, tuple[str, ...]]:
    """Whether something needed is missing, and a sentence for each missing scope, with the mend behind them.

    `header` is X-OAuth-Scopes of any answer to the token, "" where there is none: then nothing is known.
    """
    if not header.strip():
        return False, ()
    given = {scope.strip() for scope in header.split(",")}
    lacking = [scope for scope in FOR if scope not in given]
    sentences = tuple(f"The token lacks {scope}: {FOR[scope]}." for scope in lacking)
    return bool(set(lacking) - _CAN_DO_WITHOUT), (*sentences, MEND) if lacking else ()
