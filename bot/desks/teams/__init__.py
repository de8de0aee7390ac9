"""The Teams desk: the only place that knows the Bot Framework."""

from bot.desks.teams.desk import TeamsDesk
from bot.desks.teams.failures import TeamsCallError
from bot.desks.teams.settings import Cloud, TeamsSettings, local_cloud

__all__ = ["Cloud", "TeamsCallError", "TeamsDesk", "TeamsSettings", "local_cloud"]
