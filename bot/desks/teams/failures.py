"""A call to Teams that failed, and what that means for a repeat."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from routing.delivery import MESSAGE_GONE, GaveUp, Outcome, RetryAfter, Unknown

SOON = 2.0
WITHOUT_RETRY_AFTER = 5.0
"""Seconds to wait after a 429 that names none: Teams counts per second, per two and per thirty seconds."""

LONGEST_REST = 600.0
"""Seconds that a 429 may ask for at most: Teams counts by the hour at the longest, and a page may wait behind it."""

_CONFLICT, _TOO_MANY = 412, 429
_PERHAPS_DONE = frozenset({500, 502, 504})
"""The gateway or the service failed on the way: the message may stand there all the same."""


class Trouble(StrEnum):
    """What is known about a call that failed."""

    REFUSED = "refused"
    """Teams said no; nothing was done. `word` is its error code."""
    PASSING = "passing"
    """Teams cannot do it at this moment (412, 503); nothing was done."""
    LIMITED = "limited"
    """Too many calls; nothing was done. `seconds` is how long Teams wants us to wait."""
    UNREACHED = "unreached"
    """No connection came about; nothing was done."""
    CREDENTIALS = "credentials"
    """The bot's own token is refused, or none is given; nothing was done."""
    LOST = "lost"
    """The request went out and no usable answer came back (500, 502, 504, time-out): it may have been done."""


@dataclass(frozen=True)
class Failure:
    """Why a call failed. `status` is HTTP's, 0 where there was no answer."""

    trouble: Trouble
    word: str
    status: int = 0
    seconds: float = SOON


class TeamsCallError(Exception):
    """One call did not do what it was to do. Its text holds kind and word: no token, no customer's words."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.trouble}: {failure.word}")
        self.failure = failure


def failure_of(status: int, word: str, retry_after: str | None) -> Failure:
    """What an answer other than 2xx means. Source: Microsoft's "Rate limiting for bots" (412, 502, 504: try again)."""
    if status == _TOO_MANY:
        return Failure(Trouble.LIMITED, word or "429", status, _seconds(retry_after))
    if status in _PERHAPS_DONE:
        return Failure(Trouble.LOST, word or str(status), status)
    if status == _CONFLICT or status >= 500:
        return Failure(Trouble.PASSING, word or str(status), status)
    if status == 401:
        return Failure(Trouble.CREDENTIALS, word or "401", status)
    return Failure(Trouble.REFUSED, word or str(status), status)


def outcome_of(failure: Failure, *, repeatable: bool) -> Outcome:
    """What it means for the courier. `repeatable`: an edit, which comes to the same when it is made twice."""
    match failure.trouble:
        case Trouble.LIMITED | Trouble.PASSING | Trouble.UNREACHED | Trouble.CREDENTIALS:
            # Refused credentials too: the next try asks for a new token, and goes out once somebody has mended them.
            return RetryAfter(failure.seconds)
        case Trouble.LOST:
            return RetryAfter(SOON) if repeatable else Unknown(failure.word)
    if repeatable and failure.status == 404:
        return GaveUp(MESSAGE_GONE)
    return GaveUp(failure.word)


def _seconds(retry_after: str | None) -> float:
    try:
        seconds = float(retry_after or WITHOUT_RETRY_AFTER)
    except ValueError:
        return WITHOUT_RETRY_AFTER
    return min(max(seconds, 0.5), LONGEST_REST) if isfinite(seconds) else WITHOUT_RETRY_AFTER
