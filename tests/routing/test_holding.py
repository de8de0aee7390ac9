"""Holding answers: what they promise, what they change, and which words the playbook has for them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routing.answer_places import HOLDING, PREPARED, filled, wrong_places
from routing.coverage import coverage
from routing.holding import held, prepared, promise, rest_ended
from routing.item import Climb, Clock, Item, PageStatus, Paging, Urgency
from routing.paging import next_turn, turn
from routing.reasons import Reason
from tests.routing.handbooks import handbook, item, oslo
from tests.routing.reasons import are_sound

LATE = "2026-11-18 23:00"  # A Wednesday night.
NOW = oslo("2026-11-19 00:33")
SOUNDING = Climb(("half",), Paging("dee", ("dee",), PageStatus.SOUNDING, NOW, NOW + timedelta(minutes=10)))

PLAYBOOK = (
    handbook().text
    + """
[[situation]]
id = "late"
name = "Late"

[[answer]]
id = "any-nb"
language = "nb"
holding = true
text = "Vi har sett det."

[[answer]]
id = "late-nb"
language = "nb"
situation = "late"
holding = true
text = "Vi leter."

[[answer]]
id = "late-en"
language = "en"
situation = "late"
holding = true
text = "We are looking for it."

[[answer]]
id = "delivery-da"
language = "da"
domains = ["delivery"]
holding = true
text = "Vi har set det."

[[answer]]
id = "no-holding"
language = "nb"
text = "Takk!"
"""
)


@pytest.mark.parametrize(
    ("subject", "now", "starts", "due"),
    [
        (item(LATE), "2026-11-19 00:33", "2026-11-19 08:00", "2026-11-19 11:00"),
        (item(LATE, target=timedelta(hours=24)), "2026-11-19 00:33", "2026-11-19 08:00", "2026-11-20 08:00"),
        # By day the next shift is that of whoever comes next: Bo after lunch, then everybody in the morning.
        (item("2026-11-18 10:00"), "2026-11-18 11:00", "2026-11-18 12:00", "2026-11-18 15:00"),
        (item("2026-11-18 10:00"), "2026-11-18 12:30", "2026-11-19 08:00", "2026-11-19 11:00"),
        (item("2026-11-20 16:30"), "2026-11-20 18:00", "2026-11-23 08:00", "2026-11-23 11:00"),
        # Summer time ends on a Sunday night.
        (item("2026-10-24 20:00"), "2026-10-24 22:00", "2026-10-26 08:00", "2026-10-26 11:00"),
    ],
)
def test_what_is_promised(subject: Item, now: str, starts: str, due: str) -> None:
    promised = promise(subject, handbook(), oslo(now))
    assert promised is not None
    assert (promised.starts_at, promised.due_at) == (oslo(starts), oslo(due))
    assert promised.target == subject.deadline.target
    assert are_sound([promised.because])


def test_a_promise_keeps_to_the_clock_of_the_target() -> None:
    """Eleven office hours from Thursday at eight: three of them on Friday."""
    subject = item(LATE, target=timedelta(hours=11))
    office = replace(subject, deadline=replace(subject.deadline, clock=Clock.OFFICE))
    promised = promise(office, handbook(), NOW)
    assert promised is not None
    assert (promised.due_at, promised.clock) == (oslo("2026-11-20 11:00"), Clock.OFFICE)


def test_where_nobody_ever_starts_nothing_can_be_promised() -> None:
    never = handbook(handbook().text.replace('"mon-fri 08:00-16:00"', '"never"'))
    assert promise(item(LATE, domain="delivery"), never, NOW) is None


def test_the_first_one_ends_the_paging_and_sets_the_deadline() -> None:
    subject = item(LATE, climb=SOUNDING)
    promised = promise(subject, handbook(), NOW)
    assert promised is not None
    after = held(subject, promised, handbook(), NOW)
    assert (after.deadline, after.held_until, after.climb) == (promised, promised.due_at, Climb())
    assert turn(after, handbook(), NOW).order is None
    assert after.state is subject.state
    # Past it, it wakes people as any other.
    night = oslo("2026-11-19 22:00")
    assert next_turn(after, handbook(), night) == night
    assert turn(after, handbook(), night).order is not None


def test_a_second_one_moves_no_deadline() -> None:
    subject = item(LATE, climb=SOUNDING)
    promised = promise(subject, handbook(), NOW)
    assert promised is not None
    first = held(subject, promised, handbook(), NOW)
    assert held(first, promised, handbook(), NOW + timedelta(hours=1)) == first
    night = oslo("2026-11-19 22:00")
    broken = replace(first, climb=SOUNDING)
    second = held(broken, promised, handbook(), night)
    assert second.deadline == first.deadline
    assert (second.held_until, second.climb) == (oslo("2026-11-20 08:00"), Climb(("half",)))


def test_after_a_louder_question_a_second_one_gives_silence_and_moves_no_deadline() -> None:
    promised = promise(item(LATE, climb=SOUNDING), handbook(), NOW)
    assert promised is not None
    first = held(item(LATE, climb=SOUNDING), promised, handbook(), NOW)
    # The mark stays, the rest is over: who comes in the morning covers it no more, and somebody is woken at once.
    rested = rest_ended(replace(first, urgency=Urgency.CRITICAL), NOW)
    assert (rested.held_until, rested.deadline, rest_ended(rested, NOW)) == (NOW, first.deadline, rested)
    assert coverage(first, handbook(), NOW).covered
    assert turn(first, handbook(), NOW).order is None
    assert next_turn(rested, handbook(), NOW) == NOW
    order = turn(rested, handbook(), NOW).order
    assert order is not None
    assert order.reason == Reason("uncovered_louder", {"domain": "billing"})
    assert coverage(rested, handbook(), oslo("2026-11-19 09:00")).covered
    louder = replace(rested, climb=SOUNDING)
    second = held(louder, replace(promised, due_at=promised.due_at + timedelta(days=1)), handbook(), NOW)
    assert second.deadline == first.deadline
    assert second.held_until == promised.starts_at
    assert second.climb == replace(SOUNDING, paging=None)


@pytest.mark.parametrize(
    ("language", "domain", "situation", "found"),
    [
        ("nb", "billing", "", ["any-nb"]),
        ("nb", "billing", "late", ["late-nb", "any-nb"]),
        ("en", "billing", "late", ["late-en"]),
        ("en", "billing", "", ["any-nb"]),
        ("sv", "billing", "late", ["late-nb", "late-en", "any-nb"]),
        ("da", "delivery", "", ["delivery-da"]),
    ],
)
def test_which_words_fit(language: str, domain: str, situation: str, found: list[str]) -> None:
    subject = replace(item(domain=domain), language=language, situation=situation)
    assert [one.id for one in prepared(subject, handbook(PLAYBOOK))] == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hei {customer}! Svar senest {time}. {company}", "Hei Kari! Svar senest 11:00. Fjellro"),
        ("Hei, {customer}. Svar {tid}", "Hei, Kari. Svar {tid}"),
        ("{customer}: {customer}", "Kari: Kari"),
    ],
)
def test_places_are_filled(text: str, said: str) -> None:
    assert filled(text, {"time": "11:00", "customer": "Kari", "company": "Fjellro"}) == said


@pytest.mark.parametrize(
    ("text", "said"), [("Hei {customer}!", "Hei!"), ("Hei, {customer}. Takk", "Hei. Takk"), ("{customer} hei", "hei")]
)
def test_who_has_no_name_is_not_greeted_by_name(text: str, said: str) -> None:
    assert filled(text, {"customer": ""}) == said


def test_a_customer_s_name_is_not_read_as_a_place() -> None:
    assert (
        filled("Hei {customer}! {company}", {"customer": "{company}", "company": "Fjellro"}) == "Hei {company}! Fjellro"
    )


def test_what_is_no_place() -> None:
    text = "{time} {tid} {customer} {} {name}"
    assert wrong_places(text, HOLDING) == ("tid", "", "name")
    assert wrong_places(text, PREPARED) == ("time", "tid", "")
