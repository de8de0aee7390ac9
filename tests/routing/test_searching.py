"""What somebody looks for, and whether a text has it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from routing.searching import around, fits, number_of, pieces, words_of


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("parcel", ("parcel",)),
        ("  “lost parcel”, Oslo! ", ("lost", "parcel", "Oslo")),
        ("parcel parcel", ("parcel",)),
        ("A\u030alesund", ("Ålesund",)),
        ("“ ” ,", ()),
        ("https://x.com/a/1?b=2", ("https://x.com/a/1?b=2",)),
        (" ".join(map(str, range(20))), tuple(map(str, range(8)))),
    ],
)
def test_words(said: str, words: tuple[str, ...]) -> None:
    assert words_of(said) == words


@pytest.mark.parametrize(
    ("word", "number"), [("12", 12), ("#12", 12), ("١٢", None), ("12a", None), ("#", None), ("1" * 19, None)]
)
def test_numbers(word: str, number: int | None) -> None:
    assert number_of(word) == number


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("ØRSTED",), "hos ørsted", True),
        (("ålesund",), "I ÅLESUND", True),
        (("sök",), "SØKER", True),
        (("alesund",), "Ålesund", False),
        (("café",), "CAFE", True),
        (("пакет",), "Где ПАКЕТ?", True),
        (("parcel", "oslo"), "parcel to Bergen", False),
        (("100%",), "100 kr", False),
    ],
)
def test_fits(words: tuple[str, ...], text: str, found: bool) -> None:
    assert fits(words, ("", text)) is found


@given(some.text("aBzåÅøÖæ%_\\?é😀", min_size=1, max_size=8), some.text("xå Ø%", max_size=8))
def test_what_stands_there_has_the_pieces_of_its_words_in_order(word: str, before: str) -> None:
    """The database looks for the pieces alone: it must propose whatever has the word, in capitals or not."""
    for one in words_of(word):
        text = f"{before}{one.swapcase()}{before}"
        assert fits((one,), (text,))
        assert re.search(".*".join(map(re.escape, pieces(one))), text, re.IGNORECASE | re.ASCII)


def test_around_begins_a_little_before() -> None:
    text = "Hei! " * 20 + "Hvor\ner PAKKEN min?"
    assert around(text, ("pakken",)) == "…Hei! Hei! Hei! Hvor er PAKKEN min?"
    assert around("Hvor er pakken?", ("pakken",)) == "Hvor er pakken?"
    assert around("Hvor er pakken?", ("nothing",)) == "Hvor er pakken?"
