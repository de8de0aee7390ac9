"""Who is away and who covers a shift, as it is at this moment: for what is decided by it and must not be overtaken."""

from datetime import datetime

from handlers.scene import Scene
from routing.handbook import Handbook
from storage import absences, calendar_imports, items, people, rota_covers
from storage.database import Transaction


def laid_over(transaction: Transaction, handbook: Handbook, now: datetime) -> Handbook:
    """The handbook with everything laid over it that the database holds: the one place that knows what that is."""
    said, covers = absences.current(transaction, now), rota_covers.current(transaction, now)
    return handbook.with_roster(said, people.departed(transaction), covers, calendar_imports.current(transaction))


def alone(scene: Scene) -> None:
    """First in a transaction that writes absences, or hands over: nobody else does so until it ends.

    What another transaction has said since this one began is known from here on.
    """
    absences.lock(scene.transaction)
    read_again(scene)


def alone_with_rota(scene: Scene) -> None:
    """The same for whoever changes who is on call. Never both in one transaction: they could wait in a circle."""
    rota_covers.lock(scene.transaction)
    read_again(scene)


def read_again(scene: Scene) -> None:
    """The scene's handbook with the absences and covers that are stored now."""
    scene.handbook = laid_over(scene.transaction, scene.handbook, scene.now)


def look_again(scene: Scene) -> None:
    """From here on in this transaction the handbook holds what was just said; every open item is looked at anew."""
    read_again(scene)
    items.look_again(scene.transaction, scene.now)
    scene.wakes.at(scene.now)
