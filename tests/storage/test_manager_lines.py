"""One message about many items: its rows that wait, the place that its items share, and how many have come lately."""

from dataclasses import replace
from datetime import timedelta

from routing.item import Place
from storage import courier, items, manager_lines, outbox, placements
from storage.database import Database
from storage.manager_lines import NEW, LinesLately, Waiting
from storage.outbox import Queued
from tests.storage.examples import HOUR, NOON, PLAIN, added

SOON, MINUTE = timedelta(seconds=10), timedelta(minutes=1)
COMING, THERE = Place("slack", "C9", "coming:item:1"), Place("slack", "C9", "7.7")


def line(number: int, due: timedelta = timedelta(0), *, new: bool = True, channel: str = "C9") -> Queued:
    payload = {NEW: True} if new else {}
    return Queued(
        "slack", channel, "managers", f"item:{number}", payload, 2, NOON + due, f"managers:{number}:{channel}"
    )


def test_what_waits_is_found_and_settled_once(database: Database) -> None:
    with database.write() as transaction:
        outbox.queue_many(transaction, [
            line(1), line(2), line(3, new=False), line(4, 5 * MINUTE), line(5, channel="C8"),
            Queued("slack", "C9", "cover", "rota:0", {}, 2, NOON),
        ])  # fmt: skip
        (leased,) = (one for one in courier.lease(transaction, NOON, "me", 9) if one.conversation == "C9")
        found = manager_lines.waiting(transaction, "slack", "C9", NOON + SOON)
        assert [(row.subject, row.is_new) for row in found] == [("item:2", True), ("item:3", False)]
        assert manager_lines.settle(transaction, found, "told with others", NOON) == {"item:2", "item:3"}
        assert manager_lines.settle(transaction, found, "told with others", NOON) == set()
        assert manager_lines.settle(transaction, [], "told with others", NOON) == set()
        known = manager_lines.lately(transaction, "slack", "C9", NOON - HOUR, NOON)
        assert known == LinesLately(0, None, NOON + 5 * MINUTE)
        courier.sent(transaction, leased, THERE, NOON)
        later = NOON + 6 * MINUTE
        assert manager_lines.lately(transaction, "slack", "C9", NOON - HOUR, later) == LinesLately(2, NOON, None)
        assert manager_lines.lately(transaction, "slack", "C9", NOON, later) == LinesLately(1, None, None)
        assert outbox.newest_settled(transaction) == NOON


def test_behind_one_of_unknown_outcome_its_own_wait_on(database: Database) -> None:
    with database.write() as transaction:
        outbox.queue_many(transaction, [line(1)])
        (leased,) = courier.lease(transaction, NOON, "me", 9)
        courier.mark_unknown(transaction, leased, NOON)
        outbox.queue_many(transaction, [line(1), line(2)])
        found = manager_lines.waiting(transaction, "slack", "C9", NOON)
        assert [row.subject for row in found] == ["item:2"]
        assert isinstance(found[0], Waiting)
        assert outbox.on_their_way(transaction, ["managers:1:C9"]) == {"managers:1:C9"}


def test_items_share_the_place_of_their_message(database: Database) -> None:
    with database.write() as transaction:
        manager_lines.share(transaction, COMING, [f"item:{number}" for number in range(2, 7)])
        placements.put(transaction, "item:9", "card", COMING)
        assert manager_lines.sharing(transaction, COMING) == [f"item:{number}" for number in range(2, 7)]
        assert manager_lines.moved(transaction, COMING, "7.7", "says this") == 5
        found = placements.find(transaction, "slack", "item:3", "managers")
        assert found is not None
        assert (found.place, found.drawn) == (THERE, "says this")
        placements.remove(transaction, "slack", "item:4", "managers")
        assert manager_lines.gone(transaction, THERE) == 4
        assert manager_lines.sharing(transaction, THERE) == []


def test_only_what_is_due_until_then_is_looked_at_again(database: Database) -> None:
    another = replace(PLAIN, post=replace(PLAIN.post, external_id="another"))
    first, second = (item.number for item in added(database, PLAIN, another))
    with database.write() as transaction:
        items.put_off(transaction, first, NOON + MINUTE)
        items.put_off(transaction, second, NOON + HOUR)
        items.look_again_before(transaction, NOON, NOON + 5 * MINUTE)
        assert items.due_at_one_of(transaction, [NOON]) == [first]
        assert items.due_at_one_of(transaction, [NOON + HOUR]) == [second]
