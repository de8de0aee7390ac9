"""The handbook's file, as the process has read it: put in force when it is sound, told to its owners when it is not."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers import announce
from handlers.handbook_change import change
from handlers.scene import Scene
from routing.handbook import Handbook
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from routing.reasons import Reason

FILE = "svarvakt"
"""Who changed the handbook, when a saved file did."""


@dataclass(frozen=True)
class HandbookFile:
    """The file called `name`, with all that it includes as one `text`; `problems` are sentences where it is unusable.

    `files` are the paths of all files that it is made of, as far as they are known.
    """

    name: str
    text: str
    problems: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


ReadFile = Callable[[], HandbookFile]


@dataclass(frozen=True)
class Checked:
    """The file's handbook, or None and the problems that it has."""

    handbook: Handbook | None
    problems: tuple[str, ...]


def check(offered: HandbookFile) -> Checked:
    """Reads what the file says. It takes its time, so it belongs before the transaction."""
    if offered.problems:
        return Checked(None, offered.problems)
    try:
        return Checked(read_handbook(offered.text, offered.name), ())
    except HandbookError as error:
        return Checked(None, tuple(str(problem) for problem in error.problems))


def saved(scene: Scene, offered: HandbookFile, checked: Checked) -> bool:
    """A file was saved: it is put in force, or refused with its problems and the old one goes on. True when it changed.

    Its owners and the administrators are told either way.
    """
    if checked.handbook is None:
        announce.to_keepers(scene, Reason("handbook_refused", {"name": offered.name, "problems": _listed(checked)}))
        return False
    if not change(scene, checked.handbook, FILE, offered.name):
        return False
    announce.to_keepers(scene, Reason("handbook_taken", {"name": offered.name}))
    return True


_SHOWN = 10


def _listed(checked: Checked) -> str:
    shown = "\n".join(f"• {problem}" for problem in checked.problems[:_SHOWN])
    more = len(checked.problems) - _SHOWN
    return f"{shown}\n(+ {more})" if more > 0 else shown
