"""What every command says in the same way: the settings, and what a person can mend."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from bot.cannot_start import CannotStart
from bot.settings import Settings, SettingsError, read_settings
from routing.handbook_problems import HandbookError
from storage.errors import StorageError

DOTENV = Path(".env")


def settings_or_exit() -> Settings:
    """Ends the program with exit code 2 where the settings cannot be used."""
    try:
        return read_settings(os.environ, DOTENV)
    except SettingsError as error:
        count = len(error.problems)
        complain(f"The settings cannot be used: {count} problem{'' if count == 1 else 's'}.")
        for problem in error.problems:
            complain(f"- {problem}")
        raise typer.Exit(2) from error


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turns what a person can mend into sentences and exit code 1; mistakes in the program keep their traceback."""
    try:
        yield
    except CannotStart as error:
        sentences: tuple[str, ...] = error.sentences
    except HandbookError as error:
        sentences = ("The handbook cannot be used.", *(f"- {problem}" for problem in error.problems))
    except StorageError as error:
        sentences = (f"The database cannot be used: {error}",)
    else:
        return
    for sentence in sentences:
        complain(sentence)
    raise typer.Exit(1)


def complain(sentence: str) -> None:
    typer.echo(sentence, err=True)
