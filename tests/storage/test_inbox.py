from datetime import timedelta

from storage import inbox, unreadable
from storage.database import Database
from storage.errors import StorageBusy
from storage.inbox import NOT_SEEN
from tests.storage.examples import HOUR, MINUTE, NOON, at_once


def test_a_repeat_gets_the_first_reply(database: Database) -> None:
    with database.write() as transaction:
        assert inbox.seen(transaction, "Ev1") is NOT_SEEN
        inbox.remember(transaction, "Ev1", {"number": 12, "words": "blåbær 🫐"}, NOON)
    with database.read() as transaction:
        assert inbox.seen(transaction, "Ev1") == {"number": 12, "words": "blåbær 🫐"}
        assert inbox.seen(transaction, "Ev2") is NOT_SEEN


def test_of_eight_with_one_key_one_does_the_work(database: Database) -> None:
    def work(number: int) -> tuple[str, object]:
        try:
            with database.write() as transaction:
                reply = inbox.seen(transaction, "Ev1")
                if reply is NOT_SEEN:
                    inbox.remember(transaction, "Ev1", {"by": number}, NOON)
                    return "did it", {"by": number}
                return "seen", reply
        except StorageBusy:
            with database.read() as transaction:
                return "seen", inbox.seen(transaction, "Ev1")

    results = at_once(8, work)
    assert [what for what, _ in results].count("did it") == 1
    assert len({str(reply) for _, reply in results}) == 1


def test_keys_are_forgotten_after_their_time(database: Database) -> None:
    with database.write() as transaction:
        for days in range(4):
            inbox.remember(transaction, f"Ev{days}", {}, NOON + timedelta(days=days))
        assert inbox.forget_older(transaction, NOON + timedelta(days=2)) == 2
        assert [inbox.seen(transaction, f"Ev{days}") for days in range(4)] == [NOT_SEEN, NOT_SEEN, {}, {}]


def test_unreadable_events_wait_for_an_administrator(database: Database) -> None:
    with database.write() as transaction:
        first = unreadable.add(transaction, "slack", "Ev1", '{"a": "é"}', NOON, "KeyError: text")
        second = unreadable.add(transaction, "teams", "act-1", "{}", NOON + MINUTE, "ValueError")
        assert unreadable.add(transaction, "slack", "Ev1", "{}", NOON + HOUR, "TypeError") == first
        found = unreadable.list_open(transaction)
        assert [(event.id, event.desk, event.raw, event.error) for event in found] == [
            (first, "slack", '{"a": "é"}', "TypeError"),
            (second, "teams", "{}", "ValueError"),
        ]
