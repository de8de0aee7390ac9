"""`svarvakt handbook apply | diff | upgrade | schema`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_diff import Asked, diff
from bot.cli_words import complain, settings_or_exit, told_in_words
from bot.clock import Clock
from bot.handbook_file import read_text
from bot.handbook_upgrade import older, rewrite
from handlers.books import replace_handbook
from routing.handbook_schema import json_schema
from routing.handbook_upgrade import SCHEMA
from storage import schema
from storage.database import Database

handbook_program = typer.Typer(help="The company's rules.", no_args_is_help=True)


@handbook_program.command("apply")
def apply_handbook(
    why: Annotated[str, typer.Option(help="Why, in a few words: it is kept with the handbook.")] = "",
) -> None:
    """Put the file of HANDBOOK in force. A running process follows at once; items keep the targets they began with."""
    settings = settings_or_exit()
    database = Database(settings.database_url)
    try:
        with told_in_words():
            if database.file is not None:
                schema.migrate(database)
            schema.check(database)
            text = read_text(settings.handbook)
            by, name = "svarvakt handbook apply", settings.handbook.name
            taken = replace_handbook(database, text, Clock().now(), by, why, name)
    finally:
        database.close()
    now = "now" if taken.outcome == "other" else "already"
    typer.echo(f"{settings.handbook} is {now} in force ({taken.digest[:12]}).")


@handbook_program.command("diff")
def diff_handbooks(
    files: Annotated[list[Path], typer.Argument(help="OLD and NEW, the handbooks' files; with --in-force NEW alone.")],
    file: Annotated[
        Path | None, typer.Option(help="Posts to try, as for `route`; else the last 30 days' items.")
    ] = None,
    in_force: Annotated[bool, typer.Option("--in-force", help="OLD is the handbook in force.")] = False,
    rows: Annotated[int, typer.Option(min=0, help="How many posts the table shows.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Which decisions NEW would change. Exit code 0: nothing would change; 3: something would; 1: it cannot be told."""
    if len(files) != (1 if in_force else 2):
        raise typer.BadParameter("give OLD and NEW, or --in-force and NEW")
    with told_in_words():
        old = None if in_force else files[0]
        changes = diff(Asked(old, files[-1], file, rows), Clock().now(), json=json)
    raise typer.Exit(3 if changes else 0)


@handbook_program.command("upgrade")
def upgrade_handbook(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Handbooks, with what they include; else HANDBOOK.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only say which files are older; exit code 1 for any.")
    ] = False,
) -> None:
    """Rewrite files of an older schema in the newest; comments stay, and so does the old file, as .bak."""
    with told_in_words():
        # All are read before the first is written.
        found = [(main, older(main)) for main in files or [settings_or_exit().handbook]]
        for main, changes in found:
            if not changes:
                typer.echo(f"{main} has the newest schema ({SCHEMA}) already.")
            for one in changes:
                if check:
                    typer.echo(f"{one.path} is of an older schema: `svarvakt handbook upgrade` rewrites it.")
                else:
                    kept = rewrite(one)
                    typer.echo(f"{one.path} has schema {SCHEMA} now; as it was, it is kept in {kept}.")
    raise typer.Exit(1 if check and any(changes for _, changes in found) else 0)


@handbook_program.command("schema")
def handbook_schema(
    out: Annotated[Path | None, typer.Option(help="The file to write, such as handbook.schema.json.")] = None,
) -> None:
    """The handbook's JSON Schema, for editors: put `#:schema ./handbook.schema.json` at the top of the handbook."""
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        complain(f"{out} cannot be written: {error.strerror}. Name another file with --out.")
        raise typer.Exit(1) from error
    typer.echo(f"{out} is written. Put `#:schema ./{out.name}` at the top of a handbook beside it.")
