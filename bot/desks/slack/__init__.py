"""The Slack desk: the only place that knows Slack's SDK."""

from bot.desks.slack.api import SlackCallError
from bot.desks.slack.desk import SlackDesk
from bot.desks.slack.settings import SlackSettings

__all__ = ["SlackCallError", "SlackDesk", "SlackSettings"]
