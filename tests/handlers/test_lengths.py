"""What a form's fields may hold."""

from handlers.lengths import too_long
from routing.messages import TextField
from tests.handlers.examples import speaker

FIELDS = (TextField("link", "Link", longest=3), TextField("text", "Text", longest=5))


def test_what_fits_is_not_spoken_of() -> None:
    assert too_long(speaker(), FIELDS, {"link": "abc", "text": "", "other": "x" * 99}) == {}


def test_each_field_that_is_too_long_is_told_by_how_much() -> None:
    assert too_long(speaker(), FIELDS, {"link": "abcd", "text": "æ" * 4_000}) == {
        "link": "That is too long: 3 characters at most, and this has 4.",
        "text": "That is too long: 5 characters at most, and this has 4000.",
    }
