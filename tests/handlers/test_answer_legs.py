"""Answers with several legs: who may do what while some are missing, whoever has the item or nobody; merged items."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from routing.item import Closing, Item, State
from routing.merging import TOGETHER
from storage import answer_legs, items
from storage.merges import merged_into
from tests.handlers.life import Company

MORNING = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""Wednesday, 10 o'clock in Oslo: Bo, Finn and Cy are at work, Dee is on call."""

LINK = "https://www.facebook.com/fjellro/posts/1?comment=2"
OPEN, DONE = "form", "done"


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    made = Company(tmp_path, MORNING)
    made.posts("Hvor er pakken min?", "facebook", timedelta(), private=False)
    yield made
    made.close()


def outcome(reply: Reply) -> str:
    match reply:
        case OpenForm(form=form):
            return f"{OPEN} {form.form}"
        case Done():
            return DONE
        case Refused(message=message):
            return message.summary
    return type(reply).__name__


def one(company: Company, number: int = 1) -> Item:
    return company.items()[number]


def half(company: Company, person: str = "bo", leg: str = "private") -> None:
    """Bo takes it and gives one of both legs."""
    assert isinstance(company.fills(person, "follow_up_privately", "item:1", **{f"{leg}_text": "Hei!"}), Done)
    assert (one(company).state, one(company).owner) == (State.HALF_ANSWERED, person)


BOS = "Half of the answer to item 1 is given, and Bo Berg has the item."
NOBODYS = "Half of the answer to item 1 is given, and nobody has the item now: claim it, or add what is missing."
AN_ITEM = "Half of the answer to item 1 is given: add what is missing, or decline it."
NOT_FINNS = "Item 1 is Bo Berg's: only they, or Cy Dahl as the lead of Delivery, can give it back."


@pytest.mark.parametrize(
    ("action", "by_owner", "by_other", "of_nobodys"),
    [
        ("claim", DONE, BOS, DONE),
        ("release", DONE, NOT_FINNS, NOBODYS),
        ("answer", "form add_leg", BOS, "form add_leg"),
        ("add_leg", "form add_leg", BOS, "form add_leg"),
        ("follow_up_privately", "form follow_up_privately", BOS, "form follow_up_privately"),
        ("decline", "form decline", BOS, "form decline"),
        ("not_an_item", AN_ITEM, BOS, AN_ITEM),
        ("hold", "form hold", "form hold", "form hold"),
        ("pause", BOS, "Item 1 is Bo Berg's", NOBODYS),
        ("thank", "One click answers praise only, and item 1 is none.", BOS, "One click"),
    ],
)
def test_what_can_be_done_with_half_an_answer(
    company: Company, action: str, by_owner: str, by_other: str, of_nobodys: str
) -> None:
    half(company)
    assert outcome(company.clicks("finn", action, "item:1")).startswith(by_other)
    assert outcome(company.clicks("bo", action, "item:1")).startswith(by_owner)
    if one(company).owner is not None:
        company.clicks("bo", "release", "item:1")
    assert (one(company).state, one(company).owner) == (State.HALF_ANSWERED, None)
    person = "cy" if action == "pause" else "finn"
    assert outcome(company.clicks(person, action, "item:1")).startswith(of_nobodys)
    assert one(company).state is State.HALF_ANSWERED


def test_its_clock_its_ladder_and_its_deadline_go_on(company: Company) -> None:
    before = one(company)
    half(company)
    after = one(company)
    assert (after.deadline, after.ladder, after.round) == (before.deadline, before.ladder, before.round)
    assert after.next_due_at is not None
    company.now = before.deadline.due_at
    company.sweep()
    told = {str(line.values.get("told")) for line in company.histories()[1]}
    assert {"bo", "cy"} <= told
    company.now += timedelta(minutes=5)
    assert isinstance(company.fills("bo", "add_leg", "item:1", public_link=LINK), Done)
    closing = one(company).closing
    assert closing == Closing(company.now, "bo", "two_legged", LINK, "")


def test_half_an_answer_ends_a_pause(company: Company) -> None:
    before = one(company)
    company.clicks("bo", "claim", "item:1")
    assert isinstance(company.fills("bo", "pause", "item:1", reason="waiting_for_customer", until="in 3 hours"), Done)
    company.now += timedelta(hours=1)
    half(company)
    assert one(company).pause is None
    assert one(company).deadline.due_at == before.deadline.due_at + timedelta(hours=1)


def test_praise_that_others_were_merged_into_is_answered_with_the_form(company: Company) -> None:
    company.clicks("bo", "correct", "item:1", "kind:praise")
    merge(company, 2)
    said = "Others are merged into item 1: answer it with “Answer”, which asks for the answer to each."
    assert outcome(company.clicks("bo", "thank", "item:1")) == said
    assert outcome(company.clicks("bo", "liked", "item:1")) == said


def test_somebody_absent_hands_it_over_half_answered_and_has_it_back(company: Company) -> None:
    half(company)
    company.says("bo", "away until friday")
    assert (one(company).state, one(company).owner, one(company).expert) == (State.HALF_ANSWERED, None, "finn")
    with company.database.read() as transaction:
        assert len(answer_legs.of_round(transaction, 1, 1)) == 1
        absence = next(a.id for p in company.handbook().people for a in p.absences if p.id == "bo")
    company.clicks("bo", "undo_away", f"absence:{absence}")
    assert (one(company).state, one(company).owner) == (State.HALF_ANSWERED, "bo")
    company.reads("Bo has left")
    company.sweep()
    assert (one(company).state, one(company).owner, one(company).expert) == (State.HALF_ANSWERED, None, "finn")
    assert isinstance(company.fills("finn", "add_leg", "item:1", public_text="Se i innboksen."), Done)
    assert one(company).state is State.ANSWERED


def test_a_leg_counts_once_and_an_answer_that_was_begun_before_is_told_of_it(company: Company) -> None:
    half(company)
    again = company.fills("bo", "follow_up_privately", "item:1", private_text="En gang til")
    assert again == FieldErrors({"public_link": "Give at least a link, or what you wrote."})
    assert outcome(company.fills("bo", "answer", "item:1", text="Den kommer.")) == BOS
    assert isinstance(company.fills("bo", "add_leg", "item:1", public_text="Se i innboksen."), Done)
    assert outcome(company.fills("bo", "add_leg", "item:1", public_text="!")) == (
        "Bo Berg answered item 1 Wed 4 Mar 10:00."
    )
    with company.database.read() as transaction:
        assert [leg.text for leg in answer_legs.of_round(transaction, 1, 1)] == ["Hei!", "Se i innboksen."]
    lines = [line.what for line in company.histories()[1]]
    assert lines[-4:] == ["claimed", "leg_private", "leg_public", "answered_whole"]


def merge(company: Company, *numbers: int) -> None:
    """Other posts, merged into item 1."""
    for number in numbers:
        company.posts("Hvor er pakken min?", "facebook", timedelta(), private=False)
        with company.database.write() as transaction:
            found = items.lock(transaction, number)
            assert found is not None
            closing = Closing(company.now, "bo")
            merged = replace(found, state=State.MERGED, merged_into=1, closing=closing, next_due_at=None)
            assert items.change(transaction, found, merged)
    with company.database.write() as transaction:
        target = items.lock(transaction, 1)
        assert target is not None
        assert items.change(transaction, target, replace(target, marks={**target.marks, TOGETHER: "yes"}))
    with company.database.read() as transaction:
        assert merged_into(transaction, 1) == list(numbers)


def fields_of(reply: Reply) -> list[str]:
    assert isinstance(reply, OpenForm)
    return [block.name for block in reply.form.blocks if hasattr(block, "name")]


def test_merged_items_have_a_leg_each(company: Company) -> None:
    merge(company, 2, 3, 4, 5, 6, 7, 8)
    merged = [f"merged_{number}" for number in (2, 3, 4, 5, 6)]
    assert fields_of(company.clicks("bo", "answer", "item:1"))[-5:] == merged
    below = {"merged_2": LINK, "merged_3": LINK, "merged_4": "Den er på vei."}
    assert isinstance(company.fills("bo", "answer", "item:1", text="Den er på vei.", **below), Done)
    assert one(company).state is State.HALF_ANSWERED
    # What is missing is asked for, five at a time at most.
    assert fields_of(company.clicks("bo", "add_leg", "item:1")) == [f"merged_{n}" for n in (5, 6, 7, 8)]
    assert isinstance(company.fills("bo", "add_leg", "item:1", merged_5=LINK, merged_6=LINK, merged_7=LINK), Done)
    assert one(company).state is State.HALF_ANSWERED
    assert isinstance(company.fills("bo", "add_leg", "item:1", merged_8=LINK), Done)
    ended = one(company)
    assert (ended.state, ended.closing) == (State.ANSWERED, Closing(company.now, "bo", "", "", "Den er på vei."))
    lines = [line.what for line in company.histories()[1]]
    assert lines.count("leg_merged") == 7
    assert lines.count("leg_answer") == 1


def test_one_that_is_taken_out_again_is_missing_no_more(company: Company) -> None:
    merge(company, 2)
    assert isinstance(company.fills("bo", "answer", "item:1", link=LINK), Done)
    assert one(company).state is State.HALF_ANSWERED
    with company.database.write() as transaction:
        found = items.lock(transaction, 2)
        assert found is not None
        assert items.change(transaction, found, replace(found, state=State.NEW, merged_into=None, closing=None))
    company.now += timedelta(minutes=1)
    assert fields_of(company.clicks("bo", "add_leg", "item:1")) == []
    assert isinstance(company.fills("bo", "add_leg", "item:1"), Done)
    assert one(company).closing == Closing(company.now, "bo", "", LINK, "")
