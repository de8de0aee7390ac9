"""What one person alone is told outside an invoke: in their personal chat, inline, tried once."""

import asyncio
from collections.abc import Awaitable

from bot.desks.teams.cards import Cards, attached
from bot.desks.teams.elements import Json
from bot.desks.teams.failures import TeamsCallError
from bot.desks.teams.forms import Opened, form_card
from bot.desks.teams.outbound import Outbound
from bot.desks.teams.quiet import LOG
from bot.desks.teams.references import Reference
from bot.desks.teams.service import Service
from routing.messages import Form, Lines, Message

LONGEST = 4.0
"""Real seconds for telling: Teams sends an event again after fifteen."""


def line(sentence: str) -> Message:
    """Return a message of one sentence."""
    return Message((Lines(((sentence,),)),), sentence)


def is_sentence(note: Message) -> bool:
    """Whether it is no more than a sentence, which finds room above a card."""
    match note.blocks:
        case [] | [Lines(lines=[_])]:
            return True
    return False


class Whispers:
    """Tells people things. What is lost here can be asked again, since the state is stored."""

    def __init__(self, service: Service, outbound: Outbound, cards: Cards) -> None:
        self._service = service
        self._outbound = outbound
        self._cards = cards

    async def tell(self, user: str, message: Message, extra: Json | None = None) -> bool:
        """In the personal chat. False, and a line in the log, when it could not be shown."""
        return await self._tried(self._tell(user, self._cards.message(message, extra)))

    async def tell_here(self, place: Reference, message: Message, extra: Json | None = None) -> bool:
        """In the conversation that this came from."""
        return await self._tried(self._post(place, self._cards.message(message, extra)))

    async def post(self, user: str, drawn: Json) -> bool:
        """A drawn activity in the personal chat."""
        return await self._tried(self._tell(user, drawn))

    async def post_here(self, place: Reference, drawn: Json) -> bool:
        """The same in the conversation that this came from."""
        return await self._tried(self._post(place, drawn))

    async def show(self, user: str, card: Json, summary: str) -> bool:
        """A card that is no message: a form for a client that cannot put it in a card's place."""
        return await self.post(user, {"type": "message", "summary": summary, "attachments": [attached(card)]})

    async def ask(self, user: str, form: Form) -> bool:
        """A form in the personal chat, opened by no button: the click of its own name shows it again."""
        opened = Opened(form.form, form.subject)
        try:
            card = form_card(form, self._cards, opened, None, {})
        except ValueError:
            LOG.error("a form could not be drawn")
            return False
        return await self.show(user, card, form.title)

    async def replace(self, place: Reference, message: str, card: Json) -> bool:
        """Put a card in the place of a message of ours, for good."""
        return await self.put(place, message, {"type": "message", "attachments": [attached(card)]})

    async def put(self, place: Reference, message: str, drawn: Json) -> bool:
        """Put a drawn activity in the place of a message of ours, for good."""
        return await self._tried(self._service.edit(place.service_url, place.conversation, message, drawn))

    def drawn(self, message: Message) -> Json:
        """A message as an activity. Raises ValueError where it cannot be drawn."""
        return self._cards.message(message)

    async def _tell(self, user: str, drawn: Json) -> None:
        await self._post(await self._outbound.chat_with(user), drawn)

    async def _post(self, place: Reference, drawn: Json) -> None:
        await self._service.post(place.service_url, place.conversation, drawn)

    async def _tried(self, work: Awaitable[object]) -> bool:
        try:
            async with asyncio.timeout(LONGEST):
                await work
        except TeamsCallError as error:
            LOG.warning("somebody could not be told something: %s", error)
            return False
        except (TimeoutError, ValueError) as error:
            LOG.warning("somebody could not be told something: %s", type(error).__name__)
            return False
        return True
