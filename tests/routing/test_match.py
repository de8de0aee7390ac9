"""Which rule decides, what others add, and what is said about it."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.handbook_rules import Rule
from routing.item import Kind, Post, Urgency
from routing.match import Match, compile_rules, match, rulebook_of
from tests.routing.handbooks import NORDIC, handbook, post
from tests.routing.reasons import are_sound
from tests.routing.rules import a_post, rule, slowly

QUESTION, CRITIQUE = Kind.QUESTION, Kind.CRITIQUE
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


def decide(*rules: Rule, post: Post, kind: Kind = QUESTION, language: str = "nb") -> Match:
    found = compile_rules(rules, "rest").decide(post, kind, language)
    assert are_sound(found.reasons)
    return found


def holds(conditions: dict[str, object], post: Post, kind: Kind = QUESTION, language: str = "nb") -> bool:
    return decide(rule("one", "here", **conditions), post=post, kind=kind, language=language).rule == "one"


@pytest.mark.parametrize(
    ("conditions", "post", "held"),
    [
        ({"any": ["faktura", "pris"]}, a_post("Hva er prisen?"), True),
        ({"any": ["faktura", "pris"]}, a_post("Hva koster det?"), False),
        ({"any": "faktura"}, a_post("fakturaen"), True),
        ({"all": ["faktura", "feil"]}, a_post("feil på fakturaen"), True),
        ({"all": ["faktura", "feil"]}, a_post("fakturaen"), False),
        ({"all": [["faktura", "regning"], "feil"]}, a_post("Feil regning"), True),
        ({"all": [["faktura", "regning"], "feil"]}, a_post("Ny regning"), False),
        ({"any": "kake", "all": ["feil"]}, a_post("feil kake"), True),
        ({"any": "kake", "all": ["feil"]}, a_post("feil brød"), False),
        ({"any": "kake", "not": ["oppskrift"]}, a_post("Hvor er kaken?"), True),
        ({"any": "kake", "not": ["oppskrift"]}, a_post("Kakeoppskrift?"), False),
        ({"not": "kake"}, a_post("Hvor er brødet?"), True),
        ({"not": "kake"}, a_post("Hvor er kaken?"), False),
        ({"regex": r"\border ?\d{4,}"}, a_post("Hvor er ORDER 12345?"), True),
        ({"regex": [r"\d{4}-\d{2}", r"\bøl\b"]}, a_post("Har dere øl?"), True),
        ({"regex": r"\bøl\b"}, a_post("Har dere følge?"), False),
        ({"regex": "x", "any": "kake"}, a_post("kake"), False),
        ({"source": "X"}, a_post(source="x"), True),
        ({"source": ["x", "blog"]}, a_post(source=" Blog "), True),
        ({"source": "x"}, a_post(), False),
        ({"author": "@Kari_N"}, a_post(handle="kari_n"), True),
        ({"author": "kari nordmann"}, a_post(name="Kari  Nordmann", handle="@k"), True),
        ({"author": "kari"}, a_post(name="Kari Nordmann"), False),
        ({"author": "kari"}, a_post(), False),
        ({"links": "example.com"}, a_post("se https://shop.Example.com/a?b, takk"), True),
        ({"links": "example.com"}, a_post("se www.example.com."), True),
        ({"links": "https://www.example.com/"}, a_post(url="https://example.com/1"), True),
        ({"links": "example.com"}, a_post("se https://badexample.com https://example.com.evil.net"), False),
        ({"links": "example.com"}, a_post("https://example.com@evil.net/"), False),
        ({"links": ["dr.dk"]}, a_post("Se dr.dk/nyheder"), True),
        ({"links": ["dr.dk"]}, a_post("Det står på DR.dk."), True),
        ({"links": ["dr.dk"]}, a_post("(nyheder.dr.dk)"), True),
        ({"links": ["dr.dk"]}, a_post("Se andr.dk, dr.dk.evil.net og https://evil.net/dr.dk"), False),
        ({"links": ["dr.dk"]}, a_post("Skriv til kari@dr.dk eller dr.dk@evil.net"), False),
        ({"links": "shop.example.com"}, a_post("https://example.com"), False),
        ({"reach_at_least": 1000}, a_post(reach=1000), True),
        ({"reach_at_least": 1000}, a_post(reach=999), False),
        ({"reach_at_least": 0}, a_post(), False),
        ({"private": True}, a_post(private=True), True),
        ({"private": True}, a_post(), False),
        ({"private": False}, a_post(), True),
    ],
)
def test_each_condition(conditions: dict[str, object], post: Post, held: bool) -> None:
    assert holds(conditions, post) is held


@pytest.mark.parametrize(
    ("written", "language", "held"),
    [
        ("nb", "nb", True), ("nb", "nn", True), ("nb", "no", True), ("nb", "nb-NO", True), ("nn", "nb", False),
        ("nn", "nn", True), ("sv", "sv-SE", True), ("sv", "da", False),
    ],
)  # fmt: skip
def test_a_rule_for_bokmaal_takes_nynorsk_too(written: str, language: str, held: bool) -> None:
    assert holds({"language": written}, a_post(), language=language) is held


def test_the_higher_priority_is_asked_first_then_the_handbooks_order() -> None:
    first, second = rule("first", "a", any="kake"), rule("second", "b", any="feil")
    urgent = rule("urgent", "c", any="feil", priority=1)
    late = rule("late", "d", any="kake", priority=-1)
    both = a_post("feil kake")
    assert decide(first, second, post=both).rule == "first"
    assert decide(second, first, post=both).rule == "second"
    assert decide(late, first, urgent, post=both).rule == "urgent"
    assert decide(late, post=both).rule == "late"
    assert decide(post=both).rule is None


def test_rules_without_a_domain_add_what_they_say() -> None:
    rules = (
        rule("sick", any="syk", urgency="critical", because="Somebody may be ill."),
        rule("cake", "orders", any="kake", urgency="low", situation="complaint", tags=["cake"]),
        rule("famous", reach_at_least=1000, urgency="high", situation="press", tags=["famous", "cake"]),
    )
    found = decide(*rules, post=a_post("Jeg ble syk av kaken", reach=2000))
    assert (found.domain, found.rule, found.urgency, found.situation) == ("orders", "cake", "critical", "complaint")
    assert found.tags == ("cake", "famous")
    assert [(reason.code, dict(reason.values)) for reason in found.reasons] == [
        ("rule_matched_words", {"rule": "cake", "domain": "orders", "words": "kaken"}),
        ("rule_added_words", {"rule": "sick", "words": "syk"}),
        ("added_urgency", {"urgency": "critical"}),
        ("rule_because", {"because": "Somebody may be ill."}),
        ("rule_added", {"rule": "famous"}),
        ("added_urgency", {"urgency": "high"}),
        ("added_situation", {"situation": "press"}),
        ("added_tags", {"tags": "famous, cake"}),
    ]


def test_they_add_to_the_default_domain_too() -> None:
    found = decide(rule("sick", any="syk", urgency="high"), post=a_post("Jeg ble syk"))
    assert (found.domain, found.rule, found.urgency) == ("rest", None, "high")
    assert [reason.code for reason in found.reasons] == ["no_rule_fits", "rule_added_words", "added_urgency"]


def test_at_most_five_whole_words_are_told() -> None:
    cakes = "kake kaker kaken kakene bursdagskake sjokoladekake"
    found = decide(rule("cake", "a", any="kake", all=["feil"], regex="gr.t"), post=a_post(f"Feil! {cakes} grøt"))
    assert found.reasons[0].values["words"] == "Feil, kake, kaker, kaken, kakene, …"
    told = str(decide(rule("cake", "a", any="kake"), post=a_post("kake" * 5_000)).reasons[0].values["words"])
    assert len(told) < 100


def test_a_certain_rule_hides_no_rule_that_comes_before_it() -> None:
    rules = [rule("all", "a", source="x"), rule("named", "b", source="x", any="kake", priority=1)]
    assert decide(*rules, post=a_post("kake", "x")).rule == "named"
    assert decide(*rules, post=a_post("brød", "x")).rule == "all"
    assert decide(*rules, rule("never", "c", kind="question"), post=a_post("", "y")).rule == "never"


def test_rules_are_made_ready_once_for_a_handbook_whatever_its_roster() -> None:
    book = handbook()
    assert rulebook_of(book) is rulebook_of(book.with_roster([]))
    assert rulebook_of(book) is not rulebook_of(handbook(NORDIC + LAST_RULE))
    other = replace(book, domains=tuple(reversed(book.domains)))
    assert match(other, post("takk"), QUESTION, "nb").domain == "billing"


WORDS = ("faktura", "levere", "kake", "pris", "bok", "=feil", "~sko", "ikke mottatt", "kake-", "-kake", "på", "e-post")
TOLD = (
    *("fakturaen", "strømfaktura", "leverte", "levering", "bursdagskake", "kakebutikk", "prisene", "bøker", "feil"),
    *(
        "feilen",
        "skoene",
        "ikke",
        "mottatt",
        "mottatte",
        "på",
        "e-posten",
        "epost",
        "heeei",
        "https://shop.example.com/a",
    ),
)
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)
conditions = st.fixed_dictionaries(
    {},
    optional={
        "any": some_words,
        "all": st.lists(some_words, min_size=1, max_size=2),
        "not": some_words,
        "source": st.lists(st.sampled_from(["facebook", "x"]), min_size=1),
        "language": st.lists(st.sampled_from(["nb", "nn", "sv"]), min_size=1),
        "kind": st.lists(st.sampled_from(["question", "critique"]), min_size=1),
        "author": st.sampled_from(["@kari", "Ola"]),
        "links": st.sampled_from(["example.com", "x.com"]),
        "reach_at_least": st.sampled_from([0, 10]),
        "private": st.booleans(),
        "priority": st.integers(-1, 1),
    },
).filter(lambda found: set(found) - {"priority"})
posts = st.builds(
    a_post,
    st.lists(st.sampled_from(TOLD)).map(" ".join),
    st.sampled_from(["facebook", "x", "blog"]),
    handle=st.sampled_from(["", "kari"]),
    name=st.sampled_from(["", "Ola"]),
    reach=st.sampled_from([None, 1, 20]),
    private=st.booleans(),
)
kinds = st.sampled_from([QUESTION, CRITIQUE])
languages = st.sampled_from(["nb", "nn", "sv", "da"])


def book(found: list[dict[str, object]], domains: str = "abc") -> list[Rule]:
    return [rule(f"r{number}", domains[number % len(domains)], **one) for number, one in enumerate(found)]


@settings(deadline=None)
@given(st.lists(conditions, max_size=12), posts, kinds, languages)
def test_the_ready_rules_decide_as_a_plain_reading_does(
    found: list[dict[str, object]], told: Post, kind: Kind, language: str
) -> None:
    rules = book(found)
    rulebook = compile_rules(rules, "rest")
    decided = rulebook.decide(told, kind, language)
    assert decided.rule == slowly(rules, told, kind, language)
    assert decided == rulebook.decide(told, kind, language) == compile_rules(rules, "rest").decide(told, kind, language)
    assert are_sound(decided.reasons)
    assert decided.rule in [one.rule for one in rulebook.explain(told, kind, language) if one.outcome == "decided"] or (
        decided.rule is None
    )


@settings(deadline=None)
@given(st.lists(conditions, max_size=8), conditions, posts, kinds, languages)
def test_a_rule_with_a_higher_priority_only_ever_moves_posts_to_its_own_domain(
    found: list[dict[str, object]], above: dict[str, object], told: Post, kind: Kind, language: str
) -> None:
    rules = book(found)
    before = compile_rules(rules, "rest").decide(told, kind, language)
    after = compile_rules([*rules, rule("above", "z", **{**above, "priority": 2})], "rest").decide(told, kind, language)
    assert after.domain in (before.domain, "z")
    assert (after.rule == "above") == holds(above, told, kind, language)


HOSTILE = (
    "faktura",
    "a",
    "ikke ",
    "aaab",
    "ikke-mottat-",
    "http://",
    "øæå",
    "www.a",
    "a.",
    "a.b-",
    "dr.dk@",
    "\u0301",
    "😡",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    rules = [
        rule("words", "a", any=["levere", "ikke mottatt", "ikke ikke ikke", "x-", "-aab"], all=["zzz"]),
        rule("expression", "b", regex=["(a+)+$", "(a|aa)+b$", "(.*a){12}x", "(faktura|f)+!"]),
        rule("links", "c", links="example.com", any="faktura"),
    ]
    rulebook = compile_rules(rules, "rest")
    begun = time.process_time()
    rulebook.decide(a_post(piece * (40_000 // len(piece))), QUESTION, "nb")
    assert time.process_time() - begun < 3
