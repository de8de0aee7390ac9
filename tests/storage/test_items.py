from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.item import Item, State, Urgency
from routing.what_if import PastPost
from storage import due, item_rows, items
from storage.database import Database
from storage.steps import Stepped, write_steps
from tests.databases import fresh_database
from tests.storage.examples import FULL, HOUR, MINUTE, NOON, PLAIN, added, at_once, numbered


@pytest.mark.parametrize("item", [PLAIN, FULL], ids=["plain", "full"])
def test_an_item_comes_back_whole(database: Database, item: Item) -> None:
    stored = added(database, item)[0]
    with database.read() as transaction:
        assert items.read(transaction, stored.number) == replace(item, number=stored.number) == stored
        assert items.number_of(transaction, item.post.source, item.post.external_id) == stored.number
        assert items.read(transaction, stored.number + 1) is None


def test_one_post_is_one_item(database: Database) -> None:
    first, other = added(database, PLAIN, FULL)
    assert other.number == first.number + 1
    with database.write() as transaction:
        assert items.insert(transaction, replace(PLAIN, domain="billing")) is None
        assert items.read(transaction, first.number) == first


def test_of_eight_who_add_the_same_post_one_does(database: Database) -> None:
    def work(_: int) -> bool:
        with database.write() as transaction:
            return items.insert(transaction, PLAIN) is not None

    assert sorted(at_once(8, work)) == [False] * 7 + [True]


def test_change_stores_what_differs_and_counts_the_version(database: Database) -> None:
    before = added(database, PLAIN)[0]
    after = replace(FULL, number=before.number, post=replace(before.post, text="Rettet"), version=99)
    with database.write() as transaction:
        assert items.change(transaction, before, after)
        assert items.read(transaction, before.number) == replace(after, version=2)
        assert not items.change(transaction, before, after)


def test_of_eight_who_claim_one_wins(database: Database) -> None:
    for before in added(database, *numbered(20)):

        def claim(number: int, before: Item = before) -> bool:
            with database.write() as transaction:
                owner = f"person-{number}"
                return items.change(transaction, before, replace(before, state=State.CLAIMED, owner=owner))

        won = at_once(8, claim)
        assert won.count(True) == 1
        with database.read() as transaction:
            after = items.read(transaction, before.number)
        assert after is not None
        assert (after.owner, after.version) == (f"person-{won.index(True)}", 2)


def test_due_items_come_earliest_first_and_up_to_a_limit(database: Database) -> None:
    stored = added(database, *[replace(item, next_due_at=NOON - n * MINUTE) for n, item in enumerate(numbered(5))])
    added(database, FULL, replace(PLAIN, next_due_at=None))
    with database.write() as transaction:
        found = due.items(transaction, NOON - MINUTE, limit=3)
        assert [item.number for item in found] == [stored[n].number for n in (4, 3, 2)]
        assert due.items(transaction, NOON - HOUR) == []
        assert items.earliest_due(transaction) == NOON - 4 * MINUTE


@pytest.mark.parametrize("item", [PLAIN, FULL], ids=["plain", "full"])
def test_what_is_due_comes_with_all_that_a_step_looks_at(database: Database, item: Item) -> None:
    stored = added(database, replace(item, next_due_at=NOON))[0]
    deadline = replace(stored.deadline, because=due.UNREAD_REASON)
    expected = replace(
        stored, post=due.UNREAD, deadline=deadline, reasons=(), origin=None, closing=None, rule=None, situation="",
        tags=(),
    )  # fmt: skip
    with database.write() as transaction:
        assert due.items(transaction, NOON) == [expected]


def test_nothing_is_due_in_an_empty_table(database: Database) -> None:
    with database.read() as transaction:
        assert items.earliest_due(transaction) is None


def test_two_replicas_never_get_the_same_due_item(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        added(database, *numbered(20))
        with database.write() as one, database.write() as two:
            first = due.items(one, NOON + 2 * HOUR, limit=15)
            second = due.items(two, NOON + 2 * HOUR, limit=15)
        assert (len(first), len(second)) == (15, 5)
        assert {item.number for item in first}.isdisjoint(item.number for item in second)


def test_steps_are_written_together_and_only_over_what_they_were_decided_on(database: Database) -> None:
    stored = added(database, *numbered(5))
    with database.write() as transaction:
        items.change(transaction, stored[0], replace(stored[0], owner="bo"))
        moved = replace(stored[1], next_due_at=NOON + 7 * HOUR)
        items.change(transaction, stored[1], moved)
    later = [Stepped(item, item.climb, NOON + (n + 2) * HOUR) for n, item in enumerate(stored)]
    later[1] = replace(later[1], before=replace(moved, version=2, next_due_at=NOON))  # the same version
    later[4] = replace(later[4], climb=FULL.climb)
    with database.write() as transaction:
        assert write_steps(transaction, later) == {item.number for item in stored[2:]}
        assert write_steps(transaction, []) == set()
    with database.read() as transaction:
        found = items.read_many(transaction, [item.number for item in stored])
    assert [item.next_due_at for item in found] == [
        NOON + 90 * MINUTE, NOON + 7 * HOUR, NOON + 4 * HOUR, NOON + 5 * HOUR, NOON + 6 * HOUR,
    ]  # fmt: skip
    assert [item.version for item in found] == [2, 2, 2, 2, 2]
    assert found[4] == replace(stored[4], climb=FULL.climb, next_due_at=NOON + 6 * HOUR, version=2)


def test_items_are_found_by_where_their_post_stands(database: Database) -> None:
    stored = added(database, FULL, PLAIN)[0]
    with database.read() as transaction:
        assert items.read_by_origin(transaction, "slack", "C1", "1762084799.000100") == stored
        assert items.read_by_origin(transaction, "teams", "C1", "1762084799.000100") is None
        assert items.read_by_origin(transaction, "slack", "C1", "1") is None


def test_items_of_people_who_are_no_longer_among_ours(database: Database) -> None:
    cases = [
        ("ada", None),
        ("gone", None),
        ("ada", "left"),
        ("gone", "bo"),
        (None, None),
        ("gone", "ada"),
        ("Bo", None),
    ]
    rows = [replace(item, expert=expert, owner=owner) for item, (expert, owner) in zip(numbered(7), cases, strict=True)]
    closed = replace(numbered(8)[7], expert="gone", state=State.DECLINED, closing=FULL.closing)
    added(database, *rows, closed)
    with database.read() as transaction:
        assert items.count_carried_by_others(transaction, ("ada", "bo", "cy")) == 3
        assert items.count_carried_by_others(transaction, ("ada", "bo", "Bo", "gone", "left")) == 0
        assert items.count_carried_by_others(transaction, ()) == 6


def test_nobody_carries_anything_in_an_empty_table(database: Database) -> None:
    with database.read() as transaction:
        assert items.count_carried_by_others(transaction, ("ada",)) == 0


def test_posts_that_came_in_lately_are_read_the_newest_first(database: Database) -> None:
    private = replace(PLAIN.post, external_id="p", private=True)
    came = [
        replace(item, received_at=NOON - hours * HOUR)
        for item, hours in zip((*numbered(3), replace(PLAIN, post=private)), (1, 3, 2, 0), strict=True)
    ]
    stored = added(database, *came)
    with database.read() as transaction:
        found = items.received_since(transaction, NOON - 2 * HOUR, 10)
        assert [past.number for past in found] == [stored[number].number for number in (3, 0, 2)]
        first = stored[3]
        assert found[0] == PastPost(first.number, first.post, first.language, first.kind)
        assert items.received_since(transaction, NOON - 2 * HOUR, 1) == found[:1]


def test_the_oldest_open_items_are_those_due_first(database: Database) -> None:
    deadlines = [replace(PLAIN.deadline, due_at=NOON + hours * HOUR) for hours in (3, 1, 2)]
    stored = added(database, *[replace(item, deadline=due) for item, due in zip(numbered(3), deadlines, strict=True)])
    added(database, FULL)
    with database.read() as transaction:
        assert items.oldest_open(transaction, 2) == [stored[1], stored[2]]


@given(urgency=st.sampled_from(Urgency), state=st.sampled_from(State), moment=st.datetimes(), done=st.lists(st.text()))
def test_rows_and_items_are_two_spellings(urgency: Urgency, state: State, moment: object, done: list[str]) -> None:
    item = replace(FULL, urgency=urgency, state=state, climb=replace(FULL.climb, done=tuple(done)))

    class Row:
        number = item.number

    row = Row()
    for name, value in item_rows.to_row(item).items():
        setattr(row, name, value)
    assert item_rows.from_row(row) == item
