"""Publications: what was previewed goes out once, and is settled once."""

from storage import outbox, publications
from storage.database import Database
from storage.outbox import Queued
from storage.publications import PublicationState
from tests.storage.examples import HOUR, MINUTE, NOON, added, at_once, numbered


def test_what_was_previewed_is_queued_once_and_settled_once(database: Database) -> None:
    (item,) = added(database, *numbered(1))
    with database.write() as transaction:
        older = publications.preview(transaction, item, "bo", "Fjellro", "Hei", NOON)
        theirs = publications.preview(transaction, item, "cy", "Fjellro", "Hei", NOON)
        shown = publications.preview(transaction, item, "bo", "Fjellro", "Hei!", NOON + MINUTE)
        assert publications.read(transaction, older.id) is None
        assert publications.read(transaction, shown.id) == shown

    def work(_: int) -> bool:
        with database.write() as transaction:
            return publications.queue(transaction, shown.id, NOON + HOUR)

    assert at_once(8, work).count(True) == 1
    with database.write() as transaction:
        assert publications.under_way(transaction, item.number) == publications.read(transaction, shown.id)
        assert publications.failed(transaction, shown.id, "timeout", NOON + HOUR)
        assert not publications.failed(transaction, shown.id, "timeout", NOON + HOUR)
        kept = publications.read(transaction, shown.id)
        assert kept is not None
        assert (kept.text, kept.state, kept.error) == ("Hei!", PublicationState.FAILED, "timeout")
        # It was there after all.
        assert publications.published(transaction, shown.id, "https://x.example/1", "1", NOON + HOUR)
        assert not publications.published(transaction, shown.id, "https://x.example/1", "1", NOON + HOUR)
        assert not publications.failed(transaction, shown.id, "late", NOON + HOUR)
        publications.forget_previews(transaction, NOON + MINUTE)
        assert publications.read(transaction, theirs.id) is None
        stands = publications.read(transaction, shown.id)
        assert stands is not None
        assert (stands.state, stands.link, stands.error) == (PublicationState.PUBLISHED, "https://x.example/1", None)


def test_only_what_waits_is_taken_back(database: Database) -> None:
    message = Queued("publisher:x", "answers", "publish", "item:1", {}, 1, NOON, merge_key="publish:1")
    with database.write() as transaction:
        assert not outbox.withdraw(transaction, "publish:1", NOON)
        outbox.queue(transaction, message)
        assert outbox.withdraw(transaction, "publish:1", NOON)
        assert not outbox.withdraw(transaction, "publish:1", NOON)
        assert outbox.on_their_way(transaction, ["publish:1"]) == set()
