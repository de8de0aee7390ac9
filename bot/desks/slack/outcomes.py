"""What a failed call means for the courier: whether the same thing may be sent again, and when."""

from bot.desks.slack.api import Failure, Trouble
from routing.delivery import GaveUp, Outcome, RetryAfter, Unknown

_SOON = 2.0

_PASSING = frozenset({"service_unavailable", "team_added_to_org", "accesslimited"})
"""Error words that end by themselves; nothing was done."""

_PERHAPS_DONE = frozenset({"internal_error", "fatal_error", "request_timeout"})
"""Slack: "It's possible some aspect of the operation succeeded before the error was raised"."""


def outcome_of(failure: Failure, repeatable: bool) -> Outcome:
    """Return the outcome of a send that failed. `repeatable`: doing it twice comes to the same (edits, reactions)."""
    match failure.trouble:
        case Trouble.LIMITED:
            return RetryAfter(failure.seconds)
        case Trouble.UNREACHED | Trouble.FAILED:
            return RetryAfter(_SOON)
        case Trouble.REFUSED if failure.word in _PASSING:
            return RetryAfter(_SOON)
        case Trouble.REFUSED if failure.word not in _PERHAPS_DONE:
            return GaveUp(failure.word)
    return RetryAfter(_SOON) if repeatable else Unknown(failure.word)
