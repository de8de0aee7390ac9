"""The Teams desk, wired together."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from aiohttp import web

from bot.desk import Ask, Speaks
from bot.desks.teams import web as http
from bot.desks.teams.activities import DESK
from bot.desks.teams.cards import Cards
from bot.desks.teams.clicks import Clicks
from bot.desks.teams.failures import TeamsCallError, Trouble
from bot.desks.teams.files import Files
from bot.desks.teams.framework import Framework
from bot.desks.teams.homes import Homes
from bot.desks.teams.inbound import Inbound
from bot.desks.teams.keys import SigningKeys
from bot.desks.teams.outbound import Outbound
from bot.desks.teams.people import People, nobody
from bot.desks.teams.quiet import LOG
from bot.desks.teams.reactions import Reactions
from bot.desks.teams.references import Kept, References
from bot.desks.teams.service import Service
from bot.desks.teams.settings import TeamsSettings
from bot.desks.teams.spans import Identity
from bot.desks.teams.talk import Talk
from bot.desks.teams.transfer import Transfer
from bot.desks.teams.whispers import Whispers
from handlers.parcels import Mark, Parcel
from routing.delivery import Outcome
from routing.item import Place


class TeamsDesk:
    """One Teams organisation.

    `intake` gives the channels of the handbook in force; `identity` a handbook person's Entra object id; `kept` the
    stored reference of a conversation; `now` the clock of the rest of the program; `vouched` whom the handbook names;
    `speaks` who says the desk's own few sentences to somebody. `call_seconds` are real seconds for one call.
    """

    name = DESK
    edits_a_minute: int | None = None

    def __init__(
        self,
        *,
        settings: TeamsSettings,
        ask: Ask,
        intake: Callable[[], tuple[str, ...]],
        identity: Identity,
        kept: Kept,
        now: Callable[[], datetime],
        speaks: Speaks,
        vouched: Callable[[str], bool] = nobody,
        reacts: Callable[[str], bool] = nobody,
        call_seconds: float = 10.0,
    ) -> None:
        self._settings = settings
        cards = Cards(identity)
        self._service = Service(settings, now, call_seconds)
        people = People(self._service, settings, now, vouched)
        references = References(ask, kept, settings)
        self._outbound = Outbound(self._service, references, cards)
        whispers = Whispers(self._service, self._outbound, cards)
        transfer = Transfer(settings, lambda: self._service.session)
        files = Files(ask, people, whispers, transfer, settings, speaks)
        homes = Homes(ask, people, cards, whispers)
        clicks = Clicks(ask, people, cards, whispers, files, homes, speaks)
        talk = Talk(ask, people, whispers, files, homes, transfer, speaks)
        self._inbound = Inbound(
            ask,
            intake,
            people,
            references,
            clicks,
            talk,
            whispers,
            files,
            homes,
            speaks,
            now,
            Reactions(ask, people, whispers, speaks, reacts),
        )
        keys = SigningKeys(settings.cloud.metadata, lambda: self._service.session, now)
        self._framework = Framework(settings, keys)

    async def start(self) -> None:
        """Ask for the bot's own token; raises TeamsCallError (a wrong secret: "credentials: invalid_client").

        Where Microsoft cannot be reached just now, the bot starts all the same: the first message asks again.
        """
        try:
            await self._service.open()
        except TeamsCallError as error:
            if error.failure.trouble in (Trouble.CREDENTIALS, Trouble.REFUSED):
                await self.stop()
                raise
            LOG.warning("Microsoft gives the bot no token just now (%s): it is asked again", error)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Disconnect; may be called twice."""
        await self._service.close()

    def routes(self) -> list[web.RouteDef]:
        """Return the address that Teams sends to."""
        return http.routes(self._settings, self._framework, self._inbound.handle)

    async def send(self, parcel: Parcel | Mark) -> Outcome:
        """Send once."""
        return await self._outbound.send(parcel)

    async def find(self, conversation: str, tokens: Collection[str], since: datetime) -> Mapping[str, Place]:
        """Return nothing: Teams shows a bot no history, so what may be lost is sent again, and may then stand twice."""
        return {}

    async def quiet_time(self, user: str) -> tuple[datetime, datetime] | None:
        """Return None: Teams shows a bot nobody's quiet times."""
        return None

    def link(self, place: Place) -> str:
        """Return "": Teams has no address of a message in a chat with a bot."""
        return ""

    async def catch_up(self) -> None:
        """Do nothing: what was written while nobody listened, Teams does not show."""
