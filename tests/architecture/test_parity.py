"""What works on one desk works on the other, or handlers/abilities.py says why the platform does not let it."""

import ast
from pathlib import Path

import pytest

from handlers.abilities import WITHOUT, can
from handlers.intents import Actor, Click
from handlers.replies import Done, Refused, Reply
from routing.messages import Message
from tests.parity import TABLE, Story, first_shown, page, problems, stories, table
from tests.stories.abilities import ABILITIES, Ability, program, shown_by
from tests.stories.marks import refuted
from tests.stories.watch import Watch

ROOT = Path(__file__).parents[2]

CLAIM = Ability("claim", "Claim", ("click claim",))
SIGN = Ability("sign", "A sign", ("mark set",))
PROGRAM = {"click claim": ("click claim",), "message mark": ("mark posted", "mark set")}
REASONS = {("teams", "sign"): "Teams lets no bot react."}


def shown(*cells: tuple[str, str]) -> dict[tuple[str, str], Story]:
    return {(desk, name): Story("test_a.py", f"test_{name}", desk, (name,)) for desk, name in cells}


ALL = (("slack", "claim"), ("teams", "claim"), ("slack", "sign"))


def test_every_ability_is_shown_on_both_desks_or_has_the_platforms_reason() -> None:
    assert problems(ABILITIES, program(), WITHOUT, first_shown(stories())) == []
    assert all(reason.endswith(".") for reason in WITHOUT.values())


def test_the_table_is_the_one_that_the_stories_make() -> None:
    assert TABLE.read_text("utf-8") == page(), "docs/parity.md is not up to date: `make parity` writes it"


def test_a_story_of_one_desk_alone_has_the_platforms_reason() -> None:
    """`only_on(desk, ability)`: what the other desk cannot do is said in handlers/abilities.py."""
    others = {"slack": "teams", "teams": "slack"}
    assert [story for story in stories() if story.only and can(others[story.desk], story.only)] == []


def test_a_small_table_without_a_fault() -> None:
    assert problems((CLAIM, SIGN), PROGRAM, REASONS, shown(*ALL)) == []


@pytest.mark.parametrize(
    ("abilities", "without", "cells", "problem"),
    [
        ((CLAIM,), {}, ALL[:2], "no ability in tests/stories/abilities.py stands for the program's message mark"),
        ((CLAIM, SIGN, SIGN), REASONS, ALL, "“sign” is named twice"),
        ((CLAIM, SIGN, Ability("help", "Help", ())), REASONS, ALL, "“help” is proved by nothing"),
        ((CLAIM, SIGN), REASONS, ALL[1:], "no story shows “claim” on slack, and handlers/abilities.py gives no reason"),
        ((CLAIM, SIGN), {}, ALL, "no story shows “sign” on teams, and handlers/abilities.py gives no reason"),
        (
            (CLAIM, SIGN), REASONS, (*ALL, ("teams", "sign")),
            "handlers/abilities.py says that teams cannot “sign”, but test_sign shows it",
        ),
        ((CLAIM, SIGN), {**REASONS, ("teams", "fly"): "No wings."}, ALL, "there is no ability “fly” on teams"),
        ((CLAIM, SIGN), {**REASONS, ("irc", "sign"): "Text alone."}, ALL, "there is no ability “sign” on irc"),
        ((CLAIM, SIGN), REASONS, (*ALL, ("slack", "fly")), "there is no ability “fly” on slack"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(
    abilities: tuple[Ability, ...],
    without: dict[tuple[str, str], str],
    cells: tuple[tuple[str, str], ...],
    problem: str,
) -> None:
    assert problem in problems(abilities, PROGRAM, without, shown(*cells))


def test_a_small_table_changes_with_each_thing_in_it() -> None:
    groups = {"People": (CLAIM, SIGN)}
    small = table(groups, REASONS, shown(*ALL))
    assert "| Claim | [`test_a.py::test_claim`](../tests/stories/test_a.py) | [`test_a.py::test_claim`]" in small
    assert small.endswith("| **No.** Teams lets no bot react. |\n")
    changed = [
        table({"Others": (CLAIM, SIGN)}, REASONS, shown(*ALL)),
        table({"People": (SIGN, CLAIM)}, REASONS, shown(*ALL)),
        table(groups, {("teams", "sign"): "Another reason."}, shown(*ALL)),
        table(groups, REASONS, shown(*ALL[:2])),
    ]
    assert len({small, *changed}) == 5


def test_a_story_counts_for_the_desks_that_it_runs_on() -> None:
    told = {(story.desk, story.name): story.shows for story in stories()}
    both = "test_a_post_is_claimed_and_answered"
    assert set(told["slack", both]) == {"card_follows", "socket"}
    assert set(told["teams", both]) == {"card_follows", "https"}
    alone = "test_the_sign_on_the_post_follows_the_state"
    assert told["slack", alone] == ("sign",)
    assert ("teams", alone) not in told


def test_the_story_that_shows_the_fewest_is_named() -> None:
    several = Story("test_a.py", "test_day", "slack", ("claim", "sign"))
    one = Story("test_b.py", "test_claim", "slack", ("claim",))
    assert first_shown([several, one]) == {("slack", "claim"): one, ("slack", "sign"): several}


@pytest.mark.parametrize("ability", ABILITIES, ids=lambda ability: ability.name)
def test_an_ability_is_shown_by_all_of_its_proof_and_by_no_less(ability: Ability) -> None:
    assert ability.name in shown_by(set(ability.proof))
    for fact in ability.proof:
        assert ability.name not in shown_by(set(ability.proof) - {fact})


@pytest.mark.parametrize(
    ("desk", "reply", "shows"),
    [("slack", Done(), True), ("slack", Refused(Message((), "No.")), False), ("teams", Done(), False)],
    ids=["done", "refused", "done on the other desk"],
)
def test_a_story_that_does_not_show_what_it_says_is_refuted(desk: str, reply: Reply, shows: bool) -> None:
    watch = Watch()
    watch.heard(Click("k", Actor(desk, "U0BO"), "claim", "item:1"), reply, known=True, catching_up=False)
    assert (refuted(["claim"], "slack", watch.facts) == []) is shows
    assert refuted([], "slack", watch.facts) == []


def test_a_story_that_shows_what_its_platform_does_not_let_us_do_is_refuted() -> None:
    assert refuted([], "slack", {"slack": {"mark set"}}) == []
    assert "Teams lets people react" in refuted([], "slack", {"teams": {"mark set"}})[0]


def test_the_program_asks_for_abilities_that_there_are() -> None:
    names = {ability.name for ability in ABILITIES}
    asked = {
        (path.name, ast.literal_eval(node.args[1]))
        for floor in ("bot", "handlers")
        for path in (ROOT / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "can"
    }
    assert asked
    assert {(file, name) for file, name in asked if name not in names} == set()
