"""The language model: loaded once, on a thread of its own, and only where a post is read."""

import logging
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from bot.language_model import load
from bot.model_on_the_way import ModelOnTheWay
from routing.language import LANGUAGES, Model

ROOT = Path(__file__).parents[2]


def test_knows_our_languages() -> None:
    model = load()
    opinion = model("Jag undrar om ni har öppet på lördag")
    assert set(opinion) == set(LANGUAGES)
    assert max(opinion, key=lambda code: opinion[code]) == "sv"
    assert sum(opinion.values()) == pytest.approx(1)
    assert model("") == {}
    assert set(model("\ud800 hva skjer")) == set(LANGUAGES)


def test_the_first_post_waits_for_it_and_it_is_loaded_once() -> None:
    loads: list[str] = []
    may_load = Event()

    def slowly() -> Model:
        assert may_load.wait(10)
        loads.append("loaded")
        return lambda text: {"sv": 1.0}

    model = ModelOnTheWay(slowly)
    loading = model.begin()
    assert not loading.done()
    may_load.set()
    assert model("hej") == {"sv": 1.0}
    assert model.begin() is loading
    assert loads == ["loaded"]


def test_what_cannot_be_loaded_has_no_opinion_and_is_said(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Model:
        raise ValueError("damaged")

    model = ModelOnTheWay(broken)
    with caplog.at_level(logging.ERROR):
        assert model("hej") == {}
    assert "words alone decide" in caplog.text


def test_neither_check_nor_the_start_imports_it() -> None:
    loaded = "import sys, bot.app, bot.check, bot.cli, handlers.dispatch; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {name.partition(".")[0] for name in result.stdout.split()} & {"numpy", "py3langid"}
