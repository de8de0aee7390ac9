from dataclasses import replace

from routing.item import Clock, Closing, Pause, State
from routing.report import Line
from storage import reports
from storage.database import Database
from tests.storage.examples import HOUR, NOON, PLAIN, added, numbered

OPEN, DONE = State.CLAIMED, State.ANSWERED

CASES = [
    # state, deadline and end in hours from noon, is it in the report of the six hours before noon?
    (OPEN, -99, None, True),
    (OPEN, 99, None, True),
    (DONE, -1, -2, True),
    (DONE, -1, -99, True),
    (DONE, 99, -1, True),
    (DONE, -99, -1, True),
    (DONE, -6, -6, False),
    (DONE, 0, 0, True),
    (DONE, -99, -99, False),
    (DONE, 99, 1, False),
]


def test_a_status_reads_open_items_and_those_of_the_period_once_each(database: Database) -> None:
    stored = added(database, *[
        replace(
            item,
            state=state,
            deadline=replace(PLAIN.deadline, due_at=NOON + due * HOUR),
            closing=None if end is None else Closing(NOON + end * HOUR, "bo"),
        )
        for item, (state, due, end, _) in zip(numbered(len(CASES)), CASES, strict=True)
    ])  # fmt: skip
    with database.read() as transaction:
        lines = reports.status_lines(transaction, NOON - 6 * HOUR, NOON)
    expected = [item.number for item, case in zip(stored, CASES, strict=True) if case[3]]
    assert sorted(line.number for line in lines) == expected


def test_a_line_says_what_the_figures_need(database: Database) -> None:
    claimed = replace(PLAIN, owner="bo", state=OPEN, held_until=NOON + HOUR)
    unstaffed = replace(numbered(1)[0], deadline=replace(PLAIN.deadline, came_unstaffed=True))
    paused = replace(
        numbered(2)[1], state=State.PAUSED, pause=Pause(NOON - HOUR, NOON + HOUR, "waiting_for_legal", "bo"),
        deadline=replace(PLAIN.deadline, came_late=True, clock=Clock.OFFICE),
    )  # fmt: skip
    one, two, three = added(database, claimed, unstaffed, paused)
    due_at, target = PLAIN.deadline.due_at, PLAIN.deadline.target
    with database.read() as transaction:
        assert sorted(reports.status_lines(transaction, NOON, NOON), key=lambda line: line.number) == [
            Line(one.number, "facebook", "delivery", OPEN, NOON, due_at, target, None, False, True, "bo"),
            Line(two.number, "facebook", "delivery", State.NEW, NOON, due_at, target, None, True, False, "ada"),
            Line(
                three.number,
                "facebook",
                "delivery",
                State.PAUSED,
                NOON,
                due_at + HOUR,
                target,
                None,
                False,
                False,
                "ada",
                True,
                Clock.OFFICE,
            ),
        ]
