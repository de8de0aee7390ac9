"""Naming the expert: when an item opens, and again when somebody gives it back."""

from dataclasses import replace

from handlers import announce
from handlers.moves import SYSTEM
from handlers.scene import Scene
from handlers.views.parts import names_an_expert
from routing.calendar import at_work
from routing.delegate import Chosen, choose
from routing.item import Deadline, Item
from routing.people import able
from routing.reasons import Reason
from storage import history, loads

_LAST = 1_000_000
"""Open items that whoever gave an item back counts as having: they are named again only where there is nobody else."""


def name_expert(scene: Scene, domain: str, deadline: Deadline, language: str, giver: str | None = None) -> Chosen:
    """The expert for an item of this field; `giver` has just given it back."""
    found = loads.read(scene.transaction, able(scene.handbook, domain))
    if giver is not None:
        found.open[giver] = _LAST
    return choose(scene.handbook, domain, found.open, found.last_chosen, scene.now, deadline, language)


def named_again(scene: Scene, item: Item, giver: str) -> Item:
    """The item as routing names somebody for it now. Nothing is written yet."""
    chosen = name_expert(scene, item.domain, item.deadline, item.language, giver)
    kept = tuple(reason for reason in item.reasons if not names_an_expert(reason))
    return replace(item, expert=chosen.expert, reasons=(*kept, *chosen.reasons))


def tell_named(scene: Scene, item: Item, giver: str) -> None:
    """Writes who is named now, and tells them while they are at work: an edited card rings nobody's phone."""
    person = scene.handbook.person(item.expert)
    if person is None:
        return
    values = {"person": person.id, "domain": item.domain}
    history.append(scene.transaction, item.number, scene.now, SYSTEM, "named", values)
    if person.id != giver and at_work(person, scene.now):
        announce.notice(scene, item, person.id, "given_back", Reason("given_back", {"by": giver}))
