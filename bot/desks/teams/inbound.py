"""Teams' activities: what is written in intake channels and to us, what is pressed, and where the app is installed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.desk import Ask, Speaks
from bot.desks.teams.activities import DESK, MAKE_ITEM, Came, Json, Malformed
from bot.desks.teams.asking import TRY_AGAIN, NotStoredError, ask_for_event, ask_for_person
from bot.desks.teams.cards import size
from bot.desks.teams.clicks import INVOKE, Clicks
from bot.desks.teams.content import begins_with_us, content_of, mentions_us
from bot.desks.teams.files import INVOKE as CONSENT_INVOKE
from bot.desks.teams.files import Files
from bot.desks.teams.homes import Homes
from bot.desks.teams.noticed import begins_thread, is_bot, kept, noticed, wanted
from bot.desks.teams.people import People
from bot.desks.teams.quiet import LOG
from bot.desks.teams.reactions import Reactions
from bot.desks.teams.references import References
from bot.desks.teams.talk import IN_YOUR_CHAT_FORM, NO_CHAT, Talk
from bot.desks.teams.whispers import Whispers, line
from handlers.intents import Actor, Click, Noticed, Unreadable
from handlers.replies import Busy, Done, OpenForm, Refused, Stored
from handlers.views.new_item import NEW_ITEM, SUBJECT
from handlers.words import translatable
from routing.messages import Message

EXTENSIONS = ("composeExtension/fetchTask", "composeExtension/submitAction")

EXISTED = translatable("This is item {number} already.")
NOT_POSSIBLE = translatable("This message cannot become an item.")

LARGEST_KEPT = 5_000
"""Bytes of a message that travels with the buttons of a question: each of the two carries it twice."""

TOO_LONG_TO_ASK = translatable(
    "Is what you wrote a customer's post? It is too long to ask by a button: choose “Make this an item” in the "
    "message's own menu."
)

_REMEMBERED = 1_000


class Inbound:
    """Turns activities into intents. `intake` gives the channels that are read."""

    def __init__(
        self,
        ask: Ask,
        intake: Callable[[], tuple[str, ...]],
        people: People,
        references: References,
        clicks: Clicks,
        talk: Talk,
        whispers: Whispers,
        files: Files,
        homes: Homes,
        speaks: Speaks,
        now: Callable[[], datetime],
        reactions: Reactions,
    ) -> None:
        self._ask = ask
        self._intake = intake
        self._people = people
        self._references = references
        self._clicks = clicks
        self._talk = talk
        self._files = files
        self._homes = homes
        self._whispers = whispers
        self._speaks = speaks
        self._now = now
        self._reactions = reactions
        self._failed: dict[str, None] = {}

    async def handle(self, came: Came) -> Json | None:
        """Handle one activity; returns an invoke's answer. Returning means stored, or of no interest; raises else.

        A message that somebody wrote and that makes no sense is kept as unreadable; one that fails otherwise, from its
        second delivery on.
        """
        try:
            return await self._handle(came)
        except NotStoredError:
            raise
        except Malformed as error:
            if came.kind != "message" or not came.text:
                raise
            # Not refused: Teams would not send it again.
            await self._keep(came, str(error))
        except Exception as error:
            if came.kind != "message" or not self._failed_before(came.key):
                raise
            await self._keep(came, type(error).__name__)
        return None

    async def _keep(self, came: Came, error: str) -> None:
        LOG.error("an activity could not be read: %s", error)
        await ask_for_event(self._ask, Unreadable(came.key, DESK, json.dumps(came.body), error))

    async def _handle(self, came: Came) -> Json | None:
        if came.kind == "installationUpdate" and came.body.get("action") in ("remove", "remove-upgrade"):
            if came.body.get("action") == "remove":
                await self._references.parted(came)
            return None
        await self._references.met(came)
        match came.kind:
            case "installationUpdate" if came.personal and came.body.get("action") == "add":
                await self._homes.welcomed(came)
            case "message" if not is_bot(came):
                await self._message(came)
            case "messageReaction" if not is_bot(came):
                await self._reactions.reacted(came)
            case "invoke" if came.name == INVOKE:
                return await self._clicks.invoked(came)
            case "invoke" if came.name == CONSENT_INVOKE:
                return await self._files.answered(came)
            case "invoke" if came.name in EXTENSIONS:
                return await self._extension(came)
        return None

    async def _message(self, came: Came) -> None:
        if came.value and not came.text:
            await self._clicks.submitted(came)
        elif came.personal:
            await self._talk.said(came)
        elif came.conversation in self._intake() and begins_thread(came) and not self._to_us(came):
            await self._noticed(came)
        elif mentions_us(came):
            await self._talk.said(came)

    def _to_us(self, came: Came) -> bool:
        return begins_with_us(came) and not content_of(came).is_a_customers

    async def _noticed(self, came: Came) -> None:
        actor = await self._people.actor(came)
        found = self._by_now(noticed(came, actor))
        reply = await ask_for_event(self._ask, found)
        if isinstance(reply, Done) and reply.whisper is not None:
            await self._ask_back(came.user, reply.whisper, found)

    async def _ask_back(self, user: str, question: Message, found: Noticed) -> None:
        travels = {"message": kept(found)}
        if size(travels) > LARGEST_KEPT:
            await self._whispers.tell(user, line(self._speaks(user).text(TOO_LONG_TO_ASK)))
        else:
            await self._whispers.tell(user, question, travels)

    async def _extension(self, came: Came) -> Json:
        """ "Make this an item" in a message's own menu; "New item" in the one of the compose box."""
        command = came.value.get("commandId")
        if command not in (MAKE_ITEM, NEW_ITEM):
            raise Malformed("no command of ours")
        actor: Actor = await self._people.actor(came)
        if command == NEW_ITEM:
            return await self._new_item(came, actor)
        reply = await ask_for_person(self._ask, self._by_now(wanted(came, actor)))
        speaker = self._speaks(came.user)
        match reply:
            case Done(whisper=Message() as message) | Refused(message=message):
                said = message.summary
            case Stored():
                said = speaker.text(EXISTED, number=reply.number)
            case Busy():
                said = speaker.text(TRY_AGAIN)
            case _:
                said = speaker.text(NOT_POSSIBLE)
        return {"task": {"type": "message", "value": said}}

    async def _new_item(self, came: Came, actor: Actor) -> Json:
        """The form goes into their chat with the bot: there is no dialog that takes it back (see docs/teams.md)."""
        reply, speaker = (
            await ask_for_person(self._ask, Click(came.key, actor, NEW_ITEM, SUBJECT)),
            self._speaks(came.user),
        )
        match reply:
            case OpenForm(form=form):
                reached = await self._whispers.ask(came.user, form)
                said = speaker.text(IN_YOUR_CHAT_FORM if reached else NO_CHAT)
            case Refused(message=message):
                said = message.summary
            case _:
                said = speaker.text(TRY_AGAIN)
        return {"task": {"type": "message", "value": said}}

    def _by_now(self, found: Noticed) -> Noticed:
        """Nobody has written in the future: a clock of Teams' that is ahead must not move a deadline."""
        return replace(found, written_at=min(found.written_at, self._now()))

    def _failed_before(self, key: str) -> bool:
        before = key in self._failed
        if len(self._failed) >= _REMEMBERED:
            self._failed.clear()
        self._failed[key] = None
        return before
