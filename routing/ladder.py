"""The ladder of the handbook, as it is frozen on an item when it opens."""

from datetime import timedelta

from routing.handbook import Handbook
from routing.handbook_fields import parse_rung_time
from routing.item import Rung

DEFAULT_LADDER = (
    Rung("unclaimed_50", "unclaimed", ("expert",), share=0.5),
    Rung("unclaimed_75", "unclaimed", ("experts",), share=0.75),
    Rung("claimed_75", "claimed", ("owner",), share=0.75),
    Rung("unclaimed_100", "unclaimed", ("lead",), share=1.0),
    Rung("claimed_100", "claimed", ("owner", "lead"), share=1.0),
    Rung("past", "open", ("managers",), offset=timedelta(minutes=30)),
)
"""What happens where the handbook names no rung."""


def ladder_for(handbook: Handbook) -> tuple[Rung, ...]:
    """The handbook's rungs in its order, the default ladder when it has none."""
    if not handbook.rungs:
        return DEFAULT_LADDER
    ladder = []
    for rule in handbook.rungs:
        share, offset = parse_rung_time(rule.at)
        ladder.append(Rung(rule.id, rule.when, tuple(rule.whom), share, offset))
    return tuple(ladder)
