"""The command line: `svarvakt run | demo | check | page-test | route | health | rules | export | migrate | …`.

Exit codes: 0 done, 1 something else is in the way (said in words), 2 the settings or the options cannot be used, 3
something was found: by `handbook diff`, that something would change; by `export`, that a history was tampered with.
"""

import asyncio
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.app import serve
from bot.check import look
from bot.check_parts import Finding, Grade
from bot.cli_export import export
from bot.cli_handbook import handbook_program
from bot.cli_health import health, rules
from bot.cli_pages import page_test
from bot.cli_route import route
from bot.cli_words import DOTENV, complain, settings_or_exit, told_in_words
from bot.clock import Clock
from bot.demo import serve_demo
from bot.demo.teams import serve_teams_demo
from bot.desks.teams.package import NoPackage, package
from bot.garbage import settle
from bot.logs import set_up
from bot.only_one import only_one
from bot.settings import SettingsError, read_settings
from bot.stopping import until_stopped
from storage import schema
from storage.database import Database

DEMO_FOLDER = Path("var/demo")
DEMO_LOCK = Path("var/demo.lock")
TEAMS_DEMO_FOLDER = Path("var/demo-teams")
TEAMS_DEMO_LOCK = Path("var/demo-teams.lock")
DEMO_HOST = "127.0.0.1"

COLOURS = {Grade.OK: "green", Grade.WARNING: "yellow", Grade.PROBLEM: "red"}

program = typer.Typer(
    help="Keeps watch so that no customer question on social media is left unanswered.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


teams_program = typer.Typer(help="What Teams needs.", no_args_is_help=True)
program.add_typer(teams_program, name="teams")
program.add_typer(handbook_program, name="handbook")
program.command("route")(route)
program.command("health")(health)
program.command("rules")(rules)
program.command("export")(export)
program.command("page-test")(page_test)


def main() -> None:
    program()


def _tell_version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"svarvakt {version('svarvakt')}")
        except PackageNotFoundError:
            typer.echo("svarvakt, not installed: `pip install -e .` makes its version known")
        raise typer.Exit


@program.callback()
def common(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """Options before the command."""


@program.command()
def run() -> None:
    """Start the bot with the settings of the environment and .env."""
    settings = settings_or_exit()
    if not settings.has_desk:
        complain("No Slack and no Teams credentials are given, so there is no desk to work at.")
        complain("Start with `svarvakt demo`: it needs none. `.env.example` lists the settings of a real start.")
        raise typer.Exit(2)
    set_up(settings.log_level)
    with told_in_words():
        settle()
        asyncio.run(until_stopped(serve(settings, Clock())))


@program.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the demo's page is served; 0: any free port.")
    ] = 8765,
) -> None:
    """Show it all on this machine: a local chat workspace, a small company, and the bot at work."""
    set_up("warning")
    twice = f"A demo is running in this folder already ({DEMO_FOLDER}). Use that one, or stop it with Ctrl-C first."
    with told_in_words(), only_one(DEMO_LOCK, twice):
        settle()
        asyncio.run(until_stopped(serve_demo(DEMO_FOLDER, DEMO_HOST, port)))


@program.command("demo-teams")
def demo_teams(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where Microsoft's Playground is served.")] = 56150,
    bot_port: Annotated[int, typer.Option(min=1, max=65535, help="Where the bot listens.")] = 3978,
) -> None:
    """Show it in Teams on this machine, in Microsoft 365 Agents Playground (needs Node.js)."""
    set_up("warning")
    with told_in_words(), only_one(TEAMS_DEMO_LOCK, "A demo of Teams is running in this folder already."):
        settle()
        asyncio.run(until_stopped(serve_teams_demo(TEAMS_DEMO_FOLDER, port, bot_port)))


@teams_program.command("package")
def teams_package(
    website: Annotated[str, typer.Option(help="Your company's page about the app: help, privacy, terms.")],
    company: Annotated[str, typer.Option(help="Your company's name, as the app's publisher.")],
    app_id: Annotated[str, typer.Option(help="The bot's Microsoft App ID; else TEAMS_APP_ID.")] = "",
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("svarvakt-teams.zip"),
) -> None:
    """Write the app package for Teams: upload it in the Teams admin centre. See docs/teams.md."""
    try:
        packed = package(app_id or settings_or_exit().teams_app_id or "", company, website, version("svarvakt"))
        out.write_bytes(packed)
    except NoPackage as error:
        complain(str(error))
        raise typer.Exit(2) from error
    except OSError as error:
        complain(f"{out} cannot be written: {error.strerror}. Name another file with --out.")
        raise typer.Exit(1) from error
    typer.echo(f"{out} is written: upload it in the Teams admin centre, under Manage apps.")


@program.command()
def check() -> None:
    """Look at settings, handbook, database, Slack, Teams and second legs, and say what is wrong. Changes nothing."""
    try:
        settings = read_settings(os.environ, DOTENV)
    except SettingsError as error:
        _show((Finding("Settings", Grade.PROBLEM, error.problems),))
        raise typer.Exit(2) from error
    findings = (Finding("Settings", Grade.OK, ("They fit together.",)), *asyncio.run(look(settings)))
    _show(findings)
    raise typer.Exit(1 if any(finding.grade is Grade.PROBLEM for finding in findings) else 0)


@program.command()
def migrate() -> None:
    """Make the database's tables, or bring them up to date; a SQLite file is copied first."""
    database = Database(settings_or_exit().database_url)
    try:
        with told_in_words():
            done = schema.migrate(database)
    finally:
        database.close()
    if done.copy is not None:
        typer.echo(f"The database as it was is kept in {done.copy}.")
    typer.echo(f"The tables are {'now' if done.changed else 'already'} up to date ({done.after}).")


def _show(findings: tuple[Finding, ...]) -> None:
    table = Table("What", "State", "Found", show_lines=True)
    for finding in findings:
        state = Text(finding.grade.value, style=COLOURS[finding.grade])
        table.add_row(Text(finding.subject), state, Text("\n".join(finding.sentences)))
    Console().print(table)
