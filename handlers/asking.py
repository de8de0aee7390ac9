"""Whom to ask next for a second pair of eyes: `routing.asking_next`, passing over those whom no desk reaches."""

from handlers.announce import desk_of
from handlers.scene import Scene
from routing.asking_next import Asked, next_asked
from routing.item import Item


def next_reached(scene: Scene, item: Item, already: tuple[str, ...], also: tuple[str, ...] = ()) -> Asked:
    """Whom to ask now. `already`, `also`: see `next_asked`."""
    while True:
        asked = next_asked(scene.handbook, item, already, scene.now, also)
        if asked.person is None or desk_of(scene, asked.person) is not None:
            return asked
        already = (*already, asked.person)
