"""Items as rows of a list for one person: where each stands, the way to its card, and the words that they may read."""

from collections.abc import Callable, Collection, Sequence

from handlers.access import may_read, person_of
from handlers.intents import Actor
from handlers.scene import Scene
from handlers.views.lists import Row
from routing.item import Item
from routing.report import Line, is_at_risk, nearing_by, staffed_before
from storage import items, placements
from storage.open_items import OpenItem


def listed(scene: Scene, actor: Actor, found: Sequence[OpenItem]) -> list[Row]:
    """The rows of open items, in the same order."""
    risk = at_risk(scene)
    return rows(scene, actor, [one.line.number for one in found], {one.line.number for one in found if risk(one.line)})


def rows(scene: Scene, actor: Actor, numbers: Sequence[int], risks: Collection[int] = ()) -> list[Row]:
    """The rows of the items with these numbers that exist, in the same order; `risks` are those at risk."""
    person = person_of(scene.handbook, actor) or ""
    by_number = {item.number: item for item in items.read_many(scene.transaction, numbers)}
    return [
        Row(
            item,
            at_risk=number in risks,
            address=address(scene, actor.desk, item),
            readable=may_read(scene.handbook, person, item, scene.now),
            late=item.is_late(scene.now),
        )
        for number in numbers
        if (item := by_number.get(number)) is not None
    ]


def address(scene: Scene, desk: str, item: Item) -> str:
    """Where the item's card can be opened on a desk, "" where it cannot."""
    place = placements.get(scene.transaction, desk, f"item:{item.number}", "card")
    return scene.link(place) if place is not None else ""


def at_risk(scene: Scene) -> Callable[[Line], bool]:
    """Whether an open item is at risk, as the figures count it."""
    staffed, nearing = staffed_before(scene.handbook, scene.now), nearing_by(scene.handbook)
    return lambda line: is_at_risk(line, scene.now, staffed, nearing)
