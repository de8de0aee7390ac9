"""The chain of an item's history: each entry's digest covers the one before it, so that a change shows."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST = ""
"""What the first entry of an item has as its previous digest."""

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


@dataclass(frozen=True)
class Link:
    """One entry of a history as it is stored. `words_digest` stands for erasable words of a customer."""

    number: int
    sequence: int
    at: datetime
    who: str
    what: str
    values: Mapping[str, object]
    words_digest: str | None
    previous_digest: str
    digest: str


def digest(
    previous: str,
    number: int,
    sequence: int,
    at: datetime,
    who: str,
    what: str,
    values: Mapping[str, object],
    words_digest: str | None,
) -> str:
    """SHA-256, in hex, over the canonical JSON of all arguments (keys sorted, no spaces, ASCII, UTC microseconds).

    `values` holds what JSON can hold. Raises ValueError for a naive `at`.
    """
    if at.tzinfo is None:
        raise ValueError("a history entry needs an aware moment")
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    row = [previous, number, sequence, moment, who, what, dict(values), words_digest]
    return hashlib.sha256(_CANONICAL.encode(row).encode()).hexdigest()


def words_digest(salt: str, words: str) -> str:
    """A digest of a customer's words that says nothing once `salt` is erased (HMAC-SHA-256, hex)."""
    return hmac.digest(salt.encode(), words.encode(), "sha256").hex()


def verify(links: Iterable[Link]) -> int | None:
    """The sequence number of the first entry that does not follow from the one before it; None for a whole chain.

    Entries of one item in order of sequence, from 1.
    """
    previous = FIRST
    for expected, link in enumerate(links, start=1):
        right = digest(
            previous, link.number, link.sequence, link.at, link.who, link.what, link.values, link.words_digest
        )
        if (link.sequence, link.previous_digest, link.digest) != (expected, previous, right):
            return expected
        previous = link.digest
    return None
