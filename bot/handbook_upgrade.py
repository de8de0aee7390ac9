"""Handbook files of an older schema, rewritten in the newest; the old ones stay beside them."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.cannot_start import CannotStart
from bot.handbook_file import read_files
from routing.handbook_bundle import join
from routing.handbook_problems import HandbookError, Problem
from routing.handbook_rewrite import rewritten
from routing.handbook_syntax import read_toml
from routing.handbook_upgrade import upgraded


@dataclass(frozen=True)
class Older:
    """A file of an older schema, and its text in the newest."""

    path: Path
    text: str


def older(main: Path) -> tuple[Older, ...]:
    """The files of a handbook, the main one and those it includes, that are of an older schema.

    CannotStart for a file that cannot be read; HandbookError for what cannot be rewritten, with its mend.
    """
    files = read_files(main)
    schema = read_toml(files.texts[main.name], main.name).get("schema")
    made = {name: rewritten(text, name, schema) for name, text in files.texts.items()}
    found = tuple(Older(main.parent / name, text) for name, text in made.items() if text != files.texts[name])
    whole = read_toml(join(main.name, made), main.name)
    if found and whole != upgraded(read_toml(files.bundle, main.name)):
        mend = "move all [[rung]]s into one of them, and try again"
        raise HandbookError([Problem(main.name, "", f"the rungs of its ladder stand in several files; {mend}")])
    return found


def rewrite(one: Older) -> Path:
    """Writes the new text in the file's place, at once or not at all. Gives the copy of the old file."""
    try:
        kept = _free(one.path)
        kept.write_bytes(one.path.read_bytes())
        descriptor, temporary = tempfile.mkstemp(prefix=f".{one.path.name}.", dir=one.path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(one.text.encode("utf-8"))
        os.chmod(temporary, one.path.stat().st_mode & 0o7777)
        os.replace(temporary, one.path)
    except OSError as error:
        raise CannotStart(f"{one.path} cannot be rewritten: {error.strerror}.") from None
    return kept


def _free(path: Path) -> Path:
    """handbook.toml.bak, or the next free one: an older copy is not written over."""
    number = 1
    while (kept := path.with_name(f"{path.name}.bak{number if number > 1 else ''}")).exists():
        number += 1
    return kept
