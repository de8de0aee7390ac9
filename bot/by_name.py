"""What is loaded by name, and only when wanted (desks, language model, mail): imports are most of a start."""

import importlib
import logging
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from bot.clock import Clock
from bot.desk import Ask, Desk
from bot.desks.teams.failures import TeamsCallError
from bot.desks.teams.settings import teams_settings
from bot.engine import Engine
from bot.legs.leg import Leg
from bot.legs.webhook import Link
from bot.model_on_the_way import ModelOnTheWay
from bot.settings import UNAUTHENTICATED, Settings, SlackSettings, TeamsSettings
from bot.settings_pages import Smtp
from handlers.books import Books
from handlers.dispatch import Dispatch
from handlers.speakers import to_user
from handlers.words import Speaker
from storage import cursors, references

log = logging.getLogger(__name__)


@cache
def language_model() -> ModelOnTheWay:
    """One a process, loaded by name when a start begins it or a post first needs it: `check` never does."""
    return ModelOnTheWay(lambda: importlib.import_module("bot.language_model").load())


def email_leg(smtp: Smtp, now: Callable[[], datetime], link: Link) -> Leg:
    """The second leg by e-mail."""
    made: Leg = importlib.import_module("bot.legs.email").EmailLeg(smtp, now, link)
    return made


async def trouble_with_mail(smtp: Smtp) -> str:
    """What is wrong with the mail server, in a sentence; "" when it lets us in."""
    found: str = await importlib.import_module("bot.legs.email").trouble_with(smtp)
    return found


class DeskMaker:
    """Makes the configured desks. `unreachable` are the errors that say that a desk cannot be reached."""

    def __init__(self, ask: Ask, engine: Engine, dispatch: Dispatch, books: Books, clock: Clock) -> None:
        self._ask = ask
        self._engine = engine
        self._dispatch = dispatch
        self._books = books
        self._clock = clock
        self.unreachable: tuple[type[Exception], ...] = (TimeoutError, OSError, TeamsCallError)

    def make(self, settings: Settings) -> dict[str, Desk]:
        """Those that the settings have, by name."""
        made: dict[str, Desk] = {}
        if settings.slack is not None:
            made["slack"] = self._slack(settings.slack)
        if settings.teams is not None:
            made["teams"] = self._teams(settings.teams)
        return made

    def _slack(self, given: SlackSettings) -> Any:
        slack = importlib.import_module("bot.desks.slack")
        self.unreachable += (slack.SlackCallError,)
        settings = slack.SlackSettings(
            bot_token=given.bot_token.get_secret_value(),
            app_token=given.app_token.get_secret_value() if given.app_token else None,
            signing_secret=given.signing_secret.get_secret_value() if given.signing_secret else None,
            api_url=given.api_url,
        )
        return slack.SlackDesk(
            settings=settings,
            ask=self._ask,
            intake=lambda: self._intake("slack"),
            identity=lambda person: self._identity("slack", person),
            position=self._position,
            now=self._clock.now,
            speaks=lambda user: self._speaker("slack", user),
            vouched=lambda user: self._books.last_read().person_by("slack", user) is not None,
            reacts=lambda emoji: self._reacts("slack", emoji),
        )

    def _teams(self, given: TeamsSettings) -> Any:
        if given.unauthenticated:
            log.warning(UNAUTHENTICATED)
        teams = importlib.import_module("bot.desks.teams.desk")
        return teams.TeamsDesk(
            settings=teams_settings(given),
            ask=self._ask,
            intake=lambda: self._intake("teams"),
            identity=lambda person: self._identity("teams", person),
            kept=self._reference,
            now=self._clock.now,
            speaks=lambda user: self._speaker("teams", user),
            vouched=lambda user: self._books.last_read().person_by("teams", user) is not None,
            reacts=lambda emoji: self._reacts("teams", emoji),
        )

    def _intake(self, name: str) -> tuple[str, ...]:
        desk = self._books.last_read().desk(name)
        return tuple(channel.channel for channel in desk.intake) if desk else ()

    def _reacts(self, name: str, emoji: str) -> bool:
        desk = self._books.last_read().desk(name)
        return desk is not None and emoji in desk.reactions

    def _identity(self, desk: str, person: str) -> str | None:
        known = self._books.last_read().person(person)
        return known.chat_id(desk) or None if known else None

    def _speaker(self, desk: str, user: str) -> Speaker:
        return to_user(self._books.last_read(), desk, user)

    async def _position(self, conversation: str) -> str | None:
        now = self._clock.now()
        cursor = await self._engine.read(
            lambda: self._dispatch.look(lambda scene: cursors.get(scene.transaction, "slack", conversation), now)
        )
        return cursor.position if cursor else None

    async def _reference(self, conversation: str) -> str | None:
        now = self._clock.now()
        return await self._engine.read(
            lambda: self._dispatch.look(lambda scene: references.get(scene.transaction, "teams", conversation), now)
        )
