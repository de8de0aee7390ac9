"""Scheduled messages, on both databases: once a day whoever sends them, only what is new, as often as people like."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo.serve import COMPANY as DEMO
from bot.demo.teams import COMPANY as TEAMS_DEMO
from handlers import digest
from handlers.books import Books, offer, replace_handbook
from handlers.digest_sections import SECTIONS
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Said
from handlers.replies import Done, Refused
from handlers.views.health import TITLES
from routing.handbook_text import read_handbook
from routing.health import look
from routing.health_findings import Kind, Severity
from storage import digests, outbox
from storage.database import Database
from storage.digests import Choice
from storage.tables import outbox as outbox_table
from tests.stories.company import COMPANY

MORNING = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)
"""Wednesday, 8 o'clock in Oslo."""

DAY = timedelta(days=1)
ON_BO = COMPANY.replace('lead = "cy"\nexperts = ["bo", "finn"]', 'lead = "bo"\nexperts = ["bo"]')
BOTH_ON_BO = COMPANY.replace('lead = "cy"', 'lead = "bo"').replace('["bo", "finn"]', '["bo"]')
BOTH_ON_BO = BOTH_ON_BO.replace('["finn", "bo"]', '["bo"]')
ROOT = Path(__file__).parents[2]


@pytest.fixture
def program(database: Database) -> Dispatch:
    offer(database, ON_BO, MORNING - DAY)
    return Dispatch(database, Books(), ("slack",))


def sweep(program: Dispatch, now: datetime) -> datetime | None:
    """As the sweeper does it; when the next one is due."""
    due = program.look(digest.due, now)
    for letter in due.letters:
        program.run(lambda scene, one=letter: digest.send(scene, one), now)
    return due.next_at


def sent(program: Dispatch) -> list[tuple[str, list[str]]]:
    """To whom, and the codes of all that they were told."""
    with program.database.read() as transaction:
        query = select(outbox_table.c.payload).where(outbox_table.c.kind == "digest").order_by(outbox_table.c.id)
        payloads = [row.payload for row in transaction.connection.execute(query)]
    return [
        (payload["person"], [line["reason"]["code"] for part in payload["parts"] for line in part["lines"]])
        for payload in payloads
    ]


def press(program: Dispatch, action: str, subject: str, user: str = "U0BO") -> Done | Refused:
    reply = program.command(Click(f"{action} {subject} {user}", Actor("slack", user), action, subject), MORNING).reply
    assert isinstance(reply, Done | Refused)
    return reply


def test_two_replicas_send_it_once(program: Dispatch) -> None:
    other = Dispatch(program.database, Books(), ("slack",))
    first, second = program.look(digest.due, MORNING), other.look(digest.due, MORNING)
    assert {letter.person for letter in first.letters} == {letter.person for letter in second.letters} >= {"bo"}
    for one, due in ((program, first), (other, second)):
        for letter in due.letters:
            one.run(lambda scene, one=letter: digest.send(scene, one), MORNING)
    assert sent(program) == [("bo", ["domain_of_one"])]


def test_the_day_is_settled_also_when_nothing_is_to_be_said_and_the_next_is_known(program: Dispatch) -> None:
    assert sweep(program, MORNING - timedelta(hours=1)) == MORNING
    assert sweep(program, MORNING) == MORNING + DAY
    assert program.look(digest.due, MORNING).letters == ()
    with program.database.read() as transaction:
        people = ["bo", "cy", "eva", "finn"]
        assert digests.settled(transaction, people, "2026-03-04", MORNING) == {
            ("bo", "2026-03-04"), ("cy", "2026-03-04"), ("eva", "2026-03-04"),
        }  # fmt: skip


def test_the_message_and_the_row_that_settles_the_day_are_stored_together(
    program: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "queue", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sweep(program, MORNING)
    assert sent(program) == []
    sweep(program, MORNING + timedelta(minutes=1))
    assert sent(program) == [("bo", ["domain_of_one"])]


def test_only_what_is_new_or_a_week_old_is_said(program: Dispatch) -> None:
    for day in range(7):
        sweep(program, MORNING + day * DAY)
    assert len(sent(program)) == 1
    sweep(program, MORNING + 7 * DAY)
    assert len(sent(program)) == 2
    replace_handbook(program.database, BOTH_ON_BO, MORNING + 7 * DAY, "gro", "")
    sweep(program, MORNING + 8 * DAY)
    assert sent(program)[2:] == [("bo", ["domain_of_one", "domain_of_one"])]
    # What goes away is no news.
    replace_handbook(program.database, ON_BO, MORNING + 8 * DAY, "gro", "")
    sweep(program, MORNING + 9 * DAY)
    assert len(sent(program)) == 3


def test_after_a_clock_that_was_ahead_it_is_not_silent(program: Dispatch) -> None:
    sweep(program, MORNING + 365 * DAY)
    assert len(sent(program)) == 1
    sweep(program, MORNING)
    assert len(sent(program)) == 2
    sweep(program, MORNING + DAY)
    assert len(sent(program)) == 2, "said the day before"
    sweep(program, MORNING + 7 * DAY)
    assert len(sent(program)) == 3


def test_a_day_that_was_settled_ahead_is_settled_again_once(program: Dispatch) -> None:
    day = MORNING.date().isoformat()
    times = (MORNING + 30 * DAY, MORNING, MORNING, MORNING - timedelta(seconds=5))
    told = [program.run(lambda scene: digests.settle(scene.transaction, "bo", day, scene.now), at)[0] for at in times]
    assert told == [True, True, False, False]


@pytest.mark.parametrize(("presses", "days", "messages"), [(0, 8, 2), (1, 15, 3), (2, 29, 1), (2, 30, 2), (3, 80, 1)])
def test_less_of_this(program: Dispatch, presses: int, days: int, messages: int) -> None:
    sweep(program, MORNING)
    for number in range(presses):
        program.command(Click(f"{number}", Actor("slack", "U0BO"), "less_digest", "digest:delegation"), MORNING)
    for day in range(1, days + 1):
        sweep(program, MORNING + day * DAY)
    # Day 30 is a Friday: the message of a weekend comes on Monday.
    assert len(sent(program)) == messages


def test_undo_sets_what_was_before_and_forged_buttons_do_nothing(program: Dispatch) -> None:
    press(program, "less_digest", "digest:delegation")
    press(program, "undo_less", "digest:delegation:1")
    for action, subject in (
        ("less_digest", "digest:nothing"), ("less_digest", "item:1"), ("less_digest", "digest:delegation:1"),
        ("undo_less", "digest:delegation:2"), ("undo_less", "digest:delegation:x"), ("undo_less", "digest:delegation"),
        ("more_digest", "digest:"),
    ):  # fmt: skip
        assert isinstance(press(program, action, subject), Refused), (action, subject)
    assert isinstance(press(program, "less_digest", "digest:delegation", "U0NOBODY"), Refused)
    with program.database.read() as transaction:
        assert digests.choices(transaction, "bo") == {"delegation": Choice(1)}


def test_a_section_that_was_shown_keeps_how_often_it_is_wanted(database: Database) -> None:
    with database.write() as transaction:
        digests.choose(transaction, "bo", "delegation", 30)
        digests.shown(transaction, "bo", "delegation", Choice(1, MORNING, ("a", "b")))
        assert digests.choices(transaction, "bo") == {"delegation": Choice(30, MORNING, ("a", "b"))}
        assert digests.choices(transaction, "cy") == {}
        assert digests.settle(transaction, "bo", "2026-03-04", MORNING)
        assert not digests.settle(transaction, "bo", "2026-03-04", MORNING)
        digests.forget(transaction, "2026-03-05")
        assert digests.settled(transaction, ["bo"], "2026-01-01", MORNING) == set()


def test_questions_about_health_only_read(program: Dispatch) -> None:
    for words in ("health", "rules", "rules 30", "rules 0", "rules many", "rules 99999999"):
        said = Said("key", Actor("slack", "U0BO"), words)
        assert program.is_question(said)
        assert isinstance(program.question(said, MORNING).reply, Done)


def test_every_section_has_a_title() -> None:
    assert {one.name for one in SECTIONS} == set(TITLES)


@pytest.mark.parametrize("file", [DEMO, TEAMS_DEMO, ROOT / "handbook.example.toml"])
def test_the_examples_are_healthy(file: Path) -> None:
    """But for Teams' people, of whom some are none in the Playground on purpose."""
    findings = look(read_handbook(file.read_text("utf-8")), MORNING).findings
    assert [one for one in findings if one.severity is not Severity.NOTE and one.kind is not Kind.REACH] == []


def test_leads_and_owners_hear_of_the_rota_in_a_section_of_its_own(database: Database) -> None:
    """A swap that nobody answers, a day before the shift: the lead hears of it, and the administrator, who owns."""
    daily = COMPANY.replace('handover = "mon 08:00"', 'handover = "daily 08:00"')
    offer(database, daily, MORNING - DAY)
    program = Dispatch(database, Books(), ("slack",))
    program.command(Said("s", Actor("slack", "U0GRO"), "swap @bo thursday"), MORNING)
    sweep(program, MORNING + timedelta(hours=1))
    assert sent(program) == [("cy", ["rota_swap_open"]), ("eva", ["rota_swap_open"])]
    seen = program.question(Said("h", Actor("slack", "U0CY"), "health"), MORNING + timedelta(hours=1)).reply
    assert isinstance(seen, Done)
    assert "Who is on call" in str(seen.whisper)
    assert "wants to swap the shift" in str(seen.whisper)
