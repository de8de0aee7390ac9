"""What somebody looks for, and whether a text has it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from routing.searching import around, fits, kernel, number_of, spellings, words_of


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


@given(
    some.text("aBzåÅøÖæ%_\\?é😀", min_size=1, max_size=8), some.sampled_from(["lower", "upper", "capitalize", "title"])
)
def test_what_stands_there_is_one_of_the_spellings(word: str, how: str) -> None:
    """The database proposes these alone: it must have whatever people are likely to write."""
    for one in words_of(word):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, getattr(one, how)() if how != "title" else one)
            assert fits((one,), (f"x {text} y",))
            assert any(re.search(re.escape(each), text, re.IGNORECASE | re.ASCII) for each in spellings(one))
        assert all(kernel(one) in each for each in spellings(one))


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("Parcel", ("parcel",)),
        ("ørn", ("ørn", "örn", "o\u0308rn", "Ørn", "Örn")),
        ("café", ("café", "cafe\u0301", "cafÉ", "cafe")),
    ],
)
def test_spellings(word: str, ways: tuple[str, ...]) -> None:
    assert sorted(spellings(word)) == sorted(ways)


def test_around_begins_a_little_before() -> None:
    text = "Hei! " * 20 + "Hvor\ner PAKKEN min?"
    assert around(text, ("pakken",)) == "…Hei! Hei! Hei! Hvor er PAKKEN min?"
    assert around("Hvor er pakken?", ("pakken",)) == "Hvor er pakken?"
    assert around("Hvor er pakken?", ("nothing",)) == "Hvor er pakken?"
