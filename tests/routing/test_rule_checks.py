"""Rules that can never decide, and words that two fields claim."""

from time import process_time

import pytest

from routing.handbook_rules import Rule
from routing.rule_checks import claim, claimed_twice, never_matches
from tests.routing.reasons import are_sound
from tests.routing.rules import rule

CAKES = rule("cakes", "orders", any=["kake", "bolle"])


def told(*rules: Rule) -> list[tuple[str, str]]:
    found = never_matches(rules)
    assert are_sound(reason for _, reason in found)
    return [(name, reason.code) for name, reason in found]


@pytest.mark.parametrize(
    ("later", "shadowed"),
    [
        (rule("b", "x", any="kake"), True),
        (rule("b", "x", any=["kaken", "=bolle", "~kaker"]), True),
        (rule("b", "x", any="bursdagskake"), True),
        (rule("b", "x", any=["ikke fått kake"]), True),
        (rule("b", "x", any="kake", source="x", kind="question"), True),
        (rule("b", "orders", any="kake", urgency="high"), True),
        (rule("b", "x", any="brød", all=["feil", ["kake", "bolle"]]), True),
        (rule("b", "x", any=["kake", "brød"]), False),
        (rule("b", "x", any="kake", priority=1), False),
        (rule("b", any="kake", urgency="high"), False),
        (rule("b", "x", any="brød", all=[["kake", "brød"]]), False),
        (rule("b", "x", source="x"), False),
        (rule("b", "x", regex="kake"), False),
    ],
)
def test_shadowed_by_a_rule_that_comes_first(later: Rule, shadowed: bool) -> None:
    assert told(CAKES, later) == ([("b", "rule_is_shadowed")] if shadowed else [])


@pytest.mark.parametrize(
    ("weak", "strong", "shadowed"),
    [
        ({"any": "=kake"}, {"any": "kake"}, False),
        ({"any": "~kake"}, {"any": "kake"}, False),
        ({"any": "~kake"}, {"any": "=kaker"}, True),
        ({"any": "kake-"}, {"any": "kake"}, False),
        ({"any": "kake-"}, {"any": "~kaker"}, True),
        ({"source": ["x", "blog"]}, {"source": "x", "any": "kake"}, True),
        ({"source": "x"}, {"source": ["x", "blog"]}, False),
        ({"language": "nb"}, {"language": "nn"}, True),
        ({"language": "nn"}, {"language": "nb"}, False),
        ({"kind": "question"}, {"any": "kake"}, False),
        ({"reach_at_least": 10}, {"reach_at_least": 20}, True),
        ({"reach_at_least": 20}, {"reach_at_least": 10}, False),
        ({"private": True}, {"private": True, "any": "kake"}, True),
        ({"private": True}, {"private": False}, False),
        ({"author": ["@Kari", "ola"]}, {"author": "kari"}, True),
        ({"any": "kake", "not": "oppskrift"}, {"any": "kake"}, False),
        ({"any": "kake", "not": "kakeoppskrift"}, {"any": "kake", "not": "oppskrift"}, True),
        ({"regex": ["a", "b"]}, {"regex": "a", "kind": "question"}, True),
    ],
)
def test_what_holds_whenever_another_does(weak: dict[str, object], strong: dict[str, object], shadowed: bool) -> None:
    assert bool(told(rule("a", "x", **weak), rule("b", "y", **strong))) is shadowed


@pytest.mark.parametrize(
    ("conditions", "code"),
    [
        ({"any": ["kake", "bolle"], "not": ["~bolle", "kake"]}, None),
        ({"any": ["kake", "=bolle"], "not": ["bolle", "kake"]}, "rule_bars_itself"),
        ({"any": ["bursdagskake"], "not": ["kake"]}, "rule_bars_itself"),
        ({"any": ["kake"], "not": ["bursdagskake"]}, None),
        ({"any": ["kake"], "all": ["brød", "feil"], "not": ["brød"]}, "rule_bars_itself"),
        ({"any": "\u200b"}, "rule_finds_nothing"),
        ({"regex": ["a$b", "b^a"]}, "rule_finds_nothing"),
        ({"regex": ["a$b", "a|b$"]}, None),
    ],
)
def test_rules_that_contradict_themselves(conditions: dict[str, object], code: str | None) -> None:
    assert told(rule("one", "x", **conditions)) == ([("one", code)] if code else [])


def test_the_first_that_is_told_names_what_is_in_the_way() -> None:
    (shadowed,) = never_matches([CAKES, rule("b", "x", any="kake")])
    assert shadowed[1].values == {"rule": "cakes"}
    (barred,) = never_matches([rule("b", "x", any=["bursdagskake"], not_=["kake"])])
    assert barred[1].values == {"words": "bursdagskake", "barred": "kake"}


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (rule("b", "x", any=["kaken", "brød"]), ["kake"]),
        (rule("b", "x", any=["kaker", "boller"]), ["kake", "bolle"]),
        (rule("b", "orders", any="kake"), []),
        (rule("b", "x", any="bursdagskake"), []),
        (rule("b", "x", any="kake", priority=1), []),
        (rule("b", "x", any="kake", not_="oppskrift"), []),
        (rule("b", "x", any="kake", source="x"), ["kake"]),
        (rule("b", any="kake", urgency="high"), []),
    ],
)
def test_words_claimed_by_two_fields(other: Rule, words: list[str]) -> None:
    assert claimed_twice([CAKES, other]) == [(word, ("cakes", "b")) for word in words]


def test_conditions_that_cannot_meet_claim_nothing_twice() -> None:
    for condition, one, two in (
        ("source", "x", "blog"), ("kind", "question", "praise"), ("language", "nb", "sv"), ("private", True, False),
        ("author", "a", "b"),
    ):  # fmt: skip
        rules = [rule("a", "x", any="kake", **{condition: one}), rule("b", "y", any="kake", **{condition: two})]
        assert claimed_twice(rules) == []
    assert claimed_twice([rule("a", "x", any="kake", language="nb"), rule("b", "y", any="kake", language="nn")]) != []
    assert are_sound([claim("kake", ("a", "b"))])


def test_of_many_rules_of_one_word_some_are_told_and_the_checks_take_no_more_than_moments() -> None:
    began = process_time()
    many = [rule(f"r{number}", f"d{number % 3}", any="kake", author=f"a{number}") for number in range(2_000)]
    assert never_matches(many) == [] == claimed_twice(many)
    alike = [rule(f"r{number}", f"d{number % 3}", any="kake") for number in range(2_000)]
    ((word, told_of),) = claimed_twice(alike)
    assert (word, told_of[:3], len(told_of)) == ("kake", ("r0", "r1", "r2"), 48)
    assert len(never_matches(alike)) == 1_999
    assert process_time() - began < 3
