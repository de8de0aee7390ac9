"""Reads the calendars that are layers of the rota, every quarter of an hour, and hands over their shifts."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from pydantic import SecretStr

from bot.calendars.child import Content, read_calendar
from bot.calendars.fetching import Fetched, fetch
from bot.calendars.layers import CalendarLayer, calendar_layers
from bot.calendars.troubles import CalendarTrouble
from bot.clock import Clock
from bot.engine import Engine
from handlers.books import Books
from handlers.calendar_import import NotRead, Read, keep, keep_trouble
from handlers.dispatch import Dispatch
from handlers.scene import Scene, Wakes
from routing.calendar_events import shifts_of
from routing.handbook import Handbook
from storage import calendar_imports

log = logging.getLogger(__name__)

LOOKS = timedelta(seconds=20)
"""How often it is looked whether one is due, which costs nothing: a new handbook may name another calendar."""

EVERY = timedelta(minutes=15)
LASTING = frozenset({"no_calendar", "too_many", "endless"})
"""Troubles of a text: it is not expanded again as long as it stays as it is."""

BEHIND, AHEAD = timedelta(days=30), timedelta(days=400)
"""Which of a calendar's events are taken: from whole days on, so that nothing changes all day long."""


@dataclass(frozen=True)
class _Expanded:
    """What a text holds in one window; or why it is of no use, which is the same at the next look."""

    fetched: Fetched
    zone: str
    begins: datetime
    content: Content | CalendarTrouble


@dataclass(frozen=True)
class _Try:
    """When a layer was read last, and for which layer and handbook: another one is read at once."""

    layer: CalendarLayer
    handbook: str
    at: datetime


class CalendarImport:
    """`addresses` by the name that the handbook gives them; `woken` is told after each change what to look at.

    Replicas take turns: what another one has read just now is not read again.
    """

    def __init__(
        self, addresses: dict[str, SecretStr], books: Books, engine: Engine, dispatch: Dispatch, clock: Clock,
        woken: Callable[[Wakes], None],
    ) -> None:  # fmt: skip
        self._addresses = addresses
        self._books = books
        self._engine = engine
        self._dispatch = dispatch
        self._clock = clock
        self._woken = woken
        self._tries: dict[str, _Try] = {}
        self._expanded: dict[str, _Expanded] = {}
        self._doubts: dict[str, tuple[str, ...]] = {}

    async def look(self) -> None:
        """Reads each calendar that is due. Raises StorageError."""
        handbook = self._books.last
        if handbook is None:
            return
        named = calendar_layers(handbook, self._addresses)
        self._expanded = {layer.id: self._expanded[layer.id] for layer in named if layer.id in self._expanded}
        for layer in named:
            if await self._is_due(layer, handbook):
                await self._import(layer, handbook)

    async def _is_due(self, layer: CalendarLayer, handbook: Handbook) -> bool:
        now, last = self._clock.now(), self._tries.get(layer.id)
        if last is None or (last.layer, last.handbook) != (layer, handbook.digest):
            return True
        if last.at <= now < last.at + EVERY:
            return False
        tries = await self._engine.read(
            lambda: self._dispatch.look(lambda scene: calendar_imports.tried(scene.transaction), now)
        )
        other = tries.get(layer.id)
        if other is None or other.address_digest != layer.address_digest or not last.at < other.tried_at <= now:
            return True
        self._tries[layer.id] = _Try(layer, handbook.digest, other.tried_at)
        return now >= other.tried_at + EVERY

    async def _import(self, layer: CalendarLayer, handbook: Handbook) -> None:
        now = self._clock.now()
        try:
            content = await self._content(layer, now)
        except CalendarTrouble as trouble:
            log.warning("the calendar of the rota's layer %s was not read: %s", layer.id, trouble.code)
            failed = NotRead(layer.id, layer.address_digest, trouble.code)
            await self._run(lambda scene: keep_trouble(scene, failed))
        else:
            shifts = await self._engine.read(lambda: shifts_of(layer.id, content.events, handbook.people))
            if content.doubts != self._doubts.get(layer.id, ()):
                log.warning(
                    "the calendar of the rota's layer %s was read, but: %s",
                    layer.id, ", ".join(content.doubts) or "no more of that",
                )  # fmt: skip
            self._doubts[layer.id] = content.doubts
            read = Read(layer.id, layer.address_digest, shifts, content.doubts)
            await self._run(lambda scene: keep(scene, read))
        self._tries[layer.id] = _Try(layer, handbook.digest, now)

    async def _content(self, layer: CalendarLayer, now: datetime) -> Content:
        if layer.address is None:
            raise CalendarTrouble("no_address")
        known = self._expanded.get(layer.id)
        fetched = await fetch(layer.address.get_secret_value(), known.fetched if known is not None else None)
        begins, ends = window(now)
        if known is None or (known.fetched.text, known.zone, known.begins) != (fetched.text, layer.zone, begins):
            known = _Expanded(fetched, layer.zone, begins, await _read(fetched.text, layer.zone, begins, ends))
        self._expanded[layer.id] = known
        if isinstance(known.content, CalendarTrouble):
            raise CalendarTrouble(known.content.code)
        return known.content

    async def _run(self, work: Callable[[Scene], object]) -> None:
        _, wakes = await self._engine.write(lambda: self._dispatch.run(work, self._clock.now()))
        self._woken(wakes)


async def _read(text: str, zone: str, begins: datetime, ends: datetime) -> Content | CalendarTrouble:
    """What it holds, or a trouble that the text itself has. Raises CalendarTrouble for one that may pass."""
    try:
        return await read_calendar(text, zone, begins, ends)
    except CalendarTrouble as trouble:
        if trouble.code not in LASTING:
            raise
        return trouble


def window(now: datetime) -> tuple[datetime, datetime]:
    """From when until when events are taken."""
    today = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    return today - BEHIND, today + AHEAD
