"""Draws what is said privately to those who were asked to see to a conflict."""

from handlers.access import Action, may, may_read
from handlers.drawn import Drawn, Nothing, parcel_of, stands_already
from handlers.scene import Scene
from handlers.views import conflicts as views
from routing.item import State
from storage import conflicts, items
from storage.courier import Leased


def draw_conflict(scene: Scene, leased: Leased) -> Drawn:
    conflict = conflicts.read(scene.transaction, int(leased.subject.removeprefix("conflict:")))
    assert conflict is not None, "a row of the outbox outlived its conflict"
    item = items.read(scene.transaction, conflict.item)
    assert item is not None, "a conflict outlived its item"
    over = item.state is not State.LOCKED or conflict.settled_at is not None
    if over and stands_already(scene, leased) is None:
        return Nothing(f"conflict {conflict.id} is settled")
    person = str(leased.payload["person"])
    settles = may(scene.handbook, person, Action.SETTLE_CONFLICT, item, scene.now) is not None
    readable = may_read(scene.handbook, person, item, scene.now)
    message = views.asked(scene, item, conflict, person, settles=settles, may_read=readable)
    return parcel_of(scene, leased, message)
