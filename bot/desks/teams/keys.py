"""The keys that sign what Teams sends: fetched from Microsoft, kept for a day, fetched anew for one not known."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.desks.teams.settings import LOCAL_HOSTS

KEPT = timedelta(days=1)
LOOKED_AGAIN = timedelta(minutes=1)
"""A key that nobody knows makes us look again, but no more often: else anybody could make us ask Microsoft all day."""

TRIED_AGAIN = timedelta(seconds=2)
"""After a look that failed: meanwhile nobody can be let in."""


class KeysUnreachable(Exception):
    """The keys cannot be fetched and none are known."""


class SigningKeys:
    """The key set behind one metadata address."""

    def __init__(self, address: str, session: Callable[[], aiohttp.ClientSession], now: Callable[[], datetime]) -> None:
        self.address = address
        self._session = session
        self._now = now
        self._keys: dict[str, Mapping[str, Any]] = {}
        self._fetched_at: datetime | None = None
        self._tried_at: datetime | None = None
        self._fetching = asyncio.Lock()

    async def find(self, key_id: str) -> Mapping[str, Any] | None:
        """The key (a JWK) of that id, None when there is none. Raises KeysUnreachable."""
        async with self._fetching:
            now = self._now()
            old = self._fetched_at is None or now - self._fetched_at >= KEPT
            failed = self._tried_at is not None and self._tried_at != self._fetched_at
            rested = self._tried_at is None or now - self._tried_at >= (TRIED_AGAIN if failed else LOOKED_AGAIN)
            if (old or key_id not in self._keys) and rested:
                self._tried_at = now
                await self._fetch(now)
        if not self._keys:
            raise KeysUnreachable
        return self._keys.get(key_id)

    async def _fetch(self, now: datetime) -> None:
        """What cannot be fetched leaves the keys of before in use."""
        try:
            metadata = await self._get(self.address)
            where = str(metadata.get("jwks_uri") or "")
            parts = urlsplit(where)
            if parts.scheme != "https" and parts.hostname not in LOCAL_HOSTS:
                return
            found = (await self._get(where)).get("keys")
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return
        keys: dict[str, Mapping[str, Any]] = {
            str(key["kid"]): key for key in found or () if isinstance(key, dict) and key.get("kid")
        }
        if keys:
            self._keys, self._fetched_at = keys, now

    async def _get(self, address: str) -> dict[str, Any]:
        async with self._session().get(address) as response:
            response.raise_for_status()
            answer = await response.json(content_type=None)
        return answer if isinstance(answer, dict) else {}
