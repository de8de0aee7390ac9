"""What stands after `away`: who, when, who stands in."""

import pytest

from handlers.absence_words import Asked, asked
from handlers.command_names import NAMES
from handlers.command_names import named as named_in
from handlers.commands import ALIASES, COMMANDS, WRITING, name_of
from handlers.intents import Actor, Said
from handlers.views.help import EXPLANATIONS, GROUPS
from routing.reasons import Reason
from tests.handlers.examples import handbook


@pytest.mark.parametrize(
    ("text", "person", "deputy", "when"),
    [
        ("", "", "", ""),
        ("until friday", "", "", "until friday"),
        ("until friday deputy @U0CY", "", "cy", "until friday"),
        ("deputy cy until friday", "", "cy", "until friday"),
        ("@U0BO until friday", "bo", "", "until friday"),
        ("@bo, until friday, deputy: @cy", "bo", "cy", "until friday,"),
        ("bo til fredag stedfortreder cy", "bo", "cy", "til fredag"),
        ("Bo i to uker vikar Cy", "bo", "cy", "i to uker"),
        ("till fredag ställföreträdare är @U0CY", "", "cy", "till fredag"),
        ("til fredag stedfortræder @U0CY", "", "cy", "til fredag"),
        ("24.12. ersättare cy", "", "cy", "24.12."),
        ("kl 14 bo", "", "", "kl 14 bo"),
    ],
)
def test_words_are_taken_apart(text: str, person: str, deputy: str, when: str) -> None:
    assert asked(handbook(), "slack", text) == Asked(person, deputy, when)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("@U0ADA until friday", "person_not_named", "@U0ADA"),
        ("@Berg until friday", "person_not_named", "@Berg"),
        ("until friday deputy Berg", "person_not_named", "Berg"),
        ("until friday deputy U0CY", "person_not_named", "U0CY"),
        ("until friday deputy", "deputy_missing", None),
        ("until friday deputy is", "deputy_missing", None),
        ("Berg until friday", "when_unclear", "Berg"),
        ("whenever", "when_unclear", "whenever"),
    ],
)
def test_nobody_is_matched_by_name(text: str, code: str, words: str | None) -> None:
    found = asked(handbook(), "slack", text)
    assert isinstance(found, Reason)
    assert (found.code, found.values.get("words")) == (code, words)


def test_mentions_are_those_of_the_desk() -> None:
    assert isinstance(asked(handbook(), "teams", "@U0BO until friday"), Reason)


@pytest.mark.parametrize(
    ("text", "name"),
    [("away today", "away"), ("BORTE i dag", "away"), ("væk", "away"), ("Tillbaka", "back"), ("tilbage", "back"),
     ("status", "status"), ("", "help"), ("  ", "help"), ("xyzzy now", "xyzzy")],
)  # fmt: skip
def test_commands_in_other_languages(text: str, name: str) -> None:
    assert name_of(Said("k", Actor("slack", "U0BO"), text)) == name


def test_the_tables_of_commands_speak_of_the_same() -> None:
    assert set(EXPLANATIONS) == set(COMMANDS)
    assert sorted(("help", *(name for _, names in GROUPS for name in names))) == sorted(COMMANDS)
    assert set(COMMANDS) >= WRITING
    own = {word for name in COMMANDS for word in name.split()}
    assert set(ALIASES.values()) <= own
    assert not set(ALIASES) & own


@pytest.mark.parametrize("language", NAMES)
def test_the_name_in_each_language_calls_the_command(language: str) -> None:
    said = {name: name_of(Said("k", Actor("slack", "U0BO"), named_in(language, name))) for name in COMMANDS}
    assert said == {name: name for name in COMMANDS}
