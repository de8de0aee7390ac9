"""What people fill in: the answer to a form rides on its acknowledgement."""

import asyncio

from bot.desk import Ask, Speaks
from bot.desks.slack.api import Json, SlackCallError
from bot.desks.slack.asking import ask_for_person
from bot.desks.slack.cards import Cards
from bot.desks.slack.forms import Sent, field_errors, modal, notice, sent
from bot.desks.slack.noticed import DESK
from bot.desks.slack.people import People
from bot.desks.slack.quiet import LOG
from bot.desks.slack.replies import CLOSE, NAME, TRY_AGAIN, Asker, Replies, line
from handlers.intents import Actor, Filled
from handlers.replies import Busy, Done, FieldErrors, GiveFile, OpenForm, Refused, Reply
from handlers.words import Speaker, translatable
from routing.messages import Message

NOT_DONE = translatable("Not done")
LOOK_AGAIN = translatable("This cannot be taken as it is.")


class Submissions:
    """Forms that were sent."""

    def __init__(self, ask: Ask, cards: Cards, people: People, replies: Replies, speaks: Speaks) -> None:
        self._ask = ask
        self._cards = cards
        self._people = people
        self._replies = replies
        self._speaks = speaks

    async def submitted(self, body: Json) -> Json | None:
        """Handle view_submission; returns what Slack shall do with the view, None to close it."""
        view: Json = body["view"]
        filled = sent(view)
        if filled is None:
            return None
        user = body["user"]["id"]
        started = asyncio.get_running_loop().time()
        actor = await self._actor(user)
        reply = await self._ask_about(filled, actor, body["trigger_id"]) if actor is not None else Busy()
        asker = Asker(
            user,
            started,
            channel=filled.origin.channel,
            thread=filled.origin.thread,
            response_url=filled.origin.response_url,
            ephemeral=filled.origin.ephemeral,
            direct=filled.origin.channel.startswith("D"),
            home=filled.origin.home,
        )
        try:
            response = await self._response(reply, filled, view, asker)
        except ValueError as error:
            LOG.error("the answer to a form could not be drawn: %s", type(error).__name__)
            response = None
        if asker.home and actor is not None and isinstance(reply, Done | Refused):
            await self._replies.again(actor, asker)
        return response

    async def _actor(self, user: str) -> Actor | None:
        try:
            return await self._people.actor(user)
        except SlackCallError as error:
            LOG.warning("Slack did not say who somebody is: %s", error)
            return None

    async def _ask_about(self, filled: Sent, actor: Actor, trigger: str) -> Reply:
        # Not the view's id and hash: they stay the same when a person mends what was wrong and sends it once more.
        return await ask_for_person(
            self._ask, Filled(f"{DESK}:{trigger}", actor, filled.form, filled.subject, filled.fields)
        )

    async def _response(self, reply: Reply, filled: Sent, view: Json, asker: Asker) -> Json | None:
        speaker = self._speaks(asker.user)
        match reply:
            case OpenForm():
                if reply.over:
                    return {"response_action": "push", "view": modal(reply.form, self._cards, filled.origin)}
                return {"response_action": "update", "view": modal(reply.form, self._cards, filled.origin, view)}
            case FieldErrors():
                return self._errors(view, dict(reply.errors), speaker.text(LOOK_AGAIN), speaker)
            case Refused():
                return self._notice(reply.message, speaker)
            case Busy():
                return self._errors(view, {}, speaker.text(TRY_AGAIN), speaker)
            case Done(whisper=Message() as message) if asker.home:
                return self._notice(message, speaker, NAME, {"home": asker.home})
            case Done() | GiveFile():
                await self._replies.draw(reply, asker)
        return {"response_action": "clear"} if view.get("previous_view_id") else None

    def _errors(self, view: Json, errors: dict[str, str], otherwise: str, speaker: Speaker) -> Json:
        placed = field_errors(view, errors, otherwise)
        if placed is None:
            said = " ".join(errors.values()) or otherwise
            return self._notice(line(said), speaker)
        return {"response_action": "errors", "errors": placed}

    def _notice(self, message: Message, speaker: Speaker, title: str = "", kept: Json | None = None) -> Json:
        blocks = self._cards.message(message).get("blocks") or self._cards.blocks(line(message.summary).blocks)
        view = notice(title or speaker.text(NOT_DONE), speaker.text(CLOSE), blocks, kept)
        return {"response_action": "update", "view": view}
