import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storage import history, items
from storage.database import Database
from storage.errors import StorageBusy
from storage.history import NewEntry
from tests.storage.examples import MINUTE, NOON, PLAIN, added, at_once, numbered


def three_lines(database: Database) -> int:
    number = added(database, PLAIN)[0].number
    with database.write() as transaction:
        assert history.append(transaction, number, NOON, "intake", "received", {"source": "x"}, "Hvor er pakken?") == 1
        assert history.append(transaction, number, NOON + MINUTE, "bo", "claimed", {"rank": 1, "share": 0.5}) == 2
        assert history.append(transaction, number, NOON + 2 * MINUTE, "bo", "answered", {}, "Hos naboen 🙏") == 3
    return number


def test_lines_come_back_in_order_and_chained(database: Database) -> None:
    number = three_lines(database)
    with database.read() as transaction:
        lines = history.read(transaction, number)
        assert history.verify(transaction, number) is None
    assert [(line.sequence, line.at, line.who, line.what, line.values, line.words) for line in lines] == [
        (1, NOON, "intake", "received", {"source": "x"}, "Hvor er pakken?"),
        (2, NOON + MINUTE, "bo", "claimed", {"rank": 1, "share": 0.5}, None),
        (3, NOON + 2 * MINUTE, "bo", "answered", {}, "Hos naboen 🙏"),
    ]
    assert [line.previous_digest for line in lines] == ["", lines[0].digest, lines[1].digest]


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE history SET who = 'cy' WHERE sequence = 2", 2),
        ("UPDATE history SET details = '{}' WHERE sequence = 1", 1),
        ("UPDATE history SET details = '\"x\"' WHERE sequence = 2", 2),
        ("UPDATE history SET details = 'null' WHERE sequence = 2", 2),
        ("UPDATE history SET at = at + 1 WHERE sequence = 3", 3),
        ("UPDATE history SET words = 'Hos oss' WHERE sequence = 3", 3),
        ("UPDATE history SET words_salt = NULL WHERE sequence = 3", 3),
        ("DELETE FROM history WHERE sequence = 2", 2),
        ("DELETE FROM history WHERE sequence = 1", 1),
        ("UPDATE history SET digest = 'x' WHERE sequence = 1", 1),
        ("UPDATE history SET words = NULL, words_salt = NULL", None),
    ],
)
def test_verify_finds_the_first_line_that_was_tampered_with(database: Database, tampering: str, broken: int) -> None:
    number = three_lines(database)
    with database.write() as transaction:
        transaction.connection.execute(text(tampering))
        assert history.verify(transaction, number) == broken


def test_many_lines_of_many_items_at_once(database: Database) -> None:
    one, two, three = (item.number for item in added(database, *numbered(3)))
    with database.write() as transaction:
        history.append(transaction, two, NOON, "intake", "received", {})
        entries = [
            NewEntry(number, NOON, "sweep", "reminded", {"n": n}) for n, number in enumerate([one, two, one, three])
        ]
        assert history.append_many(transaction, entries) == [1, 2, 2, 1]
        assert history.append_many(transaction, []) == []
        assert [history.verify(transaction, number) for number in (one, two, three)] == [None, None, None]
        assert [line.values["n"] for line in history.read(transaction, one)] == [0, 2]


def test_lines_added_at_once_are_one_chain(database: Database) -> None:
    number = added(database, PLAIN)[0].number

    def work(_: int) -> bool:
        try:
            with database.write() as transaction:
                history.append(transaction, number, NOON, "bo", "tipped", {})
        except StorageBusy:
            return False
        return True

    written = at_once(8, work).count(True)
    with database.read() as transaction:
        assert len(history.read(transaction, number)) == written >= 1
        assert history.verify(transaction, number) is None


def test_an_entry_needs_its_item(database: Database) -> None:
    def write() -> None:
        with database.write() as transaction:
            history.append(transaction, 404, NOON, "bo", "claimed", {})

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        write()


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(values=st.dictionaries(st.text(), json_values, max_size=4))
def test_whatever_json_holds_verifies_after_the_way_through_the_database(
    database: Database, values: dict[str, object]
) -> None:
    with database.write() as transaction:
        items.insert(transaction, PLAIN)
        number = items.number_of(transaction, PLAIN.post.source, PLAIN.post.external_id)
        assert number is not None
        history.append(transaction, number, NOON, "bo", "noted", values)
        assert history.verify(transaction, number) is None
