"""The ladder of the handbook, as it is frozen on an item when it opens."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from routing.handbook import Handbook
from routing.handbook_fields import parse_rung_time
from routing.handbook_rules import Ladder, RungEntry
from routing.item import Item, Kind, Repeat, Rung, Urgency
from routing.remembered import by_handbook

PAST = Rung("past", "open", ("managers",), offset=timedelta(minutes=30))
"""The managers are told past the last rung, whatever a ladder says."""

DEFAULT_LADDER = (
    Rung("unclaimed_50", "unclaimed", ("expert",), share=0.5),
    Rung("unclaimed_75", "unclaimed", ("experts",), share=0.75),
    Rung("claimed_75", "claimed", ("owner",), share=0.75),
    Rung("unclaimed_100", "unclaimed", ("lead",), share=1.0),
    Rung("claimed_100", "claimed", ("owner", "lead"), share=1.0),
    PAST,
)
"""What happens where the handbook names no rung."""


@by_handbook
def ladder_for(
    handbook: Handbook, domain: str, source: str, urgency: Urgency, kind: Kind, target: timedelta
) -> tuple[Rung, ...]:
    """The rungs of the first ladder that fits, in their order; the default ladder when none does.

    Where a ladder may leave the managers out, the default's last rung follows half an hour after its own last, though
    not before half an hour past the deadline.
    """
    for ladder in handbook.ladders:
        if _fits(ladder, domain, source.strip().lower(), urgency, kind):
            return _with_managers(tuple(_rung(entry) for entry in ladder.rung), target)
    return DEFAULT_LADDER


def climbable(item: Item) -> tuple[Rung, ...]:
    """The item's rungs with each repeat as a rung of its own, called "half#1" after "half"."""
    if not any(rung.repeat is not None for rung in item.ladder):
        return item.ladder
    return tuple(one for rung in item.ladder for one in _times(rung, item))


def _times(rung: Rung, item: Item) -> Iterator[Rung]:
    yield rung
    if rung.repeat is not None:
        first = rung.at(item.deadline)
        for time in range(1, rung.repeat.times + 1):
            yield replace(rung, id=f"{rung.id}#{time}", repeat=None, moment=first + time * rung.repeat.every)


def _fits(ladder: Ladder, domain: str, source: str, urgency: Urgency, kind: Kind) -> bool:
    wanted = (ladder.domains, domain), (ladder.sources, source), (ladder.urgency, urgency), (ladder.kind, kind)
    return all(not values or value in values for values, value in wanted)


def _with_managers(rungs: tuple[Rung, ...], target: timedelta) -> tuple[Rung, ...]:
    told = {rung.when for rung in rungs if "managers" in rung.whom}
    if "open" in told or told >= {"claimed", "unclaimed"}:
        return rungs
    assert PAST.offset is not None
    latest = max(_last_after_deadline(rung, target) for rung in rungs)
    name = PAST.id
    while name in {rung.id for rung in rungs}:
        name += "_last"
    return (*rungs, replace(PAST, id=name, offset=max(latest, timedelta()) + PAST.offset))


def _last_after_deadline(rung: Rung, target: timedelta) -> timedelta:
    """How long past the deadline it speaks first; negative before it. Its repeats keep no managers waiting."""
    return rung.offset if rung.offset is not None else target * ((rung.share or 0.0) - 1)


def _rung(entry: RungEntry) -> Rung:
    share, offset = parse_rung_time(entry.at)
    repeat = Repeat(entry.repeat.every, entry.repeat.times) if entry.repeat is not None else None
    return Rung(entry.id, entry.when, tuple(entry.whom), share, offset, entry.how, repeat)
