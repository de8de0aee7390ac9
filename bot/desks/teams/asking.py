"""Puts a question to the bot on behalf of a person who waits for the answer."""

from bot.desk import Ask
from bot.desks.teams.quiet import LOG
from handlers.intents import Intent
from handlers.replies import Busy, Reply
from handlers.words import translatable

TRY_AGAIN = translatable("There is too much to do at this moment and nothing was stored. Please try again.")


class NotStoredError(Exception):
    """The bot was too busy to store the event: it must not be acknowledged, so that Teams sends it again."""


async def ask_for_person(ask: Ask, intent: Intent) -> Reply:
    """Ask; whatever goes wrong comes back as Busy, so that the person is told to try again."""
    try:
        return await ask(intent)
    except Exception as error:
        LOG.error("what a person asked for was not done: %s", type(error).__name__)
        return Busy()


async def ask_for_event(ask: Ask, intent: Intent) -> Reply:
    """Ask; raises NotStoredError when the bot is busy, and what `ask` raises when it could not be stored."""
    reply = await ask(intent)
    if isinstance(reply, Busy):
        raise NotStoredError
    return reply
