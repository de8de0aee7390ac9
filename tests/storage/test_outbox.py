from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from routing.delivery import LEASE, UNKNOWN_WAIT
from routing.item import Place
from storage import backlog, courier, outbox
from storage.courier import Leased
from storage.database import Database
from storage.outbox import Queued, SendState
from storage.tables import outbox as table
from tests.databases import fresh_database
from tests.storage.examples import HOUR, MINUTE, NOON, SECOND, at_once

THERE = Place("slack", "C1", "17.01")


def message(subject: str, conversation: str = "C1", **changes: Any) -> Queued:
    return replace(Queued("slack", conversation, "card", subject, {"of": subject}, 3, NOON), **changes)


def queued(database: Database, *messages: Queued) -> None:
    with database.write() as transaction:
        outbox.queue_many(transaction, messages)


def leased(database: Database, now: datetime = NOON, limit: int = 10) -> list[Leased]:
    with database.write() as transaction:
        return courier.lease(transaction, now, "one", limit)


def subjects(messages: list[Leased]) -> list[str]:
    return [found.subject for found in messages]


def drained(database: Database, now: datetime = NOON) -> list[str]:
    """Send everything that can be sent at that moment, one lease after the other."""
    order: list[str] = []
    while found := leased(database, now):
        order += subjects(found)
        with database.write() as transaction:
            assert all(courier.sent(transaction, taken, THERE, now) for taken in found)
    return order


def test_urgent_ones_first_then_the_oldest_one_of_a_conversation(database: Database) -> None:
    queued(database, message("a"), message("b", "C2"), message("c"), message("d", "C2", priority=0), message("e", "C3"))
    first = leased(database)
    assert subjects(first) == ["d", "a", "e"]
    assert leased(database) == []
    assert first[0].attempts == 1
    assert first[0].payload == {"of": "d"}
    assert len({taken.token for taken in first}) == 3


def test_conversations_of_two_desks_are_two(database: Database) -> None:
    queued(database, message("a"), message("b", desk="teams"))
    assert subjects(leased(database)) == ["a", "b"]


def test_limit_priorities_and_due_times_are_kept(database: Database) -> None:
    queued(
        database,
        message("later", due_at=NOON + MINUTE, priority=0),
        message("card"),
        message("ping", "C2", kind="page", priority=1),
        message("other", "C3", priority=2),
    )
    assert subjects(leased(database, limit=1)) == ["ping"]
    assert drained(database) == ["other", "card"]
    assert drained(database, NOON + MINUTE) == ["later"]


def test_a_waiting_message_is_merged_and_keeps_its_place(database: Database) -> None:
    key = "card:item:1"
    queued(
        database,
        message("first", merge_key=key, priority=3, due_at=NOON + MINUTE),
        message("second"),
        message("third", merge_key=key, priority=3, due_at=NOON),
        message("fourth", merge_key=key, priority=4, due_at=NOON + HOUR),
    )
    found = leased(database)
    assert (found[0].subject, found[0].payload, found[0].priority) == ("fourth", {"of": "fourth"}, 3)
    queued(database, message("fifth", merge_key=key))  # the leased one is on its way: this is a new one
    with database.write() as transaction:
        courier.sent(transaction, found[0], THERE, NOON)
    assert drained(database) == ["second", "fifth"]


def test_a_message_is_sent_once_settled_and_never_again(database: Database) -> None:
    queued(database, message("a"))
    taken = leased(database)[0]
    with database.write() as transaction:
        assert courier.sent(transaction, taken, THERE, NOON)
        assert not courier.sent(transaction, taken, THERE, NOON)
        assert not courier.retry(transaction, taken, NOON, "late")
        assert not courier.gave_up(transaction, taken, "late", NOON)
        assert not courier.mark_unknown(transaction, taken, NOON)
        assert courier.next_due(transaction) is None
    assert drained(database, NOON + HOUR) == []


def test_a_retry_waits_and_counts(database: Database) -> None:
    queued(database, message("a"))
    with database.write() as transaction:
        assert courier.retry(transaction, courier.lease(transaction, NOON, "one", 1)[0], NOON + MINUTE, "503")
        assert courier.next_due(transaction) == NOON + MINUTE
    assert leased(database, NOON + 59 * SECOND) == []
    again = leased(database, NOON + MINUTE)[0]
    assert (again.attempts, again.error, again.first_due_at) == (2, "503", NOON)


def test_a_retry_gives_way_to_a_newer_message_with_its_key(database: Database) -> None:
    queued(database, message("old", merge_key="k"))
    old = leased(database)[0]
    queued(database, message("new", merge_key="k"))
    with database.write() as transaction:
        assert courier.retry(transaction, old, NOON, "503")
    assert drained(database) == ["new"]
    with database.write() as transaction:
        assert backlog.counts(transaction) == []
        assert backlog.forget_sent(transaction, NOON + HOUR) == 2


def test_a_lease_that_ran_out_is_looked_up_before_it_is_sent_again(database: Database) -> None:
    queued(database, message("a", merge_key="k"), message("b"))
    taken = leased(database)[0]
    with database.read() as transaction:
        assert courier.next_due(transaction) == NOON + LEASE
    queued(database, message("a, newer", merge_key="k"))
    assert leased(database, NOON + LEASE - SECOND) == []
    later = NOON + LEASE
    assert subjects(leased(database, later)) == ["b"]  # "a, newer" waits until it is known whether "a" stands there
    with database.write() as transaction:
        assert courier.unknown(transaction, later) == []
        assert courier.unknown(transaction, later + UNKNOWN_WAIT) == [replace(taken, error="the lease ran out")]


def test_a_needless_message_is_settled_without_being_sent(database: Database) -> None:
    queued(database, message("a"))
    taken = leased(database)[0]
    with database.write() as transaction:
        assert courier.needless(transaction, taken, "the item is closed", NOON)
        assert not courier.sent(transaction, taken, THERE, NOON)
        assert courier.next_due(transaction) is None


def unknown_one(database: Database) -> Leased:
    queued(database, message("a"))
    taken = leased(database)[0]
    with database.write() as transaction:
        assert courier.mark_unknown(transaction, taken, NOON, "timed out")
        assert courier.next_due(transaction) == NOON + UNKNOWN_WAIT
    return taken


def test_an_unknown_one_that_was_found_is_sent(database: Database) -> None:
    taken = unknown_one(database)
    assert leased(database, NOON + HOUR) == []
    with database.write() as transaction:
        assert courier.sent(transaction, taken, THERE, NOON + HOUR)
        assert courier.unknown(transaction, NOON + HOUR) == []


def test_an_unknown_one_that_was_not_found_is_sent_again_by_one_of_two_who_looked(database: Database) -> None:
    taken = unknown_one(database)
    with database.write() as transaction:
        assert courier.retry(transaction, taken, NOON, "not there")
    assert subjects(leased(database)) == ["a"]
    with database.write() as transaction:
        assert not courier.retry(transaction, taken, NOON, "not there")  # the second who looked, too late
        assert not courier.sent(transaction, taken, THERE, NOON)
    assert leased(database) == []


def test_a_held_conversation_is_left_alone_and_keeps_its_order(database: Database) -> None:
    queued(database, message("a"), message("b"), message("c", "C2"))
    taken = leased(database)[0]
    with database.write() as transaction:
        courier.retry(transaction, taken, NOON, "429")
        courier.hold_conversation(transaction, "slack", "C1", NOON + MINUTE)
        courier.hold_conversation(transaction, "slack", "C1", NOON + SECOND)
    queued(database, message("urgent", priority=0))
    assert drained(database, NOON + 2 * SECOND) == []
    with database.write() as transaction:
        assert courier.next_due(transaction) == NOON + LEASE == NOON + MINUTE
        courier.hold_conversation(transaction, "slack", "C1", NOON + 30 * SECOND)
    assert drained(database, NOON + MINUTE) == ["urgent", "a", "b"]


def test_what_is_next_due(database: Database) -> None:
    with database.write() as transaction:
        assert courier.next_due(transaction) is None
        outbox.queue(transaction, message("a", due_at=NOON + HOUR))
        outbox.queue(transaction, message("b", "C2", kind="page", due_at=NOON + MINUTE))
        assert courier.next_due(transaction) == NOON + MINUTE
        courier.hold_conversation(transaction, "slack", "C2", NOON + 2 * HOUR)
        assert courier.next_due(transaction) == NOON + HOUR


def test_what_was_given_up_is_shown_until_people_have_seen_it(database: Database) -> None:
    queued(database, message("a"), message("b", "C2"), message("c"), message("d", due_at=NOON + HOUR))
    first, second = leased(database)
    with database.write() as transaction:
        assert courier.gave_up(transaction, first, "channel_not_found", NOON + SECOND)
        courier.mark_unknown(transaction, second, NOON)
        assert backlog.forget_sent(transaction, NOON + HOUR) == 0
        assert [(count.state, count.kind, count.count) for count in backlog.counts(transaction)] == [
            (SendState.PENDING, "card", 2),
            (SendState.UNKNOWN, "card", 1),
            (SendState.GAVE_UP, "card", 1),
        ]


def test_replicas_never_lease_one_conversation_twice(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        queued(database, *[message(f"{n}", f"C{n % 7}") for n in range(140)])
        under_way: dict[str, str] = {}
        sent: list[str] = []

        def work(worker: int) -> None:
            while True:
                with database.write() as transaction:
                    found = courier.lease(transaction, NOON, f"worker {worker}", 3)
                if not found:
                    with database.read() as transaction:
                        if courier.next_due(transaction) is None:
                            return
                for taken in found:
                    assert under_way.setdefault(taken.conversation, taken.subject) == taken.subject
                for taken in found:
                    del under_way[taken.conversation]
                    sent.append(taken.subject)
                    with database.write() as transaction:
                        assert courier.sent(transaction, taken, THERE, NOON)

        at_once(4, work)
        assert sorted(sent, key=int) == [f"{n}" for n in range(140)]
        for conversation in range(7):
            order = [int(subject) for subject in sent if int(subject) % 7 == conversation]
            assert order == sorted(order)


def test_many_at_once_keep_their_order_and_merge_among_themselves_too(database: Database) -> None:
    first = [message(f"item:{n}", merge_key=f"card:{n}", payload={"n": n}) for n in range(6)]
    again = [message(f"item:{n}", merge_key=f"card:{n}", payload={"n": 10 + n}) for n in (1, 4)]
    loose = [message(f"item:{n}", payload={"words": 'å "quoted" \\ 漢字 😀'}) for n in (7, 8)]
    queued(database, *first, *again, *loose)
    with database.read() as transaction:
        rows = transaction.connection.execute(select(table.c.subject, table.c.payload).order_by(table.c.id)).all()
    numbers = [0, 11, 2, 3, 14, 5]
    assert [tuple(row) for row in rows] == [
        *((f"item:{n}", {"n": number}) for n, number in enumerate(numbers)),
        *((f"item:{n}", {"words": 'å "quoted" \\ 漢字 😀'}) for n in (7, 8)),
    ]
