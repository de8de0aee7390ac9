"""A text file for one person: Teams asks them for consent, then names where in their OneDrive the bot may put it.

The file is not kept meanwhile: what was wanted travels with the consent, and the program is asked for it anew. Where
Teams has no files for bots (GCC High, DoD, 21Vianet, the Playground, people without OneDrive), a short one can be shown
as text instead, and a short handbook changed in a card and sent back with it.
Sources: Microsoft's "Send and receive files using bot", "Format your bot messages" (`<pre>`).
"""

import html
from dataclasses import replace

from bot.desk import Ask, Speaks
from bot.desks.teams.activities import DESK, Came, Json, Malformed, string
from bot.desks.teams.asking import TRY_AGAIN, ask_for_person
from bot.desks.teams.cards import LARGEST, attached, size, whole
from bot.desks.teams.elements import execute, text_field
from bot.desks.teams.people import People
from bot.desks.teams.references import Reference
from bot.desks.teams.settings import TeamsSettings
from bot.desks.teams.spans import Mentions
from bot.desks.teams.text import cut
from bot.desks.teams.transfer import Transfer
from bot.desks.teams.whispers import Whispers, line
from handlers.intents import Click
from handlers.pasted import looks_like_handbook
from handlers.replies import Busy, Done, GiveFile, Refused, Reply
from handlers.words import translatable
from routing.item import Place
from routing.messages import Actions, Button, Message, TextField

INVOKE = "fileConsent/invoke"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"

FILE = "file"
"""The click that gives a file anew, by its subject: see `handlers.replies.GiveFile`."""

CHANGE = "change_file"
HANDED = "handed"
"""The desk's own button, which opens a card to change a handbook in, and that card's form."""

SHOW_TEXT = translatable("Show it as text")
CHANGE_HERE = translatable("Change it here")
SEND_BACK = translatable("Send it back")
DECLINED = translatable("You did not take the file. Ask again whenever you want it.")
NOT_STORED = translatable("Teams did not store the file in your OneDrive.")
NOT_OFFERED = translatable("Teams did not take the file.")
GONE = translatable("This file can no longer be given. Ask for it again.")
TOO_LONG = translatable("It is too long for a message. Ask for it again in a while.")
IN_YOUR_CHAT = translatable("The file is in your chat with me.")

_DESCRIPTION = 200
_LONGEST_CHANGED = 100_000
"""Characters that may be sent back from the card."""


class Files:
    """Offers files and puts them where Teams says."""

    def __init__(
        self, ask: Ask, people: People, whispers: Whispers, transfer: Transfer, settings: TeamsSettings, speaks: Speaks
    ) -> None:
        self._ask = ask
        self._people = people
        self._whispers = whispers
        self._transfer = transfer
        self._settings = settings
        self._speaks = speaks

    async def give(self, user: str, given: GiveFile) -> bool:
        """In their personal chat: what is said with it, and the question for consent. False: nothing reached them."""
        if not given.subject or not given.text:
            told = await self._whispers.tell(user, given.message)
            return told and await self._text_instead(user, given)
        if not await self._whispers.tell(user, self._said(user, given)):
            return False
        if not await self._whispers.post(user, _consent(given)):
            await self._whispers.tell(user, line(self._speaks(user).text(NOT_OFFERED)))
            await self._text_instead(user, given)
        return True

    async def show(self, user: str, given: GiveFile) -> bool:
        """The text as a message of its own. False when it is too long for one, or did not reach them."""
        drawn = _as_text(given)
        return size(drawn) <= LARGEST and await self._whispers.post(user, drawn)

    async def change(self, user: str, given: GiveFile) -> bool:
        """The text in a card where it can be changed and sent back."""
        drawn = self._changing(user, given)
        return size(drawn) <= LARGEST and await self._whispers.post(user, drawn)

    async def answered(self, came: Came) -> Json:
        """The answer to the question for consent. Raises Malformed."""
        context, action = came.value.get("context"), came.value.get("action")
        subject = string(context.get(FILE)) if isinstance(context, dict) else ""
        if not came.personal or not subject or action not in ("accept", "decline"):
            raise Malformed("no consent of ours")
        if action == "decline":
            await self._instead(came, self._whispers.drawn(line(self._speaks(came.user).text(DECLINED))))
            return {}
        place = came.value.get("uploadInfo")
        if not isinstance(place, dict) or not string(place.get("uploadUrl")):
            raise Malformed("no place for the file")
        actor = await self._people.actor(came)
        where = Place(DESK, came.conversation, came.replied_to)
        reply = await ask_for_person(self._ask, Click(came.key, actor, FILE, subject, place=where))
        await self._accepted(came, place, reply)
        return {}

    async def _accepted(self, came: Came, place: Json, reply: Reply) -> None:
        speaker = self._speaks(came.user)
        match reply:
            case GiveFile():
                if await self._transfer.put(string(place.get("uploadUrl")), reply.text.encode()):
                    await self._instead(came, self._stored(place, reply))
                else:
                    await self._instead(came, self._whispers.drawn(line(speaker.text(NOT_STORED))))
                    await self._text_instead(came.user, reply)
            case Busy():
                await self._whispers.tell(came.user, line(speaker.text(TRY_AGAIN)))
            case Refused(message=message) | Done(whisper=Message() as message):
                await self._instead(came, self._whispers.drawn(message))
            case _:
                await self._instead(came, self._whispers.drawn(line(speaker.text(GONE))))

    async def _text_instead(self, user: str, given: GiveFile) -> bool:
        if await self.show(user, given):
            return True
        return await self._whispers.tell(user, line(self._speaks(user).text(TOO_LONG)))

    async def _instead(self, came: Came, drawn: Json) -> None:
        """In the place of the question, so that nobody answers it twice; where it is gone, below."""
        here = Reference(came.service_url, came.conversation)
        if not (came.replied_to and await self._whispers.put(here, came.replied_to, drawn)):
            await self._whispers.post_here(here, drawn)

    def _said(self, user: str, given: GiveFile) -> Message:
        speaker, buttons = self._speaks(user), []
        if size(_as_text(given)) <= LARGEST:
            buttons.append(Button(FILE, given.subject, speaker.text(SHOW_TEXT)))
        if looks_like_handbook(given.text) and size(self._changing(user, given)) <= LARGEST:
            buttons.append(Button(CHANGE, given.subject, speaker.text(CHANGE_HERE)))
        if not buttons:
            return given.message
        return replace(given.message, blocks=(*given.message.blocks, Actions(tuple(buttons))))

    def _changing(self, user: str, given: GiveFile) -> Json:
        field = TextField("text", given.name, multiline=True, initial=given.text, longest=_LONGEST_CHANGED)
        data = {"do": "fill", "form": HANDED, "subject": given.subject, "name": given.name}
        send = execute(self._speaks(user).text(SEND_BACK), data, style="primary", sends_inputs=True)
        body = [*text_field(field, None), {"type": "ActionSet", "actions": [send]}]
        return _activity(attached(whole(body, Mentions(lambda _: None)))) | {"summary": given.name}

    def _stored(self, place: Json, given: GiveFile) -> Json:
        """The file as it now stands; an address that is not Microsoft's is not shown to anybody."""
        address, number = string(place.get("contentUrl")), string(place.get("uniqueId"))
        if not number or not self._settings.trusts_file(address):
            return self._whispers.drawn(given.message)
        name = string(place.get("name")) or given.name
        content = {"uniqueId": number, "fileType": string(place.get("fileType")) or name.rpartition(".")[2]}
        return _activity({"contentType": INFO, "contentUrl": address, "name": name, "content": content})


def _consent(given: GiveFile) -> Json:
    context = {FILE: given.subject}
    content = {
        "description": cut(given.message.summary, _DESCRIPTION),
        "sizeInBytes": len(given.text.encode()),
        "acceptContext": context,
        "declineContext": context,
    }
    return _activity({"contentType": CONSENT, "name": given.name, "content": content})


def _as_text(given: GiveFile) -> Json:
    """Preformatted, so that it can be copied line by line; nothing in it is markup."""
    return {"type": "message", "textFormat": "xml", "text": f"<pre>{html.escape(given.text, quote=False)}</pre>"}


def _activity(attachment: Json) -> Json:
    return {"type": "message", "attachments": [attachment]}
