"""How soon an item must be answered, and from when the clock runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.handbook import Handbook
from routing.handbook_rules import Target
from routing.item import Clock, Deadline, Item, Kind, Post, Urgency
from routing.moments import stamp
from routing.reasons import Reason, Value
from routing.remembered import by_handbook
from routing.timing import clock_starts, moved_on

FEW_HOURS = timedelta(hours=3)
ONE_DAY = timedelta(hours=24)
_SLOW_SOURCES = frozenset({"blog", "blogs", "forum", "forums", "review", "reviews"})
_REST = "*"


@dataclass(frozen=True)
class PostFacts:
    """What decides which target a post has. `source` may be written in any case."""

    source: str
    kind: Kind
    urgency: Urgency
    domain: str


@dataclass(frozen=True)
class _Asked:
    """When the customer wrote, and when that came to us; `again`: after an answer."""

    at: datetime
    came_at: datetime
    again: bool = False


def facts_of(item: Item) -> PostFacts:
    """What of an item decides its target."""
    return PostFacts(item.post.source, item.kind, item.urgency, item.domain)


@by_handbook
def target_for(handbook: Handbook, facts: PostFacts) -> Target:
    """The first of the handbook's targets that fits; then the first for the rest; else the usual one of the source.

    The usual one is a day for blogs, forums and reviews, else 3 h, around the clock: in doubt the stricter one.
    """
    source = facts.source.strip().lower()
    named = (one for one in handbook.targets if one.has_conditions and _fits(one, facts, source))
    rest = (one for one in handbook.targets if not one.sources or _REST in one.sources)
    found = next(named, None) or next((one for one in rest if _is_for_the_rest(one)), None)
    usual = ONE_DAY if source in _SLOW_SOURCES else FEW_HOURS
    return found or Target(answer_within=usual)


def deadline_for(handbook: Handbook, post: Post, facts: PostFacts, now: datetime) -> Deadline:
    """The deadline of a post that arrives at `now`: from the customer's own time of posting.

    A posting time in the future counts as `now`. Without a rota, posts outside the staffed hours start with the next.
    """
    target = target_for(handbook, facts)
    asked = _Asked(min(post.posted_at, now), now)
    return _deadline(handbook, facts, asked, target, target.answer_within, now)


def next_deadline(
    handbook: Handbook, item: Item, posted_at: datetime, now: datetime, *, came_at: datetime | None = None
) -> Deadline:
    """The deadline of the next answer, when the customer asks again at `posted_at` and we see it at `now`.

    `came_at` is when it came to us, where it was taken for mere thanks until `now`.
    """
    facts = facts_of(item)
    target = target_for(handbook, facts)
    asked = _Asked(min(posted_at, now), came_at or now, again=True)
    return _deadline(handbook, facts, asked, target, target.next_answer_within or target.answer_within, now)


def _fits(target: Target, facts: PostFacts, source: str) -> bool:
    alone = not (target.kind or target.urgency or target.domains)
    sources = set(target.sources) - {_REST} if alone else set(target.sources)
    return (
        (not sources or source in sources or _REST in sources)
        and (not target.kind or facts.kind in target.kind)
        and (not target.urgency or facts.urgency in target.urgency)
        and (not target.domains or facts.domain in target.domains)
    )


def _is_for_the_rest(target: Target) -> bool:
    return not (target.kind or target.urgency or target.domains)


def _deadline(
    handbook: Handbook, facts: PostFacts, asked: _Asked, target: Target, within: timedelta, now: datetime
) -> Deadline:
    starts_at = clock_starts(handbook, facts.domain, target.clock, asked.at)
    due_at = moved_on(handbook, facts.domain, target.clock, starts_at, within)
    came_late, unstaffed = due_at < asked.came_at, target.clock is Clock.AROUND and starts_at > asked.at
    values: dict[str, Value] = {
        "target_seconds": int(within.total_seconds()),
        "zone": handbook.company.zone,
        "source": facts.source,
        "urgency": facts.urgency.value,
    }
    if came_late:
        because = Reason("came_late", {**values, "starts_at": stamp(starts_at)})
    elif due_at < now:
        because = Reason("taken_for_thanks", {**values, "starts_at": stamp(starts_at)})
    elif unstaffed:
        because = Reason("came_unstaffed", {**values, "opens_at": stamp(starts_at)})
    else:
        values["starts_at"] = stamp(starts_at)
        because = _in_time(handbook, facts, target.clock, values, again=asked.again)
    return Deadline(due_at, starts_at, within, because, unstaffed, came_late, target.clock)


def _in_time(handbook: Handbook, facts: PostFacts, clock: Clock, values: dict[str, Value], *, again: bool) -> Reason:
    if clock is Clock.AROUND:
        return Reason("next_target", values) if again else Reason("target", values)
    values["domain"] = facts.domain
    if handbook.domain_or_default(facts.domain).hours is None:
        return Reason("next_target_office_company", values) if again else Reason("target_office_company", values)
    return Reason("next_target_office", values) if again else Reason("target_office", values)
