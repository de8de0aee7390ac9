"""Has a calendar read in a process of its own, which is ended when it takes too long."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import bot
from bot.calendars.troubles import CalendarTrouble
from routing.calendar_events import CalendarEvent

LONGEST = 60.0
"""Real seconds for reading one calendar."""

ROOT = Path(str(bot.__file__)).parents[1]
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")
"""What the other process sees of our environment: no secret."""


@dataclass(frozen=True)
class Content:
    """What a calendar holds. So many of its events cannot be read and are `left_out`, of these `endless` for a rule
    that never comes; so many series name an `odd_zone` that nobody knows, and are read in the layer's."""

    events: tuple[CalendarEvent, ...]
    left_out: int = 0
    endless: int = 0
    odd_zone: int = 0

    @property
    def doubts(self) -> tuple[str, ...]:
        """Codes of `handlers.words.calendar_sentences.CALENDAR_DOUBTS`."""
        found = {"odd_zone": self.odd_zone, "endless": self.endless, "left_out": self.left_out - self.endless}
        return tuple(code for code, count in found.items() if count)


async def read_calendar(text: str, zone: str, begins: datetime, ends: datetime, longest: float = LONGEST) -> Content:
    """What it holds between two moments. Raises CalendarTrouble."""
    asked = {"text": text, "zone": zone, "begins": begins.isoformat(), "ends": ends.isoformat()}
    answer = json.loads(await _answer(json.dumps(asked).encode(), longest))
    if "trouble" in answer:
        raise CalendarTrouble(str(answer["trouble"]))
    return Content(read_events(answer), answer["left_out"], answer["endless"], answer["odd_zone"])


def read_events(answer: Mapping[str, Any]) -> tuple[CalendarEvent, ...]:
    """What `bot.calendars.expanding` has found, as values."""
    return tuple(_event(each) for each in answer["occurrences"])


async def _answer(asked: bytes, longest: float) -> bytes:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.calendars.expanding",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": str(ROOT)}, cwd=ROOT,
    )  # fmt: skip
    try:
        async with asyncio.timeout(longest):
            answer, _ = await process.communicate(asked)
    except TimeoutError:
        raise CalendarTrouble("takes_too_long") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise CalendarTrouble("not_read")
    return answer


def _event(given: Mapping[str, Any]) -> CalendarEvent:
    return CalendarEvent(
        starts_at=datetime.fromisoformat(given["starts_at"]),
        ends_at=datetime.fromisoformat(given["ends_at"]),
        summary=given["summary"],
        attendees=tuple(given["attendees"]),
        organizer=given["organizer"],
    )
