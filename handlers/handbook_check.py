"""Handbooks as they are offered, from a file or from chat: read, and found to be sound or not."""

from collections.abc import Callable
from dataclasses import dataclass

from routing.handbook import Handbook
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook


@dataclass(frozen=True)
class HandbookFile:
    """The file called `name`, with all that it includes as one `text`; `problems` are sentences where it is unusable.

    `files` are the absolute paths of all files that it is made of, those that are missing included. `saved` tells one
    saving from another: replicas that share the files see the same.
    """

    name: str
    text: str
    problems: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    saved: str = ""


ReadFile = Callable[[], HandbookFile]


@dataclass(frozen=True)
class Checked:
    """The handbook that a text holds, or None and the first of its problems; `count` is of all of them."""

    handbook: Handbook | None
    problems: tuple[str, ...] = ()
    count: int = 0


def check_text(text: str, name: str, desks: tuple[str, ...]) -> Checked:
    """Reads a handbook's text; the connected `desks` must be in it. It takes its time: not within a transaction."""
    try:
        handbook = read_handbook(text, name)
    except HandbookError as error:
        # The last one says how many more there are; whoever tells them does that as well.
        shown = error.problems if len(error.problems) == error.count else error.problems[:-1]
        return Checked(None, tuple(str(problem) for problem in shown), error.count)
    missing = tuple(
        f"{name}: [desks.{desk}] is missing, but the bot works there; add it, with intake, triage and managers"
        for desk in desks
        if handbook.desk(desk) is None
    )
    return Checked(None, missing, len(missing)) if missing else Checked(handbook)


def check_file(offered: HandbookFile, desks: tuple[str, ...]) -> Checked:
    """Reads what the file says; as `check_text`."""
    if offered.problems:
        return Checked(None, offered.problems, len(offered.problems))
    return check_text(offered.text, offered.name, desks)
