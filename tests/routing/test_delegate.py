import pytest

from routing.delegate import match
from routing.item import Kind, Urgency
from tests.routing.handbooks import NORDIC, handbook, post
from tests.routing.reasons import are_sound

LAST_RULE = """
[[rule]]
id = "all-at-once"
name = "Swedish blogs on prices"
words = ["pris"]
source = ["blog", "forum"]
language = "sv"
kind = "question"
domain = "delivery"
"""


@pytest.mark.parametrize(
    ("text", "source", "language", "kind", "domain", "rule", "urgency", "codes"),
    [
        (
            "Hvor er pakken?",
            "facebook",
            "nb",
            Kind.QUESTION,
            "delivery",
            "delivery-words",
            "normal",
            ["rule_matched_words", "rule_because"],
        ),
        (
            "Pakken er elendig",
            "x",
            "nb",
            Kind.CRITIQUE,
            "delivery",
            "delivery-words",
            "normal",
            ["rule_matched_words", "rule_because"],
        ),
        ("Elendig", "X", "nb", Kind.CRITIQUE, "billing", "x-critique", "high", ["rule_matched"]),
        ("Elendig", "facebook", "nb", Kind.CRITIQUE, "billing", None, "normal", ["no_rule_fits"]),
        ("Hva er prisen?", "blog", "sv", Kind.QUESTION, "delivery", "all-at-once", "normal", ["rule_matched_words"]),
        ("Hva er prisen?", "blog", "sv-SE", Kind.QUESTION, "delivery", "all-at-once", "normal", ["rule_matched_words"]),
        ("Hva er prisen?", "blog", "nb", Kind.QUESTION, "billing", None, "normal", ["no_rule_fits"]),
        ("Hva er prisen?", "x", "sv", Kind.QUESTION, "billing", None, "normal", ["no_rule_fits"]),
        ("Hva er prisen?", "blog", "sv", Kind.PRAISE, "billing", None, "normal", ["no_rule_fits"]),
        ("Hva koster det?", "blog", "sv", Kind.QUESTION, "billing", None, "normal", ["no_rule_fits"]),
    ],
)
def test_the_first_rule_whose_conditions_all_hold(
    text: str, source: str, language: str, kind: Kind, domain: str, rule: str | None, urgency: str, codes: list[str]
) -> None:
    found = match(handbook(NORDIC + LAST_RULE), post(text, source), kind, language)
    assert (found.domain, found.rule, found.urgency) == (domain, rule, Urgency(urgency))
    assert [reason.code for reason in found.reasons] == codes
    assert are_sound(found.reasons)


def test_the_reason_tells_the_words_as_the_customer_wrote_them() -> None:
    found = match(handbook(), post("PAKKEN og leveransen"), Kind.QUESTION, "nb")
    assert found.reasons[0].values == {"rule": "delivery-words", "domain": "delivery", "words": "PAKKEN, leveransen"}
