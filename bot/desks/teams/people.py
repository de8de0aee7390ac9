"""Who acts: a member, or somebody who may do nothing here. Teams is asked at most once in ten minutes a person.

And who is meant: a mention holds Teams' own id of an account ("29:…"), the handbook the user's.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desks.teams.activities import DESK, Came, Json, string
from bot.desks.teams.failures import TeamsCallError
from bot.desks.teams.quiet import LOG
from bot.desks.teams.service import Service
from bot.desks.teams.settings import TeamsSettings
from handlers.intents import Actor

FRESH = timedelta(minutes=10)
LONGEST = 4.0
"""Real seconds for asking who is mentioned."""

MOST_ASKED = 10
"""Mentions of one message that Teams is asked about: a command names a colleague or two."""

_KEPT = 10_000
_GUESTS = frozenset({"guest", "anonymous"})


@dataclass(frozen=True)
class _Known:
    guest: bool
    asked_at: datetime


def nobody(_: str) -> bool:
    """Knows nobody."""
    return False


class People:
    """Knows of every user whether they are a guest, or of another organisation.

    `vouched` tells whether the handbook names a user: where Teams does not say who somebody is, those are let in and
    nobody else.
    """

    def __init__(
        self,
        service: Service,
        settings: TeamsSettings,
        now: Callable[[], datetime],
        vouched: Callable[[str], bool] = nobody,
    ) -> None:
        self._service = service
        self._settings = settings
        self._now = now
        self._vouched = vouched
        self._known: dict[str, _Known] = {}
        self._users: dict[str, str] = {}

    async def actor(self, came: Came) -> Actor:
        """Whoever sent the activity."""
        known = self._known.get(came.user)
        if known is None or self._now() - known.asked_at >= FRESH:
            known = await self._ask(came, known)
        return Actor(DESK, came.user, known.guest)

    async def users(self, came: Came, accounts: Sequence[str]) -> dict[str, str]:
        """The users' ids (Entra) behind Teams' own ids of accounts; without those that Teams does not tell in time."""
        fresh = [account for account in accounts if account not in self._users][:MOST_ASKED]
        try:
            async with asyncio.timeout(LONGEST):
                await asyncio.gather(*(self._learn(came, account) for account in fresh))
        except TimeoutError:
            LOG.warning("Teams did not say in time who is mentioned")
        return {account: self._users[account] for account in accounts if account in self._users}

    async def _learn(self, came: Came, account: str) -> None:
        try:
            member = await self._service.member(came.service_url, came.conversation, account)
        except TeamsCallError as error:
            LOG.warning("Teams did not say who is mentioned: %s", error)
            return
        if len(self._users) >= _KEPT:
            self._users.clear()
        user = string(member.get("aadObjectId")) or string(member.get("objectId"))
        if user:
            self._users[account] = user

    async def _ask(self, came: Came, before: _Known | None) -> _Known:
        try:
            member = await self._service.member(came.service_url, came.conversation, came.account)
        except TeamsCallError as error:
            if before is not None:
                return before
            LOG.warning("Teams did not say who somebody is: %s", error)
            # Not kept: asked again with the next thing they do.
            return _Known(not self._vouched(came.user), self._now())
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[came.user] = known = _Known(is_guest(member, self._settings.tenant_id), self._now())
        return known


def is_guest(member: Json, tenant: str) -> bool:
    """Whether this member (Teams' shape) is a guest, nobody in particular, or of another organisation."""
    role, home = string(member.get("userRole")).lower(), string(member.get("tenantId"))
    return role in _GUESTS or bool(tenant and home and home.lower() != tenant.lower())
