"""When a person's chat makes no sound (Do Not Disturb), as far as a desk tells, and what of a shift that covers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.handbook import Handbook
from routing.rota import Shift, layers, shifts

FRESH = timedelta(hours=1)
"""Age up to which what is known is good enough for a page."""

DAILY = timedelta(days=1)
"""Age up to which it is good enough for whoever is on call soon."""

AHEAD = timedelta(days=7)
"""How far shifts are looked at."""


@dataclass(frozen=True)
class QuietTime:
    """The quiet time of a person on a desk that is under way or comes next, from `starts_at` up to `ends_at`; None
    where there is none. A desk tells only the next one, as it was at `seen_at`: one that repeats is seen day by day."""

    person: str
    desk: str
    starts_at: datetime | None
    ends_at: datetime | None
    seen_at: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether that moment is quiet."""
        return self.within(moment, moment + timedelta(microseconds=1)) is not None

    def within(self, starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime] | None:
        """The part of that time that is quiet; None when nothing is."""
        if self.starts_at is None or self.ends_at is None:
            return None
        begins, ends = max(self.starts_at, starts_at), min(self.ends_at, ends_at)
        return (begins, ends) if begins < ends else None


def shifts_ahead(handbook: Handbook, now: datetime, ahead: timedelta = AHEAD) -> tuple[Shift, ...]:
    """The shifts of all layers that are under way or begin within `ahead`, the earliest first."""
    found = (shift for layer in layers(handbook) for shift in shifts(handbook, layer.id, now, now + ahead))
    return tuple(sorted(found, key=lambda shift: (shift.starts_at, shift.layer)))


def is_wanted(known: QuietTime | None, shift: Shift, now: datetime) -> bool:
    """Whether the desk is to be asked again about whoever has the shift: once a day, when the quiet
    time that is known is over, and as the shift begins."""
    if known is None or known.seen_at > now or now - known.seen_at >= DAILY:
        return True
    if known.ends_at is not None and known.seen_at < known.ends_at <= now:
        return True
    return known.seen_at < shift.starts_at <= now
