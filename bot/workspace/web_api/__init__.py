"""Slack's Web API: one module for each family of methods, and a table of them all."""

from bot.workspace.web_api import app, chat, conversations, history, reactions, uploads, users, views
from bot.workspace.web_api.call import Method

METHODS: dict[str, Method] = {
    **app.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **history.METHODS,
    **reactions.METHODS,
    **uploads.METHODS,
    **users.METHODS,
    **views.METHODS,
}
