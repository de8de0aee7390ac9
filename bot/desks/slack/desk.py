"""The Slack desk, wired together."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime

from aiohttp import web

from bot.desk import Ask, Speaks
from bot.desks.slack import web as http
from bot.desks.slack.api import Api, SlackCallError
from bot.desks.slack.cards import Cards
from bot.desks.slack.catch_up import CatchUp, Position
from bot.desks.slack.directs import Directs
from bot.desks.slack.events import Events
from bot.desks.slack.giving import Giving
from bot.desks.slack.handed import HandedFiles
from bot.desks.slack.homes import Homes
from bot.desks.slack.inbound import Inbound
from bot.desks.slack.interactions import Interactions
from bot.desks.slack.noticed import DESK, Self
from bot.desks.slack.outbound import Outbound
from bot.desks.slack.people import People, nobody
from bot.desks.slack.quiet import LOG
from bot.desks.slack.replies import Replies
from bot.desks.slack.settings import SlackSettings
from bot.desks.slack.socket_mode import SocketMode
from bot.desks.slack.spans import Identity
from bot.desks.slack.submissions import Submissions
from bot.desks.slack.unsent import Unsent
from handlers.parcels import Mark, Parcel
from routing.delivery import Outcome
from routing.item import Place


class SlackDesk:
    """One Slack workspace.

    `intake` gives the channels of the handbook in force; `identity` a handbook person's Slack id; `position` how far
    a channel was caught up; `now` the clock of the rest of the program; `vouched` whom the handbook names; `speaks` who
    says the desk's own few sentences to somebody. `call_seconds` and `ping_seconds` are real seconds: for one call,
    between looks at the socket.
    """

    name = DESK
    edits_a_minute: int | None = 50

    def __init__(
        self,
        *,
        settings: SlackSettings,
        ask: Ask,
        intake: Callable[[], tuple[str, ...]],
        identity: Identity,
        position: Position,
        now: Callable[[], datetime],
        speaks: Speaks,
        vouched: Callable[[str], bool] = nobody,
        reacts: Callable[[str], bool] = nobody,
        call_seconds: float = 10.0,
        ping_seconds: float = 10.0,
    ) -> None:
        self._settings = settings
        self._ping_seconds = ping_seconds
        self._api = Api(settings, call_seconds)
        cards = Cards(identity)
        self._people = People(self._api, now, vouched)
        directs = Directs(self._api)
        self._giving = Giving(self._api, cards, speaks, directs)
        replies = Replies(self._api, cards, speaks, self._giving, directs, Homes(ask, self._api, cards))
        self._events = Events(ask, intake, self._people, replies, HandedFiles(ask, self._api, replies), reacts)
        self._unsent = Unsent(ask, self._people)
        self._inbound = Inbound(
            settings,
            self._events,
            Interactions(ask, self._api, self._people, replies, speaks),
            Submissions(ask, cards, self._people, replies, speaks),
            self._unsent,
        )
        self._outbound = Outbound(self._api, cards, directs)
        self._catch_up = CatchUp(ask, self._api, self._events, intake, position, now)
        self._address = ""
        self._socket: SocketMode | None = None
        self._catching_up: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Connect; raises SlackCallError (a refused token: "refused: invalid_auth") or TimeoutError.

        Does not catch up by itself: the process does so after the start and every ten minutes. After every reconnect
        of Socket Mode the desk does.
        """
        await self._api.open()
        try:
            us = await self._who_we_are()
            self._people.team = us.team
            self._outbound.us = us.user
            self._inbound.connected(us)
            if self._settings.app_token:
                self._socket = SocketMode(
                    self._inbound.app, self._settings.app_token, self._api, self._reconnected, self._ping_seconds
                )
                await self._socket.start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Finish what is being handled and disconnect; may be called twice."""
        if self._socket is not None:
            await self._socket.stop()
            self._socket = None
        for task in tuple(self._catching_up):
            task.cancel()
        await asyncio.gather(*self._catching_up, return_exceptions=True)
        await self._giving.stop()
        await self._unsent.stop()
        await self._api.close()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of HTTP mode: none in Socket Mode, or without a signing secret."""
        if self._settings.app_token or not self._settings.signing_secret:
            return []
        return http.routes(self._inbound.app, self._settings.signing_secret)

    async def send(self, parcel: Parcel | Mark) -> Outcome:
        """Send once."""
        return await self._outbound.send(parcel)

    async def find(self, conversation: str, tokens: Collection[str], since: datetime) -> Mapping[str, Place]:
        """Return which sends did arrive; `conversation` is a channel, "person:<id>", or "channel/thread ts".

        Raises SlackCallError when Slack cannot be asked: then nothing is known.
        """
        return await self._outbound.find(conversation, tokens, since)

    async def quiet_time(self, user: str) -> tuple[datetime, datetime] | None:
        """Return when Do Not Disturb is on, now or next; raises SlackCallError."""
        answer = await self._api.call(self._api.client.dnd_info(user=user))
        starts, ends = answer.get("next_dnd_start_ts") or 0, answer.get("next_dnd_end_ts") or 0
        if not answer.get("dnd_enabled") or ends <= starts:
            return None
        return datetime.fromtimestamp(starts, UTC), datetime.fromtimestamp(ends, UTC)

    def link(self, place: Place) -> str:
        """Return the message's address, as Slack's "Copy link" gives it."""
        return (
            f"{self._address}archives/{place.conversation}/p{place.message.replace('.', '')}" if self._address else ""
        )

    async def catch_up(self) -> None:
        """Submit what was written in the intake channels while nobody listened."""
        await self._catch_up.run()

    def _reconnected(self) -> None:
        task = asyncio.get_running_loop().create_task(self._catch_up.run())
        self._catching_up.add(task)
        task.add_done_callback(self._catching_up.discard)

    async def _who_we_are(self) -> Self:
        client = self._api.client
        me = await self._api.call(client.auth_test())
        app = ""
        try:
            bot = await self._api.call(client.bots_info(bot=me.get("bot_id") or ""))
            app = (bot.get("bot") or {}).get("app_id") or ""
        except SlackCallError as error:
            # Events carry it too; without it our webhooks' posts, if there are any, would not be known as ours.
            LOG.warning("bots.info did not name our app: %s", error)
        self._address = me.get("url") or ""
        return Self(me["user_id"], me.get("bot_id") or "", app, me["team_id"])
