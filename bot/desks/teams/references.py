"""Where the bot may write: an address for each channel and person, kept over restarts, renewed by what comes in."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.desk import Ask
from bot.desks.teams.activities import DESK, Came
from bot.desks.teams.content import mentions_us
from bot.desks.teams.quiet import LOG
from bot.desks.teams.settings import TeamsSettings
from handlers.intents import Intent, Met, Parted

Kept = Callable[[str], Awaitable[str | None]]
"""From a conversation to the reference that was stored for it, None where there is none."""

_REMEMBERED = 10_000


@dataclass(frozen=True)
class Reference:
    """One conversation and the address of the service that it is reached by.

    `hears_all`: people's messages without our name have come from there, so the team has given its consent.
    """

    service_url: str
    conversation: str
    hears_all: bool = False


def of_user(user: str) -> str:
    """The name under which the personal chat with a user is kept."""
    return f"user:{user}"


def written(reference: Reference) -> str:
    """A reference as it is stored."""
    kept: dict[str, object] = {"service_url": reference.service_url, "conversation": reference.conversation}
    return json.dumps(kept | ({"hears_all": True} if reference.hears_all else {}))


def read_reference(text: str) -> Reference:
    """The same back."""
    stored = json.loads(text)
    return Reference(str(stored["service_url"]), str(stored["conversation"]), bool(stored.get("hears_all")))


class References:
    """Reads what is stored, and stores what is new. A channel's thread is no conversation of its own here."""

    def __init__(self, ask: Ask, kept: Kept, settings: TeamsSettings) -> None:
        self._ask = ask
        self._kept = kept
        self._seen: dict[str, str] = {}
        self._heard: set[str] = set()
        self._service = settings.cloud.service

    async def met(self, came: Came) -> None:
        """Renew the conversation's reference, and in a personal chat the person's."""
        self._service = came.service_url
        hears_all = came.conversation in self._heard or (came.kind == "message" and not mentions_us(came))
        if not came.personal and not hears_all and came.conversation not in self._seen:
            known = await self.find(came.conversation)
            hears_all = known is not None and known.hears_all
        if hears_all and not came.personal:
            self._heard.add(came.conversation)
        await self.keep(came.conversation, Reference(came.service_url, came.conversation, hears_all))
        if came.personal and came.user:
            await self.keep(of_user(came.user), Reference(came.service_url, came.conversation))

    async def parted(self, came: Came) -> None:
        """The app was taken away there: nothing can be written any more."""
        names = [came.conversation, *([of_user(came.user)] if came.personal and came.user else [])]
        for name in names:
            self._seen.pop(name, None)
            await self._store(Parted(DESK, name))

    async def keep(self, name: str, reference: Reference) -> None:
        """Store it, unless this process has just done so."""
        text = written(reference)
        if self._seen.get(name) != text and await self._store(Met(DESK, name, text)):
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[name] = text

    async def find(self, name: str) -> Reference | None:
        """What is stored; None before the conversation was first heard of."""
        text = await self._kept(name)
        return None if text is None else read_reference(text)

    async def of_channel(self, conversation: str) -> Reference:
        """A channel's; one that was never heard of is tried at the last address that Teams named."""
        return await self.find(conversation) or Reference(self._service, conversation)

    @property
    def service(self) -> str:
        """The address at which a new conversation is opened."""
        return self._service

    async def _store(self, intent: Intent) -> bool:
        """What could not be stored is stored with the next activity."""
        try:
            await self._ask(intent)
        except Exception as error:
            LOG.warning("a conversation's reference was not stored: %s", type(error).__name__)
            return False
        return True
