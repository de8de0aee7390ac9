"""Who is away, as it is at this moment: for what is decided by it and must not be overtaken."""

from handlers.scene import Scene
from storage import absences


def alone(scene: Scene) -> None:
    """First in a transaction that writes absences, or hands over: nobody else does so until it ends.

    What another transaction has said since this one began is known from here on.
    """
    absences.lock(scene.transaction)
    read_again(scene)


def read_again(scene: Scene) -> None:
    """The scene's handbook with the absences that are stored now."""
    said = absences.current(scene.transaction, scene.now)
    scene.handbook = scene.handbook.with_roster(said, scene.handbook.departed)
