"""Looks after the handbook's files: what is saved is handed over to be put in force, or refused."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from pathlib import Path

from handlers.handbook_file import HandbookFile, ReadFile

log = logging.getLogger(__name__)

LOOKS = timedelta(seconds=2)
"""How often the files' stamps are looked at: a stat each."""

Stamp = tuple[int, int, int]
"""When a file was changed (nanoseconds), its size, and which file it is: editors write a new one and rename it."""

Take = Callable[[HandbookFile], Awaitable[None]]


class HandbookWatch:
    """Hands `take` the handbook whenever a file of it has been saved and two looks in a row find it the same.

    What stands there at the start is not handed over: the handbook in force is the database's, and a file that has not
    been touched since must not undo what was changed in chat. Replicas that share the file hand over the same text.
    """

    def __init__(self, read: ReadFile, take: Take) -> None:
        self._read = read
        self._take = take
        self._last: HandbookFile | None = None
        self._known: dict[str, Stamp | None] = {}
        self._seen: dict[str, Stamp | None] = {}

    async def look(self) -> None:
        """One look. An editor may be half way through writing, so a change is taken when it has come to rest."""
        if self._last is None:
            await self._begin()
            return
        found = await asyncio.to_thread(_stamps, self._last.files)
        at_rest, self._seen = found == self._seen, found
        # A file that could not be read is tried again: one that it includes may have come in the meantime.
        if not at_rest or (found == self._known and not self._last.problems):
            return
        offered = await asyncio.to_thread(self._read)
        if offered != self._last:
            await self._take(offered)
            log.info("the handbook's file was saved")
        # Only now: what could not be stored is handed over again at the next look.
        self._last, self._known = offered, found

    async def _begin(self) -> None:
        self._last = await asyncio.to_thread(self._read)
        self._known = self._seen = await asyncio.to_thread(_stamps, self._last.files)


def _stamps(files: Iterable[str]) -> dict[str, Stamp | None]:
    """The stamps of files; None for one that is not there."""
    return {file: _stamp(Path(file)) for file in files}


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
