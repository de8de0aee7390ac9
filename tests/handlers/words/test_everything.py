"""Every view in every language: nothing is left in English, and everything fits."""

import logging
import re

import pytest

from bot.desks.slack import limits
from routing.messages import Button, Choice, Form, Heading, Menu, Message, More
from tests.handlers.words.english import english_words, words
from tests.handlers.words.everything import LANGUAGES, NAMES, everything, texts


@pytest.mark.parametrize("language", ["nb", "sv", "da"])
def test_nothing_is_left_in_english(language: str, caplog: pytest.LogCaptureFixture) -> None:
    english = english_words(language)
    found = set()
    for drawn in everything(language):
        for text in texts(drawn):
            for name in NAMES:
                text = text.replace(name, "")
            if words(text) & english:
                found.add(text)
    assert found == set()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_fits(language: str) -> None:
    """Slack cuts what is too long; Teams takes more of everything."""
    too_long = {
        f"{kind}: {text}"
        for drawn in everything(language)
        for kind, longest, text in measured(drawn)
        if len(text) > longest
    }
    assert too_long == set()


def measured(drawn: object) -> list[tuple[str, int, str]]:
    """What has a limit in it, with the number of an item that is a million."""
    found: list[tuple[str, int, str]] = []
    if isinstance(drawn, Form):
        title = re.sub(r"\b12\b", "1000000", drawn.title)
        found += [("title", limits.VIEW_TITLE, title), ("submit", limits.VIEW_TITLE, drawn.submit)]
        found.append(("close", limits.VIEW_TITLE, drawn.close))
    if isinstance(drawn, Message | Form):
        for part in parts(drawn.blocks):
            match part:
                case Button(label=label):
                    found.append(("button", limits.BUTTON, label))
                case More(label=label, buttons=buttons):
                    found.append(("menu", limits.PLACEHOLDER, label))
                    found += [("choice", limits.OPTION, button.label) for button in buttons]
                case Menu(label=label):
                    found.append(("menu", limits.PLACEHOLDER, label))
                case Choice(label=label):
                    found.append(("choice", limits.OPTION, label))
                case Heading(text=text):
                    found.append(("heading", limits.HEADER, text))
    return found


def parts(drawn: object) -> list[object]:
    """Everything in it, at any depth."""
    if isinstance(drawn, tuple):
        return [each for one in drawn for each in parts(one)]
    inner = [getattr(drawn, name) for name in ("elements", "choices", "buttons") if hasattr(drawn, name)]
    return [drawn, *(each for one in inner for each in parts(one))]
