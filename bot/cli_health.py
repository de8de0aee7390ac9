"""`svarvakt health | rules`."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.check_desks import connected
from bot.cli_words import complain, settings_or_exit, told_in_words
from bot.clock import Clock
from bot.delegation import LEGEND, Delegation, as_json, delegation, picture, told
from bot.trying import handbook_of
from handlers.books import Books, NoHandbook
from routing.handbook import Handbook
from routing.health import FORTNIGHT
from routing.health_findings import Severity
from routing.health_rules import is_corrected_often
from routing.staffing import Presence
from storage import corrections, schema
from storage.corrections import RuleCount
from storage.database import Database

COLOURS = {Severity.PROBLEM: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def health(
    days: Annotated[int, typer.Option(min=1, max=92, help="How many days to look ahead.")] = FORTNIGHT,
    grid: Annotated[str, typer.Option(help="The domain whose hours are shown; else those with gaps.")] = "",
    handbook: Annotated[Path | None, typer.Option(help="The handbook's file; else HANDBOOK.")] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Look at the delegation: hours without anybody, fields that hang on one person, rules that decide nothing."""
    settings = settings_or_exit()
    with told_in_words():
        book = handbook_of(handbook or settings.handbook)
        found = delegation(settings, book, connected(settings), Clock().now(), days)
    if grid and book.domain(grid) is None:
        complain(f'"{grid}" is no domain; they are {", ".join(domain.id for domain in book.domains)}.')
        raise typer.Exit(1)
    if as_json_:
        typer.echo(json.dumps(as_json(found), indent=2, ensure_ascii=False))
        return
    _show(found, grid)


def rules(
    days: Annotated[int, typer.Option(min=1, max=3650, help="How many days to look back.")] = 90,
    as_json_: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """How often each rule of the handbook in force decided, and how often people corrected it."""
    settings = settings_or_exit()
    database, now = Database(settings.database_url), Clock().now()
    if database.file is not None and not database.file.exists():
        complain("There is no database yet: start the bot once, or run `svarvakt handbook apply`.")
        raise typer.Exit(1)
    try:
        with told_in_words():
            schema.check(database)
            with database.read() as transaction:
                handbook = Books().in_force(transaction, now)
                counts = corrections.by_rule(transaction, now - timedelta(days=days))
    except NoHandbook as error:
        complain("No handbook is in force yet: start the bot once, or run `svarvakt handbook apply`.")
        raise typer.Exit(1) from error
    finally:
        database.close()
    rows = _rows(handbook, counts)
    if as_json_:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = Table("Rule", "Domain", "Decided", "Moved", "Kind", "Language", "Share moved", "")
    for row in rows:
        remark = "never used" if not row["decided"] else "corrected often" if row["often"] else ""
        shown = (row[name] for name in ("rule", "domain", "decided", "moved", "kind", "language"))
        table.add_row(*(Text(str(value)) for value in shown), f"{row['share']:.0%}", remark)
    Console().print(table)


def _rows(handbook: Handbook, counts: Sequence[RuleCount]) -> list[Mapping[str, object]]:
    """The rules that decided or were corrected, the most corrected first; then those that were never used."""
    known = {rule.id: rule for rule in handbook.rules}
    used = {count.rule for count in counts}
    unused = [RuleCount(rule.id, 0, 0, 0, 0) for rule in handbook.rules if rule.domain and rule.id not in used]
    return [
        {
            "rule": count.rule or "(no rule)",
            "domain": known[count.rule].domain if count.rule in known else "",
            "decided": count.decided, "moved": count.moved, "kind": count.kinds, "language": count.languages,
            "share": count.moved / count.decided if count.decided else 0.0, "often": is_corrected_often(count),
        }
        for count in (*counts, *unused)
    ]  # fmt: skip


def _show(found: Delegation, grid: str) -> None:
    console = Console()
    for one in found.health.findings:
        sign = Text(f"{one.severity.name.lower():<8}", style=COLOURS[one.severity])
        console.print(sign + Text(told(found.handbook, one)))
    if not found.health.findings:
        console.print(Text("Nothing is wrong: somebody is there whenever somebody should be.", style="green"))
    if found.without:
        console.print(Text(f"Without absences from chat and what rules did: {found.without}", style="dim"))
    shown = [
        staffed
        for staffed in found.health.grids
        if staffed.domain == grid or (not grid and any(one.state is Presence.GAP for one in staffed.stretches))
    ]
    for staffed in shown:
        typer.echo(f"\n{staffed.domain}")
        for row in picture(staffed):
            typer.echo(row)
    if shown:
        typer.echo(LEGEND)
