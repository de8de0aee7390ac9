from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.chain import FIRST, Link, digest, verify, words_digest

AT = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def link(previous: str, sequence: int, what: str, words: str | None = None) -> Link:
    values = {"person": "ada", "n": sequence}
    covered = words_digest("salt", words) if words is not None else None
    found = digest(previous, 7, sequence, AT, "ada", what, values, covered)
    return Link(7, sequence, AT, "ada", what, values, covered, previous, found)


def history(*whats: str) -> list[Link]:
    links: list[Link] = []
    for sequence, what in enumerate(whats, start=1):
        links.append(link(links[-1].digest if links else FIRST, sequence, what, words=f"{what}!"))
    return links


@pytest.mark.parametrize("whats", [[], ["opened"], ["opened", "claimed", "answered"]])
def test_an_honest_history_is_whole(whats: list[str]) -> None:
    assert verify(history(*whats)) is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"who": "bo"}, 2),
        ({"what": "declined"}, 2),
        ({"at": AT + timedelta(microseconds=1)}, 2),
        ({"values": {"person": "ada", "n": 3}}, 2),
        ({"words_digest": None}, 2),
        ({"number": 8}, 2),
        ({"sequence": 3}, 2),
        ({"previous_digest": FIRST}, 2),
        ({"digest": "0" * 64}, 2),
    ],
)
def test_any_change_shows_where_it_was_made(change: dict[str, Any], broken: int) -> None:
    links = history("opened", "claimed", "answered")
    links[1] = replace(links[1], **change)
    assert verify(links) == broken


def test_a_missing_or_a_changed_and_resealed_entry_shows() -> None:
    links = history("opened", "claimed", "answered")
    assert verify([links[0], links[2]]) == 2
    assert verify(links[1:]) == 1
    assert verify([links[0], link(links[0].digest, 2, "declined"), links[2]]) == 3


def test_the_digest_does_not_depend_on_zone_or_order_of_keys() -> None:
    oslo = AT.astimezone(timezone(timedelta(hours=1)))
    assert digest("", 1, 1, AT, "a", "b", {"x": 1, "y": 2}, None) == digest(
        "", 1, 1, oslo, "a", "b", {"y": 2, "x": 1}, None
    )
    with pytest.raises(ValueError, match="aware"):
        digest("", 1, 1, AT.replace(tzinfo=None), "a", "b", {}, None)


def test_the_digest_is_written_down() -> None:
    """Stored histories depend on it: it must never change."""
    assert digest("", 1, 1, AT, "ada", "opened", {"domain": "fjøs"}, None) == (
        "123fe9715fb946d475c7f5ce55b899e4f41463ab70600d7b7ae9f541ccf420a1"
    )


@given(st.text(max_size=20), st.text(max_size=20))
def test_words_need_their_salt(salt: str, words: str) -> None:
    assert words_digest(salt, words) == words_digest(salt, words)
    assert words_digest(salt + "x", words) != words_digest(salt, words)
    assert words_digest(salt, words + "x") != words_digest(salt, words)
