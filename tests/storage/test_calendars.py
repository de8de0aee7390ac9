"""Secret addresses of calendars, and the calendars that are layers of the rota."""

from datetime import timedelta

from routing.rota_cover import ImportedShift
from storage import calendar_feeds, calendar_imports, handbooks
from storage.calendar_feeds import Feed
from storage.calendar_imports import Tried
from storage.database import Database
from tests.storage.examples import HOUR, NOON, at_once

DAY = timedelta(days=1)
SHIFT = ImportedShift("support", "bo", NOON, NOON + DAY, "Vakt: Bø 📦")


def test_an_address_works_until_it_is_revoked(database: Database) -> None:
    with database.write() as transaction:
        calendar_feeds.add(transaction, "a" * 64, "bo", "bo", NOON)
        calendar_feeds.add(transaction, "b" * 64, "", "bo", NOON)
        calendar_feeds.add(transaction, "c" * 64, "cy", "cy", NOON)
        mine = calendar_feeds.of_digest(transaction, "a" * 64)
        assert mine == Feed(mine.id if mine else 0, "a" * 64, "bo", "bo", NOON)
        assert set(calendar_feeds.of_person(transaction, "bo")) == {"bo", ""}
        assert calendar_feeds.revoke(transaction, "bo", "bo", NOON) == 1
        assert calendar_feeds.revoke(transaction, "bo", "bo", NOON) == 0
        assert calendar_feeds.of_digest(transaction, "a" * 64) is None
        assert set(calendar_feeds.of_person(transaction, "bo")) == {""}
        assert calendar_feeds.revoke_all(transaction, ("cy",), NOON) == 1
        assert calendar_feeds.of_person(transaction, "bo") == {}
        assert calendar_feeds.of_digest(transaction, "c" * 64) is not None


def test_what_was_read_holds_until_something_else_is_read(database: Database) -> None:
    with database.write() as transaction:
        handbooks.put(transaction, "a", "digest-a", NOON, "eva", "")
        calendar_imports.lock(transaction)
        editions = [handbooks.edition(transaction)]
        calendar_imports.keep_trouble(transaction, "support", "x", "gone", NOON)
        assert calendar_imports.current(transaction) == ()
        assert calendar_imports.tried(transaction) == {"support": Tried("support", "x", "", NOON, NOON, "gone")}

        calendar_imports.keep(transaction, "support", "x", (SHIFT,), "1", NOON + HOUR)
        editions.append(handbooks.edition(transaction))
        assert calendar_imports.current(transaction) == (SHIFT,)
        calendar_imports.keep(transaction, "support", "x", (SHIFT,), "1", NOON + 2 * HOUR, ("odd_zone", "left_out"))
        assert calendar_imports.tried(transaction)["support"].trouble == ""
        calendar_imports.keep_trouble(transaction, "support", "y", "gone", NOON + 3 * HOUR)
        assert handbooks.edition(transaction) == editions[-1]
        assert calendar_imports.current(transaction) == (SHIFT,)
        assert calendar_imports.tried(transaction)["support"] == Tried(
            "support", "y", "1", NOON + 2 * HOUR, NOON + 3 * HOUR, "gone", ("odd_zone", "left_out")
        )

        calendar_imports.keep(transaction, "support", "x", (), "2", NOON)
        editions.append(handbooks.edition(transaction))
        assert calendar_imports.current(transaction) == ()
        # The clock was set back, and still it is newer.
        newest = [edition.imported for edition in editions[1:] if edition is not None and edition.imported is not None]
        assert newest == sorted(set(newest))
        changed_at = handbooks.changed_at(transaction)
        assert changed_at is not None
        assert changed_at > NOON + HOUR
    assert len(set(editions)) == 3


def test_replicas_write_one_after_the_other(database: Database) -> None:
    def work(number: int) -> None:
        with database.write() as transaction:
            calendar_imports.lock(transaction)
            shifts = (ImportedShift(f"layer-{number % 2}", "bo", NOON, NOON + DAY),)
            calendar_imports.keep(transaction, f"layer-{number % 2}", "x", shifts, str(number), NOON)

    at_once(4, work)
    with database.read() as transaction:
        assert [shift.layer for shift in calendar_imports.current(transaction)] == ["layer-0", "layer-1"]
