"""A local Slack: the demo and the tests run on it. It knows nothing of the other packages."""

from bot.workspace.changes import Change
from bot.workspace.model import NoSuchElement, Outcome, Submitted
from bot.workspace.page_controls import PageControls
from bot.workspace.server import Workspace

__all__ = ["Change", "NoSuchElement", "Outcome", "PageControls", "Submitted", "Workspace"]
