"""What the product is measured against: the same rows, written by hand-written SQL in one transaction an event."""

import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from itertools import count
from pathlib import Path
from queue import PriorityQueue
from threading import Thread
from typing import Any

import psycopg

Row = dict[str, Any]
Write = Callable[[str], None]
"""Stores the rows of the message with this time stamp."""

TABLES = ("item", "history", "outbox", "inbox")
_FLAGS = ("private", "is_open", "came_unstaffed", "came_late")


def stored_rows(file: Path) -> dict[str, list[Row]]:
    """The raw rows of the only item in a SQLite database: the values that both sides then write."""
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    rows = {table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in TABLES}
    connection.close()
    del rows["item"][0]["number"], rows["outbox"][0]["id"]
    return rows


class Writers:
    """Threads that each hold one connection, fed from one queue, as the product's are."""

    def __init__(self, threads: int, connect: Callable[[], tuple[Write, Callable[[], None]]]) -> None:
        self._order = count()
        self._queue: PriorityQueue[tuple[int, int, str | None, Future[None]]] = PriorityQueue()
        self._threads = [Thread(target=self._work, args=(connect,), daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def put(self, ts: str) -> Future[None]:
        done: Future[None] = Future()
        self._queue.put((1, next(self._order), ts, done))
        return done

    def close(self) -> None:
        for _ in self._threads:
            self._queue.put((2, next(self._order), None, Future()))
        for thread in self._threads:
            thread.join()

    def _work(self, connect: Callable[[], tuple[Write, Callable[[], None]]]) -> None:
        write, close = connect()
        while True:
            _, _, ts, done = self._queue.get()
            if ts is None:
                break
            try:
                write(ts)
                done.set_result(None)
            except BaseException as error:
                done.set_exception(error)
        close()


def sqlite_writers(file: Path, rows: Mapping[str, list[Row]]) -> Writers:
    """One thread; WAL and a full sync at every commit."""

    def connect() -> tuple[Write, Callable[[], None]]:
        connection = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        values = _Values(rows)
        item, history, outbox, inbox = _statements(rows, lambda _: "?")

        def write(ts: str) -> None:
            connection.execute("BEGIN IMMEDIATE")
            try:
                number = connection.execute(item, values.item(ts)).fetchone()[0]
                connection.executemany(history, values.history(number))
                connection.execute(outbox, values.outbox(number))
                connection.execute(inbox, values.inbox(ts))
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

        return write, connection.close

    return Writers(1, connect)


def postgresql_writers(uri: str, rows: Mapping[str, list[Row]]) -> Writers:
    """Four threads, each with a connection of its own; psycopg prepares the statements by itself."""

    def connect() -> tuple[Write, Callable[[], None]]:
        connection = psycopg.connect(uri)
        values = _Values(rows, flags=bool)
        item, history, outbox, inbox = _statements(rows, lambda _: "%s")

        def write(ts: str) -> None:
            with connection.transaction(), connection.cursor() as cursor:
                found = cursor.execute(item, values.item(ts)).fetchone()
                assert found is not None
                for line in values.history(found[0]):  # quicker than executemany, which opens a pipeline
                    cursor.execute(history, line)
                cursor.execute(outbox, values.outbox(found[0]))
                cursor.execute(inbox, values.inbox(ts))

        return write, connection.close

    return Writers(4, connect)


class _Values:
    """Parameters, with all that differs from event to event in its place; the rest is known beforehand."""

    def __init__(self, rows: Mapping[str, list[Row]], flags: Callable[[int], object] = int) -> None:
        self._item = rows["item"][0] | {name: flags(rows["item"][0][name]) for name in _FLAGS}
        self._history = rows["history"]
        self._outbox = rows["outbox"][0]
        self._inbox = rows["inbox"][0]
        self._channel = self._item["origin_conversation"]

    def item(self, ts: str) -> tuple[Any, ...]:
        return tuple((self._item | {"external_id": f"slack:{self._channel}:{ts}", "origin_message": ts}).values())

    def history(self, number: int) -> list[tuple[Any, ...]]:
        return [tuple((row | {"item": number}).values()) for row in self._history]

    def outbox(self, number: int) -> tuple[Any, ...]:
        own = {"subject": f"item:{number}", "merge_key": f"card:{number}:slack"}
        return tuple((self._outbox | own).values())

    def inbox(self, ts: str) -> tuple[Any, ...]:
        return tuple((self._inbox | {"key": f"slack:{self._channel}:{ts}"}).values())


def _statements(rows: Mapping[str, list[Row]], mark: Callable[[str], str]) -> list[str]:
    ends = {"item": "ON CONFLICT (source, external_id) DO NOTHING RETURNING number", "inbox": "ON CONFLICT DO NOTHING"}
    found = []
    for table in TABLES:
        names = list(rows[table][0])
        marks = ", ".join(mark(name) for name in names)
        found.append(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) {ends.get(table, '')}")
    return found


def ts_of(body: Mapping[str, Any]) -> str:
    """The message's time stamp in an event as Bolt hands it on."""
    return str(body["event"]["ts"])
