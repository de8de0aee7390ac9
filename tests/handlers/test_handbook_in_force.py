"""Which handbook decides: with several processes on one database, and while one comes into force. On real databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from handlers import escalate
from handlers.books import Books, NotRead, offer, replace_handbook
from handlers.dispatch import Dispatch
from handlers.handbook_check import HandbookFile, check_file
from handlers.handbook_file import saved
from handlers.intents import Actor, Click, Handed, Said, Submit
from handlers.replies import Done, Refused, Reply, Stored
from routing.handbook_text import read_handbook
from routing.item import Item, Post, State
from routing.messages import Actions
from storage import handbooks, items
from storage.database import Database
from tests.databases import KINDS, fresh_database
from tests.stories.keepers import BROKEN, KEPT, PARCELS_TO_BILLING, WITHOUT_FINN

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
GRO, CY = Actor("slack", "U0GRO"), Actor("slack", "U0CY")
OLD, NEW = read_handbook(KEPT).digest, read_handbook(PARCELS_TO_BILLING).digest


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with fresh_database(request.param, tmp_path) as database:
        offer(database, KEPT, NOW)
        yield database


def process(database: Database, text: str = KEPT) -> Dispatch:
    """As a replica has it: with a memory of its own, and a file."""
    return Dispatch(database, Books(), ("slack",), read_file=lambda: HandbookFile("handbook.toml", text))


def posted(dispatch: Dispatch, number: int) -> Item:
    post = Post("facebook", str(number), "Hvor er pakken min?", NOW)
    reply = dispatch.command(Submit(f"post {number}", post), NOW).reply
    assert isinstance(reply, Stored)
    with dispatch.database.read() as transaction:
        item = items.read(transaction, reply.number)
    assert item is not None
    return item


def decided(item: Item) -> tuple[str, str]:
    return item.domain, item.handbook


def ask(dispatch: Dispatch, intent: Said | Click | Handed) -> Reply:
    return dispatch.command(intent, NOW).reply


def draft_sent(dispatch: Dispatch, text: str, by: Actor = GRO) -> str:
    """The subject of the button that puts it in force."""
    reply = ask(dispatch, Handed(f"sent by {by.user}", by, "handbook.toml", text))
    assert isinstance(reply, Done)
    assert reply.whisper is not None
    (subject,) = {
        button.subject
        for block in reply.whisper.blocks
        if isinstance(block, Actions)
        for button in block.elements
        if button.action == "handbook_apply"
    }
    return subject


def test_every_process_goes_by_the_row_from_its_next_intent_on(database: Database) -> None:
    here, there = process(database), process(database)
    assert decided(posted(here, 1)) == decided(posted(there, 2)) == ("delivery", OLD)
    ask(here, Click("apply", GRO, "handbook_apply", draft_sent(here, PARCELS_TO_BILLING)))
    assert decided(posted(there, 3)) == ("billing", NEW), "sorted beforehand by the old one, stored by the new one"
    assert decided(posted(here, 4)) == ("billing", NEW)


def test_a_post_that_was_sorted_by_the_one_before_is_sorted_anew(database: Database) -> None:
    """Between sorting, which is done before the transaction, and storing another handbook comes into force."""
    dispatch = process(database)
    assert decided(posted(dispatch, 1)) == ("delivery", OLD)
    replace_handbook(database, PARCELS_TO_BILLING, NOW, "gro", "")
    assert dispatch.books.last is not None
    assert dispatch.books.last.digest == OLD, "what the post is sorted by"
    item = posted(dispatch, 2)
    assert decided(item) == ("billing", NEW)
    assert "billing" in str(item.reasons)


class Watched(Books):
    """Proves, whenever it has to read, that nobody holds the writers' lock."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._other = Database(database.url.render_as_string(hide_password=False), patience=timedelta(0))
        self.read = 0

    def prepare(self, database: Database, now: datetime) -> None:
        with self._other.write() as transaction:
            handbooks.lock(transaction)
        self._other.close()
        self.read += 1
        super().prepare(database, now)


def test_a_handbook_from_elsewhere_is_read_while_nobody_holds_the_lock(database: Database) -> None:
    books = Watched(database)
    dispatch = replace(process(database), books=books)
    assert decided(posted(dispatch, 1)) == ("delivery", OLD)
    for text, work in ((PARCELS_TO_BILLING, "command"), (WITHOUT_FINN, "run")):
        replace_handbook(database, text, NOW, "svarvakt handbook apply", "")
        before = books.read
        with database.group():
            for _ in range(2):
                if work == "command":
                    ask(dispatch, Said("1", GRO, "away list"))
                else:
                    dispatch.run(escalate.sweep, NOW)
        assert books.read == before + 1
        assert books.last_read().digest == read_handbook(text).digest


@pytest.mark.parametrize("how", ["drafts", "reload", "file"])
def test_a_handbook_that_was_looked_at_before_is_not_read_again(database: Database, how: str) -> None:
    books = Watched(database)
    dispatch = replace(process(database, PARCELS_TO_BILLING), books=books)
    assert decided(posted(dispatch, 1)) == ("delivery", OLD)
    match how:
        case "drafts":
            ask(dispatch, Click("apply", GRO, "handbook_apply", draft_sent(dispatch, PARCELS_TO_BILLING)))
        case "reload":
            ask(dispatch, Said("reload", GRO, "reload"))
        case "file":
            dispatch.check(HandbookFile("handbook.toml", PARCELS_TO_BILLING))
            file_saved(dispatch, PARCELS_TO_BILLING)
    assert decided(posted(dispatch, 2)) == ("billing", NEW)
    assert books.read == 1, "the first"


def test_a_writer_gets_no_handbook_that_would_have_to_be_read(database: Database) -> None:
    books = Books()
    with database.write() as transaction, pytest.raises(NotRead):
        books.ready(transaction, NOW)
    books.prepare(database, NOW)
    with database.write() as transaction:
        assert books.ready(transaction, NOW).digest == OLD


def test_a_draft_is_put_in_force_once(database: Database) -> None:
    dispatch = process(database)
    draft = draft_sent(dispatch, PARCELS_TO_BILLING)
    assert isinstance(ask(dispatch, Click("1", GRO, "handbook_apply", draft)), Done)
    ask(dispatch, Said("2", GRO, "handbook undo"))
    again = ask(dispatch, Click("3", GRO, "handbook_apply", draft))
    assert isinstance(again, Refused)
    assert "was put in force" in again.message.summary
    assert _digest(database) == OLD


def test_of_two_drafts_the_second_is_refused_and_says_who_was_first(database: Database) -> None:
    here, there = process(database), process(database)
    first, second = draft_sent(here, PARCELS_TO_BILLING, GRO), draft_sent(there, WITHOUT_FINN, CY)
    ahead = there.look_ahead(Click("2", CY, "handbook_apply", second), NOW)
    ask(here, Click("1", GRO, "handbook_apply", first))
    late = there.command(Click("2", CY, "handbook_apply", second), NOW, ahead).reply
    assert isinstance(late, Done)
    assert late.whisper is not None
    assert late.whisper.summary.startswith("Nothing was changed: Gro Lie has put another handbook in force")
    assert _digest(database) == NEW


def test_an_undo_that_comes_too_late_changes_nothing(database: Database) -> None:
    dispatch = process(database)
    ask(dispatch, Click("1", GRO, "handbook_apply", draft_sent(dispatch, PARCELS_TO_BILLING)))
    undo = Said("2", GRO, "handbook undo")
    ahead = dispatch.look_ahead(undo, NOW)
    replace_handbook(database, WITHOUT_FINN, NOW, "cy", "")
    dispatch.command(undo, NOW, ahead)
    assert _digest(database) == read_handbook(WITHOUT_FINN).digest


def test_a_repeated_delivery_changes_nothing_twice(database: Database) -> None:
    dispatch = process(database)
    ask(dispatch, Click("1", GRO, "handbook_apply", draft_sent(dispatch, PARCELS_TO_BILLING)))
    for _ in range(2):
        ask(dispatch, Said("undo", GRO, "handbook undo"))
    assert _digest(database) == OLD


@pytest.mark.parametrize("how", ["drafts", "apply", "file", "reload"])
def test_whoever_put_it_in_force_what_people_who_left_had_is_given_back(database: Database, how: str) -> None:
    dispatch = process(database, WITHOUT_FINN)
    number = posted(dispatch, 1).number
    ask(dispatch, Click("claim", Actor("slack", "U0FINN"), "claim", f"item:{number}"))
    match how:
        case "drafts":
            ask(dispatch, Click("apply", GRO, "handbook_apply", draft_sent(dispatch, WITHOUT_FINN)))
        case "apply":
            replace_handbook(database, WITHOUT_FINN, NOW, "svarvakt handbook apply", "")
        case "file":
            file_saved(dispatch, WITHOUT_FINN)
        case "reload":
            ask(dispatch, Said("reload", GRO, "reload"))
    dispatch.run(escalate.sweep, NOW)
    with database.read() as transaction:
        item = items.read(transaction, number)
    assert item is not None
    assert (item.state, item.owner) == (State.NEW, None)
    assert item.expert in ("bo", "dee")


def test_hundreds_of_items_of_somebody_who_left_are_given_back_chunk_by_chunk(database: Database) -> None:
    dispatch = process(database)
    for number in range(1, 251):
        posted(dispatch, number)
    with database.write() as transaction:
        before = items.count_carried_by_others(transaction, ("bo",))
    replace_handbook(database, WITHOUT_FINN, NOW, "gro", "")
    chunks = 0
    while dispatch.run(escalate.sweep, NOW)[0].due == escalate.CHUNK:
        chunks += 1
        dispatch = process(database)  # as if the process had died in between
    with database.read() as transaction:
        assert items.count_carried_by_others(transaction, ("bo", "dee", "cy", "gro", "eva")) == 0
    assert before > 100
    assert chunks >= 1


def file_saved(dispatch: Dispatch, text: str, stamp: str = "1", now: datetime = NOW) -> bool:
    """A process has seen its file saved; True when it has changed anything, or told anybody."""
    offered = HandbookFile("handbook.toml", text, (), (), stamp)
    checked = check_file(offered, dispatch.desks)
    became, _ = dispatch.run(partial(saved, offered=offered, checked=checked), now)
    return became.changed is not None or not (became.known or checked.handbook)


def test_replicas_that_share_a_broken_file_tell_it_once_and_anew_when_it_is_saved_again(database: Database) -> None:
    here, there = process(database), process(database)
    assert file_saved(here, BROKEN)
    assert not file_saved(there, BROKEN)
    assert file_saved(there, BROKEN, "2")
    assert _digest(database) == OLD


def test_replicas_that_share_a_sound_file_put_it_in_force_once(database: Database) -> None:
    here, there = process(database), process(database)
    assert file_saved(here, PARCELS_TO_BILLING)
    assert not file_saved(there, PARCELS_TO_BILLING)
    with database.read() as transaction:
        assert len(handbooks.newest(transaction, 10)) == 2


@pytest.mark.parametrize("first", ["watched", "reload"])
def test_a_replica_that_sees_a_save_late_does_not_take_back_what_was_done_in_chat_since(
    database: Database, first: str
) -> None:
    here, there = process(database, PARCELS_TO_BILLING), process(database)
    if first == "reload":
        here = replace(here, read_file=lambda: HandbookFile("handbook.toml", PARCELS_TO_BILLING, (), (), "1"))
        ask(here, Said("reload", GRO, "reload"))
    else:
        assert file_saved(here, PARCELS_TO_BILLING)
    assert _digest(database) == NEW
    ask(here, Said("undo", GRO, "handbook undo"))
    assert not file_saved(there, PARCELS_TO_BILLING, now=NOW + timedelta(seconds=20))
    assert _digest(database) == OLD


@pytest.mark.parametrize(
    ("stamp", "after"), [("2", timedelta(seconds=20)), ("1", timedelta(minutes=11))], ids=["saved anew", "brought back"]
)
def test_the_same_text_saved_once_more_counts(database: Database, stamp: str, after: timedelta) -> None:
    here, there = process(database), process(database)
    assert file_saved(here, PARCELS_TO_BILLING)
    ask(here, Said("undo", GRO, "handbook undo"))
    assert file_saved(there, PARCELS_TO_BILLING, stamp, NOW + after)
    assert _digest(database) == NEW
    assert not file_saved(here, PARCELS_TO_BILLING, stamp, NOW + after)


def test_posts_older_than_thirty_days_are_not_compared(database: Database) -> None:
    dispatch = process(database)
    posted(dispatch, 1)
    later = NOW + timedelta(days=31)
    given = Handed("sent", GRO, "handbook.toml", PARCELS_TO_BILLING)
    found = dispatch.look_ahead(given, later)
    assert found is not None
    assert found.what_if is not None
    assert found.what_if.posts == 0
    now = dispatch.look_ahead(given, NOW)
    assert now is not None
    assert now.what_if is not None
    assert now.what_if.posts == 1


def test_nothing_is_looked_at_for_whoever_may_not(database: Database) -> None:
    dispatch = process(database)
    for actor in (Actor("slack", "U0BO"), Actor("slack", "U0ADA"), Actor("slack", "U0GRO", guest=True)):
        assert dispatch.look_ahead(Handed("1", actor, "handbook.toml", PARCELS_TO_BILLING), NOW) is None
        assert isinstance(ask(dispatch, Handed(f"2 {actor}", actor, "handbook.toml", PARCELS_TO_BILLING)), Refused)


@pytest.mark.parametrize("subject", ["draft:99", "draft:x", "item:1", "handbook:abc", ""])
@pytest.mark.parametrize("action", ["handbook_apply", "handbook_compare", "handbook_undo"])
def test_forged_subjects_are_refused(database: Database, action: str, subject: str) -> None:
    reply = ask(process(database), Click("1", GRO, action, subject))
    assert isinstance(reply, Refused)
    assert _digest(database) == OLD


@pytest.mark.parametrize(
    ("name", "trouble", "said"),
    [
        ("handbook.toml", "too_large", "is too large for a handbook"),
        ("handbook.toml", "not_text", "is not UTF-8"),
        ("handbook.toml", "not_downloaded", "I could not fetch"),
        ("notes.txt", "", "one that ends in .toml"),
    ],
)
def test_what_could_not_be_read_is_told_so(database: Database, name: str, trouble: str, said: str) -> None:
    reply = ask(process(database), Handed("1", GRO, name, "", trouble))
    assert isinstance(reply, Refused)
    assert said in reply.message.summary


def test_a_snippet_without_the_ending_is_a_handbook_when_it_looks_like_one(database: Database) -> None:
    assert isinstance(ask(process(database), Handed("1", GRO, "Untitled", PARCELS_TO_BILLING)), Done)


def _digest(database: Database) -> str | None:
    with database.read() as transaction:
        return handbooks.current_digest(transaction)
