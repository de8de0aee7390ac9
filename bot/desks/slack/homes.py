"""The Home tab: published when its person opens it and after what they do there, and never because of others."""

import asyncio

from bot.desk import Ask
from bot.desks.slack import limits
from bot.desks.slack.api import Api, Json, SlackCallError
from bot.desks.slack.asking import ask_for_person
from bot.desks.slack.cards import Cards
from bot.desks.slack.noticed import DESK
from bot.desks.slack.quiet import LOG
from handlers.intents import Actor, Opened
from handlers.replies import ShowHome

HOME = "home"
"""The tab's name in events, and the view's in what people press there."""


def home_view(reply: ShowHome, cards: Cards) -> Json:
    """The view for views.publish; its subject comes back with whatever is pressed in it."""
    blocks = cards.blocks(reply.home.blocks, limits.VIEW_BLOCKS, limits.VIEW_CHARACTERS)
    return {"type": HOME, "callback_id": HOME, "private_metadata": reply.subject, "blocks": blocks}


class Homes:
    """Publishes people's homes: tried once, since whoever misses it opens it again."""

    def __init__(self, ask: Ask, api: Api, cards: Cards) -> None:
        self._ask = ask
        self._api = api
        self._cards = cards

    async def publish(self, actor: Actor, name: str, subject: str, seconds: float) -> None:
        """Ask how it stands and show it. `name` is that of what they did; `seconds` are real."""
        reply = await ask_for_person(self._ask, Opened(f"{DESK}:{name}:{HOME}", actor, subject))
        if isinstance(reply, ShowHome):
            await self.show(actor.user, reply, seconds)

    async def show(self, user: str, reply: ShowHome, seconds: float) -> None:
        """Put it on their Home tab; a failure is logged by kind only."""
        try:
            async with asyncio.timeout(seconds):
                await self._api.call(self._api.client.views_publish(user_id=user, view=home_view(reply, self._cards)))
        except SlackCallError as error:
            LOG.warning("somebody's home was not shown: %s", error)
        except (TimeoutError, ValueError) as error:
            LOG.warning("somebody's home was not shown: %s", type(error).__name__)
