"""What somebody has chosen to see of the queue on their home, as the subject that travels with it and comes back.

"home:" is all of it, "home:domain=delivery;state=late" what is late of one field.
"""

from collections.abc import Mapping
from urllib.parse import quote, unquote

from handlers.queue_words import STATES, Filter, Group
from handlers.subjects import UnknownSubject

START = "home:"

WHATS = ("domain", "source", "state")
"""What the queue can be narrowed by, one menu each."""

LONGEST = 140
"""Characters of a subject: on Slack it is part of a menu's own name."""


def chosen_in(subject: str) -> Mapping[str, str]:
    """What is chosen, by one of WHATS. UnknownSubject for what no home of ours says."""
    if not subject.startswith(START) or len(subject) > LONGEST:
        raise UnknownSubject(subject)
    parts = (part.partition("=") for part in subject.removeprefix(START).split(";") if part)
    chosen = {what: unquote(value) for what, _, value in parts}
    if not set(chosen) <= set(WHATS) or chosen.get("state", "late") not in STATES:
        raise UnknownSubject(subject)
    return chosen


def subject_of(chosen: Mapping[str, str]) -> str:
    """The same back, always in the same order."""
    return START + ";".join(f"{what}={quote(chosen[what], safe='')}" for what in WHATS if chosen.get(what))


def with_choice(subject: str, choice: str) -> str:
    """After a choice in one of the menus: "domain=delivery", or "domain=" for all of them."""
    what, _, value = choice.partition("=")
    return subject_of({**chosen_in(subject), what: value})


def groups_of(chosen: Mapping[str, str]) -> tuple[Group, ...]:
    """The same as the queue's own filters."""
    return tuple((Filter(what, value),) for what, value in chosen.items())
