from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from routing.item import Clock, State
from routing.report import (
    Line,
    Staffed,
    Within,
    answered_within,
    first_answer,
    is_at_risk,
    met,
    nearing_by,
    staffed_before,
    status,
)
from tests.routing.handbooks import handbook, oslo

NOW = oslo("2026-11-18 12:00")
SINCE = oslo("2026-11-17 12:00")


def line(
    number: int = 1,
    posted: str = "2026-11-18 10:00",
    state: State = State.NEW,
    closed: str | None = None,
    source: str = "facebook",
    domain: str = "billing",
    unstaffed: bool = False,
) -> Line:
    at, hours = oslo(posted), timedelta(hours=3)
    closed_at = oslo(closed) if closed else None
    return Line(number, source, domain, state, at, at + hours, hours, closed_at, came_unstaffed=unstaffed)


NOT_COUNTED = (State.DECLINED, State.NOT_AN_ITEM, State.MERGED, State.WITHDRAWN)


def always(_domain: str, _moment: datetime) -> bool:
    return True


def never(_domain: str, _moment: datetime) -> bool:
    return False


@pytest.mark.parametrize(
    ("row", "staffed", "risk"),
    [
        (line(posted="2026-11-18 10:00"), always, False),
        (line(posted="2026-11-18 09:45"), always, False),
        (line(posted="2026-11-18 09:44"), always, True),
        (line(posted="2026-11-18 11:59"), never, True),
        (line(posted="2026-11-18 09:00"), always, True),
        (line(posted="2026-11-18 08:59"), never, False),
        (line(posted="2026-11-18 09:30", state=State.ANSWERED, closed="2026-11-18 10:00"), never, False),
        (line(posted="2026-11-18 09:30", state=State.PAUSED), always, True),
    ],
)
def test_at_risk(row: Line, staffed: Staffed, risk: bool) -> None:
    assert is_at_risk(row, NOW, staffed) is risk


@pytest.mark.parametrize(
    ("now", "moment", "staffed"),
    [
        ("2026-11-18 12:00", "2026-11-18 13:00", True),
        ("2026-11-18 20:00", "2026-11-18 23:00", False),
        ("2026-11-18 20:00", "2026-11-19 08:00", False),
        ("2026-11-18 20:00", "2026-11-19 08:01", True),
    ],
)
def test_somebody_able_before_the_deadline(now: str, moment: str, staffed: bool) -> None:
    assert staffed_before(handbook(), oslo(now))("billing", oslo(moment)) is staffed


@pytest.mark.parametrize(
    ("rows", "answered", "due"),
    [
        ([], 0, 0),
        ([line(state=State.ANSWERED, closed="2026-11-18 13:00")], 1, 1),
        ([line(state=State.ANSWERED, closed="2026-11-18 13:01")], 0, 1),
        ([line(state=State.NEW)], 0, 1),
        ([replace(line(state=State.CLAIMED), held=True)], 0, 1),
        ([line(state=state, closed="2026-11-18 11:00") for state in NOT_COUNTED], 0, 0),
    ],
)
def test_answered_within_target(rows: list[Line], answered: int, due: int) -> None:
    assert answered_within(rows) == Within("", answered, due)
    assert answered_within(rows).share == (answered / due if due else None)


def test_the_status_of_a_day() -> None:
    rows = [
        line(1, "2026-11-18 11:00"),
        line(2, "2026-11-18 09:30", unstaffed=True),
        line(3, "2026-11-18 08:00"),
        line(4, "2026-11-18 07:00", State.CLAIMED, source="blog"),
        line(5, "2026-11-18 06:00", State.ANSWERED, "2026-11-18 08:00"),
        line(6, "2026-11-18 06:00", State.ANSWERED, "2026-11-18 09:30"),
        line(7, "2026-11-17 06:00", State.ANSWERED, "2026-11-17 08:00"),
        line(8, "2026-11-18 11:00", State.ANSWERED, "2026-11-18 11:30"),
        line(9, "2026-11-18 08:00", State.DECLINED, "2026-11-18 08:30"),
        line(10, "2026-11-18 08:00", State.NOT_AN_ITEM, "2026-11-18 08:30"),
        line(11, "2026-11-16 08:00", State.DECLINED, "2026-11-16 08:30"),
        replace(line(12, "2026-11-18 11:10"), held=True),
    ]
    found = status([replace(row, came_late=row.number in (3, 6, 7)) for row in rows], SINCE, NOW, always)
    assert found.came_late == 2
    assert (found.open, found.at_risk, found.late, found.held) == (5, 1, 2, 1)
    assert found.within == (Within("blog", 0, 1), Within("facebook", 1, 3))
    assert found.within_all == Within("", 1, 4)
    assert (found.declined, found.not_an_item, found.merged, found.withdrawn) == (1, 1, 0, 0)
    assert (found.came_unstaffed, found.oldest) == (1, (4, 3, 2, 1, 12))


def test_on_the_office_clock_the_last_quarter_is_office_time() -> None:
    row = replace(line(), target=timedelta(hours=8), due_at=oslo("2026-11-23 09:00"), clock=Clock.OFFICE)
    nearing = nearing_by(handbook())
    assert nearing(row) == oslo("2026-11-20 15:00")
    assert is_at_risk(row, oslo("2026-11-20 15:01"), always, nearing)
    assert nearing(replace(row, clock=Clock.AROUND)) == oslo("2026-11-23 07:00")


def test_the_status_of_an_empty_house() -> None:
    found = status([], SINCE, NOW, never)
    assert (found.open, found.oldest, found.within, found.within_all.share) == (
        0,
        (),
        (),
        None,
    )


ANSWERED = State.ANSWERED


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (line(), None),  # not due yet
        (line(posted="2026-11-18 08:59"), False),
        (line(state=ANSWERED, closed="2026-11-18 11:00"), True),
        (line(posted="2026-11-18 08:00", state=ANSWERED, closed="2026-11-18 11:00"), True),
        (line(posted="2026-11-18 08:00", state=ANSWERED, closed="2026-11-18 11:01"), False),
        *((line(posted="2026-11-18 08:00", state=state, closed="2026-11-18 09:00"), None) for state in NOT_COUNTED),
    ],
)
def test_whether_one_deadline_was_met(row: Line, expected: bool | None) -> None:
    assert met(row, NOW) is expected
    if row.due_at <= NOW:
        share = answered_within([row])
        assert (share.answered, share.due) == (bool(expected), expected is not None)


def test_the_first_answer_is_that_of_the_first_answered_round() -> None:
    declined = line(state=State.DECLINED, closed="2026-11-18 10:10")
    first = line(state=ANSWERED, closed="2026-11-18 11:00")
    again = line(state=ANSWERED, closed="2026-11-18 11:30")
    assert first_answer([declined, first, again]) == first.closed_at
    assert first_answer([declined, line()]) is None
