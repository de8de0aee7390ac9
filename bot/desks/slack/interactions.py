"""What people press, fill in and command. Slack sends each once and waits three seconds."""

import asyncio
import json
from dataclasses import replace

from bot.desk import Ask, Speaks
from bot.desks.slack.api import Api, Json, SlackCallError
from bot.desks.slack.asking import ask_for_person
from bot.desks.slack.content import dicts, string
from bot.desks.slack.elements import meaning
from bot.desks.slack.forms import sent
from bot.desks.slack.homes import HOME
from bot.desks.slack.noticed import DESK, Self, wanted
from bot.desks.slack.people import People
from bot.desks.slack.quiet import LOG
from bot.desks.slack.replies import Asker, Replies, is_modal, line
from bot.desks.slack.text import said as words_of
from handlers.home_subject import START
from handlers.intents import Actor, Click, Intent, Said
from handlers.replies import Busy, Done, Ignored, Refused, Reply, Stored
from handlers.views.new_item import NEW_ITEM, SUBJECT
from handlers.words import translatable
from routing.item import Place
from routing.text import clean

MAKE_ITEM = "make_item"
"""The action (subject: "channel:ts") and the message shortcut by which a person makes an item of a message."""

SHOWN = "show_item"
"""The question that shows an item whole: what stands in a modal by it is shown anew after what is done there."""

MADE = translatable("This is item {number} now.")
EXISTED = translatable("This is item {number} already.")
NOT_POSSIBLE = translatable("This message cannot become an item.")
GONE = translatable("That message is no longer there.")


class Interactions:
    """Buttons, menus, the shortcuts and the slash command; forms are in `submissions`."""

    def __init__(self, ask: Ask, api: Api, people: People, replies: Replies, speaks: Speaks) -> None:
        self._ask = ask
        self._api = api
        self._people = people
        self._replies = replies
        self._speaks = speaks
        self.us = Self("", "", "", "")

    async def clicked(self, body: Json) -> None:
        """Handle block_actions."""
        asker = _asker(body)
        opened = sent(asker.view) if asker.view is not None else None
        fields = opened.fields if opened is not None else {}
        for number, pressed in enumerate(dicts(body.get("actions"))):
            action, subject, value = meaning(pressed)
            key = f"{DESK}:{body['trigger_id']}" + (f":{number}" if number else "")
            actor = await self._actor(asker.user)
            if actor is None:
                reply: Reply = Busy()
            elif action == MAKE_ITEM:
                reply = await self._make_item(subject, actor)
            else:
                place = _place(asker, body)
                click = Click(key, actor, action, clean(subject), clean(value), place, fields)
                reply = await self._asked(click)
                asker = asker if is_modal(asker.view) else replace(asker, opened=(action, click.subject, click.value))
            await self._replies.draw(reply, asker)
            if asker.home and actor is not None and isinstance(reply, Done | Refused):
                await self._done_at_home(actor, asker)

    async def _done_at_home(self, actor: Actor, asker: Asker) -> None:
        """Bring up to date what they see there: the item that they look at in a modal, and the home behind it."""
        if is_modal(asker.view) and asker.opened[:1] == (SHOWN,):
            action, subject, value = asker.opened
            shown = await self._asked(Click(f"{DESK}:{asker.trigger}:again", actor, action, subject, value))
            if isinstance(shown, Done):
                await self._replies.draw(replace(shown, replaces=True), asker)
        await self._replies.again(actor, asker)

    async def shortcut(self, body: Json) -> None:
        """Handle a shortcut: "New item" of the workspace, "Make this an item" of a message; others are not ours."""
        if body.get("type") == "shortcut" and body.get("callback_id") == NEW_ITEM:
            asker = _asker(body)
            actor = await self._actor(asker.user)
            click = Click(f"{DESK}:{asker.trigger}", actor, NEW_ITEM, SUBJECT) if actor is not None else None
            await self._replies.draw(Busy() if click is None else await self._asked(click), asker)
            return
        if body.get("type") != "message_action" or body.get("callback_id") != MAKE_ITEM:
            return
        asker = _asker(body)
        actor = await self._actor(asker.user)
        channel = string((body.get("channel") or {}).get("id"))
        reply = Busy() if actor is None else await self._want(body.get("message") or {}, channel, actor)
        await self._replies.draw(reply, asker)

    async def commanded(self, body: Json) -> Json | None:
        """Handle the slash command; returns what its acknowledgement says, if anything."""
        asker = Asker(
            user=body["user_id"],
            started=asyncio.get_running_loop().time(),
            channel=string(body.get("channel_id")),
            trigger=string(body.get("trigger_id")),
            response_url=string(body.get("response_url")),
            command=True,
        )
        actor = await self._actor(asker.user)
        if actor is None:
            return await self._replies.draw(Busy(), asker)
        # In a direct message there is no channel in which an answer could be shared.
        place = None if asker.channel.startswith("D") else Place(DESK, asker.channel)
        said = Said(f"{DESK}:{asker.trigger}", actor, clean(words_of(string(body.get("text")))).strip(), place)
        return await self._replies.draw(await self._asked(said), asker)

    async def _actor(self, user: str) -> Actor | None:
        try:
            return await self._people.actor(user)
        except SlackCallError as error:
            LOG.warning("Slack did not say who somebody is: %s", error)
            return None

    async def _asked(self, intent: Intent) -> Reply:
        return await ask_for_person(self._ask, intent)

    async def _make_item(self, subject: str, actor: Actor) -> Reply:
        channel, _, ts = subject.partition(":")
        try:
            answer = await self._api.call(
                self._api.client.conversations_history(channel=channel, latest=ts, inclusive=True, limit=1)
            )
        except SlackCallError as error:
            LOG.warning("the message to make an item of could not be read: %s", error)
            return Busy()
        message = next((each for each in dicts(answer.get("messages")) if each.get("ts") == ts), None)
        if message is None:
            return Refused(line(self._speaks(actor.user).text(GONE)))
        return await self._want(message, channel, actor)

    async def _want(self, message: Json, channel: str, actor: Actor) -> Reply:
        found = wanted(message, channel, self.us, actor)
        if found is None:
            return Refused(line(self._speaks(actor.user).text(NOT_POSSIBLE)))
        author = await self._actor(found.actor.user) if found.actor is not None else None
        reply = await self._asked(replace(found, actor=author or found.actor))
        match reply:
            case Stored():
                said = self._speaks(actor.user).text(EXISTED if reply.existed else MADE, number=reply.number)
                return Done(line(said), replaces=True)
            case Ignored():
                return Refused(line(self._speaks(actor.user).text(NOT_POSSIBLE)))
        return reply


def _asker(body: Json) -> Asker:
    container = body.get("container") or {}
    message = body.get("message") or {}
    view = body.get("view") or {}
    home, opened = _home(view)
    channel = string(container.get("channel_id")) or string((body.get("channel") or {}).get("id"))
    return Asker(
        user=body["user"]["id"],
        started=asyncio.get_running_loop().time(),
        channel=channel,
        thread=_thread(container, message),
        trigger=string(body.get("trigger_id")),
        response_url=string(body.get("response_url")),
        ephemeral=bool(container.get("is_ephemeral")),
        direct=channel.startswith("D"),
        view=view or None,
        home=home,
        opened=opened,
    )


def _home(view: Json) -> tuple[str, tuple[str, ...]]:
    """The home that was pressed on, or from which the modal was opened, and by which click."""
    kept = string(view.get("private_metadata"))
    if view.get("type") == HOME:
        return kept or START, ()
    if not kept.startswith("{"):
        return "", ()
    values = json.loads(kept)
    opened = tuple(string(each) for each in values.get("opened") or ())
    return string(values.get("home")), opened if len(opened) == 3 else ()


def _thread(container: Json, message: Json) -> str:
    """Return the thread that was clicked in; a message that others have replied to names itself, but stands outside."""
    thread = string(container.get("thread_ts")) or string(message.get("thread_ts"))
    return "" if thread == string(container.get("message_ts")) else thread


def _place(asker: Asker, body: Json) -> Place | None:
    """Return where the pressed element stands; a message that only the asker sees has no place of its own."""
    if not asker.channel:
        return None
    ts = "" if asker.ephemeral else string((body.get("container") or {}).get("message_ts"))
    return Place(DESK, asker.channel, ts)
