"""`svarvakt handbook upgrade | schema`, as a person meets them; `apply` is in `test_cli`."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import program
from routing.handbook_schema import json_schema
from tests.bot.test_handbook_file import OLD, OLD_RULES


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def handbook(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["handbook", *arguments])


def test_upgrade_rewrites_what_handbook_names_and_says_what_it_kept(folder: Path) -> None:
    (folder / "handbook.toml").write_text(OLD)
    (folder / "rules.toml").write_text(OLD_RULES)
    looked = handbook("upgrade", "--check")
    assert (looked.exit_code, looked.stdout) == (
        1,
        "handbook.toml is of an older schema: `svarvakt handbook upgrade` rewrites it.\n"
        "rules.toml is of an older schema: `svarvakt handbook upgrade` rewrites it.\n",
    )
    assert (folder / "handbook.toml").read_text() == OLD
    done = handbook("upgrade")
    assert (done.exit_code, done.stdout) == (
        0,
        "handbook.toml has schema 2 now; as it was, it is kept in handbook.toml.bak.\n"
        "rules.toml has schema 2 now; as it was, it is kept in rules.toml.bak.\n",
    )
    again = handbook("upgrade", "--check")
    assert (again.exit_code, again.stdout) == (0, "handbook.toml has the newest schema (2) already.\n")


def test_of_several_handbooks_none_is_written_when_one_cannot_be(folder: Path) -> None:
    (folder / "old.toml").write_text(OLD.replace('include = ["rules.toml"]\n', ""))
    (folder / "new.toml").write_text("schema = 7\n")
    told = handbook("upgrade", "old.toml", "new.toml")
    assert told.exit_code == 1
    assert "- new.toml: schema = 7 is newer than this Svarvakt, which writes schema = 2; update Svarvakt" in told.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["new.toml", "old.toml"]


def test_upgrade_without_a_handbook_says_what_to_do() -> None:
    told = handbook("upgrade")
    assert (told.exit_code, told.exception.__class__) == (1, SystemExit)
    assert "The handbook handbook.toml is not there." in told.stderr


def test_the_schema_is_told_or_written(folder: Path) -> None:
    told = handbook("schema")
    assert json.loads(told.stdout) == json.loads(json.dumps(json_schema()))
    written = handbook("schema", "--out", "handbook.schema.json")
    assert "`#:schema ./handbook.schema.json`" in written.stdout
    assert (folder / "handbook.schema.json").read_text("utf-8") == told.stdout
    refused = handbook("schema", "--out", str(folder))
    assert (refused.exit_code, "cannot be written: Is a directory" in refused.stderr) == (1, True)
