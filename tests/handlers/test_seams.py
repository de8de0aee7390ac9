"""One thing that is done to an item while another is under way."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers import escalate
from handlers.books import Books, offer, replace_handbook
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Filled, Submit
from handlers.replies import Done, FieldErrors, OpenForm, Refused
from handlers.views.two_legged import first_field
from routing.answer_legs import Leg, Part
from routing.item import Item, Post, State
from routing.publishing import Account
from storage import conflicts, history, internal_notes, items, publications
from storage.database import Database
from storage.errors import StorageBusy
from storage.publications import PublicationState
from tests.handlers.life import FOUR_EYES, USUAL, Company
from tests.storage.examples import at_once

MORNING = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
LINK = "https://x.com/fjellro/1"


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """Two posts that are open; their source can publish."""
    found = Company(tmp_path, MORNING)
    found.program = Dispatch(found.database, Books(), ("slack",), publishing={"facebook": Account("Fjellro", 5_000)})
    for _ in range(2):
        found.posts("Hvor er pakken min?", "facebook", timedelta(), private=False)
    yield found
    assert found.tampered() == []
    found.close()


def item(company: Company, number: int = 1) -> Item:
    return company.items()[number]


def expects_publishing(company: Company) -> None:
    """Bo's answer to the first is on its way."""
    shown = company.fills("bo", "answer", "item:1", text="Den kommer i dag.")
    assert isinstance(shown, OpenForm)
    assert isinstance(company.fills("bo", "publish", shown.form.subject), Done)
    assert item(company).is_being_published


def test_while_an_answer_is_on_its_way_nothing_is_merged_and_its_domain_stays(company: Company) -> None:
    expects_publishing(company)
    assert isinstance(company.clicks("bo", "merge", "item:1"), Refused)
    assert isinstance(company.fills("bo", "merge", "item:1", number="2"), Refused)
    assert isinstance(company.fills("bo", "merge", "item:2", number="1"), FieldErrors)
    assert isinstance(company.clicks("cy", "correct", "item:1", "domain:billing"), Refused)
    assert isinstance(company.fills("cy", "report_conflict", "item:1", line="Truer."), Refused)
    assert (item(company).is_being_published, item(company, 2).state) == (True, State.NEW)
    with company.database.read() as transaction:
        answer = publications.under_way(transaction, 1)
    assert answer is not None
    assert answer.state is PublicationState.QUEUED


def test_what_lacked_only_a_merged_one_is_answered_when_that_is_taken_out(company: Company) -> None:
    company.fills("bo", "merge", "item:2", number="1")
    company.fills("bo", "answer", "item:1", link=LINK)
    assert item(company).state is State.HALF_ANSWERED
    assert isinstance(company.clicks("cy", "unmerge", "item:2"), Done)
    one, other = item(company), item(company, 2)
    assert (one.state, other.state) == (State.ANSWERED, State.NEW)
    assert one.closing is not None
    assert (one.closing.by, one.closing.link) == ("bo", LINK)


def test_also_where_a_conflict_had_locked_it_meanwhile(company: Company) -> None:
    company.fills("bo", "merge", "item:2", number="1")
    company.fills("bo", "answer", "item:1", link=LINK)
    company.fills("finn", "report_conflict", "item:1", line="Truer.")
    company.clicks("cy", "unmerge", "item:2")
    assert item(company).state is State.LOCKED
    company.fills("cy", "settle_conflict", "item:1", reason="settled", to="back")
    assert item(company).state is State.ANSWERED


def test_what_was_answered_below_a_merged_post_is_not_asked_for_in_the_next_round(company: Company) -> None:
    company.fills("bo", "merge", "item:2", number="1")
    company.fills("bo", "answer", "item:1", link=LINK, **{first_field(Part(Leg.MERGED, 2)): LINK})
    assert item(company).state is State.ANSWERED
    company.now += timedelta(minutes=10)
    company.writes_again(1, "Hallo? Er det noen der?")
    company.fills("bo", "answer", "item:1", link=LINK)
    assert (item(company).state, item(company).round) == (State.ANSWERED, 2)


def test_half_an_answer_that_nobody_has_cannot_be_handed_over(company: Company) -> None:
    company.fills("bo", "follow_up_privately", "item:1", private_text="Hei!")
    company.clicks("bo", "release", "item:1")
    assert (item(company).state, item(company).owner) == (State.HALF_ANSWERED, None)
    assert isinstance(company.clicks("bo", "hand_over", "item:1"), Refused)
    assert isinstance(company.fills("bo", "hand_over", "item:1", person="finn"), Refused)


def test_a_lead_hands_nothing_over_that_is_being_answered(company: Company) -> None:
    """A claim never ends under an open draft; its owner may hand it over themself."""
    company.clicks("bo", "claim", "item:1")
    asked = company.fills("cy", "hand_over", "item:1", person="finn")
    assert isinstance(asked, Done)
    company.fills("bo", "answer_draft", "item:1", text="Vi ser på det")
    with company.database.read() as transaction:
        note = internal_notes.last_handover(transaction, 1)
    assert note is not None
    assert isinstance(company.clicks("finn", "accept_handover", f"note:{note.id}"), Refused)
    company.clicks("bo", "keep_item", "item:1")
    assert isinstance(company.fills("cy", "hand_over", "item:1", person="finn"), Refused)
    assert item(company).request is None
    assert isinstance(company.fills("bo", "hand_over", "item:1", person="finn"), Done)
    with company.database.read() as transaction:
        note = internal_notes.last_handover(transaction, 1)
    assert note is not None
    assert isinstance(company.clicks("finn", "accept_handover", f"note:{note.id}"), Done)
    assert item(company).owner == "finn"


def test_a_conflict_is_told_to_somebody_whom_a_desk_reaches(company: Company) -> None:
    book = FOUR_EYES.replace('slack = "U0CY"', 'teams = "cy@example.com"')
    replace_handbook(company.database, book, company.now, "eva", "a test")
    company.fills("bo", "report_conflict", "item:1", line="Truer.")
    request = item(company).request
    assert request is not None
    assert request.asked == ("eva",)


def test_the_evidence_holds_what_was_published_and_said_in_earlier_rounds(company: Company) -> None:
    company.fills("bo", "follow_up_privately", "item:1", private_text="Hei!", public_text="Se i innboksen.")
    assert item(company).state is State.ANSWERED
    company.now += timedelta(minutes=5)
    company.writes_again(1, "Hallo? Er det noen der?")
    company.fills("bo", "report_conflict", "item:1", line="Truer.")
    with company.database.read() as transaction:
        (conflict,) = conflicts.of_item(transaction, 1)
    assert conflict.evidence is not None
    assert [one.text for one in conflict.evidence.said] == ["Hei!", "Se i innboksen.", "Hallo? Er det noen der?"]


def test_nobody_hears_of_a_merge_in_their_time_off(company: Company) -> None:
    company.clicks("bo", "claim", "item:1")
    company.clicks("finn", "claim", "item:2")
    nobody = USUAL.replace('slack = "U0FINN"', 'slack = "U0FINN"\nhours = "never"')
    replace_handbook(company.database, nobody, company.now, "eva", "a test")
    company.delivers()
    company.now = MORNING + timedelta(hours=12)
    assert isinstance(company.fills("cy", "merge", "item:2", number="1"), Done)
    told = [drawn.conversation for leased, drawn in company.delivers() if leased.kind == "news"]
    assert told == []
    company.now = MORNING + timedelta(days=1)
    told = [drawn.conversation for leased, drawn in company.delivers() if leased.kind == "news"]
    assert told == ["person:bo"]


def test_requests_that_run_out_while_nobody_sweeps_go_on_once(company: Company) -> None:
    """After two days, together with every rung: each request goes one step, and nobody is asked twice."""
    company.clicks("bo", "claim", "item:1")
    company.fills("bo", "hand_over", "item:1", person="finn")
    company.fills("bo", "report_conflict", "item:2", line="Truer.")
    company.delivers()
    company.now += timedelta(days=2)
    company.sweep()
    company.sweep()
    assert (item(company).request, item(company).owner) == (None, "bo")
    lines = [[line.what for line in company.histories()[number]] for number in (1, 2)]
    assert lines[0].count("handover_unheard") == 1
    request = item(company, 2).request
    assert request is not None
    assert len(request.asked) == len(set(request.asked))
    company.now -= timedelta(hours=3)
    company.sweep()
    assert item(company, 2).request == request


def test_two_that_sweep_at_once_take_each_request_once(database: Database) -> None:
    """On PostgreSQL they are two replicas."""
    offer(database, USUAL, MORNING)
    program, bo, most = Dispatch(database, Books(), ("slack",)), Actor("slack", "U0BO"), 12
    for number in range(1, most + 1):
        post = Post("facebook", str(number), "Hvor er pakken min?", MORNING)
        program.command(Submit(f"post {number}", post), MORNING)
        program.command(Click(f"claim {number}", bo, "claim", f"item:{number}"), MORNING)
        form, fields = ("hand_over", {"person": "finn"}) if number % 2 else ("report_conflict", {"line": "Truer."})
        assert isinstance(
            program.command(Filled(f"asks {number}", bo, form, f"item:{number}", fields), MORNING).reply, Done
        )
    later = MORNING + timedelta(minutes=31)

    def sweep(turn: int) -> int:
        mine = Dispatch(database, Books(), ("slack",))
        taken = 0
        for _ in range(3):
            while True:
                try:
                    taken += mine.run(escalate.sweep, later)[0].due
                    break
                except StorageBusy:
                    continue
        return taken

    assert sum(at_once(2, sweep)) == most
    with database.read() as transaction:
        found = items.read_many(transaction, range(1, most + 1))
        lines = [[line.what for line in history.read(transaction, one.number)] for one in found]
    assert [one.request is None for one in found] == [one.number % 2 == 1 for one in found]
    assert [said.count("handover_unheard") + said.count("conflict_waits_until") for said in lines] == [1] * most
