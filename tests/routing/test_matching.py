import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.matching import find


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["faktura"], "Hvor er Fakturaen min?", ["Fakturaen"]),
        (["faktura"], "Strømfakturaen er feil", ["Strømfakturaen"]),
        (["faktura"], "FAKTURA, faktura og fakturaer", ["FAKTURA", "fakturaer"]),
        (["leverans"], "När kommer leveransen?", ["leveransen"]),
        (["sko"], "Skoene og skogen", []),
        (["sko"], "Mine sko er borte", ["sko"]),
        (["=pakke"], "Pakken er borte, hvilken pakke?", ["pakke"]),
        (["=pakke"], "Pakken er borte", []),
        (["ikke fornøyd"], "Jeg er ikke\n  fornøyd.", ["ikke fornøyd"]),
        (["får ikke"], "Vi får ikkeno", ["får ikkeno"]),
        (["wi fi"], "ingen WI  FI her", ["WI FI"]),
        (["wi fi"], "ingen wi fix her", []),
        (["a.b*"], "a.b* men ikke acb", ["a.b*"]),
        (["smørbrød"], "smo\u0308rbrød? SMØRBRØD!", ["SMØRBRØD"]),
        (["blåbær"], "bla\u030abær", ["blåbær"]),
        (["pris", "faktura"], "Fakturaprisen", ["Fakturaprisen"]),
        (["faktura"], "", []),
        ([], "faktura", []),
        (["#svar"], "se #svarvakt", ["#svarvakt"]),
    ],
)
def test_finds_words_as_the_customer_wrote_them(words: list[str], text: str, found: list[str]) -> None:
    assert find(tuple(words), text) == tuple(found)


@given(st.lists(st.text(min_size=1).filter(lambda word: word.strip(" =\t\n") and word.split()), min_size=1), st.text())
def test_any_words_in_any_text(words: list[str], text: str) -> None:
    for word in find(tuple(words), text):
        assert word.strip()


def test_a_very_long_word_is_read_in_one_go() -> None:
    assert len(find(("faktura",), "faktura" * 5_000)[0]) == 35_000
    assert len(find(("faktura",), "faktura " * 5_000)) == 1
    assert find(("faktura",), "a" * 40_000) == ()
