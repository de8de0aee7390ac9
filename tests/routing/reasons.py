"""Whether reasons are as the table of reasons says."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from routing.reason_codes import CODES
from routing.reasons import Reason


def are_sound(reasons: Iterable[Reason]) -> bool:
    """Known codes with exactly their values; moments readable and in UTC, seconds whole; the same after storing."""
    return all(_is_sound(reason) for reason in reasons)


def _is_sound(reason: Reason) -> bool:
    assert sorted(reason.values) == sorted(CODES[reason.code]), reason
    for name, value in reason.values.items():
        if name.endswith("_at"):
            assert datetime.fromisoformat(str(value)).utcoffset() == timedelta(), reason
        if name.endswith("_seconds"):
            assert isinstance(value, int), reason
    return Reason.from_json(reason.as_json()) == reason
