"""A page as a signed request (Standard Webhooks), for services that telephone or send text messages.

Each try has the same `webhook-id`, so that the receiver can drop doubles. docs/pages.md describes the body.
"""

import json
from collections.abc import Callable
from datetime import datetime

import aiohttp
from standardwebhooks import Webhook

from bot.legs.leg import LONGEST_CALL, SOON
from bot.settings_pages import PageWebhook
from handlers.parcels import Alarm
from routing.delivery import GaveUp, Outcome, RetryAfter, Sent
from routing.item import Place

Link = Callable[[Place], str]
"""An address that opens a message in chat; "" where the desk has none."""

_FOR_THE_MOMENT = frozenset({408, 425, 429})


class WebhookLeg:
    """`now` is the clock of the rest of the program: the time of each try is signed."""

    def __init__(self, settings: PageWebhook, now: Callable[[], datetime], link: Link) -> None:
        self._url = settings.url
        self._signer = Webhook(settings.secret.get_secret_value())
        self._now = now
        self._link = link
        self._session: aiohttp.ClientSession | None = None

    async def send(self, alarm: Alarm) -> Outcome:
        """Sent for 2xx; another try after 408, 425, 429, 5xx and a broken connection; GaveUp for all else."""
        now = self._now()
        body = json.dumps(body_of(alarm, now, self._link), ensure_ascii=False)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Svarvakt",
            "webhook-id": alarm.key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._signer.sign(alarm.key, now, body),
        }
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_CALL), trust_env=True)
        try:
            async with self._session.post(
                self._url, data=body.encode(), headers=headers, allow_redirects=False
            ) as answer:
                return _outcome(alarm, answer.status, answer.headers.get("Retry-After", ""))
        except (TimeoutError, aiohttp.ClientError, OSError):
            return RetryAfter(SOON)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def body_of(alarm: Alarm, now: datetime, link: Link) -> dict[str, object]:
    """What is posted: numbers, the first deadline, whom to reach. Nothing that a customer wrote, and no way to it."""
    return {
        "type": "page.test" if alarm.is_test else "page",
        "timestamp": now.isoformat(),
        "data": {
            "person": {"id": alarm.person, "name": alarm.name, "email": alarm.email, "phone": alarm.phone},
            "language": alarm.language,
            "items": list(alarm.items),
            "count": len(alarm.items),
            "first_due_at": alarm.due_at.isoformat() if alarm.due_at is not None else None,
            "says": alarm.heading,
            "link": link(alarm.chat) if alarm.chat is not None else "",
        },
    }


def _outcome(alarm: Alarm, status: int, retry_after: str) -> Outcome:
    if 200 <= status < 300:
        return Sent(Place(alarm.desk, alarm.conversation, alarm.key))
    if status in _FOR_THE_MOMENT or status >= 500:
        return RetryAfter(float(retry_after) if retry_after.isascii() and retry_after.isdecimal() else SOON)
    return GaveUp(f"http_{status}")
