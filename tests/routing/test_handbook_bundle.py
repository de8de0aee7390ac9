"""Several files are one handbook: what they make together, and what is said when they do not."""

import re

import pytest

from routing.handbook_bundle import MOST_FILES, join
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from tests.routing.bad_handbooks import GOOD

MAIN = """\
schema = 2
include = [  # who and what
    "people.toml",
    "domains/delivery.toml",
]

[company]
name = "Fjord"
zone = "Europe/Oslo"
"""
PEOPLE = """\
schema = 2  # as in the main file
# Our people.
[[person]]
id = "ada"
name = "Ada"

[[person]]
id = "bo"
name = "Bo"
"""
DELIVERY = """\
include = ["rules/parcels.toml"]
[[domain]]
id = "delivery"
name = "Delivery"
lead = "ada"
experts = ["ada", "bo"]
"""
PARCELS = '[[rule]]\nid = "parcels"\nany = ["pakke"]\ndomain = "delivery"'
FILES = {
    "handbook.toml": MAIN,
    "people.toml": PEOPLE,
    "domains/delivery.toml": DELIVERY,
    "domains/rules/parcels.toml": PARCELS,
}

WHOLE = """\
schema = 2
# include = [  # who and what
#     "people.toml",
#     "domains/delivery.toml",
# ]

[company]
name = "Fjord"
zone = "Europe/Oslo"

# ══════ file: people.toml ══════
# schema = 2  # as in the main file
# Our people.
[[person]]
id = "ada"
name = "Ada"

[[person]]
id = "bo"
name = "Bo"

# ══════ file: domains/delivery.toml ══════
# include = ["rules/parcels.toml"]
[[domain]]
id = "delivery"
name = "Delivery"
lead = "ada"
experts = ["ada", "bo"]

# ══════ file: domains/rules/parcels.toml ══════
[[rule]]
id = "parcels"
any = ["pakke"]
domain = "delivery"
"""


def told(files: dict[str, str]) -> list[str]:
    with pytest.raises(HandbookError) as error:
        read_handbook(join("handbook.toml", files))
    return [re.sub(r"column \d+", "column N", str(problem)) for problem in error.value.problems]


def test_files_become_one_text_that_is_a_handbook() -> None:
    text = join("handbook.toml", FILES)
    assert text == WHOLE
    handbook = read_handbook(text)
    assert ([rule.id for rule in handbook.rules], [person.id for person in handbook.people]) == (
        ["parcels"],
        ["ada", "bo"],
    )


def test_a_bundle_is_one_file_that_includes_nothing_more() -> None:
    assert join("handbook.toml", {"handbook.toml": WHOLE}) == WHOLE


@pytest.mark.parametrize("text", [GOOD, "no TOML", "", "include = 3 4"])
def test_a_file_without_include_is_left_as_it_is(text: str) -> None:
    assert join("handbook.toml", {"handbook.toml": text}) == text


def test_problems_name_the_right_file_and_its_line_also_when_a_bundle_comes_back_from_chat() -> None:
    expected = 'domains/rules/parcels.toml: [[rule]] "parcels" (line 1): domain "post" is no [[domain]]; '
    broken = {**FILES, "domains/rules/parcels.toml": PARCELS.replace('domain = "delivery"', 'domain = "post"')}
    (sentence,) = told(broken)
    assert sentence.startswith(expected)
    with pytest.raises(HandbookError) as error:
        read_handbook(WHOLE.replace('domain = "delivery"', 'domain = "post"'))
    assert str(error.value).startswith(expected)
    with pytest.raises(HandbookError) as error:
        read_handbook(WHOLE.replace('any = ["pakke"]', "any = pakke"))
    assert "domains/rules/parcels.toml: is not TOML at line 3, column " in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "people.toml", "x = = 2",
            "people.toml: is not TOML at line 1, column N: Invalid value; write text in quotes, such as name = \"Ada\"",
        ),
        (
            "people.toml", PEOPLE + "[company]\nname = 'Fjord'\n",
            "people.toml: [company] (line 10): stands in handbook.toml (line 7) already; keep one of them",
        ),
        (
            "people.toml", PEOPLE.replace("schema = 2", "schema = 1"),
            "people.toml: schema = 1, but handbook.toml has schema = 2; "
            "run `svarvakt handbook upgrade`, or take the line out: an included file needs none",
        ),
        (
            "people.toml", 'language = "nb"\n' + PEOPLE,
            "people.toml: language (line 1) stands outside every section; "
            "an included file holds whole sections, each with its header",
        ),
        (
            "people.toml", PEOPLE + "[[ladder.rung]]\nid = 'a'\n",
            "people.toml: ladder stands as [[ladder]], with double brackets, once for each; "
            "what belongs to one section stands in one file",
        ),
        (
            "handbook.toml", MAIN.replace("[company]", "rule = []\n[company]"),
            "domains/rules/parcels.toml: does not go with the other files: is not TOML at line 1, column N: "
            "Cannot mutate immutable namespace ('rule',); the same section is written in two ways; keep one",
        ),
        (
            "handbook.toml", MAIN.replace("people.toml", "peple.toml"),
            'handbook.toml: include (line 2): "peple.toml" is not there; add the file, or take the line out',
        ),
        (
            "handbook.toml", MAIN.replace("people.toml", "../people.toml"),
            'handbook.toml: include (line 2): "../people.toml" lies outside the folder of handbook.toml; '
            "move the file into it",
        ),
        (
            "domains/delivery.toml", DELIVERY.replace("rules/parcels.toml", "../../parcels.toml"),
            'domains/delivery.toml: include (line 1): "../../parcels.toml" lies outside the folder of handbook.toml; '
            "move the file into it",
        ),
        *(
            (
                "handbook.toml", MAIN.replace('"people.toml"', f"'{path}'"),
                f'handbook.toml: include (line 2): "{path}" is no relative path; '
                "write it from this file's folder, such as domains/delivery.toml",
            )
            for path in ("/etc/people.toml", "C:/people.toml", "domains\\delivery.toml")
        ),
        *(
            (
                "handbook.toml", MAIN.replace('"people.toml",', value),
                "handbook.toml: include (line 2): must be a list of files, such as include = [\"people.toml\"]",
            )
            for value in ("3,", '"",', "{ file = 'a' },")
        ),
        (
            "people.toml", 'include = ["people.toml"]\n' + PEOPLE,
            "people.toml: include (line 1): goes in a circle: people.toml → people.toml; take one of them out",
        ),
        (
            "domains/rules/parcels.toml", 'include = ["../delivery.toml"]\n' + PARCELS,
            "domains/rules/parcels.toml: include (line 1): goes in a circle: domains/delivery.toml → "
            "domains/rules/parcels.toml → domains/delivery.toml; take one of them out",
        ),
        (
            "domains/rules/parcels.toml", 'include = ["../../handbook.toml"]\n' + PARCELS,
            "domains/rules/parcels.toml: include (line 1): goes in a circle: handbook.toml → domains/delivery.toml → "
            "domains/rules/parcels.toml → handbook.toml; take one of them out",
        ),
        (
            "domains/delivery.toml", DELIVERY.replace("rules/parcels.toml", "../people.toml"),
            'domains/delivery.toml: include (line 1): "people.toml" is included by handbook.toml already; once will do',
        ),
    ],
)  # fmt: skip
def test_files_that_do_not_go_together_are_refused_in_words(name: str, text: str, sentence: str) -> None:
    assert sentence in told({**FILES, name: text})


def test_a_desk_stands_in_one_file_and_two_desks_may_stand_in_two() -> None:
    slack, teams = '[desks.slack]\ntriage = "C0"\n', '[desks.teams]\ntriage = "19:1"\n'
    both = join("handbook.toml", {**FILES, "handbook.toml": MAIN + slack, "people.toml": PEOPLE + teams})
    assert [name for name, _ in read_handbook(both).desks] == ["slack", "teams"]
    (sentence,) = told({**FILES, "handbook.toml": MAIN + slack, "people.toml": PEOPLE + slack})
    assert sentence == (
        "people.toml: [desks.slack] (line 10): stands in handbook.toml (line 10) already; keep one of them"
    )


def test_two_files_with_the_same_id_are_told_where_the_second_stands() -> None:
    again = {**FILES, "domains/rules/parcels.toml": PARCELS + '\n[[person]]\nid = "bo"\nname = "Bo"\n'}
    (sentence,) = told(again)
    assert sentence == (
        'domains/rules/parcels.toml: [[person]] "bo" (line 5): id "bo" stands twice; give one another id'
    )


def test_all_problems_of_all_files_come_at_once() -> None:
    files = {"handbook.toml": 'include = ["a.toml", "b.toml", "../c.toml"]\n', "a.toml": "a ="}
    assert [sentence.partition(":")[0] for sentence in told(files)] == ["handbook.toml", "a.toml", "handbook.toml"]


def test_a_chain_of_files_without_end_is_cut_in_words() -> None:
    files = {f"{number}.toml": f'include = ["{number + 1}.toml"]\n' for number in range(2 * MOST_FILES)}
    (*_, sentence) = told({**files, "handbook.toml": 'include = ["0.toml"]\n'})
    assert f"includes more than {MOST_FILES} files; join some of them" in sentence
