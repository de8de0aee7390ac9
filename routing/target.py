"""How soon an item must be answered, and from when the clock runs."""

from datetime import datetime, timedelta

from routing.calendar import staffed_span
from routing.handbook import Handbook
from routing.item import Deadline, Post, Urgency
from routing.moments import stamp
from routing.reasons import Reason, Value

FEW_HOURS = timedelta(hours=3)
ONE_DAY = timedelta(hours=24)
_SLOW_SOURCES = frozenset({"blog", "blogs", "forum", "forums", "review", "reviews"})


def target_for(handbook: Handbook, source: str) -> timedelta:
    """The target of a source: the handbook's for it, else its "*", else a day for blogs, forums and reviews, else 3 h.

    In doubt the stricter one.
    """
    named = {name: target.answer_within for target in handbook.targets for name in target.sources}
    folded = source.strip().lower()
    usual = ONE_DAY if folded in _SLOW_SOURCES else FEW_HOURS
    return named.get(folded) or named.get("*") or usual


def deadline_for(handbook: Handbook, post: Post, urgency: Urgency, now: datetime) -> Deadline:
    """The deadline of a post that arrives at `now`: from the customer's own time of posting, around the clock.

    A posting time in the future counts as `now`. Without a rota, posts outside the staffed hours start with the next.
    """
    posted_at = min(post.posted_at, now)
    target = target_for(handbook, post.source)
    values: dict[str, Value] = {
        "target_seconds": int(target.total_seconds()),
        "zone": handbook.company.zone,
        "source": post.source,
        "urgency": urgency.value,
    }
    span = staffed_span(handbook, posted_at) if handbook.rota is None else None
    if span is not None and span.start > posted_at:
        because = Reason("came_unstaffed", {**values, "opens_at": stamp(span.start)})
        return Deadline(span.start + target, span.start, target, because, came_unstaffed=True)
    because = Reason("target", {**values, "starts_at": stamp(posted_at)})
    return Deadline(posted_at + target, posted_at, target, because)
