import pytest

from routing.language import guess, normal
from tests.routing.reasons import are_sound


@pytest.mark.parametrize(
    ("text", "prior", "language", "code"),
    [
        ("Hei, jeg har ikke fått noe svar fra dere på to uker. Hvorfor?", "en", "nb", "language_words"),
        ("Hej, jag har inte fått något svar från er på två veckor. Varför?", "nb", "sv", "language_words"),
        ("Hej, jeg har ikke fået noget svar fra jer i to uger. Hvorfor?", "nb", "da", "language_words"),
        ("Hi, I have not had any answer from you for two weeks. Why is that?", "nb", "en", "language_words"),
        ("Kan noen hjelpe meg med fakturaen?", "sv", "nb", "language_words"),
        ("När öppnar ni?", "nb", "sv", "language_words"),
        ("Hvornår åbner I?", "nb", "da", "language_words"),
        ("When do you open?", "nb", "en", "language_words"),
        ("👍", "da", "da", "language_prior"),
        ("", "sv", "sv", "language_prior"),
        ("12345", "nn", "nb", "language_prior"),
        ("jeg ikke", "da", "da", "language_prior"),
        ("jeg ikke", "nb", "nb", "language_prior"),
        ("jeg ikke", "en", "en", "language_prior"),
    ],
)
def test_guesses_the_language(text: str, prior: str, language: str, code: str) -> None:
    found = guess(text, prior)
    assert (found.language, found.reason.code) == (language, code)
    assert are_sound([found.reason])


@pytest.mark.parametrize(
    ("code", "short"), [("nb-NO", "nb"), ("no", "nb"), ("NO_no", "nb"), ("en_GB", "en"), (" Sv ", "sv"), ("", "")]
)
def test_shortens_codes(code: str, short: str) -> None:
    assert normal(code) == short
