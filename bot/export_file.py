"""Where an export goes: a file that is there whole or not at all, or standard output."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from bot.cannot_start import CannotStart


@contextmanager
def whole_file(path: Path, encoding: str, *, force: bool) -> Iterator[IO[str]]:
    """Writes beside the file, and puts it in its place at the end, readable for its owner alone.

    CannotStart: it is there already and must not be written over (not `force`), or cannot be written.
    """
    _free(path, force=force)
    try:
        with NamedTemporaryFile(
            "w", encoding=encoding, newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as beside:
            written = Path(beside.name)
            try:
                yield beside
                beside.flush()
                os.fsync(beside.fileno())
                _free(path, force=force)
                written.replace(path)
            finally:
                written.unlink(missing_ok=True)
    except OSError as error:
        raise CannotStart(f"{path} cannot be written: {error.strerror}. Name another file with --out.") from None


@contextmanager
def standard_output(encoding: str) -> Iterator[IO[str]]:
    """As UTF-8 whatever the terminal speaks, and with no line end changed."""
    out = TextIOWrapper(sys.stdout.buffer, encoding, newline="", write_through=False)
    try:
        yield out
        out.flush()
    finally:
        out.detach()


def _free(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise CannotStart(f"{path} is a folder. Name a file with --out.")
    if path.exists() and not force:
        raise CannotStart(f"{path} is there already. Name another file with --out, or write over it with --force.")
