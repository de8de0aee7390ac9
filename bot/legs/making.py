"""Makes the second legs that are set up. The mail library is loaded only when it is wanted."""

from collections.abc import Callable
from datetime import datetime

from bot.by_name import email_leg
from bot.legs.leg import Leg
from bot.legs.webhook import Link, WebhookLeg
from bot.settings import Settings
from handlers.second_leg import SENDERS


def make_legs(settings: Settings, now: Callable[[], datetime], link: Link) -> dict[str, Leg]:
    """By the names that the outbox has for them."""
    made: dict[str, Leg] = {}
    if settings.page_webhook is not None:
        made[SENDERS["webhook"]] = WebhookLeg(settings.page_webhook, now, link)
    if settings.smtp is not None:
        made[SENDERS["email"]] = email_leg(settings.smtp, now, link)
    return made
