from collections.abc import Mapping

import pytest

from routing.language import LANGUAGES, Certainty, Model, guess, normal
from routing.language_words import USED_IN
from tests.routing.reasons import are_sound

SURE, PROBABLE, PRIOR = Certainty.SURE, Certainty.PROBABLE, Certainty.PRIOR


def thinks(**opinion: float) -> Model:
    """A model with one opinion of everything."""

    def model(_: str) -> Mapping[str, float]:
        return {code: opinion.get(code, 0.001) for code in LANGUAGES}

    return model


@pytest.mark.parametrize(
    ("text", "prior", "language", "certainty"),
    [
        ("Hei, jeg har ikke fått noe svar fra dere på to uker. Hvorfor?", "en", "nb", SURE),
        ("Hei, eg har ikkje fått noko svar frå dykk på to veker. Kvifor?", "en", "nn", SURE),
        ("Hej, jag har inte fått något svar från er på två veckor. Varför?", "nb", "sv", SURE),
        ("Hej, jeg har ikke fået noget svar fra jer i to uger. Hvorfor?", "nb", "da", SURE),
        ("Hi, I have not had any answer from you for two weeks. Why is that?", "nb", "en", SURE),
        ("Kan noen hjelpe meg med fakturaen?", "sv", "nb", SURE),
        ("Kan nokon hjelpe meg med fakturaen?", "nb", "nn", SURE),
        ("När öppnar ni?", "nb", "sv", SURE),
        ("Hvornår åbner I?", "nb", "da", SURE),
        ("When do you open?", "nb", "en", SURE),
        ("NÄR ÖPPNAR NI", "nb", "sv", SURE),
        # Without Nordic letters, and with accents in two pieces.
        ("nar oppnar ni i morgon", "nb", "sv", PROBABLE),
        ("Hvornaar aabner butikken", "nb", "da", SURE),
        ("Varfo\u0308r sta\u0308ngt i dag", "nb", "sv", SURE),
        # The Danish "you" is a large I amid small words.
        ("Kan man bestille hos jer, eller har I fri", "nb", "da", SURE),
        # Norwegians say "the parcel mine", the others "my parcel".
        ("Hvor er pakken min", "da", "nb", PROBABLE),
        ("Hvor er min pakke", "da", "da", PRIOR),
        # Names, handles and addresses say nothing.
        ("@fjellbrod are you open today? #fjellbrød https://fjellbrød.example/åpent", "nb", "en", SURE),
        ("Takk", "nb", "nb", SURE),
        ("Tack", "nb", "sv", PROBABLE),
        ("Tak", "nb", "da", PROBABLE),
        ("👍", "da", "da", PRIOR),
        ("Toget er forsinka", "da", "nb", PROBABLE),
        ("Fakturaen er for høg", "en", "nn", PROBABLE),
        ("TAGET AR FORSENAT", "sv", "sv", SURE),
        ("", "sv", "sv", PRIOR),
        ("12345", "nn", "nn", PRIOR),
        ("12345", "fi", "fi", PRIOR),
        ("Faktura 12345", "da", "da", PRIOR),
        ("jeg ikke", "da", "da", PRIOR),
        ("jeg ikke", "nb", "nb", PRIOR),
    ],
)
def test_guesses_the_language(text: str, prior: str, language: str, certainty: Certainty) -> None:
    found = guess(text, prior)
    assert (found.language, found.certainty) == (language, certainty)
    assert are_sound([found.reason])


@pytest.mark.parametrize(
    ("text", "model", "language", "code"),
    [
        ("Hvorfor svarer dere ikke", thinks(nb=0.9, da=0.1), "nb", "language_words"),
        ("Bakeren planlegger", thinks(da=0.999), "da", "language_spelling"),
        ("Bakeren planlegger", thinks(da=0.7, nb=0.3), "nb", "language_prior"),
        ("Bakeren planlegger raskere leveranse", thinks(da=0.8, nb=0.2), "da", "language_spelling_probable"),
        ("mandag", thinks(da=0.6, nb=0.4), "nb", "language_prior"),
        # Where the evidence hardly tells, what is usual does.
        ("Yum", thinks(sv=0.3, da=0.25, nb=0.25, en=0.2), "nb", "language_prior"),
        # The model alone does not overrule the words.
        ("Har dere noen boller igjen", thinks(da=0.999), "nb", "language_words"),
        # Signs and figures are no language, whatever a model thinks.
        ("12345 👍", thinks(sv=0.999), "nb", "language_prior"),
        # A model that sees nothing leaves it to the words.
        ("Hvorfor svarer dere ikke", lambda _: {}, "nb", "language_words"),
    ],
)
def test_adds_the_opinion_of_a_model(text: str, model: Model, language: str, code: str) -> None:
    found = guess(text, "nb", model)
    assert (found.language, found.reason.code) == (language, code)
    assert are_sound([found.reason])


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("tåget stod still", "sv"),
        ("TAGET AR FORSENAT", "sv"),
        ("Toget er forsinka", "nb"),
        ("Toget er forsinka", "nn"),
        ("På tide", "nb"),
    ],
)
def test_a_few_words_are_in_the_usual_language_though_a_model_thinks_otherwise(text: str, usual: str) -> None:
    assert guess(text, usual, thinks(da=0.66, nb=0.15, sv=0.1, nn=0.08)).language == usual


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("nb-NO", "nb"),
        ("no", "nb"),
        ("NO_no", "nb"),
        ("nn", "nb"),
        ("nn-NO", "nb"),
        ("en_GB", "en"),
        (" Sv ", "sv"),
        ("", ""),
    ],
)
def test_shortens_codes(code: str, short: str) -> None:
    assert normal(code) == short


def test_every_word_is_of_some_languages_and_not_of_all() -> None:
    assert {word: used for word, used in USED_IN.items() if not used < set(LANGUAGES)} == {}
    assert [word for word in USED_IN if word != word.casefold()] == []
