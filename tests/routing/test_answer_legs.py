"""Answers with several legs, and praise: what is needed and missing, which prepared words fit, what is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routing.answer_legs import Leg, Part, as_two_legged, is_two_legged, missing, needed, prepared_note
from routing.item import Closing, Item, Kind, State
from routing.owning import is_free, is_owned, when_given_back, when_taken
from routing.praise import can_take_back, is_shown, taken_back, thank_you
from tests.routing.handbooks import handbook, item, oslo

PRIVATE, PUBLIC = Part(Leg.PRIVATE, 7), Part(Leg.PUBLIC, 7)
OTHERS = (Part(Leg.MERGED, 9), Part(Leg.MERGED, 12))
NOW = oslo("2026-11-18 10:30")


@pytest.mark.parametrize(
    ("two_legged", "merged", "given", "left"),
    [
        (False, (), (), (PUBLIC,)),
        (False, (), (PUBLIC,), ()),
        (True, (), (), (PRIVATE, PUBLIC)),
        (True, (), (PRIVATE,), (PUBLIC,)),
        (True, (), (PUBLIC,), (PRIVATE,)),
        (True, (), (PUBLIC, PRIVATE), ()),
        (False, (12, 9), (PUBLIC,), OTHERS),
        (False, (12, 9), (PUBLIC, OTHERS[1]), OTHERS[:1]),
        (True, (9,), OTHERS, (PRIVATE, PUBLIC)),
        # What was given below an item that was taken out again is no hindrance.
        (False, (), (PUBLIC, *OTHERS), ()),
    ],
)
def test_what_is_missing(
    two_legged: bool, merged: tuple[int, ...], given: tuple[Part, ...], left: tuple[Part, ...]
) -> None:
    assert missing(needed(7, merged, two_legged=two_legged), given) == left


def test_an_item_is_two_legged_in_its_round_alone() -> None:
    begun = as_two_legged(item())
    assert not is_two_legged(item())
    assert is_two_legged(begun)
    assert not is_two_legged(replace(begun, round=2))


@pytest.mark.parametrize(
    ("state", "owner", "free", "owned"),
    [
        (State.NEW, None, True, False),
        (State.CLAIMED, "bo", False, True),
        (State.HALF_ANSWERED, None, True, False),
        (State.HALF_ANSWERED, "bo", False, True),
        (State.WAITING_FOR_APPROVAL, "bo", False, False),
        (State.LOCKED, None, False, False),
        (State.LOCKED, "bo", False, False),
        (State.PAUSED, None, False, False),
        (State.PAUSED, "bo", False, False),
        (State.ANSWERED, "bo", False, False),
    ],
)
def test_who_may_take_it_and_who_has_it(state: State, owner: str | None, free: bool, owned: bool) -> None:
    found = replace(item(), state=state, owner=owner)
    assert (is_free(found), is_owned(found)) == (free, owned)
    if free:
        assert is_owned(replace(found, state=when_taken(state), owner="bo"))
    if owned:
        assert is_free(replace(found, state=when_given_back(state), owner=None))


PLAYBOOK = (
    handbook().text
    + """
[[situation]]
id = "thanks"
name = "Praise"

[[situation]]
id = "praise"
name = "More praise"

[[answer]]
id = "inbox"
language = "nb"
inbox = true
text = "Se i innboksen."

[[answer]]
id = "inbox-delivery"
language = "nb"
domains = ["delivery"]
inbox = true
text = "Se i innboksen etter pakken."

[[answer]]
id = "inbox-praise"
language = "nb"
situation = "praise"
inbox = true
text = "Se hva vi har sendt."

[[answer]]
id = "thanks-any"
language = "nb"
situation = "thanks"
text = "Takk!"

[[answer]]
id = "thanks-delivery"
language = "nb"
situation = "thanks"
domains = ["delivery"]
text = "Takk fra lageret!"

[[answer]]
id = "praise-sv"
language = "sv"
situation = "praise"
text = "Tack!"
"""
)


@pytest.mark.parametrize(
    ("language", "domain", "situation", "note", "thanks"),
    [
        ("nb", "billing", "", "inbox", "thanks-any"),
        ("nb", "delivery", "", "inbox-delivery", "thanks-delivery"),
        ("nb", "delivery", "praise", "inbox-praise", "thanks-delivery"),
        ("sv", "billing", "thanks", None, "praise-sv"),
        ("da", "billing", "thanks", None, None),
    ],
)
def test_prepared_words(language: str, domain: str, situation: str, note: str | None, thanks: str | None) -> None:
    found = replace(item(), language=language, domain=domain, situation=situation, kind=Kind.PRAISE)
    book = handbook(PLAYBOOK)
    prepared = [one.id if one is not None else None for one in (prepared_note(found, book), thank_you(found, book))]
    assert prepared == [note, thanks]


THANKED = replace(
    item(), kind=Kind.PRAISE, state=State.ANSWERED, owner="bo", claimed_at=NOW, closing=Closing(NOW, "bo", "thanked")
)
EARLIER = replace(THANKED, claimed_at=NOW - timedelta(minutes=5))


@pytest.mark.parametrize(
    ("subject", "person", "after", "can"),
    [
        (THANKED, "bo", timedelta(), True),
        (THANKED, "bo", timedelta(minutes=59), True),
        (THANKED, "bo", timedelta(hours=1), False),
        (THANKED, "cy", timedelta(), False),
        (replace(THANKED, closing=Closing(NOW, "bo", "liked")), "bo", timedelta(), True),
        (replace(THANKED, closing=Closing(NOW, "bo", "")), "bo", timedelta(), False),
        (replace(THANKED, state=State.DECLINED, closing=Closing(NOW, "bo", "liked")), "bo", timedelta(), False),
        (replace(THANKED, state=State.CLAIMED, closing=None), "bo", timedelta(), False),
    ],
)
def test_whoever_has_just_thanked_takes_it_back(subject: Item, person: str, after: timedelta, can: bool) -> None:
    assert can_take_back(subject, person, NOW + after) == can


def test_taken_back_it_is_as_it_was() -> None:
    assert taken_back(THANKED) == replace(THANKED, state=State.NEW, owner=None, claimed_at=None, closing=None)
    assert taken_back(EARLIER) == replace(EARLIER, state=State.CLAIMED, closing=None)


def test_only_praise_that_all_can_read_is_shown() -> None:
    assert is_shown(THANKED)
    assert not is_shown(replace(THANKED, kind=Kind.QUESTION))
    assert not is_shown(replace(THANKED, post=replace(THANKED.post, private=True)))
