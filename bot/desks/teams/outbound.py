"""Sends what the courier hands over, once."""

from bot.desks.teams.activities import DESK
from bot.desks.teams.cards import Cards
from bot.desks.teams.elements import Json
from bot.desks.teams.failures import TeamsCallError, outcome_of
from bot.desks.teams.references import Reference, References, of_user
from bot.desks.teams.service import Service
from handlers.parcels import Mark, Parcel
from routing.delivery import GaveUp, Outcome, Sent
from routing.item import Place

PERSON = "person:"
THREAD = ";messageid="


class Outbound:
    """Posts, edits and writes to people."""

    def __init__(self, service: Service, references: References, cards: Cards) -> None:
        self._service = service
        self._references = references
        self._cards = cards

    async def send(self, parcel: Parcel | Mark) -> Outcome:
        """Send once. Reasons to give up: Teams' error code, "no_identity", "cannot_be_drawn", "no_reactions"."""
        if isinstance(parcel, Mark):
            return GaveUp("no_reactions")
        try:
            drawn = self._cards.message(parcel.message)
        except ValueError:
            return GaveUp("cannot_be_drawn")
        if parcel.replaces is not None:
            return await self._edit(parcel.replaces, drawn)
        try:
            target = await self._target(parcel)
        except TeamsCallError as error:
            return outcome_of(error.failure, repeatable=True)
        if target is None:
            return GaveUp("no_identity")
        try:
            message = await self._service.post(target.service_url, target.conversation, drawn)
        except TeamsCallError as error:
            return outcome_of(error.failure, repeatable=False)
        return Sent(Place(DESK, target.conversation, message))

    async def chat_with(self, user: str) -> Reference:
        """The personal chat with a Teams user, opened when it never was. Raises TeamsCallError."""
        known = await self._references.find(of_user(user))
        if known is not None:
            return known
        service = self._references.service
        opened = Reference(service, await self._service.open_chat(service, user))
        await self._references.keep(of_user(user), opened)
        await self._references.keep(opened.conversation, opened)
        return opened

    async def _edit(self, place: Place, drawn: Json) -> Outcome:
        reference = await self._references.of_channel(place.conversation.partition(THREAD)[0])
        try:
            await self._service.edit(reference.service_url, place.conversation, place.message, drawn)
        except TeamsCallError as error:
            return outcome_of(error.failure, repeatable=True)
        return Sent(place)

    async def _target(self, parcel: Parcel) -> Reference | None:
        """Where to post: None for a person without a Teams identity. A new post never stands in a thread."""
        if parcel.conversation.startswith(PERSON):
            user = self._cards.identity(parcel.conversation.removeprefix(PERSON))
            return await self.chat_with(user) if user is not None else None
        channel = parcel.conversation.partition(THREAD)[0]
        reference = await self._references.of_channel(channel)
        if parcel.thread is None:
            return Reference(reference.service_url, channel)
        return Reference(reference.service_url, f"{channel}{THREAD}{parcel.thread.message}")
