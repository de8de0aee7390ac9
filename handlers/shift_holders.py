"""Who really had a layer's shift: those who were told that theirs began, whatever the handbook makes of the past now.

A new handbook, or another calendar, has other people in the hours before it, who were never on call.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.scene import Scene
from routing.rota import Shift, all_on_call, layer_of, layers, shifts
from storage import handbooks, shift_notes
from storage.shift_notes import Noted, What

LONGEST = timedelta(days=31)
"""How long ago a shift may have begun that is still believed to go on."""

JUST = timedelta(minutes=5)
"""By when everybody hears of one change."""

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Lost:
    """The shift that somebody was told of, and has no more; who has it now, None for nobody."""

    note: Noted
    now: Shift | None


class Holders:
    """What is known at one moment."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        rota_at = handbooks.newest_at(scene.transaction)
        read_at = handbooks.changed_at(scene.transaction)
        self._since = {one.id: read_at if one.calendar else rota_at for one in layers(scene.handbook)}
        self._notes = shift_notes.since(scene.transaction, scene.now - LONGEST)
        over = {(one.layer, one.person, one.starts_at): one.at for one in self._notes if one.what is What.ENDED}
        self.lost = [
            Lost(one, self._has_it(one))
            for one in self._notes
            if one.what is What.BEGINS
            and self._was_told_just_now(one.layer, over.get((one.layer, one.person, one.starts_at)))
            and self._is_lost(one)
        ]
        """Also those who were told so since the change: whoever follows them is told by itself."""

    def was_real(self, layer: str, at: datetime) -> bool:
        """Whether what the handbook says of that moment held then, too."""
        since = self._since.get(layer)
        return since is None or at >= since

    def knew(self, shift: Shift) -> bool:
        """Whether its person was told of it."""
        key = (shift.layer, shift.person, shift.starts_at)
        return any(key == (one.layer, one.person, one.starts_at) for one in self._notes)

    def before(self, layer: str) -> str:
        """Who had the layer's shift until it was changed; "" for nobody."""
        return next((one.note.person for one in reversed(self.lost) if one.note.layer == layer), "")

    def _was_told_just_now(self, layer: str, ended_at: datetime | None) -> bool:
        since = self._since.get(layer)
        return ended_at is None or (since is not None and ended_at >= since and self._scene.now < ended_at + JUST)

    def _is_lost(self, note: Noted) -> bool:
        handbook, now = self._scene.handbook, self._scene.now
        if layer_of(handbook, note.layer) is None:
            later = any(one.person == note.person and one.at > note.at for one in self._notes)
            return not later and note.person not in {one.person for one in all_on_call(handbook, now)}
        begun = shifts(handbook, note.layer, note.starts_at, note.starts_at + _TICK)
        under_way = shifts(handbook, note.layer, now, now + _TICK)
        ended = [one.ends_at for one in begun if one.person == note.person and one.starts_at <= note.starts_at]
        if any(one.person == note.person for one in under_way):
            return False
        return not any(self.was_real(note.layer, at) for at in ended)

    def _has_it(self, note: Noted) -> Shift | None:
        handbook, now = self._scene.handbook, self._scene.now
        of = [note.layer] if layer_of(handbook, note.layer) is not None else [one.id for one in layers(handbook)]
        return next(self._under_way(of, now), None)

    def _under_way(self, of: list[str], now: datetime) -> Iterator[Shift]:
        for layer in of:
            yield from shifts(self._scene.handbook, layer, now, now + _TICK)
