"""What is said to the bot, in the personal chat or after its name, and what is given to it there; and its answers."""

from collections.abc import Sequence

from bot.desk import Ask, Speaks
from bot.desks.teams.activities import DESK, Came
from bot.desks.teams.asking import ask_for_event
from bot.desks.teams.content import accounts_in, plain_text
from bot.desks.teams.files import IN_YOUR_CHAT, Files
from bot.desks.teams.handing import handed_in
from bot.desks.teams.homes import Homes
from bot.desks.teams.people import People
from bot.desks.teams.references import Reference
from bot.desks.teams.transfer import Transfer
from bot.desks.teams.whispers import Whispers, line
from handlers.intents import Actor, Handed, Said
from handlers.replies import Done, GiveFile, OpenForm, Refused, Reply, ShowHome
from handlers.words import translatable
from routing.item import Place
from routing.messages import Message
from routing.text import clean

NO_CHAT = translatable("I could not write to you. Add Svarvakt as an app of your own, then ask me again.")


IN_YOUR_CHAT_HOME = translatable("Your home is in our chat.")

IN_YOUR_CHAT_FORM = translatable("The form is in our chat.")


class Talk:
    """Puts it to the program, and answers in private."""

    def __init__(
        self,
        ask: Ask,
        people: People,
        whispers: Whispers,
        files: Files,
        homes: Homes,
        transfer: Transfer,
        speaks: Speaks,
    ) -> None:
        self._ask = ask
        self._people = people
        self._whispers = whispers
        self._files = files
        self._homes = homes
        self._transfer = transfer
        self._speaks = speaks

    async def said(self, came: Came) -> None:
        """A message to us. Files count in the personal chat alone, and whoever gives some says nothing else by it."""
        actor = await self._people.actor(came)
        given: Sequence[Said | Handed] = await handed_in(came, actor, self._transfer) if came.personal else ()
        for intent in given or (await self._words(came, actor),):
            await self._answer(came, await ask_for_event(self._ask, intent))

    async def _words(self, came: Came, actor: Actor) -> Said:
        users = await self._people.users(came, accounts_in(came))
        place = None if came.personal else Place(DESK, came.conversation, came.id)
        return Said(came.key, actor, clean(plain_text(came, users)), place)

    async def _answer(self, came: Came, reply: Reply) -> None:
        match reply:
            case Done(whisper=Message() as message) | Refused(message=message):
                if came.personal:
                    await self._whispers.tell_here(Reference(came.service_url, came.conversation), message)
                elif not await self._whispers.tell(came.user, message, {"at": came.conversation}):
                    await self._in_thread(came, NO_CHAT)
            case ShowHome():
                reached = await self._homes.tell(came.user, reply)
                if not came.personal:
                    await self._in_thread(came, IN_YOUR_CHAT_HOME if reached else NO_CHAT)
            case GiveFile():
                reached = await self._files.give(came.user, reply)
                if not came.personal:
                    await self._in_thread(came, IN_YOUR_CHAT if reached else NO_CHAT)
            case OpenForm(form=form):
                reached = await self._whispers.ask(came.user, form)
                if not came.personal:
                    await self._in_thread(came, IN_YOUR_CHAT_FORM if reached else NO_CHAT)

    async def _in_thread(self, came: Came, sentence: str) -> None:
        """Where they asked, for all to read: so it says nothing of what they asked."""
        thread = Reference(came.service_url, f"{came.conversation};messageid={came.thread or came.id}")
        await self._whispers.tell_here(thread, line(self._speaks("").text(sentence)))
