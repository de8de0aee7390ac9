"""Shows the asker, and only the asker, what came of it: inline, tried once. What is lost here can be asked again."""

import asyncio
from dataclasses import dataclass, replace

from bot.desk import Speaks
from bot.desks.slack.api import Api, Json, SlackCallError
from bot.desks.slack.cards import Cards
from bot.desks.slack.content import string
from bot.desks.slack.directs import Directs
from bot.desks.slack.forms import Origin, modal, notice, sent
from bot.desks.slack.giving import Giving
from bot.desks.slack.homes import Homes
from bot.desks.slack.quiet import LOG
from handlers.intents import Actor
from handlers.replies import Busy, Done, GiveFile, OpenForm, Refused, Reply, ShowHome
from handlers.words import translatable
from routing.messages import Actions, Button, Form, Lines, Message

LONGEST = 2.0
"""Real seconds for drawing one reply."""

_IN_ALL = 2.6
"""Real seconds from receipt to the end of drawing: Slack waits three for the acknowledgement."""

_AT_LEAST = 0.4

TRY_AGAIN = translatable("There is too much to do at this moment and nothing was stored. Please try again.")
CLOSE = translatable("Close")
NAME = "Svarvakt"

NO_FORM = translatable("Slack opens a form only when you press a button:")


@dataclass(frozen=True)
class Asker:
    """Who asked, where, and by which ways Slack lets us answer.

    `started` is the event loop's time of receipt. `command`: the answer may ride on the acknowledgement.
    `direct`: in a direct message, where nobody else reads. `view`: the modal or home tab in which it was
    asked, if in one. `home`: on their home, which this is the subject of, or in a modal that was opened from there by
    the click `opened` (action, subject, value).
    """

    user: str
    started: float
    channel: str = ""
    thread: str = ""
    trigger: str = ""
    response_url: str = ""
    ephemeral: bool = False
    direct: bool = False
    command: bool = False
    view: Json | None = None
    home: str = ""
    opened: tuple[str, ...] = ()

    @property
    def origin(self) -> Origin:
        """What a form has to remember so that its answer finds back."""
        only = self.response_url if self.ephemeral or self.direct or self.command else ""
        return Origin(self.channel, self.thread, only, self.ephemeral, self.home)


def line(sentence: str) -> Message:
    """Return a message of one sentence."""
    return Message((Lines(((sentence,),)),), sentence)


def _button_for(form: Form, sentence: str) -> Message:
    """What words have asked for, to be opened by a press: the click of a form's own name asks for it anew."""
    button = Button(form.form, form.subject, form.title, "primary")
    return Message((Lines(((sentence,),)), Actions((button,))), sentence)


class Replies:
    """Draws replies for whoever asked."""

    def __init__(self, api: Api, cards: Cards, speaks: Speaks, giving: Giving, directs: Directs, homes: Homes) -> None:
        self._api = api
        self._cards = cards
        self._speaks = speaks
        self._giving = giving
        self._directs = directs
        self.homes = homes

    async def draw(self, reply: Reply, asker: Asker) -> Json | None:
        """Draw the reply; returns what the acknowledgement of a slash command says, if anything.

        Failures are logged by kind only: the state is stored, and the person can ask again.
        """
        if isinstance(reply, GiveFile):
            reply = await self._give(reply, asker)
        try:
            async with asyncio.timeout(left(asker)):
                return await self._draw(reply, asker)
        except SlackCallError as error:
            LOG.warning("a reply to somebody's action was not shown: %s", error)
        except (TimeoutError, ValueError) as error:
            LOG.warning("a reply to somebody's action was not shown: %s", type(error).__name__)
        return None

    async def _give(self, file: GiveFile, asker: Asker) -> Done:
        """Give the file; when that takes longer than a reply may, what is to be said comes afterwards."""

        async def afterwards(told: str) -> None:
            now = asyncio.get_running_loop().time()
            late = replace(asker, started=now, command=False, ephemeral=asker.command or asker.ephemeral)
            await self.draw(Done(line(told)), late)

        told = await self._giving.give(file, asker.user, asker.channel, left(asker) - _AT_LEAST, afterwards)
        return Done(line(told)) if told else Done()

    async def _draw(self, reply: Reply, asker: Asker) -> Json | None:
        match reply:
            case OpenForm():
                return await self._open(reply, asker)
            case Done(whisper=Message() as message):
                return await self._whisper(message, asker, reply.replaces)
            case Refused():
                return await self._whisper(reply.message, asker)
            case ShowHome(home=message):
                if asker.home:
                    await self.homes.show(asker.user, reply, left(asker))
                    return None
                return await self._whisper(message, asker, bool(asker.response_url))
            case Busy():
                return await self._whisper(line(self._speaks(asker.user).text(TRY_AGAIN)), asker)
        return None

    async def _open(self, reply: OpenForm, asker: Asker) -> Json | None:
        if not asker.trigger:
            return await self._whisper(_button_for(reply.form, self._speaks(asker.user).text(NO_FORM)), asker)
        client = self._api.client
        if reply.updates and asker.view is not None and (opened := sent(asker.view)) is not None:
            view = modal(reply.form, self._cards, opened.origin, asker.view)
            await self._api.call(client.views_update(view_id=string(asker.view.get("id")), view=view))
            return None
        view = modal(reply.form, self._cards, asker.origin)
        opening = client.views_push if is_modal(asker.view) else client.views_open
        await self._api.call(opening(trigger_id=asker.trigger, view=view))
        return None

    async def _whisper(self, message: Message, asker: Asker, replaces: bool = False) -> Json | None:
        said = self._cards.message(message)
        if asker.command:
            return {"response_type": "ephemeral", **said}
        if asker.home and asker.trigger:
            await self._in_view(said, asker, replaces)
            return None
        if asker.response_url and (asker.ephemeral or asker.direct) and replaces:
            await self._api.respond(asker.response_url, {"replace_original": True, "blocks": [], **said})
        elif asker.response_url and (asker.ephemeral or asker.direct or not asker.channel):
            answer = {"response_type": "ephemeral", "replace_original": False, **said}
            if asker.thread:
                answer["thread_ts"] = asker.thread
            await self._api.respond(asker.response_url, answer)
        elif not asker.channel:
            # A shortcut of the whole workspace: asked from no conversation, so it is said in theirs with the bot.
            await self._tell(await self._directs.of(asker.user), said)
        elif asker.direct:
            await self._tell(asker.channel, said)
        else:
            await self._api.call(
                self._api.client.chat_postEphemeral(
                    channel=asker.channel, user=asker.user, thread_ts=asker.thread or None, link_names=False, **said
                )
            )
        return None

    async def again(self, actor: Actor, asker: Asker) -> None:
        """Publish the home that somebody has done something on, as it is now."""
        await self.homes.publish(actor, asker.trigger or asker.user, asker.home, left(asker))

    async def _in_view(self, said: Json, asker: Asker, replaces: bool) -> None:
        """What is said to somebody on their home stands in a modal: there is no conversation around it."""
        kept = {"home": asker.home} | ({"opened": list(asker.opened)} if asker.opened else {})
        blocks = said.get("blocks") or self._cards.blocks((Lines(((said["text"],),)),))
        view = notice(NAME, self._speaks(asker.user).text(CLOSE), blocks, kept)
        client = self._api.client
        if is_modal(asker.view) and replaces:
            await self._api.call(client.views_update(view_id=string((asker.view or {}).get("id")), view=view))
        else:
            opening = client.views_push if is_modal(asker.view) else client.views_open
            await self._api.call(opening(trigger_id=asker.trigger, view=view))

    async def _tell(self, conversation: str, said: Json) -> None:
        # Unfurled, a link would be fetched by Slack: that of a calendar is a secret.
        await self._api.call(
            self._api.client.chat_postMessage(
                channel=conversation, link_names=False, unfurl_links=False, unfurl_media=False, **said
            )
        )


def is_modal(view: Json | None) -> bool:
    """Whether it is a modal, not the Home tab."""
    return view is not None and view.get("type") == "modal"


def left(asker: Asker) -> float:
    """Return the real seconds that are left for drawing a reply."""
    passed = asyncio.get_running_loop().time() - asker.started
    return min(LONGEST, max(_AT_LEAST, _IN_ALL - passed))
