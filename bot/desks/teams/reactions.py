"""Reactions to cards, where the handbook says that one does something: `messageReaction`."""

import re
from collections.abc import Callable, Mapping

from bot.desk import Ask, Speaks
from bot.desks.teams.activities import DESK, Came, dicts, string
from bot.desks.teams.asking import TRY_AGAIN, ask_for_person
from bot.desks.teams.people import People
from bot.desks.teams.whispers import Whispers, line
from handlers.intents import Click
from handlers.reactions import REACT
from handlers.replies import Busy, Done, Refused
from routing.item import Place
from routing.messages import Message

_NAMES: Mapping[str, str] = {"whiteheavycheckmark": "white_check_mark"}
"""What Teams calls otherwise than Slack; the handbook has one name for both."""

_CODE = re.compile(r"[1-3][0-9a-f]{3,4}(-[0-9a-f]{4,5})*_")


def emoji_of(kind: str) -> str:
    """The name of a reaction: "like", "heart", and of "1f440_eyes" and "1f44d_thumbsup-tone3" without code and tone."""
    name, _, _ = _CODE.sub("", kind, count=1).partition("-tone")
    return _NAMES.get(name, name)


class Reactions:
    """Puts them to the program, and tells whoever reacted in the personal chat."""

    def __init__(
        self, ask: Ask, people: People, whispers: Whispers, speaks: Speaks, reacts: Callable[[str], bool]
    ) -> None:
        self._ask = ask
        self._people = people
        self._whispers = whispers
        self._speaks = speaks
        self._reacts = reacts

    async def reacted(self, came: Came) -> None:
        """One activity holds what was added; what was taken away does nothing."""
        added = (emoji_of(string(each.get("type"))) for each in dicts(came.body.get("reactionsAdded")))
        for emoji in dict.fromkeys(added):
            if emoji and self._reacts(emoji) and came.user and came.replied_to:
                await self._asked(came, emoji)

    async def _asked(self, came: Came, emoji: str) -> None:
        actor = await self._people.actor(came)
        # Such an activity may come without an id of its own.
        name = came.id or f"{came.replied_to}:{came.user}:{string(came.body.get('timestamp'))}"
        place = Place(DESK, came.conversation, came.replied_to)
        click = Click(f"{DESK}:{came.conversation}:{name}:{emoji}", actor, REACT, "", emoji, place)
        match await ask_for_person(self._ask, click):
            case Done(whisper=Message() as message) | Refused(message=message):
                await self._whispers.tell(came.user, message, {"at": came.conversation})
            case Busy():
                await self._whispers.tell(came.user, line(self._speaks(came.user).text(TRY_AGAIN)))
