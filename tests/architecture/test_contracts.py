"""The house keeps its own rules: floors, one job a file, names, and the files beside the code."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "storage", "routing")
LONGEST_FILE = 300
LONGEST_TEST_FILE = 500
"""Tables of cases are long without being many jobs."""
CODE = {".py", ".js", ".css"}


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in CODE)


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for path in files(*folders):
        if path.suffix == ".py":
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> set[str]:
    """Top-level names of everything imported below the node."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the floors that a test may spoil."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, copy / floor, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def test_imports_point_down() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("routing/text.py", "import storage", "Floors"),
        ("storage/errors.py", "import handlers.intents", "Floors"),
        ("handlers/replies.py", "import bot.clock", "Floors"),
        ("handlers/replies.py", "import slack_sdk", "Vendors' SDKs"),
        ("storage/errors.py", "import aiohttp", "Vendors' SDKs"),
        ("handlers/calendar_feed.py", "import icalendar", "Vendors' SDKs"),
        ("bot/clock.py", "import sqlalchemy", "SQL lives in storage"),
        ("bot/workspace/shapes.py", "import routing.text", "The local workspace"),
    ],
)
def test_a_planted_violation_is_found(house: Path, file: str, line: str, contract: str) -> None:
    path = house / file
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        result = lint_imports(house)
    finally:
        path.write_text(before, encoding="utf-8")
    assert result.returncode == 1, result.stdout + result.stderr
    assert [row for row in result.stdout.splitlines() if row.startswith(contract) and row.endswith("BROKEN")]


def test_no_file_is_longer_than_one_job() -> None:
    limits = {**dict.fromkeys(files(*FLOORS), LONGEST_FILE), **dict.fromkeys(files("tests"), LONGEST_TEST_FILE)}
    assert limits
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in limits}
    assert {path.relative_to(ROOT): length for path, length in lengths.items() if length > limits[path]} == {}


def test_sql_is_known_in_storage_alone() -> None:
    sql = {"sqlalchemy", "sqlmodel", "alembic", "psycopg", "sqlite3"}
    assert {
        path: found for path, tree in sources("bot", "handlers", "routing") if (found := imported(tree) & sql)
    } == {}


def test_no_import_hides_in_a_function() -> None:
    hidden = {
        path: function.name
        for path, tree in sources(*FLOORS)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and imported(function)
    }
    assert hidden == {}


def test_one_file_loads_by_name() -> None:
    # importlib.metadata only tells versions.
    loaders = {
        path
        for path, tree in sources(*FLOORS)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(alias.name == "importlib" for alias in node.names))
        or (isinstance(node, ast.Name) and node.id == "__import__")
    }
    assert loaders <= {"bot/by_name.py"}


def test_one_file_reads_a_clock() -> None:
    # The workspace imports nothing of ours, and signs its requests by real time as Slack does.
    readers = {path for path, tree in sources(*FLOORS) if "time" in imported(tree)}
    assert readers <= {"bot/clock.py", "bot/workspace/signing.py"}


def test_tests_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_nothing_tells_where_it_was_written() -> None:
    traces = re.compile(r"(?<![\w.])/(work|root|home)/\w|--index-url|--extra-index-url|--trusted-host")
    kept = [ROOT / name for name in ("pyproject.toml", "constraints.txt", "Makefile", ".env.example", ".ci/run")]
    told = {path for path in [*kept, *files(*FLOORS, "tests")] if traces.search(path.read_text("utf-8"))}
    assert told <= {Path(__file__)}


def test_slack_alone_does_not_load_the_bot_framework() -> None:
    loaded = "import sys, bot.app, bot.check, bot.cli, bot.desks.slack; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    names = {name.partition(".")[0] for name in result.stdout.split()}
    assert "slack_bolt" in names
    assert not names & {"botbuilder", "botframework", "msal", "msrest"}


def test_one_file_knows_the_bot_framework() -> None:
    knows = {path for path, tree in sources(*FLOORS) if imported(tree) & {"botbuilder", "botframework"}}
    assert knows == {"bot/desks/teams/framework.py"}
