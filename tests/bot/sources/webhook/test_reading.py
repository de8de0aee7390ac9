"""Bodies as tables: what is kept of them, and what is said about them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sources.webhook.reading import Problem, read_post
from routing.item import Author, Kind, Post
from routing.text import REPLACEMENT

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
POST: dict[str, Any] = {"source": "facebook", "external_id": "123_456", "text": "Hvor er pakken min?"}
RAW = json.dumps(POST).encode()


def read(change: dict[str, Any]) -> Post:
    post = read_post(json.dumps(POST | change).encode(), NOW)
    assert isinstance(post, Post), post
    return post


def problems(body: object) -> tuple[Problem, ...]:
    found = read_post(body if isinstance(body, bytes) else json.dumps(body).encode(), NOW)
    assert isinstance(found, tuple), found
    return found


def test_every_field_is_kept() -> None:
    assert read(
        {
            "source": " Facebook ",
            "url": "https://facebook.com/123",
            "author": {"name": "Kari", "handle": "@kari", "reach": 12},
            "posted_at": "2026-03-02T08:30:00+01:00",
            "language": "nb-NO",
            "kind": "question",
            "in_reply_to": "99",
            "attachments": ["https://example.com/a.jpg"],
            "private": True,
        }
    ) == Post(
        source="facebook",
        external_id="123_456",
        text="Hvor er pakken min?",
        posted_at=datetime(2026, 3, 2, 7, 30, tzinfo=UTC),
        url="https://facebook.com/123",
        author=Author("Kari", "@kari", 12),
        language="nb",
        kind=Kind.QUESTION,
        in_reply_to="99",
        attachments=("https://example.com/a.jpg",),
        private=True,
    )


def test_null_is_not_given_and_a_post_without_its_time_was_written_now() -> None:
    change = {"posted_at": None, "url": None, "author": {"reach": None}, "kind": None}
    assert read(change) == Post("facebook", "123_456", "Hvor er pakken min?", NOW)


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"source": None}, "source", "missing"),
        ({"source": "face book"}, "source", "letters"),
        ({"source": "a" * 41}, "source", "letters"),
        ({"source": 3}, "source", "must be a text"),
        ({"external_id": ""}, "external_id", "is empty"),
        ({"external_id": "x" * 201}, "external_id", "200"),
        ({"external_id": "a\ud800"}, "external_id", "cannot be stored"),
        ({"text": "  "}, "text", "attachment"),
        ({"text": "x" * 40_001}, "text", "40,000"),
        ({"text": "x" * 100_000}, "text", "40,000"),
        ({"text": ["Hei"]}, "text", "must be a text"),
        ({"url": "javascript:alert(1)"}, "url", "http://"),
        ({"url": "https://bank.no@evil.example/"}, "url", "user name"),
        ({"url": "https://[::1"}, "url", "http://"),
        ({"url": "https://a.no/|<!channel>"}, "url", "http://"),
        ({"author": "Kari"}, "author", "must be an object"),
        ({"author": {"reach": -1}}, "author.reach", "at least 0"),
        ({"author": {"reach": True}}, "author.reach", "whole number"),
        ({"author": {"followers": 1}}, "author.followers", "no field of author"),
        ({"posted_at": "yesterday"}, "posted_at", "ISO 8601"),
        ({"posted_at": 1_772_438_400}, "posted_at", "ISO 8601"),
        ({"posted_at": "2026-03-02T08:00:00"}, "posted_at", "zone"),
        ({"posted_at": "2026-03-02T08:05:01Z"}, "posted_at", "future"),
        ({"posted_at": "0001-01-01T00:00:00+14:00"}, "posted_at", "2000"),
        ({"language": "Norwegian"}, "language", "language tag"),
        ({"kind": "rant"}, "kind", "question, critique, praise, other"),
        ({"attachments": "https://a.no"}, "attachments", "must be a list"),
        ({"attachments": ["https://a.no", "ftp://b.no"]}, "attachments.1", "http://"),
        ({"attachments": ["https://a.no"] * 51}, "attachments", "50"),
        ({"private": 1}, "private", "true or false"),
        ({"externalid": "1"}, "externalid", "did you mean external_id?"),
        ({"Text": "x"}, "Text", "did you mean text?"),
        ({"qqqqqq": "x"}, "qqqqqq", "there are source, external_id"),
    ],
)
def test_each_problem_is_named(change: dict[str, Any], place: str, words: str) -> None:
    (problem,) = problems(POST | change)
    assert problem.field == place
    assert words in problem.sentence


def test_all_problems_come_at_once() -> None:
    body = {"source": "", "txt": "a", "text": " ", "author": {"reach": "many"}, "posted_at": "2099-01-01T00:00:00Z"}
    fields = {problem.field for problem in problems(body)}
    assert fields == {"source", "external_id", "text", "txt", "author.reach", "posted_at"}


def test_a_flood_of_problems_is_cut() -> None:
    found = problems(POST | {f"field {number}": "x" for number in range(5_000)})
    assert len(found) == 51
    assert found[-1].sentence == "There are 4950 more problems."


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "The body is not valid JSON."),
        (b"{", "The body is not valid JSON."),
        (b"\xef\xbb\xbf", "The body is not valid JSON."),
        (b"1" * 5_000, "The body is not valid JSON."),
        (RAW[:-1] + b', "author": {"reach": NaN}}', "The body is not valid JSON."),
        (RAW[:-1] + b', "author": {"reach": 1e999}}', "author.reach must be a whole number."),
        (b"[" * 50_000, "The body is nested too deeply."),
        (b'{"a":' * 50_000, "The body is nested too deeply."),
        (b"[]", "The body must be a JSON object."),
        (b"null", "The body must be a JSON object."),
        (b'"text"', "The body must be a JSON object."),
        ("på".encode("latin-1"), "The body is not UTF-8."),
        (json.dumps(POST).encode("utf-16"), "The body is not UTF-8."),
        (b'{"text": "\xed\xa0\x80"}', "The body is not UTF-8."),
    ],
)
def test_what_is_no_document_is_a_problem(body: bytes, sentence: str) -> None:
    assert [problem.sentence for problem in problems(body)] == [sentence]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<!channel> & <@U1>", "<!channel> & <@U1>"),
        ("a\0b", f"a{REPLACEMENT}b"),
        ("a\ud83db", f"a{REPLACEMENT}b"),
        ("\ude00\ud83d", REPLACEMENT * 2),
        ("👍🏽", "👍🏽"),
        ("\u202eabc\u202c", "\u202eabc\u202c"),
        ("x" * 40_000, "x" * 40_000),
        ("😀" * 40_000, "😀" * 40_000),
    ],
)
def test_hostile_words_are_kept_clean(text: str, kept: str) -> None:
    assert read({"text": text}).text == kept


def test_a_picture_without_words_is_a_post() -> None:
    assert read({"text": "", "attachments": ["https://a.no/b.jpg"]}).attachments == ("https://a.no/b.jpg",)


@pytest.mark.parametrize(("tag", "kept"), [("no", "nb"), ("nn_NO", "nn"), ("EN-gb", "en"), ("und", ""), ("", "")])
def test_languages_are_known_by_their_primary_tag(tag: str, kept: str) -> None:
    assert read({"language": tag}).language == kept


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
NAMES = [*POST, "url", "author", "posted_at", "language", "kind", "in_reply_to", "attachments", "private"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_any_document_gives_a_post_or_sentences(change: dict[str, Any]) -> None:
    found = read_post(json.dumps(POST | change).encode(), NOW)
    if isinstance(found, Post):
        found.text.encode()
        assert found.posted_at.tzinfo is UTC
    else:
        assert found
        assert all(problem.sentence.endswith((".", "?")) for problem in found)
