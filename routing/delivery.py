"""How messages leave: which go first, how long to wait before trying again, and how a try can end."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from routing.item import Place

LEASE = timedelta(seconds=60)
"""How long a courier may hold a row before others take it for lost."""

UNKNOWN_WAIT = timedelta(seconds=15)
"""How long a send of unknown outcome rests before the desk is asked whether the message is there."""

PACE = timedelta(seconds=1)
"""Least time between two posts in one conversation: Slack takes about one message a second a channel."""

LONGEST_TRIES = 300
"""Tries of one message before it is given up: about a day of five-minute waits, so that an outage loses nothing."""

_LONGEST_WAIT = 300


MESSAGE_GONE = "message_not_found"
"""Why an edit is given up when somebody has deleted our message, on every desk: it is posted anew then."""


class Priority(IntEnum):
    """The smaller goes first."""

    PAGE = 0
    REPLY = 1
    NOTICE = 2
    CARD = 3
    THREAD = 4


@dataclass(frozen=True)
class Sent:
    """It stands at `place`."""

    place: Place


@dataclass(frozen=True)
class Published:
    """An answer stands at its source: `link` leads to it, `external_id` is the source's own name of it."""

    link: str
    external_id: str


@dataclass(frozen=True)
class RetryAfter:
    """The desk asks to wait `seconds`."""

    seconds: float


@dataclass(frozen=True)
class GaveUp:
    """It can never be sent; `reason` is a sentence or the desk's own error word."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """It may stand there or not (time-out, broken connection): look before sending again."""

    reason: str


Outcome = Sent | RetryAfter | GaveUp | Unknown


def backoff(attempt: int) -> timedelta:
    """How long to wait after try number `attempt` (from 1): 1, 2, 4 … seconds, 5 minutes at most."""
    return timedelta(seconds=min(2 ** min(max(attempt, 1) - 1, 16), _LONGEST_WAIT))
