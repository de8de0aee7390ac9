import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.moment import Moment, microseconds
from storage.prepared import FEW_ROWS, Prepared
from storage.tables import inbox
from tests.storage.examples import HOUR, NOON

ADD = Prepared(lambda _: inbox.insert().inline(), columns=("key", "received_at", "reply"))
ALL = select(inbox).order_by(inbox.c.key)
RAW = Prepared(lambda _: select(inbox.c.key, inbox.c.received_at).order_by(inbox.c.key))
READ = Prepared(lambda _: ALL, returns=inbox.c)
FIRST = Prepared(lambda _: ALL.limit(1), returns=inbox.c)
MOVE = Prepared(
    lambda _: (
        update(inbox)
        .where(inbox.c.received_at <= bindparam("before", type_=Moment))
        .values(received_at=bindparam("later", type_=Moment))
    )
)


def rows(count: int) -> list[dict[str, object]]:
    return [
        {"key": f"k{number}", "received_at": NOON + number * HOUR, "reply": {"ø": number}} for number in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, FEW_ROWS, FEW_ROWS + 1, 9])
def test_values_come_back_as_they_went(database: Database, count: int) -> None:
    with database.write() as transaction:
        ADD.run_many(transaction, rows(count))
    with database.read() as transaction:
        assert READ.rows(transaction) == [tuple(row.values()) for row in rows(count)]
        assert READ.rows(transaction)[:1] == FIRST.rows(transaction)
        assert RAW.rows(transaction) == [(f"k{n}", microseconds(NOON + n * HOUR)) for n in range(count)]


def test_changed_rows_are_counted(database: Database) -> None:
    with database.write() as transaction:
        ADD.run_many(transaction, rows(5))
        assert MOVE.count(transaction, {"before": NOON + 2 * HOUR, "later": NOON + 9 * HOUR}) == 3
        assert MOVE.count(transaction, {"before": NOON, "later": NOON}) == 0


def test_an_error_is_sqlalchemys_and_does_not_show_the_values(database: Database) -> None:
    def twice() -> None:
        with database.write() as transaction:
            ADD.run_many(transaction, [rows(1)[0] | {"reply": "a customer's words"} for _ in range(2)])

    with pytest.raises(IntegrityError) as caught:
        twice()
    assert "customer" not in str(caught.value)
    with database.read() as transaction:
        assert READ.rows(transaction) == []


def test_it_takes_part_in_savepoints(database: Database) -> None:
    with database.write() as transaction:
        ADD.run_many(transaction, rows(1))
        with pytest.raises(IntegrityError), transaction.savepoint():
            ADD.run_many(transaction, rows(2))
        assert len(READ.rows(transaction)) == 1
