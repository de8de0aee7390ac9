import pytest

from routing.lexicon import Lexicon, simple


@pytest.mark.parametrize(
    ("entries", "text", "found"),
    [
        ("dårlig", "Dårlige greier", ("dårlige",)),
        ("dårlig", "Kjempedårlig", ()),
        ("*dårlig", "Kjempedårlige", ("kjempedårlige",)),
        ("=sur", "Sur og surdeig", ("sur",)),
        ("sur", "Sur og surdeig", ("sur", "surdeig")),
        ("for ingenting", "Takk  for\ningenting!", ("for ingenting",)),
        ("never, never again", "Never again", ("never", "never again")),
        ("doesn't work", "It doesn’t work", ("doesn't work",)),
        ("😡, 🤬", "😡😡🤬", ("😡", "🤬")),
        ("för", "Fo\u0308r", ("för",)),
        ("dårlig", "", ()),
    ],
)
def test_finds_words_and_phrases(entries: str, text: str, found: tuple[str, ...]) -> None:
    assert Lexicon(entries).find(simple(text)) == found
