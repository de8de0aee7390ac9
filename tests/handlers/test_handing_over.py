"""Handing over, on both databases: once each, in time, whatever goes wrong with one item."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from handlers import handing_over
from handlers.books import Books, offer, replace_handbook
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Said, Submit
from handlers.replies import Done, Refused
from handlers.scene import Scene
from handlers.views import handovers as handovers_view
from routing.item import Item, Post, State
from storage import absences, handovers, history, items
from storage.database import Database
from storage.tables import outbox
from tests.stories.company import COMPANY

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""Wednesday, 10 o'clock in Oslo."""

HOUR = timedelta(hours=1)


@pytest.fixture
def program(database: Database) -> Dispatch:
    offer(database, COMPANY, NOW)
    return Dispatch(database, Books(), ("slack",))


def bo_has(program: Dispatch, number: int, *, private: bool = False) -> None:
    words = "Kari venter på pakken"
    post = Post("facebook", str(number), words, NOW, private=private)
    program.command(Submit(f"k{number}", post), NOW)
    program.command(Click(f"c{number}", Actor("slack", "U0BO"), "claim", f"item:{number}"), NOW)


def say(program: Dispatch, user: str, words: str, now: datetime = NOW, key: str = "") -> Done | Refused:
    said = Said(key or f"{user} {words} {now}", Actor("slack", user), words)
    assert not program.is_question(said)
    reply = program.command(said, now).reply
    assert isinstance(reply, Done | Refused)
    return reply


def item(program: Dispatch, number: int) -> Item:
    with program.database.read() as transaction:
        found = items.read(transaction, number)
    assert found is not None
    return found


def notes(program: Dispatch) -> list[tuple[str, str]]:
    """Whose, and which part."""
    with program.database.read() as transaction:
        rows = transaction.connection.execute(select(outbox).where(outbox.c.kind == "handover").order_by(outbox.c.id))
        return [(row.payload["person"], row.payload["part"]) for row in rows]


def sweep(program: Dispatch, now: datetime) -> handing_over.Due:
    """As the sweeper does it."""
    due = program.look(handing_over.due, now)
    for absence in due.begun:
        program.run(lambda scene, one=absence: handing_over.begin(scene, one), now)
    for absence in due.missed:
        program.run(lambda scene, one=absence: handing_over.begin_missed(scene, one), now)
    if due.left:
        program.run(lambda scene: handing_over.look_at_left(scene, due.left), now)
    for handover in due.returned:
        program.run(lambda scene, one=handover: handing_over.welcome(scene, one), now)
    return due


def test_a_repeat_gets_the_first_result_and_changes_nothing(program: Dispatch) -> None:
    bo_has(program, 1)
    first = say(program, "U0BO", "away until friday", key="t1")
    assert say(program, "U0BO", "away until friday", NOW + HOUR, key="t1") == first
    with program.database.read() as transaction:
        assert len(absences.current(transaction, NOW)) == 1
    assert notes(program) == [("finn", "receiver"), ("bo", "giver")]


def test_a_later_absence_is_handed_over_when_it_begins_and_once(program: Dispatch) -> None:
    bo_has(program, 1)
    say(program, "U0BO", "away from 11:00 until friday")
    begins_at = NOW + HOUR
    assert sweep(program, NOW + HOUR / 2) == handing_over.Due((), (), begins_at)
    assert item(program, 1).owner == "bo"
    late = begins_at + 5 * HOUR  # the bot was down
    assert [one.person for one in sweep(program, late).begun] == ["bo"]
    assert (item(program, 1).state, item(program, 1).owner, item(program, 1).expert) == (State.NEW, None, "finn")
    assert sweep(program, late).next_at == late + handing_over.LAST_LOOK
    again = sweep(program, late + 2 * handing_over.RECENT)
    assert (again.begun, again.returned) == ((), ())
    assert again.next_at == datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
    assert notes(program) == [("finn", "receiver")]
    assert [one.person for one in sweep(program, datetime(2026, 3, 9, 7, 0, tzinfo=UTC)).returned] == ["bo"]
    assert sweep(program, datetime(2026, 3, 9, 8, 0, tzinfo=UTC)).returned == ()
    assert notes(program) == [("finn", "receiver"), ("bo", "returner")]


def test_of_two_replicas_one_hands_over(program: Dispatch) -> None:
    bo_has(program, 1)
    say(program, "U0BO", "away from 11:00 until friday")
    now = NOW + HOUR
    (absence,) = program.look(handing_over.due, now).begun
    other = Dispatch(program.database, Books(), ("slack",))
    for one in (program, other):
        one.run(lambda scene: handing_over.begin(scene, absence), now)
    assert notes(program) == [("finn", "receiver"), ("bo", "giver")], "he was at work a moment ago"


def test_what_is_over_before_it_was_noticed_is_not_handed_over(program: Dispatch) -> None:
    bo_has(program, 1)
    say(program, "U0BO", "away from 11:00 until 12:00")
    assert sweep(program, NOW + 3 * HOUR).begun == ()
    assert item(program, 1).owner == "bo"


def test_an_item_that_cannot_be_read_keeps_nobody_from_being_away(program: Dispatch) -> None:
    bo_has(program, 1)
    bo_has(program, 2)
    with program.database.write() as transaction:
        transaction.connection.execute(text("UPDATE item SET climb = '[]' WHERE number = 1"))
    assert isinstance(say(program, "U0BO", "away until friday"), Done)
    assert item(program, 2).expert == "finn"
    with program.database.read() as transaction:
        (fault,) = transaction.connection.execute(select(outbox.c.payload).where(outbox.c.kind == "fault")).scalars()
        assert fault["reason"]["code"] == "item_not_handed_over"
        assert fault["reason"]["values"]["number"] == 1


def test_a_mistake_of_ours_is_told_once_and_stops_no_sweep(program: Dispatch) -> None:
    bo_has(program, 1)
    say(program, "U0BO", "away from 11:00 until friday")
    (absence,) = program.look(handing_over.due, NOW + HOUR).begun
    program.run(lambda scene: handing_over.cannot(scene, absence, "KeyError"), NOW + HOUR)
    assert program.look(handing_over.due, NOW + HOUR).begun == ()
    with program.database.read() as transaction:
        (fault,) = transaction.connection.execute(select(outbox.c.payload).where(outbox.c.kind == "fault")).scalars()
    assert fault["reason"]["code"] == "handover_failed"


def test_the_words_of_a_private_post_are_in_no_note(program: Dispatch) -> None:
    bo_has(program, 1, private=True)
    say(program, "U0BO", "away until friday")
    with program.database.read() as transaction:
        payloads = transaction.connection.execute(select(outbox.c.payload)).scalars().all()

    def draw(scene: Scene) -> list[str]:
        given = [payload for payload in payloads if payload.get("part")]
        return [repr(handovers_view.handover(scene, payload)) for payload in given]

    drawn = program.look(draw, NOW)
    assert len(drawn) == 2
    assert all("#1" in one and "Kari" not in one for one in drawn)


def test_the_history_of_what_was_handed_over_is_whole(program: Dispatch) -> None:
    bo_has(program, 1)
    reply = say(program, "U0BO", "away until friday")
    assert isinstance(reply, Done)
    with program.database.read() as transaction:
        entry = history.read(transaction, 1)[-1]
        assert (entry.who, entry.what) == ("bo", "handed_over")
        assert entry.values == {"absent": "bo", "person": "finn", "back_at": "2026-03-09T07:00:00+00:00"}
        assert history.verify(transaction, 1) is None
        (absence,) = absences.current(transaction, NOW)
    program.command(Click("u", Actor("slack", "U0CY"), "undo_away", f"absence:{absence.id}"), NOW)
    after = item(program, 1)
    assert (after.state, after.owner, after.claimed_at) == (State.CLAIMED, "bo", NOW)
    with program.database.read() as transaction:
        assert history.read(transaction, 1)[-1].what == "handed_back"
        assert absences.current(transaction, NOW) == []
        assert handovers.untold(transaction) == []
    again = program.command(Click("v", Actor("slack", "U0CY"), "undo_away", f"absence:{absence.id}"), NOW).reply
    assert isinstance(again, Refused)


def test_undone_days_later_it_never_was(program: Dispatch) -> None:
    say(program, "U0BO", "away two weeks")
    with program.database.read() as transaction:
        (absence,) = absences.current(transaction, NOW)
    later = NOW + timedelta(days=5)
    undo = Click("u", Actor("slack", "U0BO"), "undo_away", f"absence:{absence.id}")
    assert isinstance(program.command(undo, later).reply, Done)
    with program.database.read() as transaction:
        assert absences.current(transaction, later) == []


@pytest.mark.parametrize("subject", ["absence:99", "absence:x", "item:1", ""])
def test_forged_buttons_do_nothing(program: Dispatch, subject: str) -> None:
    for action in ("undo_away", "back"):
        reply = program.command(Click(f"{action} {subject}", Actor("slack", "U0BO"), action, subject), NOW).reply
        assert isinstance(reply, Refused)


def test_deputies_who_stand_in_for_each_other_are_said(program: Dispatch) -> None:
    assert isinstance(say(program, "U0FINN", "away from tomorrow deputy bo"), Done)
    reply = say(program, "U0BO", "away until friday deputy finn", NOW + HOUR)
    assert isinstance(reply, Done)
    assert "own deputy is" in repr(reply)


def test_what_is_less_than_an_absence_stays(program: Dispatch) -> None:
    bo_has(program, 1)
    say(program, "U0BO", "away until 11:00")  # of three hours two have not passed by then
    assert item(program, 1).owner == "bo"
    assert notes(program) == [("bo", "giver")]
    assert replace(item(program, 1), owner=None).expert == "bo"


def test_i_am_back_ends_the_absence_that_it_is_about(program: Dispatch) -> None:
    say(program, "U0BO", "away until friday")
    with program.database.read() as transaction:
        (first,) = absences.current(transaction, NOW)
    say(program, "U0BO", "back", NOW + HOUR)
    say(program, "U0BO", "away until friday", NOW + 2 * HOUR)
    now = NOW + 3 * HOUR
    old = program.command(Click("old", Actor("slack", "U0BO"), "back", f"absence:{first.id}"), now).reply
    assert isinstance(old, Refused)
    assert "over" in repr(old)
    with program.database.read() as transaction:
        second = absences.current(transaction, now)[-1]
    assert second.is_under_way(now)
    new = program.command(Click("new", Actor("slack", "U0BO"), "back", f"absence:{second.id}"), now).reply
    assert isinstance(new, Done)


@pytest.mark.parametrize("alone", [False, True], ids=["went to somebody", "nobody was there"])
def test_what_is_in_another_field_meanwhile_is_not_given_back(program: Dispatch, alone: bool) -> None:
    replace_handbook(program.database, COMPANY.replace('["finn", "bo"]', '["finn"]'), NOW, "eva", "test")
    if alone:
        for user in ("U0FINN", "U0CY"):
            say(program, user, "away until friday")
    bo_has(program, 1)
    bo_has(program, 2)
    say(program, "U0BO", "away until friday")
    with program.database.write() as transaction:
        (absence,) = [one for one in absences.current(transaction, NOW) if one.person == "bo"]
        before = items.lock(transaction, 1)
        assert before is not None
        assert items.change(transaction, before, replace(before, domain="billing"))
    undo = program.command(Click("u", Actor("slack", "U0BO"), "undo_away", f"absence:{absence.id}"), NOW).reply
    assert "1 item stays where it is" in repr(undo)
    assert item(program, 1).owner is None
    assert item(program, 1).expert != "bo"
    assert item(program, 2).owner == "bo"
