from datetime import timedelta

import pytest

from routing.handbook_problems import HandbookError, Problem
from routing.handbook_text import read_handbook
from tests.routing.handbooks import NORDIC, handbook

SMALLEST = """\
schema = 2
[company]
name = "Kiosk"
zone = "Europe/Oslo"
[[person]]
id = "ada"
name = "Ada"
[[domain]]
id = "all"
name = "All"
lead = "ada"
experts = ["ada"]
"""


def caught(text: str) -> HandbookError:
    with pytest.raises(HandbookError) as error:
        read_handbook(text)
    return error.value


def problems(text: str) -> list[str]:
    error = caught(text)
    assert str(error).splitlines() == [str(problem) for problem in error.problems]
    return [str(problem) for problem in error.problems]


def test_the_smallest_handbook_has_all_defaults() -> None:
    rules = read_handbook(SMALLEST)
    ada = rules.person("ada")
    assert ada is not None
    assert (rules.company.language, ada.zone, ada.language, ada.calendar.hours.text) == (
        *("en", "Europe/Oslo", "en"),
        "mon-fri 08:00-16:00",
    )
    assert (rules.default_domain.id, rules.rota, rules.rules, rules.desk("slack")) == ("all", None, (), None)


def test_reads_the_whole_nordic_handbook() -> None:
    rules = handbook()
    desk = rules.desk("slack")
    assert desk is not None
    assert [(entry.channel, entry.source) for entry in desk.intake] == [("C0INTAKE", ""), ("C0FACEBOOK", "facebook")]
    assert (desk.triage, desk.managers, desk.people) == ("C0TRIAGE", "C0MANAGERS", "links")
    assert [rule.source for rule in rules.rules] == [(), ("x",)]
    assert rules.rota is not None
    assert (rules.rota.people, rules.rota.page_at, rules.rota.margin) == (
        ("dee", "eva", "ada"),
        0.5,
        timedelta(minutes=30),
    )
    assert (rules.rota.zone, rules.rota.pass_on_after) == ("Europe/Oslo", timedelta(minutes=10))
    assert rules.text == NORDIC
    assert len(rules.digest) == 64
    assert rules.warnings == ()


def test_finds_people_by_id_chat_and_role() -> None:
    rules = handbook()
    cy = rules.person("cy")
    assert rules.person_by("slack", "U0CY") == rules.person_by("teams", "29:cy") == cy
    assert rules.person_by("teams", "") is None
    assert rules.person_by("slack", "29:cy") is None
    assert rules.person("left") is None
    assert rules.person(None) is None
    assert rules.with_role("manager") == (cy,)
    assert rules.domain("gone") is None
    assert rules.domain_or_default("gone").id == "billing"


def test_a_domain_with_one_able_person_is_a_warning() -> None:
    assert read_handbook(SMALLEST).warnings == (
        'handbook.toml: [[domain]] "all" (line 8): only one person may answer here; '
        "add a second one to experts or deputies",
    )


def replaced(old: str, new: str) -> str:
    assert old in NORDIC
    return NORDIC.replace(old, new, 1)


def test_the_place_holds_the_line_of_the_section_s_header() -> None:
    lines = NORDIC.splitlines()
    broken = replaced('experts = ["dee"]', 'experts = ["zoe"]').replace('people = ["dee", ', 'people = ["eva", ')
    found = {problem.place for problem in caught(broken).problems}
    delivery, rota = lines.index('id = "delivery"'), lines.index("[rota]") + 1
    assert found == {f'[[domain]] "delivery" (line {delivery})', f"[rota] (line {rota})"}


def test_all_problems_come_at_once() -> None:
    text = (
        NORDIC.replace('zone = "Europe/Oslo"', 'zone = "Oslo"')
        .replace('experts = ["ada", "bo"]', 'experts = ["bob"]\nexpertise = 3')
        .replace('answer_within = "3h"', 'answer_within = "soon"')
        .replace('people = ["dee", "eva", "ada"]', 'people = ["zoe"]\npage_att = "50%"')
    )
    assert [problem.place.partition(" (line")[0] for problem in caught(text).problems] == [
        "[company]",
        '[[domain]] "billing"',
        "[[target]] number 1",
        "[rota]",
        '[[domain]] "billing"',
        "[rota]",
    ]


def test_a_bottomless_text_is_refused_in_words() -> None:
    assert problems("a = " + "[" * 5_000) == [
        "handbook.toml: at line 1 brackets are nested too deeply for a handbook; close them"
    ]


@pytest.mark.parametrize(
    "text",
    ["", "schema = 1", "person = 3\ndomain = {}\nrota = 1\ndesks = 2\ncompany = []", "[[person]]\n[[domain]]\n"],
)
def test_hopeless_texts_are_refused_in_words(text: str) -> None:
    assert "handbook.toml: there is no [[domain]]; add one with id, name, lead and experts" in problems(text) or (
        "handbook.toml: [[domain]] number 1 (line 2): id is missing" in problems(text)
    )


@pytest.mark.parametrize("value", ["1", "true", '"text"', "[1, 2]", "{ a = 1 }", "1979-05-27", "[]", '""', "nan"])
@pytest.mark.parametrize(
    "key",
    ["hours", "zone", "language", "name", "id", "roles", "slack", "experts", "default", "people", "sources", "at"],
)
def test_any_value_anywhere_gives_sentences_and_never_a_crash(key: str, value: str) -> None:
    lines = [f"{key} = {value}" if line.startswith(f"{key} = ") else line for line in NORDIC.splitlines()]
    sentences: tuple[Problem, ...] = ()
    try:
        read_handbook("\n".join(lines))
    except HandbookError as error:
        sentences = error.problems
    assert all(problem.file and problem.sentence for problem in sentences)
