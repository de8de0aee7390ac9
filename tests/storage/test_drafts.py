"""Drafts of answers, and earlier answers to like questions, on both databases."""

from dataclasses import replace
from typing import Any

import pytest

from routing.item import Closing, Item, Kind, State
from storage import drafts, earlier_answers
from storage.database import Database
from tests.storage.examples import HOUR, MINUTE, NOON, PLAIN, added


def test_a_draft_is_what_stood_there_last_and_when_somebody_had_a_hand_in_it(database: Database) -> None:
    one, two = (
        item.number for item in added(database, PLAIN, replace(PLAIN, post=replace(PLAIN.post, external_id="2")))
    )
    with database.write() as transaction:
        drafts.begin(transaction, one, "bo", NOON, NOON - HOUR)
        opened = drafts.read(transaction, one, "bo")
        assert opened == drafts.Draft(one, "bo", {}, NOON, NOON)
        drafts.keep(transaction, one, "bo", {"text": "Hei", "link": ""}, NOON + MINUTE)
        drafts.keep(transaction, one, "bo", {"text": "Hei Kari"}, NOON + 2 * MINUTE)
        # Whoever has just had a hand in it goes on with what they began; after a while they begin anew.
        drafts.begin(transaction, one, "bo", NOON + 3 * MINUTE, NOON + MINUTE)
        kept = drafts.read(transaction, one, "bo")
        assert kept == drafts.Draft(one, "bo", {"text": "Hei Kari"}, NOON, NOON + 2 * MINUTE)
        drafts.begin(transaction, one, "bo", NOON + HOUR, NOON + 45 * MINUTE)
        again = drafts.read(transaction, one, "bo")
        assert again is not None
        assert (again.begun_at, again.changed_at, again.touched_at) == (NOON + HOUR, NOON + 2 * MINUTE, NOON + HOUR)
        drafts.begin(transaction, one, "cy", NOON + 5 * MINUTE, NOON)
        drafts.keep(transaction, two, "bo", {"link": "https://x.com/1"}, NOON + 4 * MINUTE)
        drafts.begin(transaction, two, "finn", NOON, NOON)

    def writing(since_minutes: int) -> list[tuple[int, str]]:
        with database.read() as transaction:
            found = drafts.being_written(transaction, [one, two], NOON + since_minutes * MINUTE)
        return [(draft.item, draft.person) for draft in found]

    assert writing(0) == [(two, "bo"), (one, "cy"), (one, "bo")]
    assert writing(5) == [(one, "bo")]
    with database.write() as transaction:
        assert [draft.item for draft in drafts.of_person(transaction, "bo", 5)] == [two, one]
        assert drafts.of_person(transaction, "cy", 5) == ()
        drafts.forget(transaction, NOON + 5 * MINUTE)
        drafts.drop(transaction, one, "cy")
        drafts.drop(transaction, one, "nobody")
    assert writing(-60) == [(one, "bo")]


def answered(number: int, **changes: Any) -> Item:
    closing = Closing(NOON + HOUR, "bo", "pasted", "", f"answer {number}")
    post = replace(PLAIN.post, external_id=f"a-{number}", text=f"question {number}")
    new = replace(PLAIN, post=post, state=State.ANSWERED, closing=closing, kind=Kind.QUESTION, situation="")
    return replace(new, **changes)


def test_earlier_answers_are_those_of_the_field_and_the_situation_and_never_private(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = answered(2)
    stored = added(
        database,
        answered(1),
        replace(private, post=replace(private.post, private=True)),
        answered(3, domain="elsewhere"),
        answered(4, language="da"),
        answered(5, kind=Kind.CRITIQUE),
        answered(6, situation="late"),
        answered(7, state=State.DECLINED),
        answered(8, closing=Closing(NOON, "bo", "linked", "https://x.com/1")),
        answered(9),
        answered(10, state=State.NEW, closing=None),
    )
    new = stored[-1]

    def found(item: Item) -> list[str]:
        with database.read() as transaction:
            return [one.answer for one in earlier_answers.like(transaction, item)]

    assert found(new) == ["answer 9", "answer 6", "answer 1"]
    assert found(replace(new, situation="late")) == ["answer 6"]
    with database.read() as transaction:
        first = earlier_answers.like(transaction, new)[0]
    assert (first.number, first.question, first.by, first.at) == (stored[8].number, "question 9", "bo", NOON + HOUR)
    monkeypatch.setattr(earlier_answers, "LOOKED_THROUGH", 3)
    assert found(new) == ["answer 9"]
    monkeypatch.setattr(earlier_answers, "MOST_READ", 0)
    assert found(new) == []
