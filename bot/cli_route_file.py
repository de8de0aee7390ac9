"""`svarvakt route --file`: a table of posts and decisions, how many go where, and how often that is right."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot import route_json
from bot.by_name import language_model
from bot.cannot_start import CannotStart
from bot.cli_drawing import as_json, console, notes, table
from bot.posts_file import PostsFile, read_posts
from bot.spreadsheet import harmless
from bot.trying import Ground
from handlers.views.parts import LONGEST_LINE, one_line
from routing.handbook import Handbook
from routing.item import Item
from routing.trial import Right, Tally, Trial, tally, try_out
from storage.loads import WEIGHTS

NARROWEST = 80
MOST_PAIRS = 20
WRITTEN = (
    "id", "text", "source", "language", "kind", "rule", "domain", "urgency", "situation", "tags", "expert", "due",
    "expected_domain", "expected_urgency",
)  # fmt: skip
"""The columns of the file that --out names."""

_WIDEST = 8
"""Domains that a confusion table has room for; with more the pairs are listed."""


@dataclass(frozen=True)
class Files:
    """What is read and written; `rows` are shown; `source` is that of posts that say none."""

    posts: Path
    out: Path | None
    rows: int
    source: str


def route_file(files: Files, found: Ground, now: datetime, *, json: bool) -> None:
    """Decides every post of the file, shows and writes it. CannotStart."""
    read = read_posts(files.posts, found.handbook, now, files.source)
    posts = [trial.post for trial in read.trials]
    known = found.known
    items = list(try_out(found.handbook, posts, known.loads, known.last_named, WEIGHTS, language_model()))
    figures = tally(read.trials, items)
    unused = [f"Nobody asks for the column {name}." for name in read.unused]
    if files.out is not None:
        _write(files, read, items)
    if json:
        as_json(route_json.trials(read.trials, items, figures, (*found.notes, *unused)))
        return
    on = console()
    notes(on, (*found.notes, *unused))
    _posts(on, read.trials[: files.rows], items)
    if (left := len(items) - files.rows) > 0:
        on.print(Text(f"… and {left} more: --rows shows more of them, --out writes all.", style="dim"))
    _figures(on, found.handbook, figures)
    if files.out is not None:
        on.print(f"\n{files.out} is written.")


def _posts(on: Console, trials: Sequence[Trial], items: Sequence[Item]) -> None:
    if not trials:
        return
    spare = max(0, on.width - NARROWEST)
    rule, domain, expert = 12 + min(12, spare // 4), 8 + min(8, spare // 8), 7 + min(6, spare // 8)
    words = min(LONGEST_LINE, 17 + spare - (rule - 12) - (domain - 8) - (expert - 7))
    rows = (
        (
            one_line(item.post.text), item.post.source, item.language, item.kind.value, item.rule or "–", item.domain,
            item.urgency.value, item.expert or "nobody",
        )
        for _, item in zip(trials, items, strict=False)
    )  # fmt: skip
    heads = ("words", "source", "lang", "kind", "rule", "domain", "urgency", "expert")
    on.print(table(heads, rows, widths=(words, 9, 4, 8, rule, domain, 8, expert)))


def _figures(on: Console, handbook: Handbook, figures: Tally) -> None:
    on.print()
    on.print(Text(f"{_counted(figures.posts, 'post')} by {handbook.digest[:12]}.", style="bold"))
    names = {domain.id: domain.name for domain in handbook.domains}
    by_domain = ((names.get(name, name), *_share(count, figures.posts)) for name, count in figures.domains)
    on.print(table(("domain", "posts", "share"), by_domain, (1, 2)))
    on.print()
    by_rule = ((rule or "– no rule fits", *_share(count, figures.posts)) for rule, count in figures.rules)
    on.print(table(("rule", "posts", "share"), by_rule, (1, 2)))
    on.print()
    by_expert = ((expert or "nobody", *_share(count, figures.posts)) for expert, count in figures.experts)
    on.print(table(("expert", "posts", "share"), by_expert, (1, 2)))
    on.print(Text("As if they came one after the other, and nobody answered meanwhile.", style="dim"))
    if figures.too_many_by_default:
        share = _share(figures.by_default, figures.posts)[1]
        default = handbook.default_domain.name
        warning = f"Warning: no rule fits {figures.by_default} posts ({share}), so they go to {default}."
        on.print(Text(warning, style="yellow"))
    for what, right in (("domain", figures.domain_labels), ("urgency", figures.urgency_labels)):
        if right.labelled:
            _labels(on, what, right)


def _labels(on: Console, what: str, right: Right) -> None:
    on.print()
    share = _share(right.right, right.labelled)[1]
    on.print(Text(f"The {what} is right for {right.right} of {right.labelled} labelled posts ({share}).", style="bold"))
    labels = list(dict.fromkeys(name for label, found, _ in right.pairs for name in (label, found)))
    if len(labels) > _WIDEST:
        wrong = [(label, found, str(count)) for label, found, count in right.pairs if label != found]
        on.print(table(("label", "goes to", "posts"), wrong[:MOST_PAIRS], (2,)))
        return
    counts = {(label, found): count for label, found, count in right.pairs}
    rows = ((label, *(str(counts.get((label, found), "·")) for found in labels)) for label in labels)
    on.print(table(("label ↓ decided →", *labels), rows, range(1, len(labels) + 1)))


def _write(files: Files, read: PostsFile, items: Sequence[Item]) -> None:
    """With a byte order mark and the file's own delimiter, as Excel wants it."""
    assert files.out is not None
    if files.out.exists() and files.out.samefile(files.posts):
        raise CannotStart(f"{files.out} is the file of posts itself. Name another one with --out.")
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=read.delimiter)
    writer.writerow(WRITTEN)
    for trial, item in zip(read.trials, items, strict=True):
        writer.writerow([harmless(cell) for cell in _cells(trial, item)])
    try:
        files.out.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise CannotStart(f"{files.out} cannot be written: {error.strerror}. Name another file with --out.") from None


def _cells(trial: Trial, item: Item) -> Iterator[str]:
    yield from (trial.name, item.post.text, item.post.source, item.language, item.kind.value, item.rule or "")
    yield from (item.domain, item.urgency.value, item.situation, " ".join(item.tags), item.expert or "")
    yield item.deadline.due_at.isoformat(timespec="minutes")
    yield from (trial.domain, trial.urgency.value if trial.urgency else "")


def _share(count: int, of: int) -> tuple[str, str]:
    return str(count), f"{100 * count / of:.0f} %" if of else "–"


def _counted(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"
