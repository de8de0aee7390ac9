import pytest

from routing.item import Kind
from routing.kind import guess, is_only_thanks
from routing.reasons import Reason
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
        # Asking is seen by how a clause begins.
        ("nb", "Pakka skulle kommet i går, hvor blir den av", Kind.QUESTION, "kind_question_word"),
        ("nb", "Hei, har dere åpent på lørdag", Kind.QUESTION, "kind_question_word"),
        ("nn", "Hei, korleis betaler eg", Kind.QUESTION, "kind_question_word"),
        ("sv", "Hej! Har ni kvar semlor", Kind.QUESTION, "kind_question_word"),
        ("da", "Goddag. Har I boller", Kind.QUESTION, "kind_question_word"),
        ("en", "When I came home it was broken", Kind.CRITIQUE, "kind_critique"),
        ("en", "Have waited three weeks, unacceptable", Kind.CRITIQUE, "kind_critique"),
        ("en", "What a lovely cake", Kind.PRAISE, "kind_praise"),
        ("da", "Hvor var det dejligt i dag", Kind.PRAISE, "kind_praise"),
        # A question mark asks, unless it only underlines the anger.
        ("nb", "69 kroner for et brød?? Ran.", Kind.CRITIQUE, "kind_critique"),
        ("nb", "Skuffende. Har Fjellbrød tenkt å gjøre noe?", Kind.QUESTION, "kind_question_mark"),
        ("sv", "Tredje gången?! Oacceptabelt", Kind.CRITIQUE, "kind_critique"),
        ("en", "The cake was great?", Kind.QUESTION, "kind_question_mark"),
        # What went wrong is critique without an angry word.
        ("nb", "Det var mugg i loffen", Kind.CRITIQUE, "kind_critique"),
        ("nn", "Eg er skuffa, ikkje godt nok", Kind.CRITIQUE, "kind_critique"),
        ("sv", "Min son ligger på sjukhus nu", Kind.CRITIQUE, "kind_critique"),
        ("nb", "Kjempedårlig", Kind.CRITIQUE, "kind_critique"),
        # Praise that means the opposite, and blame that does not.
        ("nb", "Så flott med kø i en time igjen", Kind.CRITIQUE, "kind_mocking"),
        ("en", "Great job guys 🙃", Kind.CRITIQUE, "kind_mocking"),
        ("sv", "Toppen, allt är slut", Kind.CRITIQUE, "kind_mocking"),
        ("nb", "Aldri skuffet over dere", Kind.PRAISE, "kind_praise"),
        ("en", "Not bad at all", Kind.PRAISE, "kind_praise"),
        ("sv", "😍", Kind.PRAISE, "kind_only_thanks"),
        # To a friend, for a contest, a mere wish.
        ("nb", "@silje 😂", Kind.OTHER, "kind_only_tag"),
        ("nb", "@silje se her", Kind.OTHER, "kind_to_a_friend"),
        ("nb", "@silje skal vi dra hit på lørdag?", Kind.OTHER, "kind_to_a_friend"),
        ("nb", "@silje se her, det er mugg i brødet", Kind.CRITIQUE, "kind_critique"),
        ("nb", "@silje har dere åpent?", Kind.QUESTION, "kind_question_mark"),
        ("nb", "@fjellbrod", Kind.QUESTION, "kind_in_doubt"),
        ("nb", "@fjellbrod_bakeri se her", Kind.QUESTION, "kind_in_doubt"),
        ("en", "@fjellbrod should we bring the receipt?", Kind.QUESTION, "kind_question_mark"),
        ("sv", "Gillat och delat 🍀", Kind.OTHER, "kind_not_for_us"),
        ("sv", "Gillat och delat, när drar ni vinnaren?", Kind.QUESTION, "kind_question_mark"),
        ("da", "God weekend til jer alle", Kind.OTHER, "kind_not_for_us"),
        ("nb", "God helg, bestillingen min mangler", Kind.QUESTION, "kind_in_doubt"),
        ("nb", "Hei", Kind.QUESTION, "kind_in_doubt"),
    ],
)
def test_guesses_the_kind(language: str, text: str, kind: Kind, code: str) -> None:
    found, reason = guess(text, language, "Fjellbrød Bakeri")
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
        ("@ola", False),
        ("@fjellbrod takk!", True),
        ("🙄", False),
        ("👎", False),
        ("7", False),
        ("", False),
    ],
)
def test_only_thanks(text: str, only: bool) -> None:
    assert is_only_thanks(text) is only


def test_without_the_company_name_no_tag_is_taken_for_a_friend() -> None:
    assert guess("@silje se her", "nb") == (Kind.QUESTION, Reason("kind_in_doubt"))


@pytest.mark.parametrize("tag", ["@Fjellbrød", "@fjellbrod", "@fjellbrodbakeri", "@fjellbrod.no", "@FJELLBROD_bakeri"])
def test_a_tag_of_the_company_is_not_to_a_friend(tag: str) -> None:
    assert guess(tag, "nb", "Fjellbrød Bakeri")[0] is Kind.QUESTION
