"""The parts of a workspace, built once and handed to whoever serves a request."""

from __future__ import annotations

from collections.abc import Callable

from bot.workspace.activity import Activity
from bot.workspace.changes import Change, Changes
from bot.workspace.delivery import Delivery
from bot.workspace.events import Events
from bot.workspace.faults import Faults
from bot.workspace.http_mode import HttpMode
from bot.workspace.interactions import Interactions
from bot.workspace.modals import Views
from bot.workspace.model import Channel
from bot.workspace.outbound import Sender
from bot.workspace.people import People
from bot.workspace.posting import Posting
from bot.workspace.rate_limits import RateLimits
from bot.workspace.response_urls import ResponseUrls
from bot.workspace.socket_mode import SocketMode
from bot.workspace.state import State
from bot.workspace.submissions import Submissions
from bot.workspace.triggers import Triggers


class Core:
    """Everything, wired; `url` is where the server listens, `events_url` the app's request URL in HTTP mode."""

    def __init__(self, now: Callable[[], float], limits: bool) -> None:
        self.url = ""
        self.events_url: str | None = None
        self.state = State(now)
        self.activity = Activity()
        self.changes = Changes()
        self.state.opened = self._opened
        self.faults = Faults()
        self.rate_limits = RateLimits(now, limits)
        self.socket_mode = SocketMode(self.state.app_id)
        self.http_mode = HttpMode(lambda: self.events_url, lambda: self.state.signing_secret)
        self.delivery = Delivery(now, self.sender, self.activity)
        self.events = Events(self.state, self.delivery)
        self.posting = Posting(self.state, self.changes, self.events)
        self.people = People(self.state, self.posting, lambda: self.url)
        self.triggers = Triggers(now)
        self.views = Views(self.state, self.changes)
        self.response_urls = ResponseUrls(self.state, self.posting, lambda: self.url)
        self.interactions = Interactions(
            self.state, self.delivery, self.changes, self.views, self.triggers, self.response_urls
        )
        self.submissions = Submissions(self.delivery, self.changes, self.views, self.interactions)

    def sender(self) -> Sender:
        """Return the way to the app that is in use now."""
        return self.socket_mode if self.events_url is None else self.http_mode

    def _opened(self, channel: Channel) -> None:
        self.changes.tell(Change({"type": "conversation", "id": channel.id}, channel=channel.id))
