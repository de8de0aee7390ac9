"""A handbook comes into force: the row, the people who have left, and every open item looked at anew."""

from handlers.books import put
from handlers.scene import Scene
from routing.handbook import Handbook
from storage import absences, people


def change(scene: Scene, handbook: Handbook, who: str, why: str) -> bool:
    """Puts the handbook in force, within the scene's transaction; False when it is the one in force already.

    `who` is a person's id, or the process. From here on the scene goes by the new one.
    """
    if handbook.digest == scene.handbook.digest:
        return False
    put(scene.transaction, handbook, scene.now, who, why)
    scene.handbook = handbook.with_roster(
        absences.current(scene.transaction, scene.now), people.departed(scene.transaction)
    )
    scene.wakes.at(scene.now)
    return True
