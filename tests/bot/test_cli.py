"""The command line as a person meets it: in a process of its own, in an empty folder."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.only_one import only_one
from tests.bot.forked import run_forked

ROOT = Path(__file__).parents[2]
HANDBOOK = """
schema = 1
[company]
name = "Fjord"
zone = "Europe/Oslo"
[desks.slack]
intake = ["C0INTAKE"]
triage = "C0TRIAGE"
managers = "C0MANAGE"
[[person]]
id = "ada"
name = "Ada"
slack = "U0ADA"
[[person]]
id = "bo"
name = "Bo"
slack = "U0BO"
[[domain]]
id = "delivery"
name = "Delivery"
lead = "ada"
experts = ["ada", "bo"]
"""

Svarvakt = Callable[..., subprocess.CompletedProcess[str]]

APP_ID = "11111111-2222-3333-4444-555555555555"


SETTINGS = {
    "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200",
}  # fmt: skip


@pytest.fixture
def svarvakt(tmp_path: Path) -> Svarvakt:
    """A command with these arguments and settings, in a process that has imported the program already."""

    def call(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return run_forked(arguments, tmp_path, {**SETTINGS, **settings})

    return call


@pytest.fixture
def typed(tmp_path: Path) -> Svarvakt:
    """The same as a person starts it."""

    def call(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env={**SETTINGS, **settings},
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )

    return call


def test_the_version(typed: Svarvakt) -> None:
    told = typed("--version")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("svarvakt")


def test_help_names_every_command(svarvakt: Svarvakt) -> None:
    told = svarvakt("--help").stdout
    assert [command for command in ("run", "demo", "check", "migrate") if f" {command} " not in told] == []


def test_run_without_a_desk_shows_the_way_to_the_demo(svarvakt: Svarvakt, tmp_path: Path) -> None:
    told = svarvakt("run")
    assert told.returncode == 2
    assert "`svarvakt demo`" in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_all_problems_with_the_settings_at_once(svarvakt: Svarvakt, tmp_path: Path, command: str) -> None:
    (tmp_path / ".env").write_text("SLACK_APP_TOKEN=xapp-1\nPORT=often\n")
    told = svarvakt(command, TEAMS_APP_ID="one", PORT="many")
    assert told.returncode == 2
    assert told.stdout == ""
    assert "5 problems" in told.stderr
    assert "- SLACK_BOT_TOKEN is missing" in told.stderr
    assert "- TEAMS_APP_PASSWORD is missing" in told.stderr
    assert '"many"' in told.stderr
    assert "Traceback" not in told.stderr


def test_run_names_what_is_wrong_with_the_handbook(typed: Svarvakt, tmp_path: Path) -> None:
    (tmp_path / "handbook.toml").write_text("schema = 1\n")
    told = typed("run", SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1", SLACK_API_URL="http://127.0.0.1:9/api/")
    assert told.returncode == 1
    assert "handbook" in told.stderr
    assert "Traceback" not in told.stderr


SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": "http://127.0.0.1:9/api/"}


def test_run_refuses_a_handbook_without_the_desk_and_names_the_mend(svarvakt: Svarvakt, tmp_path: Path) -> None:
    without = HANDBOOK.replace("[desks.slack]", "[desks.teams]")
    (tmp_path / "handbook.toml").write_text(without)
    told = svarvakt("run", **SLACK)
    assert told.returncode == 1
    assert "no [desks.slack]" in told.stderr
    assert "svarvakt handbook apply" in told.stderr


def test_a_handbook_is_put_in_force_once_and_a_broken_one_never(svarvakt: Svarvakt, tmp_path: Path) -> None:
    file = tmp_path / "handbook.toml"
    file.write_text(HANDBOOK)
    first, again = svarvakt("handbook", "apply"), svarvakt("handbook", "apply")
    assert (first.returncode, again.returncode) == (0, 0)
    assert "now in force" in first.stdout
    assert "already in force" in again.stdout
    file.write_text("schema = 1\n")
    broken = svarvakt("handbook", "apply")
    assert broken.returncode == 1
    assert "[company]" in broken.stderr
    file.write_text(HANDBOOK)
    assert "already in force" in svarvakt("handbook", "apply").stdout


def test_migrate_makes_the_tables_once(svarvakt: Svarvakt, tmp_path: Path) -> None:
    first, second = svarvakt("migrate"), svarvakt("migrate")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "are now up to date" in first.stdout
    assert "are already up to date" in second.stdout
    assert (tmp_path / "var" / "svarvakt.db").exists()


def test_a_database_out_of_reach_is_told_in_words(svarvakt: Svarvakt) -> None:
    told = svarvakt("migrate", DATABASE_URL="sqlite:////proc/nowhere/svarvakt.db")
    assert told.returncode == 1
    assert told.stderr.startswith("The database cannot be used: ")
    assert "Traceback" not in told.stderr


def test_check_shows_problems_with_the_settings(svarvakt: Svarvakt) -> None:
    told = svarvakt("check", PORT="often")
    assert told.returncode == 2
    assert "PORT must be a number" in told.stdout


def test_check_looks_at_everything_and_changes_nothing(svarvakt: Svarvakt, tmp_path: Path) -> None:
    in_teams = HANDBOOK.replace("[desks.slack]", "[desks.teams]").replace("slack = ", "teams = ")
    (tmp_path / "handbook.toml").write_text(in_teams)
    told = svarvakt("check", TEAMS_UNAUTHENTICATED="yes")
    assert told.returncode == 0, told.stdout + told.stderr
    for words in ("Teams.", "ANYBODY ON THIS MACHINE", "Fjord, 2 people, 1 domain.", "will be made at the first start"):
        assert words in told.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["handbook.toml"]


def test_check_finds_what_would_keep_it_from_starting(svarvakt: Svarvakt) -> None:
    told = svarvakt("check")
    assert told.returncode == 1
    assert "handbook.toml is not there" in told.stdout
    assert "No Slack and no Teams" in told.stdout


def test_a_demo_on_a_taken_port(svarvakt: Svarvakt) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = svarvakt("demo", "--port", str(port))
    assert told.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_demo_started_twice(svarvakt: Svarvakt, tmp_path: Path) -> None:
    with only_one(tmp_path / "var" / "demo.lock", "never said"):
        told = svarvakt("demo", "--port", "0")
    assert told.returncode == 1
    assert told.stderr.startswith("A demo is running in this folder already")


def test_the_teams_package_is_written_or_what_is_missing_is_told(svarvakt: Svarvakt, tmp_path: Path) -> None:
    wanted = ("teams", "package", "--website", "https://fjellro.example", "--company", "Fjellro")
    told = svarvakt(*wanted)
    assert (told.returncode, "give --app-id, or set TEAMS_APP_ID" in told.stderr) == (2, True)
    told = svarvakt(*wanted, "--app-id", APP_ID, "--out", str(tmp_path))
    assert (told.returncode, "cannot be written" in told.stderr, "Traceback" in told.stderr) == (1, True, False)
    given = {"TEAMS_APP_ID": APP_ID, "TEAMS_APP_PASSWORD": "p", "TEAMS_TENANT_ID": "t.example"}
    told = svarvakt(*wanted, **given)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "svarvakt-teams.zip").exists()


def test_the_demo_of_teams_says_clearly_that_node_is_missing(svarvakt: Svarvakt) -> None:
    told = svarvakt("demo-teams", PATH="/nowhere")
    assert (told.returncode, "Node.js is missing" in told.stderr) == (1, True)


def test_a_test_of_a_page_for_whoever_has_no_second_leg(svarvakt: Svarvakt, tmp_path: Path) -> None:
    (tmp_path / "handbook.toml").write_text(HANDBOOK)
    told = svarvakt("page-test", "ada")
    assert (told.returncode, told.stderr.partition(":")[0]) == (1, "Ada has no page_also in the handbook")
