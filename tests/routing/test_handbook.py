import re
from datetime import timedelta

import pytest

from routing.handbook_problems import HandbookError, Problem
from routing.handbook_text import read_handbook
from tests.routing.handbooks import NORDIC, handbook

SMALLEST = """\
schema = 1
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


LINE = re.compile(r" \(line \d+\)")


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
    assert (rules.company.language, ada.zone, ada.language, ada.hours.text) == (
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
        '[[domain]] "all" (line 8): only one person may answer here; add a second one to experts or deputies',
    )


def replaced(old: str, new: str) -> str:
    assert old in NORDIC
    return NORDIC.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            replaced('experts = ["ada", "bo"]', 'experts = ["ada", "bob"]'),
            '[[domain]] "billing": expert "bob" is no [[person]]; '
            'add a [[person]] with id = "bob" or take the name out',
        ),
        (
            replaced('lead = "eva"', 'lead = "eve"'),
            '[[domain]] "delivery": lead "eve" is no [[person]]; add a [[person]] with id = "eve" or take the name out',
        ),
        (
            replaced('deputies = ["eva"]', 'deputies = ["eve"]'),
            '[[domain]] "billing": deputy "eve" is no [[person]]; '
            'add a [[person]] with id = "eve" or take the name out',
        ),
        (
            replaced("answer_within", "answer_withing"),
            "[[target]] number 1: answer_withing: did you mean answer_within?",
        ),
        (
            replaced('domain = "delivery"', 'domain = "parcels"'),
            '[[rule]] "delivery-words": domain "parcels" is no [[domain]]; '
            'add a [[domain]] with id = "parcels" or name another one',
        ),
        (replaced('id = "bo"', 'id = "ada"'), '[[person]] "ada": id "ada" stands twice; give one another id'),
        (
            replaced('"U0BO"', '"U0ADA"'),
            '[[person]] "bo": slack = "U0ADA" is also that of "ada"; one identity belongs to one person',
        ),
        (
            replaced('zone = "Europe/Stockholm"', 'zone = "Europe/Stokholm"'),
            '[[person]] "dee": zone: "Europe/Stokholm" is no time zone; did you mean "Europe/Stockholm"?',
        ),
        (
            replaced('zone = "Europe/Oslo"', 'zone = "Oslo"'),
            '[company]: zone: "Oslo" is no time zone; did you mean "Europe/Oslo"?',
        ),
        (
            replaced('zone = "Europe/Oslo"', 'zone = "Europe"'),
            '[company]: zone: "Europe" is no time zone; write for example "Europe/Oslo"',
        ),
        (
            replaced('"mon,wed 12:00-16:00"', '"mon,wed 12:00-25:00"'),
            '[[person]] "bo": hours: "25:00" is no time of day',
        ),
        (
            replaced('answer_within = "3h"', 'answer_within = "3 hours"'),
            '[[target]] number 1: answer_within: "3 hours" is no duration; '
            'write for example "3h", "45m", "20s", "1d" or "1h30m"',
        ),
        (
            replaced('answer_within = "3h"', "answer_within = 3"),
            '[[target]] number 1: answer_within: 3 is no duration; write it in quotes, for example "45m"',
        ),
        (
            replaced('answer_within = "3h"', 'answer_within = "0s"'),
            "[[target]] number 1: answer_within: must be longer than nothing (found '0s')",
        ),
        (
            replaced('experts = ["dee"]', "experts = []"),
            '[[domain]] "delivery": experts: must not be an empty list (found [])',
        ),
        (
            replaced('experts = ["dee"]', 'experts = "dee"'),
            '[[domain]] "delivery": experts: must be a list, for example ["ada", "bo"] (found \'dee\')',
        ),
        (replaced('lead = "eva"\n', ""), '[[domain]] "delivery": lead is missing'),
        (
            replaced('experts = ["dee"]', 'experts = ["dee"]\ndefault = true'),
            '[[domain]] "delivery": default = true stands at "billing" already; only one may have it',
        ),
        (
            replaced("default = true\n", ""),
            "handbook.toml: no [[domain]] is the default; add default = true to the one that gets the rest",
        ),
        (
            replaced('words = ["pakke", "leverans", "=sen"]\n', ""),
            '[[rule]] "delivery-words": has no condition; give it words, source, language or kind',
        ),
        (
            replaced('"=sen"', '"="'),
            '[[rule]] "delivery-words": words holds an empty word; take it out',
        ),
        (
            replaced('kind = ["critique"]', 'kind = ["rant"]'),
            "[[rule]] \"x-critique\": kind = 'rant' is unknown; "
            "it is one of 'question', 'critique', 'praise' or 'other'",
        ),
        (
            replaced('people = ["dee", "eva", "ada"]', 'people = ["dee", "zoe"]'),
            '[rota]: person on call "zoe" is no [[person]]; add a [[person]] with id = "zoe" or take the name out',
        ),
        (
            replaced('people = ["dee", "eva", "ada"]', 'people = ["dee", "dee"]'),
            '[rota]: "dee" stands twice; each person has one turn',
        ),
        (
            replaced('slack = "U0DEE"\n', ""),
            '[rota]: "dee" has no chat identity, so no page would arrive; '
            "give the [[person]] slack or teams, or take the name out",
        ),
        (
            replaced('people = ["dee", "eva", "ada"]', 'people = ["dee"]\nhandover = "mon-tue 08:00"'),
            '[rota]: handover = "mon-tue 08:00" names several days; write "mon 08:00" or "daily 08:00"',
        ),
        (
            replaced('people = ["dee", "eva", "ada"]', 'people = ["dee"]\npage_at = "150%"'),
            "[rota]: page_at: '150%' is no part of the target; write for example \"50%\"",
        ),
        (
            replaced('["C0INTAKE", ', '["C0FACEBOOK", '),
            '[desks.slack]: intake channel "C0FACEBOOK" stands twice; take one out',
        ),
        (
            replaced('["C0INTAKE", ', '["#kundepost", '),
            '[desks.slack]: "#kundepost" is a channel\'s name, not its id; '
            "open the channel's details in Slack and copy its id, such as C0123456789",
        ),
        (
            replaced('slack = "U0BO"', 'slack = "@bo"'),
            '[[person]] "bo": slack "@bo" is a name, not an id; '
            "open their profile in Slack and copy the member id, such as U0123456789",
        ),
        (
            replaced('source = "facebook" }]', 'sauce = "facebook" }]'),
            "[desks.slack]: sauce: did you mean source?",
        ),
        (
            NORDIC + '[[target]]\nsources = ["X"]\nanswer_within = "1h"\n',
            '[[target]] number 2: source "x" has a target already; keep one',
        ),
        (
            NORDIC + '[[rung]]\nid = "half"\nat = "half"\nwhen = "open"\nwhom = ["lead"]\n',
            '[[rung]] "half": at = "half" is no moment; write "75%" of the target, or "-30m", "+1h" from the deadline',
        ),
        (
            NORDIC + '[[rung]]\nid = "half"\nat = "50%"\nwhen = "open"\nwhom = ["boss"]\n',
            "[[rung]] \"half\": whom = 'boss' is unknown; "
            "it is one of 'expert', 'experts', 'owner', 'lead' or 'managers'",
        ),
        (replaced("schema = 1", "schema = 2"), "handbook.toml: schema = 2 is unknown; this version reads schema = 1"),
        (replaced("schema = 1\n", ""), "handbook.toml: schema is missing; write schema = 1 at the top"),
        (replaced("[company]", "[compani]"), "handbook.toml: compani: did you mean company?"),
        (
            replaced("[[target]]", "[target]"),
            "handbook.toml: target stands as [[target]], with double brackets, once for each",
        ),
        (replaced("[desks.slack]", "[desks.slak]"), "[desks]: slak: did you mean slack?"),
        (
            replaced('id = "eva"', 'id = "Eva Foss"'),
            "[[person]] \"Eva Foss\": id: must be lower-case letters, digits, - and _ (found 'Eva Foss')",
        ),
        ("schema = 1\nx = = 2", "handbook.toml: is not TOML: Invalid value (at line 2, column 5)"),
    ],
)
def test_every_problem_has_its_place_and_its_mend(text: str, problem: str) -> None:
    assert problem in [LINE.sub("", found) for found in problems(text)]


def test_the_place_holds_the_line_of_the_section_s_header() -> None:
    lines = NORDIC.splitlines()
    broken = replaced('experts = ["dee"]', 'experts = ["zoe"]').replace('people = ["dee", ', 'people = ["zoe", ')
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
    assert [problem.partition(" (line")[0] for problem in problems(text)] == [
        "[company]",
        '[[domain]] "billing"',
        "[[target]] number 1",
        "[rota]",
        '[[domain]] "billing"',
        "[rota]",
    ]


def test_a_bottomless_text_is_refused_in_words() -> None:
    assert problems("a = " + "[" * 5_000) == [
        "handbook.toml: is nested too deeply to be a handbook; close the brackets"
    ]


@pytest.mark.parametrize(
    "text",
    ["", "schema = 1", "person = 3\ndomain = {}\nrota = 1\ndesks = 2\ncompany = []", "[[person]]\n[[domain]]\n"],
)
def test_hopeless_texts_are_refused_in_words(text: str) -> None:
    assert "handbook.toml: there is no [[domain]]; add one with id, name, lead and experts" in problems(text) or (
        "[[domain]] number 1 (line 2): id is missing" in problems(text)
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
    assert all(problem.place and problem.sentence for problem in sentences)
