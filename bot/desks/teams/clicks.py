"""What people press and fill in: `adaptiveCard/action`, whose answer is a card for the one who pressed.

The answer to a press is the card as it stands after it, with a note above it where something is to be said, or a form
in its place. Everybody else's card follows through the outbox.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk import Ask, Speaks
from bot.desks.teams.activities import DESK, MAKE_ITEM, Came, Json, Malformed, string
from bot.desks.teams.asking import TRY_AGAIN, ask_for_person
from bot.desks.teams.cards import ADAPTIVE, Cards
from bot.desks.teams.elements import CHOICE
from bot.desks.teams.files import CHANGE, FILE, HANDED, IN_YOUR_CHAT, NOT_OFFERED, Files
from bot.desks.teams.forms import Opened, Step, entered_in, form_card
from bot.desks.teams.homes import HOME, Homes
from bot.desks.teams.noticed import remembered
from bot.desks.teams.people import People
from bot.desks.teams.quiet import LOG
from bot.desks.teams.references import Reference
from bot.desks.teams.whispers import Whispers, is_sentence, line
from handlers.intents import Actor, Click, Filled, Handed
from handlers.pasted import PASTED_NAME
from handlers.replies import Busy, Done, FieldErrors, GiveFile, Ignored, OpenForm, Refused, Reply, ShowHome
from handlers.words import translatable
from routing.item import Place
from routing.messages import Message
from routing.text import clean

INVOKE = "adaptiveCard/action"
SHOW = "show"
"""The question what stands at a place now: see `handlers.show`."""

DONE = translatable("Done.")

_SAID = "application/vnd.microsoft.activity.message"
_ERROR = "application/vnd.microsoft.error"


@dataclass(frozen=True)
class Pressed:
    """What came back from a button: see `bot.desks.teams.elements`."""

    do: str
    action: str
    subject: str
    data: Json

    @property
    def opened(self) -> Opened:
        """The click that this was, or the one that opened the form that this is, or in which it was."""
        return self._kept("opened") or Opened(self.action, self.subject, self.value)

    @property
    def first(self) -> Opened:
        """The same of the first form, where this is one that answers another."""
        return self._kept("first") or self.opened

    @property
    def is_step(self) -> bool:
        """Whether this is a form that answers another."""
        return self._kept("first") is not None

    @property
    def value(self) -> str:
        """What was chosen in a menu."""
        return clean(string(self.data.get(CHOICE)))

    def _kept(self, name: str) -> Opened | None:
        kept = self.data.get(name)
        if not isinstance(kept, list) or len(kept) != 3:
            return None
        action, subject, value = (clean(string(each)) for each in kept)
        return Opened(action, subject, value)

    @property
    def home(self) -> str:
        """The home that this was pressed on, "" elsewhere."""
        return clean(string(self.data.get(HOME)))


def pressed_in(data: object) -> Pressed:
    """Raises Malformed for what no button of ours sends."""
    if not isinstance(data, dict):
        raise Malformed("no data")
    do = string(data.get("do"))
    action, subject = string(data.get("form" if do == "fill" else "action")), string(data.get("subject"))
    if do not in ("click", "choose", "fill") or not action:
        raise Malformed("no button of ours")
    return Pressed(do, clean(action), clean(subject), data)


class Clicks:
    """Buttons, menus and forms."""

    def __init__(
        self, ask: Ask, people: People, cards: Cards, whispers: Whispers, files: Files, homes: Homes, speaks: Speaks
    ) -> None:
        self._ask = ask
        self._people = people
        self._cards = cards
        self._whispers = whispers
        self._files = files
        self._homes = homes
        self._speaks = speaks

    async def invoked(self, came: Came) -> Json:
        """The answer to an invoke. Raises Malformed."""
        action = came.value.get("action")
        if not isinstance(action, dict) or not isinstance(action.get("verb", ""), str):
            raise Malformed("no action")
        data = action.get("data")
        if data is not None and not isinstance(data, dict):
            raise Malformed("no data")
        try:
            pressed = pressed_in(data)
        except Malformed as error:
            return _answer(_ERROR, {"code": "BadRequest", "message": str(error)}, 400)
        actor = await self._people.actor(came)
        reply = await self._asked(pressed, came, actor)
        if isinstance(reply, Busy):
            return _answer(_SAID, self._speaks(came.user).text(TRY_AGAIN))
        if isinstance(reply, GiveFile):
            return _answer(_SAID, self._speaks(came.user).text(await self._given(reply, pressed, came)))
        if pressed.do == "fill" and pressed.action == HANDED:
            return await self._sent_back(came, reply)
        try:
            card = await self._card(reply, pressed, came, actor)
        except ValueError as error:
            LOG.error("the answer to a press could not be drawn: %s", type(error).__name__)
            card = None
        if isinstance(card, str):
            return _answer(_SAID, card)
        return _answer(ADAPTIVE, card) if card is not None else _answer(_SAID, self._speaks(came.user).text(DONE))

    async def submitted(self, came: Came) -> None:
        """The same from a client that knows no `Action.Execute`: the answer comes in the personal chat."""
        pressed = pressed_in(came.value)
        actor = await self._people.actor(came)
        reply = await self._asked(pressed, came, actor)
        match reply:
            case Busy():
                await self._whispers.tell(came.user, line(self._speaks(came.user).text(TRY_AGAIN)))
            case Refused(message=message) | Done(whisper=Message() as message):
                await self._whispers.tell(came.user, message)
            case GiveFile():
                await self._given(reply, pressed, came)
            case ShowHome():
                await self._homes.tell(came.user, reply)
            case OpenForm() | FieldErrors():
                card = await self._card(reply, pressed, came, actor)
                if isinstance(card, dict):
                    await self._whispers.show(came.user, card, self._speaks(came.user).text(DONE))

    async def _given(self, reply: GiveFile, pressed: Pressed, came: Came) -> str:
        """The file to the one who pressed; as text where they have asked for that. What is said of it."""
        give = {FILE: self._files.show, CHANGE: self._files.change}.get(pressed.action, self._files.give)
        if not await give(came.user, reply):
            return NOT_OFFERED
        return DONE if came.personal else IN_YOUR_CHAT

    async def _sent_back(self, came: Came, reply: Reply) -> Json:
        """What came of a file that was changed in its card: below it, so that the card keeps what was written."""
        said = self._speaks(came.user).text(DONE)
        match reply:
            case Done(whisper=Message() as message) | Refused(message=message):
                here = Reference(came.service_url, came.conversation)
                said = said if await self._whispers.tell_here(here, message) else message.summary
        return _answer(_SAID, said)

    async def _asked(self, pressed: Pressed, came: Came, actor: Actor) -> Reply:
        if pressed.do == "fill":
            fields = entered_in(pressed.data)
            if pressed.action == HANDED:
                name = clean(string(pressed.data.get("name"))) or PASTED_NAME
                return await ask_for_person(self._ask, Handed(came.key, actor, name, fields.get("text", "")))
            return await ask_for_person(self._ask, Filled(came.key, actor, pressed.action, pressed.subject, fields))
        if pressed.action == MAKE_ITEM:
            message = pressed.data.get("message")
            if not isinstance(message, dict):
                return Ignored()
            return await ask_for_person(self._ask, remembered(message, actor))
        if pressed.home and pressed.action == SHOW:
            # "Cancel" of a form that was opened there: the home comes back.
            return await self._homes.ask(came, actor, pressed.home)
        action = FILE if pressed.action == CHANGE else pressed.action
        place, fields = _place(pressed, came), entered_in(pressed.data)
        return await ask_for_person(
            self._ask, Click(came.key, actor, action, pressed.subject, pressed.value, place, fields)
        )

    async def _card(self, reply: Reply, pressed: Pressed, came: Came, actor: Actor) -> Json | str | None:
        """What the one who pressed sees now: a card, or words beside the card. None: nothing changes for them."""
        match reply:
            case OpenForm(form=form):
                filled = pressed.do == "fill"
                opened = Opened(form.form, form.subject) if filled else pressed.opened
                step = Step(pressed.first, reply.over) if filled or pressed.is_step else None
                return form_card(form, self._cards, opened, None, {}, step, _extra(pressed))
            case ShowHome():
                return await self._homes.card(came, reply)
            case Done(whisper=note) if pressed.home:
                return await self._homes.again(came, actor, pressed.home, note)
            case Refused(message=note) if pressed.home:
                return await self._homes.again(came, actor, pressed.home, note)
            case FieldErrors():
                return await self._form_again(reply.errors, pressed, came, actor)
            case Done(whisper=Message() as message, replaces=True):
                card = self._cards.card(message, _extra(pressed))
                if came.replied_to and pressed.action != SHOW:
                    place = Reference(came.service_url, came.conversation)
                    await self._whispers.replace(place, came.replied_to, card)
                return card
            case Done(whisper=note):
                return await self._with(note, pressed, came, actor)
            case Refused(message=note):
                return await self._with(note, pressed, came, actor)
        return await self._with(None, pressed, came, actor)

    async def _with(self, note: Message | None, pressed: Pressed, came: Came, actor: Actor) -> Json | str | None:
        """The note above the card as it stands now; where nothing stands, its words alone, so that the card stays.

        What is more than a sentence comes in the personal chat then.
        """
        shown = await ask_for_person(
            self._ask, Click(came.key, actor, SHOW, pressed.first.subject, "", _place(pressed, came))
        )
        below = shown.whisper if isinstance(shown, Done) else None
        if below is None:
            if note is None:
                return None
            if not is_sentence(note):
                await self._whispers.tell(came.user, note)
            return note.summary
        return self._cards.answer(note, below)

    async def _form_again(
        self, errors: Mapping[str, str], pressed: Pressed, came: Came, actor: Actor
    ) -> Json | str | None:
        """The form with what was entered and what is wrong; what opened it is asked once more, as things are now."""
        opened = pressed.opened
        click = Click(came.key, actor, opened.action, opened.subject, opened.value, _place(pressed, came))
        reply = await ask_for_person(self._ask, click)
        if isinstance(reply, OpenForm):
            step = Step(pressed.first, reply.over) if pressed.is_step else None
            entered = entered_in(pressed.data)
            return form_card(reply.form, self._cards, opened, entered, errors, step, _extra(pressed))
        if isinstance(reply, Refused):
            if pressed.home:
                return await self._homes.again(came, actor, pressed.home, reply.message)
            return await self._with(reply.message, pressed, came, actor)
        said = " ".join(errors.values())
        return await self._with(line(said), pressed, came, actor)


def _place(pressed: Pressed, came: Came) -> Place:
    """Where the button stands, or where it belongs when what held it was told elsewhere."""
    belongs = string(pressed.data.get("at"))
    return Place(DESK, belongs) if belongs else Place(DESK, came.conversation, came.replied_to)


def _extra(pressed: Pressed) -> Json:
    return {name: kept for name in ("at", HOME) if (kept := string(pressed.data.get(name)))}


def _answer(kind: str, value: Any, status: int = 200) -> Json:
    return {"statusCode": status, "type": kind, "value": value}
