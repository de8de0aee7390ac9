"""One sentence in the languages of the house, and what happens to one that no catalogue has."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.words.catalogue import read_catalogue
from handlers.words.notes import characters_more
from routing.messages import Mention, Quote
from tests.handlers.examples import speaker
from tests.handlers.words.everything import LANGUAGES


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", (" took it.", "3 h 20 min", "1 open", "2 open", "… (1 character more)", "87%")),
        ("nb", (" tok den.", "3 t 20 min", "1 åpen", "2 åpne", "… (1 tegn til)", "87\xa0%")),
        ("nn", (" tok den.", "3 t 20 min", "1 åpen", "2 åpne", "… (1 tegn til)", "87\xa0%")),
        ("sv", (" tog det.", "3 tim 20 min", "1 öppet", "2 öppna", "… (1 tecken till)", "87\xa0%")),
        ("da", (" tog den.", "3 t 20 min", "1 åben", "2 åbne", "… (1 tegn til)", "87\xa0%")),
    ],
)
def test_each_language_speaks(language: str, said: tuple[str, ...]) -> None:
    one = speaker(language)
    assert one.line("{by} took it.", by=one.person("bo")) == (Mention("bo", "Bo Berg"), said[0])
    counts = tuple(one.counted("{n} open", "{n} open", n) for n in (1, 2))
    assert (one.duration(timedelta(minutes=200)), *counts) == said[1:4]
    assert (characters_more(language, 1), one.percent(0.87)) == said[4:]
    assert one.quote("Hei") == Quote("Hei", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_chooses_the_sentence(language: str) -> None:
    assert speaker(language).counted("{n} item, due {due}", "{n} items, first due {due}", 2, due="x").startswith("2 ")
    one, many = characters_more("en", 1), characters_more("en", 2)
    assert (one, many) == ("… (1 character more)", "… (2 characters more)")


def test_what_is_missing_is_said_in_english_and_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "nb.po"
    file.write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n', "utf-8")
    catalogue = read_catalogue(file)
    for _ in range(3):
        assert catalogue.gettext("{by} took it.") == "{by} took it."
        assert [catalogue.ngettext("{n} item", "{n} items", n) for n in (1, 2)] == ["{n} item", "{n} items"]
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.ERROR, "no nb for the sentence '{by} took it.': it is said in English"),
        (logging.ERROR, "no nb for the sentence '{n} item': it is said in English"),
    ]


def test_a_fuzzy_sentence_is_not_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "sv.po"
    file.write_text('#, fuzzy\nmsgid "taken"\nmsgstr "stulen"\n', "utf-8")
    assert read_catalogue(file).gettext("taken") == "taken"
    assert len(caplog.records) == 1
