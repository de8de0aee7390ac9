"""What `routing.rota` says, held against the naive walk."""

from datetime import datetime, timedelta
from itertools import pairwise

from routing.rota import Shift, gaps, on_call, shifts
from tests.routing.rota_walk import STEP, Mark, Spec, Walk, together

PEOPLE = ("dee", "eva", "ada")
OFFICE = tuple((day, 8 * 60, 16 * 60) for day in range(5))
NIGHT = tuple((day, 22 * 60, 2 * 60 + 30) for day in range(7))
REST = tuple((day, 2 * 60 + 30, 22 * 60) for day in range(7))

ZONES = {
    "Europe/Oslo": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),
    "UTC": ("2026-03-29", "2026-10-25"),
    "Asia/Kolkata": ("2026-03-29", "2026-10-25"),
}
"""The zones, and the Sundays on which their clocks change."""


def layers_of(zone: str, first: datetime) -> dict[str, Spec]:
    """All kinds of rotations in a zone, begun on the day of `first`."""
    day = first.date()
    one = ((day, PEOPLE),)
    later = ((day, PEOPLE), (day + timedelta(days=12), ("bo", "dee")), (day + timedelta(days=40), ("eva", "zoe", "cy")))
    closed = (day + timedelta(days=11), day + timedelta(days=13))
    return {
        "weekly": Spec(zone, one, ((0, 480),)),
        "in the hour of the change": Spec(zone, one, ((6, 150),)),
        "daily in that hour": Spec(zone, one, ((0, 135),), every=1),
        "daily at midnight": Spec(zone, later, ((0, 0),), every=1),
        "every three days": Spec(zone, later, ((0, 120),), every=3),
        "twice a week": Spec(zone, later, ((0, 480), (4, 960))),
        "around the change": Spec(zone, one, ((5, 1380), (6, 120), (6, 480))),
        "by day": Spec(zone, one, ((0, 480),), every=1, hours=OFFICE),
        "with holidays": Spec(zone, one, ((2, 720),), hours=(*OFFICE, (6, 600, 840)), holidays=closed),
        "by night": Spec(zone, one, ((0, 480),), hours=NIGHT),
        "of people who left": Spec(zone, ((day, ("dee", "zoe", "eva", "yan")),), ((0, 150),), every=1),
    }


def expects_agreement(spec: Spec, start: datetime, end: datetime) -> None:
    """Every five minutes the same person for the same reason; shifts that join, and none that overlap."""
    handbook, walk = spec.handbook, Walk(spec, start, end).between(start, end)
    found, place = shifts(handbook, spec.id, start, end), 0
    _expects_order(found)
    for at, mark in walk:
        shift = on_call(handbook, at)
        assert _mark(shift) == (mark if mark and mark[0] else None), (spec.zone, spec.text, at)
        while place < len(found) and found[place].ends_at <= at:
            place += 1
        listed = found[place] if place < len(found) and found[place].starts_at <= at else None
        assert listed == shift, (spec.zone, spec.text, at)
    there = [(at, mark if mark and mark[0] else None) for at, mark in walk]
    edges = {at for (_, before), (at, after) in pairwise(there) if before != after}
    starts = {one.starts_at for one in found if start < one.starts_at < end}
    ends = {one.ends_at for one in found if start < one.ends_at < end}
    assert edges <= starts | ends
    assert not {at for at in starts ^ ends if (at - start) % STEP}
    holes = sum((gap.ends_at - gap.starts_at for gap in gaps(handbook, start, end) if gap.layer), timedelta())
    assert holes == STEP * sum(mark is not None and not mark[0] for _, mark in walk)


def expects_no_time_lost(spec: Spec, start: datetime, end: datetime) -> None:
    """With covers as much time has somebody as without, but where a gap is filled; none of it twice."""
    walk = Walk(spec, start, end).between(start, end)
    found = shifts(spec.handbook, spec.id, start, end)
    lasts = sum((min(one.ends_at, end) - max(one.starts_at, start) for one in found), timedelta())
    assert lasts == STEP * sum(mark is not None and bool(mark[0]) for _, mark in walk)


def expects_no_gap_but_overlap(zone: str, first: datetime, start: datetime, end: datetime) -> timedelta:
    """Two layers that share the day between them: somebody at any time. Gives back how long both cover."""
    night = Spec(zone, ((first.date(), PEOPLE),), ((0, 480),), hours=NIGHT)
    rest = Spec(zone, ((first.date(), ("bo", "cy")),), ((0, 480),), hours=REST, id="rest")
    handbook = together(night, rest)
    assert gaps(handbook, start, end) == ()
    one, two = (shifts(handbook, name, start, end) for name in ("day", "rest"))
    both = timedelta()
    for shift in one:
        for other in two:
            both += max(timedelta(), min(shift.ends_at, other.ends_at) - max(shift.starts_at, other.starts_at))
    return both


def expects_only_theirs_to_pass_on(zone: str, first: datetime, start: datetime, end: datetime) -> None:
    """Somebody has left: nobody else's turn moves."""
    day = first.date()
    whole = Spec(zone, ((day, ("dee", "eva", "ada", "bo")),), ((0, 150),), every=1)
    left = Spec(zone, ((day, ("dee", "zoe", "ada", "bo")),), ((0, 150),), every=1)
    before, after = (shifts(one.handbook, "day", start, end) for one in (whole, left))
    assert len(before) == len(after)
    for was, becomes in zip(before, after, strict=True):
        assert (was.starts_at, was.ends_at) == (becomes.starts_at, becomes.ends_at)
        if was.person == "eva":
            assert (becomes.person, becomes.because.code) == ("ada", "shift_vacant")
        else:
            assert becomes == was


def switches(zone: str) -> list[datetime]:
    """A day before each change of the clocks."""
    return [datetime.fromisoformat(f"{day}T00:00+00:00") - timedelta(days=1) for day in ZONES[zone]]


def _expects_order(found: tuple[Shift, ...]) -> None:
    for one, other in pairwise(found):
        assert one.starts_at < one.ends_at <= other.starts_at


def _mark(shift: Shift | None) -> Mark | None:
    return (shift.person, shift.because.code) if shift is not None else None
