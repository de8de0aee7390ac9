"""The item that a sorted post becomes: its deadline, expert and ladder. Intake stores it, trying out shows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from routing.choose import Chosen
from routing.handbook import Handbook
from routing.item import Deadline, Item, Place, State
from routing.ladder import ladder_for
from routing.sorting import Sorted
from routing.target import PostFacts, deadline_for
from routing.timing import beginning, run_of, timed

Naming = Callable[[str, Deadline, str], Chosen]
"""Names the expert for a domain, a deadline and a language."""


@dataclass(frozen=True)
class Opened:
    """A new item, without a number and without the moment at which it is due next, and how its expert was chosen."""

    item: Item
    chosen: Chosen


def opened(handbook: Handbook, found: Sorted, now: datetime, name: Naming, origin: Place | None = None) -> Opened:
    """The item of a post that arrives at `now`."""
    post, match = found.post, found.match
    facts = PostFacts(post.source, found.kind, match.urgency, match.domain)
    deadline = deadline_for(handbook, post, facts, now)
    run = run_of(handbook, match.domain, deadline, now)
    chosen = name(match.domain, replace(deadline, starts_at=run.starts_at, due_at=run.due_at), found.language)
    ladder = ladder_for(handbook, match.domain, post.source, match.urgency, found.kind, deadline.target)
    item = Item(
        number=0, post=post, received_at=now, state=State.NEW, version=1, domain=match.domain, rule=match.rule,
        situation=match.situation, tags=match.tags, marks=found.marks, urgency=match.urgency, kind=found.kind,
        language=found.language, expert=chosen.expert, owner=None, claimed_at=None, deadline=deadline,
        ladder=timed(ladder, deadline, handbook, match.domain, now), climb=beginning(deadline), next_due_at=None,
        reasons=(*found.reasons, *chosen.reasons, deadline.because), handbook=handbook.digest, origin=origin,
    )  # fmt: skip
    return Opened(item, chosen)
