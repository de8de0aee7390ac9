"""The figures of status, digest and export: one definition for all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.arrivals import next_arrivals
from routing.calendar import at_work
from routing.handbook import Handbook
from routing.item import Clock, Item, State
from routing.office_clock import before, office
from routing.people import able

OLDEST = 5
"""How many of the oldest open items a status names."""

Staffed = Callable[[str, datetime], bool]
"""Whether an able person of a domain is at work before a moment."""


@dataclass(frozen=True)
class Line:
    """What a report needs to know of one item.

    `target` counts hours of `clock`. Of a paused item `due_at` is its deadline if the pause ended now.
    """

    number: int
    source: str
    domain: str
    state: State
    posted_at: datetime
    due_at: datetime
    target: timedelta
    closed_at: datetime | None = None
    came_unstaffed: bool = False
    held: bool = False
    person: str | None = None
    came_late: bool = False
    clock: Clock = Clock.AROUND

    def is_late(self, now: datetime) -> bool:
        """Whether it is open past its deadline."""
        return self.state.is_open and now > self.due_at


Nearing = Callable[[Line], datetime]
"""When 75 % of an item's target have passed."""


def _nearing(row: Line) -> datetime:
    return row.due_at - row.target / 4


@dataclass(frozen=True)
class Within:
    """Answered within target: `share` is answered / due, None where nothing was due."""

    source: str
    answered: int
    due: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where nothing was due."""
        return self.answered / self.due if self.due else None


@dataclass(frozen=True)
class Status:
    """Open items as they stand, and how those did whose deadline fell in the period."""

    open: int
    at_risk: int
    late: int
    held: int
    came_unstaffed: int
    came_late: int
    within: tuple[Within, ...]
    within_all: Within
    declined: int
    not_an_item: int
    merged: int
    withdrawn: int
    oldest: tuple[int, ...]


def status(
    lines: Iterable[Line], since: datetime, now: datetime, staffed: Staffed, nearing: Nearing = _nearing
) -> Status:
    """The status at `now`; the period of the shares is from `since` (not included) to `now` (included).

    `came_unstaffed` and `came_late` count open items and those of the period. `oldest` are numbers, the earliest
    posts first. `nearing`: see `nearing_by`; left out, every clock runs around the clock.
    """
    rows = list(lines)
    standing = sorted((row for row in rows if row.state.is_open), key=lambda row: (row.posted_at, row.number))
    late = [row for row in standing if row.is_late(now)]
    period = [row for row in rows if since < row.due_at <= now]
    sources = sorted({row.source for row in period if _counts(row)})
    return Status(
        open=len(standing),
        at_risk=sum(is_at_risk(row, now, staffed, nearing) for row in standing),
        late=len(late),
        held=sum(row.held for row in standing),
        came_unstaffed=sum(row.came_unstaffed and (row.state.is_open or since < row.due_at <= now) for row in rows),
        came_late=sum(row.came_late and (row.state.is_open or since < row.due_at <= now) for row in rows),
        within=tuple(answered_within(period, source) for source in sources),
        within_all=answered_within(period),
        declined=_closed_as(rows, State.DECLINED, since, now),
        not_an_item=_closed_as(rows, State.NOT_AN_ITEM, since, now),
        merged=_closed_as(rows, State.MERGED, since, now),
        withdrawn=_closed_as(rows, State.WITHDRAWN, since, now),
        oldest=tuple(row.number for row in standing[:OLDEST]),
    )


def is_at_risk(row: Line, now: datetime, staffed: Staffed, nearing: Nearing = _nearing) -> bool:
    """Open, in time, and past 75 % of its target or with no able person at work before the deadline."""
    if not row.state.is_open or row.is_late(now):
        return False
    return now > nearing(row) or not staffed(row.domain, row.due_at)


def is_nearing(item: Item, handbook: Handbook, now: datetime) -> bool:
    """Open, running and in time, with 75 % of its target past: it stays so until somebody changes it or it is late."""
    if item.pause is not None or not item.state.is_open or item.is_late(now):
        return False
    deadline = item.deadline
    line = Line(
        number=item.number, source=item.post.source, domain=item.domain, state=item.state,
        posted_at=item.post.posted_at, due_at=deadline.due_at, target=deadline.target, clock=deadline.clock,
    )  # fmt: skip
    return now >= nearing_by(handbook)(line)


def answered_within(rows: Iterable[Line], source: str | None = None) -> Within:
    """Of `rows` (of one source, or all) that count, how many were answered by their deadline. Open ones were not."""
    counted = [row for row in rows if _counts(row) and source in (None, row.source)]
    return Within(source or "", sum(_in_time(row) for row in counted), len(counted))


def met(row: Line, now: datetime) -> bool | None:
    """Whether the deadline of one line was met; None for what leaves the share (see `answered_within`), or is not due.

    The shares of a period are those of its lines for which this is known.
    """
    if not _counts(row) or (row.state.is_open and now <= row.due_at):
        return None
    return _in_time(row)


def first_answer(rounds: Iterable[Line]) -> datetime | None:
    """When the customer first got an answer, of all rounds of one item; None while there was none."""
    return min((row.closed_at for row in rounds if row.state is State.ANSWERED and row.closed_at), default=None)


def staffed_before(handbook: Handbook, now: datetime) -> Staffed:
    """The predicate for `status`: somebody able is at work at `now`, or starts before the moment asked about."""
    first: dict[str, datetime | None] = {}

    def staffed(domain_id: str, moment: datetime) -> bool:
        if domain_id not in first:
            first[domain_id] = _first_there(handbook, domain_id, now)
        there_at = first[domain_id]
        return there_at is not None and (there_at == now or there_at < moment)

    return staffed


def nearing_by(handbook: Handbook) -> Nearing:
    """For `status`: on the office clock the last quarter of the target is office time."""

    def nearing(row: Line) -> datetime:
        if row.clock is not Clock.OFFICE:
            return _nearing(row)
        return before(office(handbook, row.domain), row.due_at, row.target / 4) or _nearing(row)

    return nearing


def _first_there(handbook: Handbook, domain_id: str, now: datetime) -> datetime | None:
    """`now` when somebody able is at work, else when the first of them is; None for never."""
    people = (handbook.person(name) for name in able(handbook, domain_id, now))
    if any(at_work(person, now) for person in people if person is not None):
        return now
    return next((arrival.at for arrival in next_arrivals(handbook, domain_id, now)), None)


def _counts(row: Line) -> bool:
    return row.state.is_open or row.state is State.ANSWERED


def _in_time(row: Line) -> bool:
    return row.state is State.ANSWERED and row.closed_at is not None and row.closed_at <= row.due_at


def _closed_as(rows: list[Line], state: State, since: datetime, now: datetime) -> int:
    return sum(row.state is state and row.closed_at is not None and since < row.closed_at <= now for row in rows)
