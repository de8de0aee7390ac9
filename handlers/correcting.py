"""What can be corrected of an item: values, for the card that offers it and the use case that does it."""

from dataclasses import dataclass

from handlers.scene import Scene
from routing.item import Item, Kind, State

LANGUAGES = ("nb", "nn", "sv", "da", "en")
"""The languages that a post can be said to be in."""

DOUBTED = (State.NEW, State.CLAIMED)
"""States in which an item may still be somebody else's to answer."""


@dataclass(frozen=True)
class Correction:
    """What is corrected ("domain", "kind", "language"), from what to what."""

    what: str
    before: str
    after: str


def choices(scene: Scene, item: Item) -> tuple[Correction, ...]:
    """All that an item can be corrected to: its doubtful language first, then the domains, kinds and languages."""
    domains = tuple(
        Correction("domain", item.domain, one.id) for one in scene.handbook.domains if one.id != item.domain
    )
    kinds = tuple(Correction("kind", item.kind, one.value) for one in Kind if one is not item.kind)
    languages = tuple(Correction("language", item.language, one) for one in LANGUAGES if one != item.language)
    return (*languages, *domains, *kinds) if "language" in item.marks else (*domains, *kinds, *languages)
