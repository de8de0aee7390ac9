import pytest

from routing.item import Kind
from routing.kind import guess, is_only_thanks
from tests.routing.reasons import are_sound


@pytest.mark.parametrize(
    ("language", "text", "kind", "code"),
    [
        ("nb", "Hvor blir det av pakken min?", Kind.QUESTION, "kind_question_mark"),
        ("nb", "Dere er elendige, hva skjer?", Kind.QUESTION, "kind_question_mark"),
        ("nb", "Hvordan bytter jeg abonnement", Kind.QUESTION, "kind_question_word"),
        ("nb", "Hei! Jeg lurer på når dere åpner", Kind.QUESTION, "kind_question_word"),
        ("sv", "Undrar när ni öppnar", Kind.QUESTION, "kind_question_word"),
        ("da", "Hej, hvornår åbner I", Kind.QUESTION, "kind_question_word"),
        ("en", "Can you help me", Kind.QUESTION, "kind_question_word"),
        ("nb", "Elendig service, aldri mer", Kind.CRITIQUE, "kind_critique"),
        ("nb", "Takk for ingenting", Kind.CRITIQUE, "kind_critique"),
        ("nb", "Veldig misfornøyd", Kind.CRITIQUE, "kind_critique"),
        ("sv", "Vi är missnöjda", Kind.CRITIQUE, "kind_critique"),
        ("da", "Meget utilfreds", Kind.CRITIQUE, "kind_critique"),
        ("da", "Virkelig ringe service", Kind.CRITIQUE, "kind_critique"),
        ("en", "Still waiting for my refund", Kind.CRITIQUE, "kind_critique"),
        ("nb", "😡😡", Kind.CRITIQUE, "kind_critique"),
        ("fi", "This is terrible", Kind.CRITIQUE, "kind_critique"),
        ("nb", "Kjempebra butikk, anbefales", Kind.PRAISE, "kind_praise"),
        ("sv", "Jättebra bemötande idag", Kind.PRAISE, "kind_praise"),
        ("da", "I er bare så dygtige", Kind.PRAISE, "kind_praise"),
        ("en", "Great shop, I love it", Kind.PRAISE, "kind_praise"),
        ("nb", "Tusen takk for hjelpen! 😊", Kind.PRAISE, "kind_only_thanks"),
        ("nb", "👍", Kind.PRAISE, "kind_only_thanks"),
        ("nb", "Takk, men pakken er fortsatt borte", Kind.QUESTION, "kind_in_doubt"),
        ("en", "Great. Not.", Kind.QUESTION, "kind_in_doubt"),
        ("nb", "Dere må gjerne ringe meg", Kind.QUESTION, "kind_in_doubt"),
        ("nb", "Ordre 12345", Kind.QUESTION, "kind_in_doubt"),
        ("nb", "12345", Kind.QUESTION, "kind_in_doubt"),
        ("nb", "https://example.com/?a=1", Kind.QUESTION, "kind_in_doubt"),
        ("nb", "", Kind.QUESTION, "kind_in_doubt"),
    ],
)
def test_guesses_the_kind(language: str, text: str, kind: Kind, code: str) -> None:
    found, reason = guess(text, language)
    assert (found, reason.code) == (kind, code)
    assert are_sound([reason])


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Takk!", True),
        ("Tusen takk for svaret", True),
        ("Tack så mycket 🙏", True),
        ("thank you so much", True),
        ("❤️", True),
        ("takk?", False),
        ("Takk, hva med faktura 7", False),
        ("takk https://example.com", False),
        ("OK", False),
        ("👎", False),
        ("7", False),
        ("", False),
    ],
)
def test_only_thanks(text: str, only: bool) -> None:
    assert is_only_thanks(text) is only
