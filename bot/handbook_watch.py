"""Looks after the handbook's files: what is saved is handed over to be put in force, or refused."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from pathlib import Path

from handlers.handbook_check import HandbookFile, ReadFile

LOOKS = timedelta(seconds=2)
"""How often the files' stamps are looked at: a stat each."""

Stamp = tuple[int, int, int, int]
"""When a file was changed and when its permissions were (nanoseconds), its size, and which file it is: editors write a
new one and rename it."""

Take = Callable[[HandbookFile], Awaitable[None]]


class HandbookWatch:
    """Hands `take` the handbook whenever a file of it has been saved and two looks in a row find it the same.

    What stands there at the start is not handed over: the handbook in force is the database's, and a file that has not
    been touched since must not undo what was changed in chat. Replicas that share the file hand over the same text.
    """

    def __init__(self, read: ReadFile, take: Take) -> None:
        self._read = read
        self._take = take
        self._last = HandbookFile("", "")
        self._known: dict[str, Stamp | None] = {}
        self._seen: dict[str, Stamp | None] = {}

    async def begin(self) -> None:
        """Remembers what stands there. To be called before the start reads it, so that nothing is missed in between."""
        files = (await asyncio.to_thread(self._read)).files
        self._known = self._seen = await asyncio.to_thread(_stamps, files)
        self._last = await asyncio.to_thread(self._read)

    async def look(self) -> None:
        """One look. An editor may be half way through writing, so a change is taken when it has come to rest."""
        found = await asyncio.to_thread(_stamps, self._last.files)
        at_rest, self._seen = found == self._seen, found
        if not at_rest or found == self._known:
            return
        offered = await asyncio.to_thread(self._read)
        if offered != self._last:
            await self._take(offered)
        # Only now: what could not be stored is handed over again at the next look.
        self._last, self._known = offered, found


def _stamps(files: Iterable[str]) -> dict[str, Stamp | None]:
    """The stamps of files; None for one that is not there."""
    return {file: _stamp(Path(file)) for file in files}


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
