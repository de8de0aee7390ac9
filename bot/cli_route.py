"""`svarvakt route`: what would become of one post, step by step, or of a whole file of them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.text import Text

from bot import route_json
from bot.by_name import language_model
from bot.cannot_start import CannotStart
from bot.cli_drawing import as_json, console, notes, part
from bot.cli_route_file import Files, route_file
from bot.cli_words import told_in_words
from bot.clock import Clock
from bot.posts_row import COLUMNS
from bot.sources.webhook.body import http_address, kind_named, primary_language, source_slug
from bot.trying import Ground, ground
from bot.wall_time import read_moment
from handlers.noticed import BLOG, OTHER, source_of_host
from handlers.speakers import Names
from handlers.views import route as view
from handlers.words import Speaker
from handlers.words.speaker import plain
from routing.explanation import explain
from routing.item import Author, Post
from routing.links import host_of, hosts_in
from routing.text import LONGEST_TEXT, clean

Spoken = Literal["en", "nb", "nn", "sv", "da"]


def route(
    text: Annotated[str, typer.Argument(help="What a customer wrote. Or give --file.", show_default=False)] = "",
    file: Annotated[
        Path | None, typer.Option(help=f"A table of posts, CSV in UTF-8. Columns: {', '.join(COLUMNS)}.")
    ] = None,
    source: Annotated[str, typer.Option(help="Where it was written, such as facebook; else its link tells.")] = "",
    at: Annotated[str, typer.Option(help='When it comes, in the company\'s zone: "2026-12-24T21:00"; else now.')] = "",
    language: Annotated[str, typer.Option(help="Its language, where the source says it.")] = "",
    kind: Annotated[str, typer.Option(help="question, critique, praise or other, where that is known.")] = "",
    author: Annotated[str, typer.Option(help="Who wrote it.")] = "",
    reach: Annotated[int | None, typer.Option(min=0, help="How many follow the author.")] = None,
    url: Annotated[str, typer.Option(help="The post's own address.")] = "",
    private: Annotated[bool, typer.Option("--private", help="It is a private message.")] = False,
    handbook: Annotated[Path | None, typer.Option(help="The handbook's file; else HANDBOOK.")] = None,
    in_force: Annotated[bool, typer.Option("--in-force", help="By the handbook in force, not a file.")] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Leave the database out: no open items, no absences.")
    ] = False,
    speak: Annotated[Spoken, typer.Option(help="The language of the explanation.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    out: Annotated[Path | None, typer.Option(help="With --file: write the decisions there, as CSV.")] = None,
    rows: Annotated[int, typer.Option(min=0, help="With --file: how many posts the table shows.")] = 50,
) -> None:
    """Try out where a post would go, and why. Nothing is stored, nobody is told."""
    if bool(text.strip()) == (file is not None):
        raise typer.BadParameter("give the words of one post, or --file with many")
    if in_force and (offline or handbook is not None):
        raise typer.BadParameter("--in-force is in the database: it goes neither with --offline nor with --handbook")
    if out is not None and file is None:
        raise typer.BadParameter("--out goes with --file")
    with told_in_words():
        clock = Clock().now()
        found = ground(handbook, clock, in_force=in_force, offline=offline)
        now = _moment(at, found, clock)
        if file is not None:
            route_file(Files(file, out, rows, _checked("--source", source_slug, source)), found, now, json=json)
            return
        post = Post(
            source=_checked("--source", source_slug, source) or _source_of(url, text),
            external_id="",
            text=clean(text)[:LONGEST_TEXT],
            posted_at=now,
            url=_checked("--url", http_address, url),
            author=Author(name=clean(author), handle=clean(author), reach=reach),
            language=_checked("--language", primary_language, language),
            kind=kind_named(_checked("--kind", kind_named, kind)) if kind else None,
            private=private,
        )
        _show(found, post, now, speak, json=json)


def _show(found: Ground, post: Post, now: datetime, speak: Spoken, *, json: bool) -> None:
    known, handbook = found.known, found.handbook
    explanation = explain(handbook, post, now, known.loads, known.last_named, language_model())
    speaker = Speaker(speak, handbook.company.zone, Names(handbook))
    if json:
        as_json(route_json.explanation(speaker, explanation, found.notes))
        return
    on = console()
    notes(on, found.notes)
    for line in view.in_short(speaker, explanation):
        on.print(Text(plain(line)))
    for step in view.steps(speaker, explanation):
        part(on, step.title, step.lines)
    on.print()
    on.print(Text(plain(view.version(speaker, explanation)), style="dim"))


def _moment(at: str, found: Ground, clock: datetime) -> datetime:
    try:
        return read_moment(at, found.handbook.zone) if at.strip() else clock
    except ValueError as error:
        raise CannotStart(f"--at: {error}.") from None


def _checked(option: str, read: Callable[[str], object], written: str) -> str:
    """What an option says, read as it would be from a source; CannotStart names the option."""
    if not written.strip():
        return ""
    try:
        return str(read(written))
    except ValueError as error:
        raise CannotStart(f"{option} {error}.") from None


def _source_of(url: str, text: str) -> str:
    """Where a link tells it, as `/svar route` and the intake channels take it."""
    hosts = [host for host in (host_of(url), *hosts_in(text)) if host]
    known = (source for host in hosts if (source := source_of_host(host)) is not None)
    return next(known, BLOG if hosts else OTHER)
