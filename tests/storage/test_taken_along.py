"""Messages that go along with one that is leased, and what the sweep asks of the tables in one statement."""

from datetime import timedelta

from routing.item import Place
from storage import backlog, courier, outbox, pages, placements, reminders
from storage.database import Database
from storage.outbox import Queued, SendState
from tests.storage.examples import HOUR, NOON, PLAIN, added

SOON = timedelta(seconds=10)


def reminder(number: int, person: str = "bo", due: timedelta = timedelta(0), kind: str = "notice") -> Queued:
    payload = {"person": person, "unclaimed": number % 2 == 0}
    return Queued("slack", f"person:{person}", kind, f"item:{number}", payload, 2, NOON + due)


def test_those_of_its_kind_that_are_due_go_along_and_no_others(database: Database) -> None:
    with database.write() as transaction:
        outbox.queue_many(transaction, [
            reminder(1), reminder(2), reminder(3, due=timedelta(seconds=5)), reminder(4, due=HOUR),
            reminder(5, kind="page"), reminder(6, "cy"),
        ])  # fmt: skip
    with database.write() as transaction:
        leased = next(one for one in courier.lease(transaction, NOON, "me", 1))
        assert courier.count_waiting(transaction, leased, NOON + SOON, 9) == 2
        assert courier.count_waiting(transaction, leased, NOON + SOON, 1) == 1
        along = courier.take_along(transaction, leased, NOON + SOON, "told with others", NOON)
        assert [(subject, payload["unclaimed"]) for subject, payload in along] == [("item:2", True), ("item:3", False)]
        courier.carries(transaction, leased, {**leased.payload, "others": [1, 2]})
        assert courier.count_waiting(transaction, leased, NOON + SOON, 9) == 0
        assert courier.retry(transaction, leased, NOON, "asked to wait")
    with database.write() as transaction:
        again = [one for one in courier.lease(transaction, NOON, "me", 9) if one.id == leased.id]
        assert [one.payload["others"] for one in again] == [[1, 2]]
        waiting = {(one.state, one.kind): one.count for one in backlog.counts(transaction)}
    assert waiting[SendState.PENDING, "notice"] == 1


def test_what_waits_under_a_merge_key_and_what_was_sent_last(database: Database) -> None:
    with database.write() as transaction:
        assert outbox.waiting(transaction, "key") is None
        outbox.queue(transaction, Queued("slack", "C1", "was_late", "lateness:0", {"count": 3}, 2, NOON, "key"))
        assert outbox.waiting(transaction, "key") == {"count": 3}
        assert outbox.last_sent(transaction, "was_late", "slack", "C1", NOON - HOUR) is None
        leased = courier.lease(transaction, NOON, "me", 1)[0]
        courier.sent(transaction, leased, Place("slack", "C1", "1"), NOON)
        assert outbox.waiting(transaction, "key") is None
        assert outbox.last_sent(transaction, "was_late", "slack", "C1", NOON - HOUR) == NOON
        assert outbox.last_sent(transaction, "was_late", "slack", "C2", NOON - HOUR) is None
        assert outbox.last_sent(transaction, "was_late", "slack", "C1", NOON + HOUR) is None


def test_lines_that_stand_and_pages_of_many_items_are_found_at_once(database: Database) -> None:
    number = added(database, PLAIN)[0].number
    with database.write() as transaction:
        placements.put(transaction, "item:7", "managers", Place("slack", "C1", "1"))
        placements.put(transaction, "item:8", "card", Place("slack", "C1", "2"))
        assert placements.standing(transaction, "managers", ["item:7", "item:8"]) == [("slack", "item:7")]
        assert placements.standing(transaction, "managers", []) == []
        page = pages.open_page(transaction, "bo", NOON).page
        pages.add_items(transaction, page.id, [number], NOON)
        assert pages.of_items(transaction, [number, 99]) == [page]
        assert pages.of_items(transaction, []) == []


def test_how_many_reminders_have_come_lately_and_which_wait(database: Database) -> None:
    minute = timedelta(minutes=1)
    with database.write() as transaction:
        outbox.queue_many(transaction, [
            reminder(1, due=-11 * minute), reminder(2, due=-9 * minute), reminder(3), reminder(4, due=5 * minute),
            reminder(5, due=7 * minute), reminder(6, due=HOUR), reminder(7, kind="page"), reminder(8, "cy", due=HOUR),
            Queued("slack", "C9", "managers", "item:9", {}, 2, NOON, "managers:9"),
        ])  # fmt: skip
        people = [("slack", "person:bo"), ("slack", "person:cy")]
        found = reminders.lately(transaction, people, NOON - 10 * minute, NOON, NOON + 10 * minute, most=5)
        assert found == {("slack", "person:bo"): reminders.Lately(2, NOON, NOON + 5 * minute)}
        few = reminders.lately(transaction, people, NOON - 12 * minute, NOON, NOON, most=2)
        assert few == {("slack", "person:bo"): reminders.Lately(2, NOON, None)}
        assert outbox.on_their_way(transaction, ["managers:9", "managers:8"]) == {"managers:9"}
        leased = next(one for one in courier.lease(transaction, NOON, "me", 9) if one.kind == "managers")
        assert outbox.on_their_way(transaction, ["managers:9"]) == {"managers:9"}
        courier.sent(transaction, leased, Place("slack", "C9", "1"), NOON)
        assert outbox.on_their_way(transaction, ["managers:9"]) == set()
