"""Handbook files on the disk: read whole, with what they include, or refused in words."""

import os
from pathlib import Path

import pytest

from bot.cannot_start import CannotStart
from bot.handbook_file import LARGEST, read_files, read_text
from bot.handbook_upgrade import older, rewrite
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from tests.routing.test_handbook_bundle import FILES, WHOLE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """A handbook of four files."""
    folder = tmp_path / "company"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder / "handbook.toml"


def told(path: Path) -> str:
    with pytest.raises(HandbookError) as error:
        read_text(path)
    return str(error.value)


def test_the_text_is_that_of_all_files(handbook: Path) -> None:
    assert read_text(handbook) == WHOLE
    assert list(read_files(handbook).texts) == list(FILES)
    assert read_handbook(read_text(handbook)).text == WHOLE


def test_how_an_editor_ends_lines_and_begins_files_makes_no_difference(handbook: Path) -> None:
    for name, text in FILES.items():
        mark = "" if name == "handbook.toml" else "\ufeff"
        (handbook.parent / name).write_bytes((mark + text).replace("\n", "\r\n").encode())
    assert read_text(handbook) == WHOLE


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "is not there. Copy handbook.example.toml"),
        (b"schema = 2\n# \xe5\n", "is not UTF-8 (byte 13). Save it as UTF-8."),
        (b"# " + b"a" * 10 * LARGEST, "is larger than 1024 KiB: that is no handbook. Check HANDBOOK."),
    ],
    ids=["missing", "not UTF-8", "10 MB"],
)
def test_a_main_file_that_cannot_be_read(handbook: Path, content: bytes | None, sentence: str) -> None:
    handbook.unlink()
    if content is not None:
        handbook.write_bytes(content)
    with pytest.raises(CannotStart) as error:
        read_text(handbook)
    assert sentence in str(error.value)
    assert str(handbook) in str(error.value)


def test_a_folder_for_a_handbook(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be read: Is a directory"):
        read_text(tmp_path)


def test_an_included_file_that_is_missing(handbook: Path) -> None:
    (handbook.parent / "people.toml").unlink()
    path = handbook.parent / "people.toml"
    assert told(handbook) == (
        f'handbook.toml: include (line 2): "people.toml" is not there; make the file {path}, or take the line out'
    )


def test_an_included_file_that_is_a_folder(handbook: Path) -> None:
    handbook.write_text(FILES["handbook.toml"].replace("people.toml", "domains"))
    assert '"domains" is a folder; make the file' in told(handbook)


def test_an_included_file_that_is_not_utf_8(handbook: Path) -> None:
    (handbook.parent / "people.toml").write_bytes("# Bjørn".encode("latin-1"))
    assert told(handbook) == ('handbook.toml: include (line 2): "people.toml" is not UTF-8 (byte 4); save it as UTF-8')


def test_all_files_together_are_too_big(handbook: Path) -> None:
    for name in ("people.toml", "domains/delivery.toml"):
        with (handbook.parent / name).open("a") as file:
            file.write("# " + "a" * (LARGEST * 6 // 10))
    assert told(handbook) == (
        'handbook.toml: include (line 2): "domains/delivery.toml" is too big: '
        "all files of a handbook together have 1024 KiB at most; shorten them"
    )


def test_a_link_that_leads_out_of_the_folder(handbook: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text(FILES["people.toml"])
    (handbook.parent / "people.toml").unlink()
    (handbook.parent / "people.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert '"people.toml" leads out of' in told(handbook)


OLD = """\
schema = 1  # since the beginning
include = ["rules.toml"]

[company]
name = "Fjord"
zone = "Europe/Oslo"

# The ladder.
[[rung]]
id = "half"   # half of it
at = "50%"
when = "open"
whom = ["lead"]

[[person]]
id = "ada"
name = "Ada"

[[domain]]
id = "all"
name = "All"
lead = "ada"
experts = ["ada"]
"""
OLD_RULES = '[[rule]]\r\nid = "parcels"\r\nwords = ["pakke"]  # and its forms\r\ndomain = "all"\r\n'


def test_files_of_an_older_schema_are_rewritten_and_kept(tmp_path: Path) -> None:
    main, rules = tmp_path / "handbook.toml", tmp_path / "rules.toml"
    main.write_bytes(OLD.encode())
    rules.write_bytes(OLD_RULES.encode())
    os.chmod(main, 0o640)
    before = read_handbook(read_text(main))
    kept = [rewrite(one) for one in older(main)]
    after = read_handbook(read_text(main))
    assert (after.rules, after.ladders, after.people) == (before.rules, before.ladders, before.people)
    assert [path.name for path in kept] == ["handbook.toml.bak", "rules.toml.bak"]
    assert (kept[0].read_bytes().decode(), kept[1].read_bytes().decode()) == (OLD, OLD_RULES)
    assert rules.read_bytes().decode() == OLD_RULES.replace("words", "any")
    assert main.read_text() == OLD.replace("schema = 1", "schema = 2").replace(
        "[[rung]]", '[[ladder]]\nid = "usual"\n\n[[ladder.rung]]'
    )
    assert main.stat().st_mode & 0o777 == 0o640
    assert older(main) == ()


def test_an_older_copy_is_not_written_over(tmp_path: Path) -> None:
    main = tmp_path / "handbook.toml"
    (tmp_path / "handbook.toml.bak").write_text("precious")
    main.write_text(OLD.replace('include = ["rules.toml"]', ""))
    (one,) = older(main)
    assert rewrite(one).name == "handbook.toml.bak2"
    assert (tmp_path / "handbook.toml.bak").read_text() == "precious"


def test_a_ladder_in_two_files_is_for_a_person_to_mend(tmp_path: Path) -> None:
    (tmp_path / "handbook.toml").write_text(OLD)
    rung = '[[rung]]\nid = "end"\nat = "100%"\nwhen = "open"\nwhom = ["lead"]\n'
    (tmp_path / "rules.toml").write_text(rung)
    with pytest.raises(HandbookError, match="the rungs of its ladder stand in several files; move all"):
        older(tmp_path / "handbook.toml")


def test_the_demos_handbooks_can_be_rewritten(tmp_path: Path) -> None:
    for path in (ROOT / "bot" / "demo").glob("*company.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        before = read_handbook(read_text(path))
        for one in older(tmp_path / path.name):
            rewrite(one)
        assert read_handbook(read_text(tmp_path / path.name)).rules == before.rules
