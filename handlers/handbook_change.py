"""A handbook comes into force: the row, the people who have left, and every open item looked at anew."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.books import put
from handlers.roster import laid_over
from handlers.scene import Scene
from routing.handbook import Handbook
from storage import handbooks, items
from storage.errors import StorageBusy

FILE = "svarvakt"
"""Who changed the handbook, when a saved file did."""


@dataclass(frozen=True)
class Changed:
    """A handbook is in force. `left` are the ids of people whom the one before had named, `given_back` counts the open
    items that they had: the sweep gives these back at once. `keepers` were the owners and administrators before."""

    left: tuple[str, ...]
    given_back: int
    keepers: tuple[str, ...]


def change(scene: Scene, handbook: Handbook, who: str, why: str) -> Changed | None:
    """Puts the handbook in force, within the scene's transaction; None when it is the one in force already.

    `who` is a person's id, or the process. From here on the scene goes by the new one. StorageBusy, to be run again,
    when somebody else was changing it at this moment.
    """
    before = scene.handbook
    handbooks.lock(scene.transaction)
    if handbooks.current_digest(scene.transaction) != before.digest:
        raise StorageBusy("another handbook has just come into force")
    if handbook.digest == before.digest:
        return None
    put(scene.transaction, handbook, scene.now, who, why)
    scene.handbook = laid_over(scene.transaction, handbook, scene.now)
    scene.wakes.at(scene.now)
    left = tuple(person.id for person in before.people if handbook.person(person.id) is None)
    return Changed(left, count_given_back(scene, handbook), keepers(before))


def count_given_back(scene: Scene, handbook: Handbook) -> int:
    """How many open items are with people whom this handbook does not name."""
    return items.count_carried_by_others(scene.transaction, [person.id for person in handbook.people])


def keepers(handbook: Handbook) -> tuple[str, ...]:
    """The ids of its owners and of the administrators, each once."""
    found: Iterable[str] = (
        person.id for role in ("handbook_owner", "administrator") for person in handbook.with_role(role)
    )
    return tuple(dict.fromkeys(found))
