"""What is said of each rule when somebody tries out a post."""

from time import process_time

import pytest

from routing.explaining import Tried
from routing.handbook_rules import Rule
from routing.item import Kind, Post
from routing.match import compile_rules
from tests.routing.reasons import are_sound
from tests.routing.rules import a_post, rule


def tried(*rules: Rule, post: Post, kind: Kind = Kind.QUESTION, language: str = "nb") -> tuple[Tried, ...]:
    found = compile_rules(rules, "rest").explain(post, kind, language)
    assert all(are_sound((*one.held, *one.failed)) for one in found)
    return found


def test_who_decided_who_was_overruled_who_failed_and_who_added() -> None:
    rules = (
        rule("recipes", "a", any="kake", all=["oppskrift"]),
        rule("later", "b", any="kake", priority=-1),
        rule("cakes", "c", any=["kake", "bolle"], source="facebook"),
        rule("tax", "d", any="skatt"),
        rule("sick", any="syk", urgency="high"),
    )
    assert [(one.rule, one.outcome) for one in tried(*rules, post=a_post("Syk av kaken"))] == [
        ("recipes", "failed"),
        ("cakes", "decided"),
        ("sick", "added"),
        ("later", "overruled"),
    ]
    assert [one.outcome for one in tried(*rules[1:2], post=a_post("brød"))] == []


def test_a_rule_without_words_is_near_when_everything_else_holds() -> None:
    here, there = rule("here", "a", source="facebook", kind="question"), rule("there", "b", source="x")
    quiet = rule("quiet", "c", source="facebook", not_="kake")
    assert [(one.rule, one.outcome) for one in tried(here, there, quiet, post=a_post("kake"))] == [
        ("here", "decided"),
        ("quiet", "failed"),
    ]


@pytest.mark.parametrize(
    ("conditions", "post", "held", "failed"),
    [
        (
            {"any": ["kake", "bolle"], "all": ["feil", ["i dag", "nå"]], "not": ["takk", "skryt"]},
            a_post("Feil kaker! Takk"),
            [("tried_words_found", {"words": "kaker"}), ("tried_words_found", {"words": "Feil"})],
            [("tried_words_missing", {"wanted": "i dag, nå"}), ("tried_words_barred", {"words": "Takk"})],
        ),
        (
            {"regex": [r"\d{4,}", "x{3}"], "not": ["takk"]},
            a_post("Ordre 12345"),
            [("tried_words_absent", {"wanted": "takk"}), ("tried_expression_found", {"words": "12345"})],
            [],
        ),
        (
            {"any": "kake", "regex": "x{3}"},
            a_post("kake"),
            [("tried_words_found", {"words": "kake"})],
            [("tried_expression_missing", {"wanted": "x{3}"})],
        ),
        (
            {"any": "kake", "source": ["x", "blog"], "language": ["sv", "da"], "kind": "critique"},
            a_post("kake"),
            [("tried_words_found", {"words": "kake"})],
            [
                ("tried_source_differs", {"source": "facebook", "wanted": "x, blog"}),
                ("tried_language_differs", {"language": "nb", "wanted": "sv, da"}),
                ("tried_kind_differs", {"kind": "question", "wanted": "critique"}),
            ],
        ),
        (
            {"source": "facebook", "language": "nb", "kind": "question", "author": "@kari", "links": "example.com"},
            a_post("https://m.example.com/1", handle="@Kari"),
            [
                ("tried_source_fits", {"source": "facebook"}),
                ("tried_language_fits", {"language": "nb"}),
                ("tried_kind_fits", {"kind": "question"}),
                ("tried_author_fits", {"author": "@Kari"}),
                ("tried_links_fit", {"sites": "example.com"}),
            ],
            [],
        ),
        (
            {"any": "kake", "author": "@kari", "links": "example.com", "reach_at_least": 10, "private": True},
            a_post("kake", reach=9),
            [("tried_words_found", {"words": "kake"})],
            [
                ("tried_author_differs", {"wanted": "@kari"}),
                ("tried_links_differ", {"wanted": "example.com"}),
                ("tried_reach_too_small", {"reach": 9, "least": 10}),
                ("tried_public", {}),
            ],
        ),
        (
            {"reach_at_least": 10, "private": True},
            a_post(reach=10, private=True),
            [("tried_reach_fits", {"reach": 10, "least": 10}), ("tried_private", {})],
            [],
        ),
        (
            {"any": "kake", "reach_at_least": 10},
            a_post("kake"),
            [("tried_words_found", {"words": "kake"})],
            [("tried_reach_unknown", {"least": 10})],
        ),
    ],
)
def test_each_condition_says_how_it_stood(
    conditions: dict[str, object], post: Post, held: list[object], failed: list[object]
) -> None:
    (found,) = tried(rule("one", "a", **conditions), post=post)
    assert [(reason.code, dict(reason.values)) for reason in found.held] == held
    assert [(reason.code, dict(reason.values)) for reason in found.failed] == failed
    assert found.outcome == ("failed" if failed else "decided")


def test_words_that_stand_there_often_are_looked_at_once_for_all_rules() -> None:
    began = process_time()
    rules = [rule(f"r{number}", "a", any="faktura", all=["~ordfaktura"]) for number in range(500)]
    found = tried(*rules, post=a_post("ordfaktura " * 3_600))
    assert len(found) == 500
    assert {reason.values["words"] for one in found for reason in one.held} == {"ordfaktura"}
    assert process_time() - began < 3


def test_of_many_words_five_are_shown_in_order() -> None:
    text = " ".join(f"{name}kake og {name}bolle" for name in ("ost", "eple", "nøtte", "banan", "fiske", "grønnsak"))
    (found,) = tried(rule("one", "a", any=["bolle", "kake"]), post=a_post(text))
    (words,) = found.held
    assert words.values == {"words": "ostkake, ostbolle, eplekake, eplebolle, nøttekake, …"}
