"""Naming the expert: when an item opens, and again when somebody gives it back."""

from dataclasses import replace

from handlers import announce
from handlers.moves import SYSTEM
from handlers.scene import Scene
from handlers.views.parts import names_an_expert
from routing.calendar import at_work
from routing.choose import Chosen, choose, is_alarm
from routing.item import Deadline, Item
from routing.people import around
from routing.reasons import Reason
from storage import history, loads


def name_expert(scene: Scene, domain: str, deadline: Deadline, language: str, giver: str | None = None) -> Chosen:
    """The expert for an item of this field; `giver` has just given it back."""
    people = [person.id for person in around(scene.handbook, domain)]
    found = loads.read(scene.transaction, people)
    return choose(scene.handbook, domain, found.open, found.last_chosen, scene.now, deadline, language, giver)


def named_again(scene: Scene, item: Item, giver: str | None = None) -> Item:
    """The item as routing names somebody for it now. Nothing is written yet."""
    chosen = name_expert(scene, item.domain, item.deadline, item.language, giver)
    kept = tuple(reason for reason in item.reasons if not names_an_expert(reason))
    return replace(item, expert=chosen.expert, reasons=(*kept, *chosen.reasons))


def sound_alarm(scene: Scene, item: Item) -> None:
    """Tells the channel at once when nobody can take the item. It wakes nobody: that is the ladder's work."""
    if is_alarm(item.reasons) and announce.nobody_there(scene, item):
        history.append(scene.transaction, item.number, scene.now, SYSTEM, "channel_told", {})


def write_named(scene: Scene, item: Item) -> None:
    """The line of history that says who is named now, and the alarm when it is nobody who is there."""
    sound_alarm(scene, item)
    if item.expert is not None:
        values = {"person": item.expert, "domain": item.domain}
        history.append(scene.transaction, item.number, scene.now, SYSTEM, "named", values)


def tell_named(scene: Scene, item: Item, giver: str, why: str = "given_back") -> None:
    """Writes who is named now, and tells them while they are at work: an edited card rings nobody's phone."""
    write_named(scene, item)
    person = scene.handbook.person(item.expert)
    if person is not None and person.id != giver and at_work(person, scene.now):
        announce.notice(scene, item, person.id, why, Reason(why, {"by": giver}))
