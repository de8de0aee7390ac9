"""Settings of a page's second leg: the webhook of a service that telephones or sends text messages, and e-mail."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

from bot.settings_checks import SHORTEST_SECRET, SIGNING_PREFIX, address_problems, decoded_length, is_loopback

PAGE_NAMES = (
    "PAGE_WEBHOOK_URL",
    "PAGE_WEBHOOK_SECRET",
    "SMTP_HOST",
    "SMTP_PORT",
    "SMTP_USER",
    "SMTP_PASSWORD",
    "SMTP_FROM",
    "SMTP_TLS",
)

Tls = Literal["starttls", "tls", "none"]
LONGEST_SECRET = 64
"""Bytes of a webhook's secret (Standard Webhooks)."""

PORTS: Mapping[str, int] = {"starttls": 587, "tls": 465, "none": 25}
"""The usual port of each way to protect the line."""

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\\\[\]]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


@dataclass(frozen=True)
class PageWebhook:
    """Where a page is posted, and the secret (`whsec_…`) that signs it."""

    url: str
    secret: SecretStr


@dataclass(frozen=True)
class Smtp:
    """The mail server, and from whom pages come. Without a user nobody logs in."""

    host: str
    port: int
    tls: Tls
    sender: str
    user: str = ""
    password: SecretStr | None = None


class PageSettings(BaseSettings):
    """The fields that `bot.settings.Settings` has for it."""

    page_webhook_url: str | None = Field(default=None, repr=False)
    """May hold a key of the service, so it is never part of `repr`."""
    page_webhook_secret: SecretStr | None = None
    smtp_host: str | None = None
    smtp_port: int | None = None
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_from: str = ""
    smtp_tls: Tls = "starttls"

    @property
    def page_webhook(self) -> PageWebhook | None:
        if self.page_webhook_url is None or self.page_webhook_secret is None:
            return None
        return PageWebhook(self.page_webhook_url, self.page_webhook_secret)

    @property
    def smtp(self) -> Smtp | None:
        if self.smtp_host is None:
            return None
        port = self.smtp_port or PORTS[self.smtp_tls]
        return Smtp(self.smtp_host, port, self.smtp_tls, self.smtp_from, self.smtp_user, self.smtp_password)

    @property
    def legs(self) -> tuple[str, ...]:
        """The second legs that are set up, as people's `page_also` names them."""
        return tuple(name for name, given in (("webhook", self.page_webhook), ("email", self.smtp)) if given)


def page_problems(values: Mapping[str, str], broken: Collection[str]) -> Iterator[str]:
    """Every problem with these settings, each as a sentence that shows no secret. See `problems_with`."""
    yield from _webhook(values, {*values, *broken})
    yield from _smtp(values, {*values, *broken})


def _webhook(values: Mapping[str, str], given: Collection[str]) -> Iterator[str]:
    yield from address_problems(values, "PAGE_WEBHOOK_URL", "https://pages.example.com/svarvakt")
    names = ("PAGE_WEBHOOK_URL", "PAGE_WEBHOOK_SECRET")
    for name, other in (names, names[::-1]):
        if name in given and other not in given:
            yield f"{other} is missing: {name} was given, and a page needs both."
    secret = values.get("PAGE_WEBHOOK_SECRET")
    if secret is not None and not (
        secret.startswith(SIGNING_PREFIX)
        and SHORTEST_SECRET <= decoded_length(secret.removeprefix(SIGNING_PREFIX)) <= LONGEST_SECRET
    ):
        yield f"PAGE_WEBHOOK_SECRET must be {SIGNING_PREFIX} and {SHORTEST_SECRET} to {LONGEST_SECRET} bytes in base64."


def _smtp(values: Mapping[str, str], given: Collection[str]) -> Iterator[str]:
    tls = values.get("SMTP_TLS", "starttls").lower()
    if tls not in PORTS:
        yield f"SMTP_TLS must be one of {', '.join(PORTS)}."
    others = [
        name
        for name in PAGE_NAMES
        if name.startswith("SMTP_") and name in given and name not in ("SMTP_HOST", "SMTP_TLS")
    ]
    if "SMTP_HOST" not in given:
        if others:
            yield f"SMTP_HOST is missing: {' and '.join(others)} {'was' if len(others) == 1 else 'were'} given."
        return
    host = values.get("SMTP_HOST", "localhost")
    if not re.fullmatch(r"[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*", host):
        yield f'SMTP_HOST must be a name or an address alone, such as smtp.example.com, not "{host}".'
    port = values.get("SMTP_PORT", "25")
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) <= 65535:
        yield f'SMTP_PORT must be a number from 1 to 65535, not "{port}".'
    if "SMTP_FROM" not in given:
        yield "SMTP_FROM is missing: SMTP_HOST was given, and a page needs a sender, such as svarvakt@example.com."
    elif not _ADDRESS.fullmatch(values.get("SMTP_FROM", "a@example.com")):
        yield "SMTP_FROM must be an address alone, such as svarvakt@example.com."
    if ("SMTP_USER" in given) != ("SMTP_PASSWORD" in given):
        yield "SMTP_USER and SMTP_PASSWORD belong together: give both, or none where nobody has to log in."
    elif "SMTP_PASSWORD" in given and tls == "none" and not is_loopback(host):
        yield "SMTP_TLS=none would show SMTP_PASSWORD to everybody on the way: use starttls or tls."
