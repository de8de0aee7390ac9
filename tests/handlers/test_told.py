"""A line of history as a reason: whose words stand in it, and where they do not."""

import pytest

from handlers.views.told import AMONG_COLLEAGUES, told
from storage.history import Entry
from tests.handlers.examples import NOW


def line(what: str, words: str | None) -> Entry:
    values = {"person": "finn", "identity": "slack:U0ADA"}
    return Entry(12, 2, NOW, "bo", what, values, words, None, None, "", "")


@pytest.mark.parametrize("what", sorted(AMONG_COLLEAGUES))
@pytest.mark.parametrize(
    ("words", "private", "code"),
    [
        ("Er den sendt?", False, "{what}_said"),
        ("Er den sendt?", True, "{what}"),
        (None, False, "{what}"),  # nothing was written, or it was erased
    ],
)
def test_what_colleagues_write_is_not_told_of_a_private_message(
    what: str, words: str | None, private: bool, code: str
) -> None:
    found = told(line(what, words), "Er den …", private=private)
    assert found.code == code.format(what=what)
    assert found.values.get("said") == ("Er den …" if found.code.endswith("_said") else None)


def test_an_export_without_words_leaves_these_out_as_well() -> None:
    assert told(line("expert_asked", "Er den sendt?"), private=False).values["said"] == "…"
