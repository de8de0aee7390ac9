"""What a menu puts into an answer never loses what is typed."""

import pytest

from routing.composing import with_link, with_words


@pytest.mark.parametrize(
    ("typed", "words", "thanks", "then"),
    [
        ("", "Vi leter.", "", "Vi leter."),
        (" \n", "Vi leter.", "Takk for at du sier fra.", "Vi leter."),
        ("Hei Kari!", "Vi leter.", "", "Hei Kari!\n\nVi leter."),
        ("Hei Kari! \n", "Vi leter.", "Takk for at du sier fra.", "Hei Kari!\n\nVi leter."),
        ("Takk for at du sier fra.", "Vi leter.", "Takk for at du sier fra.", "Takk for at du sier fra. Vi leter."),
        ("Takk for at du sier fra.", "Takk, vi leter.", "Takk for at du sier fra.", "Takk, vi leter."),
        ("Takk for at du sier fra.", "Takk for varselet.", "Takk for at du sier fra.", "Takk for varselet."),
        (
            "Takk for at du sier fra. Hm",
            "Takk for varselet.",
            "Takk for at du sier fra.",
            "Takk for at du sier fra. Hm\n\nTakk for varselet.",
        ),
    ],
)
def test_words_come_after_what_is_typed(typed: str, words: str, thanks: str, then: str) -> None:
    assert with_words(typed, words, thanks) == then


@pytest.mark.parametrize(
    ("typed", "then"),
    [("", "https://x.example"), ("Se her:", "Se her: https://x.example"), ("Se her:\n", "Se her:\nhttps://x.example")],
)
def test_a_link_goes_on_with_the_line(typed: str, then: str) -> None:
    assert with_link(typed, "https://x.example") == then
