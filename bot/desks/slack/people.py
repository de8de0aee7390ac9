"""Who acts: a member, or somebody who may do nothing here. Slack is asked at most once in ten minutes a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desks.slack.api import Api, Json, SlackCallError, Trouble
from bot.desks.slack.noticed import DESK
from bot.desks.slack.quiet import LOG
from handlers.intents import Actor

FRESH = timedelta(minutes=10)

_UNSEEN = frozenset({"user_not_found", "user_not_visible"})
"""Whom Slack does not show to our app belongs to another organisation."""

_KEPT = 10_000


@dataclass(frozen=True)
class _Known:
    """`guest` is None where Slack refuses to say."""

    guest: bool | None
    asked_at: datetime


def nobody(_: str) -> bool:
    """Knows nobody."""
    return False


class People:
    """Knows of every Slack user whether they are a guest. `team` is our own workspace's id.

    `vouched` tells whether the handbook names a user: where Slack refuses to say who somebody is (a scope that was
    forgotten), those may act and nobody else; but what anybody writes is read, so that no post is lost for it.
    """

    def __init__(self, api: Api, now: Callable[[], datetime], vouched: Callable[[str], bool] = nobody) -> None:
        self._api = api
        self._now = now
        self._vouched = vouched
        self._known: dict[str, _Known] = {}
        self.team = ""

    async def author(self, user: str) -> Actor:
        """Return who wrote something; raises as `actor`."""
        return await self._actor(user, unknown_is_guest=False)

    async def actor(self, user: str) -> Actor:
        """Return who acts; raises SlackCallError when Slack cannot be asked and nothing is known from before."""
        return await self._actor(user, unknown_is_guest=not self._vouched(user))

    async def _actor(self, user: str, *, unknown_is_guest: bool) -> Actor:
        known = self._known.get(user)
        if known is None or self._now() - known.asked_at >= FRESH:
            known = await self._ask(user, known)
        return Actor(DESK, user, unknown_is_guest if known.guest is None else known.guest)

    def changed(self, user: str) -> None:
        """Forget what is known: Slack said that something about this person changed."""
        self._known.pop(user, None)

    async def _ask(self, user: str, before: _Known | None) -> _Known:
        try:
            answer = await self._api.call(self._api.client.users_info(user=user))
            guest: bool | None = is_guest(answer.get("user") or {}, self.team)
        except SlackCallError as error:
            if error.failure.trouble is Trouble.REFUSED and error.failure.word in _UNSEEN:
                guest = True
            elif before is not None:
                return before
            elif error.failure.trouble is Trouble.REFUSED:
                LOG.warning("Slack does not say who people are (users.info: %s); see docs/slack.md", error.failure.word)
                guest = None
            else:
                raise
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[user] = known = _Known(guest, self._now())
        return known


def is_guest(user: Json, team: str) -> bool:
    """Whether this user (Slack's shape) is a guest, a bot, gone, or of another organisation than `team`."""
    if any(user.get(key) for key in ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")):
        return True
    teams = {user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ())}
    return bool(team) and team not in teams
