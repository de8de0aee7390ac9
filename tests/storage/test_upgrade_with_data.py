"""A database of the first version, with what a company had in it, becomes one of today's."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from handlers.books import Books
from routing import chain
from routing.item import Kind, Post
from routing.match import match
from storage import history, items, schema
from storage.database import Database
from tests.databases import KINDS, fresh_address
from tests.storage.examples import HOUR, NOON
from tests.stories.company import COMPANY

AT = 1_793_620_800_000_000
"""NOON in microseconds, as columns hold moments."""

SECONDS = 1_000_000
TARGET = {"code": "target", "values": {"target_seconds": 10800}}

CLIMB = {"done": [], "paging": None, "page_checked": False}

ITEM: Mapping[str, Any] = {
    "number": 1, "source": "facebook", "external_id": "fb-1", "text": "Hvor er pakken min?", "posted_at": AT, "url": "",
    "author_name": "Kari", "author_handle": "", "author_reach": None, "post_language": "", "post_kind": None,
    "in_reply_to": "", "attachments": "[]", "private": False, "received_at": AT, "state": "new", "is_open": True,
    "version": 1, "domain": "delivery", "urgency": "normal", "kind": "question", "language": "nb", "expert": "bo",
    "owner": None, "carried_by": "bo", "claimed_at": None, "due_at": AT + 10800 * SECONDS, "starts_at": AT,
    "target": 10800 * SECONDS, "deadline_because": json.dumps(TARGET), "came_unstaffed": False, "ladder": "[]",
    "climb": json.dumps(CLIMB), "next_due_at": AT + 5400 * SECONDS, "reasons": json.dumps([TARGET]), "handbook": "old",
    "origin_desk": None, "origin_conversation": None, "origin_message": None, "closed_at": None, "closed_by": None,
    "closing_reason": None, "answer_link": None, "answer_text": None, "held_until": None, "marks": "{}",
}  # fmt: skip
DIGEST = chain.digest(chain.FIRST, 1, 1, NOON, "svarvakt", "received", {}, None)
HISTORY: Mapping[str, Any] = {
    "item": 1, "sequence": 1, "at": AT, "who": "svarvakt", "what": "received", "details": "{}", "words": None,
    "words_salt": None, "words_digest": None, "digest": DIGEST, "previous_digest": chain.FIRST,
}  # fmt: skip
HANDBOOK = {"id": 1, "digest": "old", "text": COMPANY, "at": AT, "changed_by": "svarvakt", "why": "the first start"}


@pytest.fixture(params=KINDS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database at revision 0002 with one item, a line of its history, and a handbook of schema 1."""
    with fresh_address(request.param, tmp_path, migrated=False) as address:
        database = Database(address)
        config = Config()
        config.set_main_option("script_location", str(schema.SCRIPTS))
        config.set_main_option("path_separator", "os")
        with database.write() as transaction:
            config.attributes["connection"] = transaction.connection
            command.upgrade(config, "0002")
            for table, row in (("item", ITEM), ("history", HISTORY), ("handbook", HANDBOOK)):
                places = ", ".join(f":{name}" for name in row)
                statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"
                transaction.connection.execute(text(statement), dict(row))
        yield database
        database.close()


def test_what_was_there_is_still_read_and_the_old_handbook_decides(old: Database) -> None:
    assert (schema.current(old), COMPANY.count("schema = 1")) == ("0002", 1)
    done = schema.migrate(old)
    assert (done.before, done.after) == ("0002", schema.newest())
    with old.read() as transaction:
        item = items.read(transaction, 1)
        (line,) = history.read(transaction, 1)
    assert item is not None
    assert (item.rule, item.situation, item.tags) == (None, "", ())
    assert (item.post.text, item.post.posted_at, item.expert) == ("Hvor er pakken min?", NOON, "bo")
    assert (item.deadline.due_at, item.reasons[0].code) == (NOON + 3 * HOUR, "target")
    assert (line.what, line.at, line.who) == ("received", NOON, "svarvakt")
    handbook = Books().latest(old, NOON)
    found = match(handbook, Post("facebook", "2", "Hvor er pakken min?", NOON), Kind.QUESTION, "nb")
    assert (found.domain, found.rule) == ("delivery", "parcels")


def test_what_was_there_can_be_changed(old: Database) -> None:
    schema.migrate(old)
    with old.write() as transaction:
        history.append(transaction, 1, NOON + HOUR, "bo", "claimed", {})
    with old.read() as transaction:
        assert [line.what for line in history.read(transaction, 1)] == ["received", "claimed"]
        assert history.verify(transaction, 1) is None
