"""What a merge does to the two items, and to two people who merge at once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handlers.books import Books, offer
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Filled, Submit
from handlers.replies import Done, FieldErrors, Refused
from routing.item import Climb, Deadline, Item, Kind, PageStatus, Paging, Post, Rung, State, Urgency
from routing.merging import TAKING, merged, taken_out, taking, without_others
from routing.reasons import Reason
from storage import history, items
from storage.database import Database
from storage.errors import StorageBusy
from tests.handlers.examples import NOW, handbook, item
from tests.storage.examples import at_once
from tests.stories.company import COMPANY

HOUR = timedelta(hours=1)
BOOK = handbook()


def due(hours: float) -> Deadline:
    return Deadline(NOW + hours * HOUR, NOW, hours * HOUR, Reason("target", {"target_seconds": int(hours * 3600)}))


ONE = replace(item(), deadline=due(3), ladder=(Rung("half", "open", ("owner",), share=0.5),), climb=Climb(("half",)))


def test_the_merged_one_is_closed_and_comes_back_with_its_own_deadline() -> None:
    paging = Paging("dee", ("dee",), PageStatus.SOUNDING, NOW, None)
    before = replace(
        ONE, state=State.CLAIMED, owner="bo", claimed_at=NOW, climb=replace(ONE.climb, paging=paging),
        marks={"like": "9:same_author", "together": "yes", "language": "probable"},
    )  # fmt: skip
    closed = merged(before, 9, "cy", NOW + HOUR)
    assert (closed.state, closed.merged_into, closed.owner, closed.climb.paging) == (State.MERGED, 9, None, None)
    assert closed.closing is not None
    assert (closed.closing.by, closed.closing.at, closed.closing.reason) == ("cy", NOW + HOUR, "merged")
    assert closed.marks == {"language": "probable"}
    again = taken_out(closed)
    assert (again.state, again.merged_into, again.closing, again.owner) == (State.NEW, None, None, None)
    assert (again.deadline, again.ladder, again.climb.done, again.round) == (due(3), ONE.ladder, ("half",), 1)
    assert again.is_late(NOW + 4 * HOUR)


@pytest.mark.parametrize(("ours", "theirs", "found"), [(3, 1, 1), (1, 3, 1), (2, 2, 2)])
def test_the_earlier_deadline_counts(ours: float, theirs: float, found: float) -> None:
    one = replace(ONE, deadline=due(ours), reasons=(Reason("no_rule_fits"), due(ours).because))
    after = taking(one, replace(item(), deadline=due(theirs)), BOOK, NOW)
    assert after.deadline == due(found)
    assert after.reasons == (Reason("no_rule_fits"), due(found).because)
    assert after.climb.done == ("half",)  # what was said is not said again
    assert after.marks == {"together": "yes"}
    assert without_others(after).marks == {}


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "urgency"),
    [
        ((Kind.QUESTION, Urgency.NORMAL), (Kind.CRITIQUE, Urgency.CRITICAL), Kind.QUESTION, Urgency.CRITICAL),
        ((Kind.QUESTION, Urgency.HIGH), (Kind.PRAISE, Urgency.LOW), Kind.QUESTION, Urgency.HIGH),
        ((Kind.PRAISE, Urgency.NORMAL), (Kind.QUESTION, Urgency.NORMAL), Kind.QUESTION, Urgency.NORMAL),
        ((Kind.OTHER, Urgency.LOW), (Kind.PRAISE, Urgency.NORMAL), Kind.OTHER, Urgency.NORMAL),
    ],
)
def test_the_more_urgent_counts_and_what_wakes(
    ours: tuple[Kind, Urgency], theirs: tuple[Kind, Urgency], kind: Kind, urgency: Urgency
) -> None:
    one, other = (replace(item(), kind=of, urgency=how) for of, how in (ours, theirs))
    after = taking(one, other, BOOK, NOW)
    assert (after.kind, after.urgency) == (kind, urgency)


@pytest.mark.parametrize(
    ("other", "rests"),
    [
        (replace(item(), deadline=due(1)), False),
        (replace(item(), deadline=due(1), held_until=NOW + HOUR), True),
        (replace(item(), deadline=due(9)), True),
        (replace(item(), deadline=due(9), urgency=Urgency.CRITICAL), False),
    ],
)
def test_a_holding_answer_gives_no_rest_from_a_customer_who_has_none(other: Item, *, rests: bool) -> None:
    one = replace(item(), deadline=due(5), held_until=NOW + 5 * HOUR)
    after = taking(one, other, BOOK, NOW)
    assert after.held_until == (NOW + 5 * HOUR if rests else NOW)


def test_two_who_merge_crosswise_make_one_of_two(database: Database) -> None:
    """Whoever comes second is told what happened; nobody waits for the other for ever, and no circle comes of it."""
    offer(database, COMPANY, NOW)
    program = Dispatch(database, Books(), ("slack",))
    for number in (1, 2, 3):
        program.command(Submit(f"post {number}", Post("facebook", str(number), "Hvor er pakken min?", NOW)), NOW)

    def merge(turn: int) -> object:
        number, other = ((1, 2), (2, 3), (3, 1))[turn % 3]
        filled = Filled(f"merge {turn}", Actor("slack", "U0BO"), "merge", f"item:{number}", {"number": str(other)})
        while True:
            try:
                return program.command(filled, NOW).reply
            except StorageBusy:
                continue

    replies = at_once(3, merge)
    assert sum(isinstance(reply, Done) for reply in replies) == 2
    with database.read() as transaction:
        found = items.read_many(transaction, (1, 2, 3))
        assert all(history.verify(transaction, number) is None for number in (1, 2, 3))
    whole = [one for one in found if one.state.is_open]
    assert len(whole) == 1
    assert {one.merged_into for one in found} == {None, whole[0].number}


def test_a_paused_one_can_be_merged_and_nothing_into_what_is_being_answered(database: Database) -> None:
    """Its pause ends with the merge: taken out again its clock has stood still until then, and runs."""
    offer(database, COMPANY, NOW)
    program = Dispatch(database, Books(), ("slack",))
    bo = Actor("slack", "U0BO")
    for number in (1, 2):
        program.command(Submit(f"post {number}", Post("facebook", str(number), "Hvor er pakken min?", NOW)), NOW)
    program.command(Click("claim", bo, "claim", "item:2"), NOW)
    fields = {"reason": "waiting_for_customer", "until": "tomorrow"}
    assert isinstance(program.command(Filled("pause", bo, "pause", "item:2", fields), NOW).reply, Done)

    def read(number: int) -> Item:
        with database.read() as transaction:
            found = items.read(transaction, number)
        assert found is not None
        return found

    def merge(key: str, number: int, other: int, at: datetime = NOW + HOUR) -> object:
        filled = Filled(key, bo, "merge", f"item:{number}", {"number": str(other)})
        return program.command(filled, at).reply

    assert isinstance(merge("into a paused one", 1, 2), FieldErrors)
    for state in State:
        before = read(1)
        if state.is_open and state not in TAKING:
            with database.write() as transaction:
                assert items.change(transaction, before, replace(before, state=state))
            assert isinstance(merge(f"{state}", 2, 1), FieldErrors)
            changed = read(1)
            with database.write() as transaction:
                assert items.change(transaction, changed, before)
    due = read(1).deadline.due_at
    assert isinstance(merge("merge", 2, 1), Done)
    assert (read(2).state, read(2).pause, read(2).deadline.due_at) == (State.MERGED, None, due + HOUR)
    assert read(1).deadline.due_at == due
    assert isinstance(program.command(Click("out", bo, "unmerge", "item:2"), NOW + 2 * HOUR).reply, Done)
    assert (read(2).state, read(2).deadline.due_at, read(2).closing) == (State.NEW, due + HOUR, None)
    assert read(1).marks.get("together") is None
    assert isinstance(program.command(Click("out again", bo, "unmerge", "item:2"), NOW + 2 * HOUR).reply, Refused)
