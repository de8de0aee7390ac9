"""What happens when the handbook's file was saved: it is checked, then put in force or refused."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from bot.clock import Clock
from bot.engine import Engine
from handlers.dispatch import Dispatch
from handlers.handbook_check import HandbookFile
from handlers.handbook_file import saved
from handlers.scene import Wakes

log = logging.getLogger(__name__)


class HandbookSaved:
    """`woken` is told after the transaction what to look at. Nothing of a handbook's text is logged."""

    def __init__(self, engine: Engine, dispatch: Dispatch, clock: Clock, woken: Callable[[Wakes], None]) -> None:
        self._engine = engine
        self._dispatch = dispatch
        self._clock = clock
        self._woken = woken

    async def take(self, offered: HandbookFile) -> None:
        """Raises as `Engine.write`: then nothing has come of it."""
        checked = await asyncio.to_thread(self._dispatch.check, offered)
        work = partial(saved, offered=offered, checked=checked)
        became, wakes = await self._engine.write(lambda: self._dispatch.run(work, self._clock.now()))
        if checked.handbook is None:
            log.warning(
                "%s was saved with %d problems (`svarvakt check` tells them); the handbook in force goes on",
                offered.name, checked.count,
            )  # fmt: skip
        elif became.changed is not None:
            log.info("%s was saved, and is in force now (%s)", offered.name, checked.handbook.digest[:12])
        self._woken(wakes)
