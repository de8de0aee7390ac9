"""Reasons to decline, as they are offered and read: the handbook's, the program's, those of an earlier handbook."""

import pytest

from handlers.speakers import Names
from handlers.words import Speaker
from handlers.words.whys import declined, offered
from tests.handlers.examples import HANDBOOK, handbook

OWN = """
[[decline_reason]]
id = "other"
name = "What does not fit above"

[[decline_reason]]
id = "spam"
name = "Advertising {here}"

[[decline_reason]]
id = "test"
name = "We are tested"
"""


def speaker(text: str) -> Speaker:
    return Speaker("en", "Europe/Oslo", Names(handbook(text)))


@pytest.mark.parametrize(
    ("text", "reason", "said"),
    [
        (HANDBOOK, "insult", "An insult without a question"),
        (HANDBOOK, "no-longer_sold", "No longer sold"),
        (HANDBOOK, "test", "Test"),
        (HANDBOOK + OWN, "insult", "An insult without a question"),
        (HANDBOOK + OWN, "spam", "Advertising {here}"),
        (HANDBOOK + OWN, "test", "We are tested"),
    ],
)
def test_a_reason_is_read_as_the_handbook_in_force_calls_it(text: str, reason: str, said: str) -> None:
    assert declined(speaker(text), reason) == said


def test_the_built_in_reasons_are_offered_where_the_handbook_has_none() -> None:
    found = offered(speaker(HANDBOOK), {})
    assert next(iter(found.items())) == ("insult", "An insult without a question")
    assert list(found)[-1] == "other"


def test_other_always_stays_and_comes_last() -> None:
    book = handbook(HANDBOOK + OWN)
    found = offered(speaker(HANDBOOK + OWN), {one.id: one.name for one in book.decline_reasons})
    assert list(found.items()) == [
        ("spam", "Advertising {here}"), ("test", "We are tested"), ("other", "What does not fit above"),
    ]  # fmt: skip
    assert list(offered(speaker(HANDBOOK), {"rude": "Rude"})) == ["rude", "other"]
