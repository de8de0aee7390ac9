"""The example's playbook: a rule finds each situation, and there is something to begin an answer with."""

import pytest

from bot.language_model import load
from routing.language import Model
from routing.selling import selling_in
from routing.sorting import sort
from tests.benchmarks.routed import example
from tests.routing.rules import a_post


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


@pytest.mark.parametrize(
    ("text", "source", "situation"),
    [
        ("Dette er det dårligste brødet jeg har kjøpt, skikkelig skuffet", "facebook", "unhappy"),
        ("The worst service I have had, very disappointed", "x", "unhappy"),
        ("Dårlig service og kaldt brød, aldri mer", "review", "bad-review"),
        ("Jeg vil ha pengene tilbake for kaken", "facebook", "refund"),
        ("Jag vill ha pengarna tillbaka för tårtan", "facebook", "refund"),
        ("Hele gjengen i butikken på Torget er tyver og svindlere", "facebook", "libel"),
        ("The people in your shop are thieves", "facebook", "libel"),
        ("Dere bruker bildet mitt på siden deres uten tillatelse", "instagram", "copyright"),
        ("You have used my photo without asking", "instagram", "copyright"),
        ("Jeg vet hvor dere bor, og skal knuse dere", "facebook", "threat"),
        ("I know where you live and will burn down that shop", "x", "threat"),
        ("Min advokat tar kontakt", "facebook", "legal-threat"),
        ("Er det noen som vet om Fjellbrød har åpent i påsken?", "forum", "elsewhere"),
        ("Når åpner dere på lørdag?", "facebook", ""),
    ],
)
def test_a_rule_finds_each_situation(text: str, source: str, situation: str, model: Model) -> None:
    assert sort(example(), a_post(text, source), model).match.situation == situation


def test_each_situation_to_be_answered_in_public_has_words_in_norwegian_and_english() -> None:
    book = example()
    for situation in ("unhappy", "refund", "bad-review", "libel", "copyright", "threat", "legal-threat", "elsewhere"):
        found = book.situation(situation)
        assert found is not None
        assert found.do
        assert found.dont
        languages = {one.language for one in book.answers if one.situation == situation}
        assert languages >= {"nb", "en"}, situation


def test_no_prepared_answer_reads_like_advertising() -> None:
    assert {one.id: selling_in(one.text) for one in example().answers if selling_in(one.text)} == {}
