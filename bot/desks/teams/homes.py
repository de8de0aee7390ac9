"""Somebody's home as a card in their personal chat, and what stands in its place after what they do there."""

from bot.desk import Ask
from bot.desks.teams.activities import DESK, Came
from bot.desks.teams.asking import ask_for_person
from bot.desks.teams.cards import Cards
from bot.desks.teams.elements import Json
from bot.desks.teams.people import People
from bot.desks.teams.references import Reference
from bot.desks.teams.whispers import Whispers, is_sentence
from handlers.home_subject import START
from handlers.intents import Actor, Opened
from handlers.replies import Reply, ShowHome
from routing.messages import Message

HOME = "home"
"""What travels with the buttons of a home: the subject by which it is asked for anew."""


class Homes:
    """Shows homes. Never because of what others do: a card in a chat would ring."""

    def __init__(self, ask: Ask, people: People, cards: Cards, whispers: Whispers) -> None:
        self._ask = ask
        self._people = people
        self._cards = cards
        self._whispers = whispers

    async def ask(self, came: Came, actor: Actor, subject: str) -> Reply:
        """How it stands now."""
        return await ask_for_person(self._ask, Opened(f"{DESK}:{came.conversation}:{HOME}", actor, subject))

    async def welcomed(self, came: Came) -> None:
        """Somebody has added the app for themself: their home is the first thing they see of it."""
        reply = await self.ask(came, await self._people.actor(came), START)
        if isinstance(reply, ShowHome):
            here = Reference(came.service_url, came.conversation)
            await self._whispers.tell_here(here, reply.home, {HOME: reply.subject})

    async def tell(self, user: str, reply: ShowHome) -> bool:
        """A new card in the personal chat."""
        return await self._whispers.tell(user, reply.home, {HOME: reply.subject})

    async def again(self, came: Came, actor: Actor, subject: str, note: Message | None) -> Json | None:
        """The home after what was done there; None when it could not be asked for. What is more than a sentence comes
        below it."""
        reply = await self.ask(came, actor, subject)
        home = reply if isinstance(reply, ShowHome) else None
        if note is not None and (home is None or not is_sentence(note)):
            await self._whispers.tell(came.user, note)
            note = None
        return await self.card(came, home, note) if home is not None else None

    async def card(self, came: Came, reply: ShowHome, note: Message | None = None) -> Json:
        """The card for the one who pressed; without the note it takes the place of what stands there, for good."""
        extra: Json = {HOME: reply.subject}
        card = self._cards.card(reply.home, extra)
        if came.replied_to:
            await self._whispers.replace(Reference(came.service_url, came.conversation), came.replied_to, card)
        return self._cards.answer(note, reply.home, extra) if note is not None else card
