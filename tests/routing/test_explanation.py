"""The explanation tells what would happen: the very decision that intake stores, and the very first page."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.choose import choose
from routing.escalation import first_due, step
from routing.explanation import Explanation, explain
from routing.handbook import Handbook
from routing.item import Item, Kind, Post
from routing.opening import opened
from routing.sorting import sort
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, oslo, post

RULES = handbook()
BEFORE = oslo("2026-11-17 10:00")


def explained(text: str, at: str = "2026-11-18 10:00", rules: Handbook = RULES, **more: Any) -> Explanation:
    now = oslo(at)
    return explain(rules, replace(post(text, at=at), **more), now, {}, {})


texts = st.lists(
    st.sampled_from(["Hvor er", "pakken", "fakturaen", "leveransen", "sen", "takk", "!", "?", "elendig", "hej", "the"]),
    max_size=6,
).map(" ".join)
SINCE = datetime(2026, 10, 20, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=82)).map(lambda since: SINCE + since)
posts = st.builds(
    Post,
    source=st.sampled_from(["facebook", "x", "blog"]),
    external_id=st.just("1"),
    text=texts,
    posted_at=moments,
    language=st.sampled_from(["", "nb", "sv"]),
    kind=st.sampled_from([None, *Kind]),
    private=st.booleans(),
)
loads = st.dictionaries(st.sampled_from(["ada", "bo", "dee", "eva"]), st.integers(0, 9))
named = st.dictionaries(st.sampled_from(["ada", "bo", "dee"]), st.just(BEFORE))
books = st.sampled_from([RULES, handbook(WITHOUT_ROTA)])


def stored(rules: Handbook, one: Post, open_: dict[str, int], last: dict[str, datetime]) -> Item:
    """As `handlers.intake` does it."""
    now = one.posted_at
    found = sort(rules, one)
    return opened(rules, found, now, lambda *asked: choose(rules, asked[0], open_, last, now, asked[1], asked[2])).item


@settings(max_examples=150, deadline=None)
@given(books, posts, loads, named)
def test_it_explains_what_intake_would_store(
    rules: Handbook, one: Post, open_: dict[str, int], last: dict[str, datetime]
) -> None:
    found = explain(rules, one, one.posted_at, open_, last)
    assert found.item == stored(rules, one, open_, last)
    deciding = [one.rule for one in found.tried if one.outcome == "decided"]
    assert deciding == ([found.item.rule] if found.item.rule is not None else [])
    guessed = [found.language] * (not one.language) + [found.kind] * (one.kind is None)
    assert list(found.item.reasons[: len(guessed)]) == guessed
    people = [considered.person for considered in found.chosen.considered]
    assert len(people) == len(set(people))
    assert found.item.expert is None or found.item.expert in people


@settings(max_examples=60, deadline=None)
@given(posts, loads)
def test_who_is_woken_first_and_when_is_what_the_ladder_does(one: Post, open_: dict[str, int]) -> None:
    """Stepped through from moment to moment, as the sweep does it, with nobody touching the item."""
    found = explain(RULES, one, one.posted_at, open_, {})
    item, page = found.item, None
    due = first_due(item, RULES, one.posted_at)
    until = found.now + timedelta(days=5)
    while due is not None and due <= until and page is None:
        done = step(item, RULES, due)
        item = replace(item, climb=done.climb)
        page = (due, done.page.person) if done.page is not None else None
        due = done.next_due_at
    told = (found.waking.at, found.waking.person) if found.waking.at and found.waking.at <= until else None
    assert page == told


@pytest.mark.parametrize(
    ("text", "domain", "rule", "expert", "codes"),
    [
        ("Hvor er pakken?", "delivery", "delivery-words", "dee", ["rule_matched_words", "rule_because"]),
        ("Hvor er fakturaen?", "billing", None, "ada", ["no_rule_fits"]),
    ],
)
def test_the_decision(text: str, domain: str, rule: str | None, expert: str, codes: list[str]) -> None:
    found = explained(text)
    assert (found.item.domain, found.item.rule, found.item.expert) == (domain, rule, expert)
    assert [reason.code for reason in found.match] == codes
    assert (found.covered, found.there.code, found.alarm) == (True, "covered_at_work", False)


@pytest.mark.parametrize(
    ("given", "certainty", "codes"),
    [
        ({"language": "da", "kind": Kind.CRITIQUE}, "given", ("language_given", "kind_given")),
        ({"language": "da"}, "given", ("language_given", "kind_question_mark")),
        ({"kind": Kind.PRAISE}, "sure", ("language_words", "kind_given")),
        ({}, "sure", ("language_words", "kind_question_mark")),
    ],
)
def test_what_the_source_says_itself_is_told_as_that(
    given: dict[str, object], certainty: str, codes: tuple[str, str]
) -> None:
    found = explained("Hvor er pakken min? Den skulle ha kommet for lenge siden.", **given)
    assert (found.certainty, (found.language.code, found.kind.code)) == (certainty, codes)


def test_a_language_without_evidence_is_the_usual_one() -> None:
    assert (explained("123").certainty, explained("123").language.code) == ("prior", "language_prior")


def test_at_night_it_tells_who_is_woken_when_and_who_after_them() -> None:
    found = explained("Hvor er pakken?", at="2026-11-18 22:00")
    assert (found.covered, found.there.code) == (False, "uncovered_until")
    assert found.waking.at == oslo("2026-11-18 23:30")
    assert found.on_call is not None
    assert found.waking.person == found.on_call.values["person"]
    assert set(found.waking.then) == {"dee", "eva", "ada"} - {found.waking.person}


@pytest.mark.parametrize(
    ("given", "rules", "code"),
    [
        ({"kind": Kind.PRAISE}, NORDIC, "page_never_kind"),
        ({}, WITHOUT_ROTA, "page_never_without_rota"),
    ],
)
def test_nobody_is_woken_and_why(given: dict[str, object], rules: str, code: str) -> None:
    found = explained("Hvor er pakken?", at="2026-11-18 22:00", rules=handbook(rules), **given)
    assert (found.waking.at, found.waking.because.code) == (None, code)


def test_the_ladder_names_those_who_would_hear_it() -> None:
    ladder = explained("Hvor er fakturaen?").ladder
    assert [(one.id, one.people, one.channel) for one in ladder] == [
        ("unclaimed_50", ("ada",), False),
        ("unclaimed_75", ("bo",), False),
        ("claimed_75", (), False),
        ("unclaimed_100", ("cy",), False),
        ("claimed_100", (), False),
        ("past", (), True),
    ]
    assert [one.at for one in ladder] == sorted(one.at for one in ladder)
    night = explained("Hvor er fakturaen?", at="2026-11-18 22:00").ladder
    assert [note.code for one in night for note in one.notes] == ["off_hours", "off_hours"]
