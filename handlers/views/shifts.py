"""Parts of what is said about shifts: who, from when until when, in which layer."""

from collections.abc import Sequence
from datetime import datetime

from handlers.scene import Scene
from handlers.words import Speaker
from routing.messages import Line, Strong
from routing.rota import layer_name, layers


def stretch(speaker: Speaker, starts_at: datetime, ends_at: datetime, now: datetime) -> Line:
    """ "until Mon 9 Mar 08:00", or "from … until …" when it has not begun."""
    if starts_at <= now:
        return speaker.line("until {end}", end=speaker.moment(ends_at))
    return speaker.line("from {start} until {end}", start=speaker.moment(starts_at), end=speaker.moment(ends_at))


def in_layer(scene: Scene, layer: str) -> Line:
    """ " (primary)" where the rota has several layers."""
    if len(layers(scene.handbook)) < 2:
        return ()
    return (" (", Strong(layer_name(scene.handbook, layer)), ")")


def of_layer(scene: Scene, layer: str) -> Line:
    """ "primary: " before a sentence, where the rota has several layers."""
    if not layer or len(layers(scene.handbook)) < 2:
        return ()
    return (Strong(layer_name(scene.handbook, layer)), ": ")


def and_more(speaker: Speaker, found: Sequence[object], most: int) -> tuple[Line, ...]:
    """ "… and 3 more." of a list of which only so many are shown."""
    left = len(found) - most
    return ((speaker.counted("… and {n} more.", "… and {n} more.", left),),) if left > 0 else ()
