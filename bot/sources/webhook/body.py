"""What a sender writes in the body, field by field, and the words for what is wrong with it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from routing.item import Kind
from routing.text import LONGEST_TEXT, REPLACEMENT

LONGEST_ADDRESS = 2048
LONGEST_NAME = 200
MOST_ATTACHMENTS = 50
LARGEST_REACH = 10_000_000_000
EARLIEST_YEAR = 2000
FASTEST_CLOCK = timedelta(minutes=5)
"""How far ahead of ours a sender's clock may be."""

UNDETERMINED = ("und", "zxx", "qme", "qht", "qam", "qct", "qst")
"""What X writes where it found no language (its documentation of `lang`)."""


def source_slug(value: str) -> str:
    """A source's own word. Raises ValueError with a sentence, as all of these do."""
    slug = value.strip().lower()
    if not re.fullmatch(r"[a-z0-9_-]{1,40}", slug):
        raise ValueError("must be 1 to 40 of the letters a-z, digits, - and _, such as facebook")
    return slug


def _identity(value: str) -> str:
    identity = value.strip()
    if REPLACEMENT in identity or not identity.isprintable():
        raise ValueError("holds characters that cannot be stored")
    return identity


def _required_identity(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return _identity(value)


def http_address(value: str) -> str:
    """The address as given. Raises ValueError for what is no plain http(s) address, such as one that hides its host."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or not value.isprintable() or re.search(r'[\s<>"|\\]', value):
        raise ValueError("must be an address that starts with http:// or https://")
    if parts.username is not None:
        raise ValueError("must not hold a user name before the host")
    return value


def _posted_at(value: object, info: ValidationInfo) -> datetime:
    if not isinstance(value, str):
        raise ValueError('must be a text in ISO 8601 with a zone, such as "2026-03-02T09:30:00+01:00"')
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        raise ValueError('must be ISO 8601 with a zone, such as "2026-03-02T09:30:00+01:00"') from None
    if moment.tzinfo is None:
        raise ValueError('needs a zone: add "Z" for UTC, or an offset such as "+01:00"')
    if not EARLIEST_YEAR <= moment.year < 9999:
        raise ValueError(f"lies before {EARLIEST_YEAR} or after 9998")
    assert info.context is not None
    if moment > info.context["now"] + FASTEST_CLOCK:
        raise ValueError("lies in the future")
    return moment.astimezone(UTC)


def primary_language(value: str) -> str:
    """Primary language alone: nb-NO → nb; `no`, which says neither, counts as Bokmål."""
    primary = re.split(r"[-_]", value.strip().lower())[0]
    if primary in UNDETERMINED or primary == "":
        return ""
    if not re.fullmatch(r"[a-z]{2,3}", primary):
        raise ValueError("must be a language tag such as nb, sv, da, en or en-GB")
    return "nb" if primary == "no" else primary


def kind_named(value: object) -> Kind:
    kinds = [kind.value for kind in Kind]
    if not isinstance(value, str) or value.strip().lower() not in kinds:
        raise ValueError(f"must be one of {', '.join(kinds)}")
    return Kind(value.strip().lower())


Address = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(http_address)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]


class AuthorBody(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    name: Name = ""
    handle: Name = ""
    reach: Annotated[int, Field(ge=0, le=LARGEST_REACH)] | None = None


class IntakeBody(BaseModel):
    """The body of `POST /intake/<name>`: one post of one customer. Texts are clean already.

    Validated with the context `{"now": datetime}`.
    """

    model_config = ConfigDict(strict=True, extra="forbid")

    source: Annotated[str, AfterValidator(source_slug)]
    external_id: Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_required_identity)]
    text: Annotated[str, Field(max_length=LONGEST_TEXT)]
    url: Address | None = None
    author: AuthorBody = AuthorBody()
    posted_at: Annotated[datetime, BeforeValidator(_posted_at)] | None = None
    language: Annotated[str, Field(max_length=40), AfterValidator(primary_language)] = ""
    kind: Annotated[Kind, BeforeValidator(kind_named)] | None = None
    in_reply_to: Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_identity)] = ""
    attachments: Annotated[list[Address], Field(max_length=MOST_ATTACHMENTS)] = []
    private: bool = False
