"""The ladder of the handbook, as it is frozen on an item when it opens."""

from datetime import timedelta

from routing.handbook import Handbook
from routing.handbook_fields import parse_rung_time
from routing.handbook_rules import RungEntry
from routing.item import Rung, Urgency
from routing.remembered import by_handbook

DEFAULT_LADDER = (
    Rung("unclaimed_50", "unclaimed", ("expert",), share=0.5),
    Rung("unclaimed_75", "unclaimed", ("experts",), share=0.75),
    Rung("claimed_75", "claimed", ("owner",), share=0.75),
    Rung("unclaimed_100", "unclaimed", ("lead",), share=1.0),
    Rung("claimed_100", "claimed", ("owner", "lead"), share=1.0),
    Rung("past", "open", ("managers",), offset=timedelta(minutes=30)),
)
"""What happens where the handbook names no rung."""


@by_handbook
def ladder_for(handbook: Handbook, domain: str, source: str, urgency: Urgency) -> tuple[Rung, ...]:
    """The rungs of the first ladder that fits, in their order; the default ladder when none does."""
    for ladder in handbook.ladders:
        if (
            _fits(ladder.domains, domain)
            and _fits(ladder.sources, source.strip().lower())
            and _fits(ladder.urgency, urgency)
        ):
            return tuple(_rung(entry) for entry in ladder.rung)
    return DEFAULT_LADDER


def _fits(wanted: tuple[str, ...], value: str) -> bool:
    return not wanted or value in wanted


def _rung(entry: RungEntry) -> Rung:
    share, offset = parse_rung_time(entry.at)
    return Rung(entry.id, entry.when, tuple(entry.whom), share, offset)
