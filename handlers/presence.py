"""When somebody can be told something: nobody is messaged in their time off, unless they are on call."""

from datetime import datetime

from handlers import announce
from handlers.scene import Scene
from routing.calendar import at_work, next_start
from routing.handbook import Person
from routing.people import is_on_call


def is_there(scene: Scene, person: Person) -> bool:
    """Whether somebody is at work now, or on call."""
    return at_work(person, scene.now) or is_on_call(scene.handbook, person.id, scene.now)


def heard_at(scene: Scene, person: Person) -> datetime | None:
    """When somebody hears what is written to them now: at once, or as they next are at work; None for never.

    Never is also for whom no desk reaches.
    """
    if announce.desk_of(scene, person.id) is None:
        return None
    return scene.now if is_there(scene, person) else next_start(person, scene.now)
