"""What is asked with `route`: the customer's words, and where they come from."""

import pytest

from handlers.commands import name_of
from handlers.intents import Actor, Said
from handlers.route import asked


@pytest.mark.parametrize(
    ("said", "words", "source"),
    [
        ("route Hvor er pakken?", "Hvor er pakken?", "other"),
        ("route Hvor er pakken? source: facebook", "Hvor er pakken?", "facebook"),
        ("rute Hvor er pakken? Kilde:X", "Hvor er pakken?", "x"),
        ("rutt Var är paketet? källa = blog", "Var är paketet?", "blog"),
        ("route\nHvor er pakken?\n\nsource: review", "Hvor er pakken?", "review"),
        ("route Hvor er pakken? https://www.facebook.com/1", "Hvor er pakken? https://www.facebook.com/1", "facebook"),
        ("route Se https://blogg.example/1 og https://x.com/2", "Se https://blogg.example/1 og https://x.com/2", "x"),
        ("route Se www.blogg.example", "Se www.blogg.example", "blog"),
        ("route https://x.com/2 source: forum", "https://x.com/2", "forum"),
        ("route What is your source: milk or cream?", "What is your source: milk or cream?", "other"),
        ("route source: facebook", "", "facebook"),
        ("route", "", "other"),
        ("", "", "other"),
    ],
)
def test_words_and_source(said: str, words: str, source: str) -> None:
    assert asked(said) == (words, source)


@pytest.mark.parametrize("said", ["route Hei", "Rute hei", "rutt hej", "prøv hej", "pröva hej", "try undo", "ROUTE"])
def test_its_names(said: str) -> None:
    assert name_of(Said("key", Actor("slack", "U1"), said)) == "route"
