"""Handbooks of older schemas: read as the newest, and rewritten so that nothing else changes."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.handbook_problems import HandbookError
from routing.handbook_rewrite import rewritten
from routing.handbook_text import read_handbook
from routing.handbook_upgrade import SCHEMA, upgraded
from tests.routing.bad_handbooks import GOOD
from tests.routing.handbooks import NORDIC

OLD = NORDIC.replace("schema = 2", "schema = 1").replace("any = [", "words = [") + (
    '[[rung]] # first\nid = "half"\nat = "50%"\nwhen = "open"\nwhom = ["lead"]\n'
    '[[rule]]\nid = "last"\nwords = ["words = 1"] # words = 2\ndomain = "billing"\n'
    '[[rung]]\nid = "end"\nat = "100%"\nwhen = "open"\nwhom = ["lead"]\n'
)


def test_only_what_changes_is_touched() -> None:
    made = rewritten(OLD, "handbook.toml")
    assert made == (
        OLD.replace("schema = 1", "schema = 2")
        .replace("\nwords = [", "\nany = [")
        .replace("[[rung]] # first", '[[ladder]]\nid = "usual"\n\n[[ladder.rung]] # first')
        .replace("\n[[rung]]\n", "\n[[ladder.rung]]\n")
    )


def test_the_rewritten_text_says_the_same() -> None:
    old, new = read_handbook(OLD), read_handbook(rewritten(OLD, "handbook.toml"))
    assert (new.rules, new.ladders, new.people, new.domains) == (old.rules, old.ladders, old.people, old.domains)
    assert [rung.id for ladder in new.ladders for rung in ladder.rung] == ["half", "end"]
    assert new.digest != old.digest


def test_the_newest_is_left_as_it_is() -> None:
    assert rewritten(GOOD, "handbook.toml") == GOOD
    assert rewritten("[[rule]]\n", "rules.toml", SCHEMA) == "[[rule]]\n"


def test_an_included_file_is_of_the_main_files_schema() -> None:
    assert rewritten('[[rule]]\nwords = ["a"]\n', "rules.toml", 1) == '[[rule]]\nany = ["a"]\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("schema = 3", "schema = 3 is newer than this Svarvakt, which writes schema = 2; update Svarvakt"),
        ("schema = 0", "schema = 0 is unknown; known are 1 to 2"),
        ("schema = true", "schema = True is unknown; known are 1 to 2"),
        ("[company]", "schema is missing; write schema = 2 at the top, or schema = 1 for a handbook of before"),
        (
            'schema = 1\nrung = [{ id = "a" }]',
            "cannot be rewritten as it stands; "
            "write rungs as [[rung]], each rule as [[rule]], all rungs in one file, and try again",
        ),
        ("schema = = 1", "is not TOML at line 1"),
    ],
)
def test_what_cannot_be_rewritten_is_refused_in_words(text: str, sentence: str) -> None:
    with pytest.raises(HandbookError) as error:
        rewritten(text, "rules.toml")
    assert f"rules.toml: {sentence}" in str(error.value)


def test_tables_of_no_known_schema_are_given_back_as_they_are() -> None:
    for schema in (None, 0, 3, True, "1"):
        tables = {"schema": schema, "rule": [{"words": ["a"]}]}
        assert upgraded(tables) == tables


_BLANK = st.sampled_from(["", " ", "\t", "  "])
_COMMENT = st.sampled_from(["", " # words = 3", "# [[rung]]", "  # \u00e5 [[rule]] schema = 9"])
_WORD = st.sampled_from(
    ['"pakke"', "'=sen'", '"words = 1"', '"[[rung]]"', "'# no'", '"a\\"b"', '"""\n[[rule]]\nwords = 1\n"""']
)
_END = st.sampled_from(["\n", "\r\n"])


@st.composite
def _old_texts(draw: st.DrawFn) -> str:
    """Handbooks of schema 1, however people write them: blanks, comments, quoted keys, lists over several lines."""
    end = draw(_END)
    lines = [f"schema{draw(_BLANK)}={draw(_BLANK)}1{draw(_COMMENT)}"]
    inline = draw(st.booleans())
    if inline:
        lines.append("rule = [")
        lines += [f'  {{ id = "r{number}", words = [{draw(_WORD)}] }},{draw(_COMMENT)}' for number in range(2)]
        lines.append("]")
    for number in range(draw(st.integers(0, 5))):
        key = draw(st.sampled_from(["words", '"words"', "'words'"]))
        words = draw(st.lists(_WORD, min_size=1, max_size=3))
        middle = draw(st.sampled_from([", ", ",\n  ", f", {draw(_COMMENT)}\n"]))
        kind = draw(st.sampled_from(["rung", "person"] if inline else ["rule", "rung", "person"]))
        lines.append(f"{draw(_BLANK)}[[{draw(_BLANK)}{kind}{draw(_BLANK)}]]{draw(_COMMENT)}")
        lines.append(f'id{draw(_BLANK)}= "{kind}{number}"')
        lines.append(
            f"{draw(_BLANK)}{key if kind == 'rule' else 'note'}{draw(_BLANK)}= [{middle.join(words)}]{draw(_COMMENT)}"
        )
    return "\n".join(lines).replace("\n", end) + draw(st.sampled_from(["", end]))


@settings(max_examples=300, deadline=None)
@given(_old_texts())
def test_whatever_an_older_text_looks_like_it_reads_the_same_afterwards(text: str) -> None:
    made = rewritten(text, "handbook.toml")
    assert tomllib.loads(made) == upgraded(tomllib.loads(text))
    assert rewritten(made, "handbook.toml") == made
    assert sorted(_comments(made)) == sorted(_comments(text))


def _comments(text: str) -> list[str]:
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]
