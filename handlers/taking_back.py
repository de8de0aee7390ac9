"""Taking back what was handed over, when the absence was a mistake."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers import handover_notes
from handlers.access import Action, may
from handlers.moves import move
from handlers.scene import Scene
from handlers.views.parts import names_an_expert
from routing.absence import Absence
from routing.deputies import is_away
from routing.item import Item, State
from routing.owning import is_free, when_taken
from routing.people import able
from routing.reasons import Reason, Value
from storage import handovers, items
from storage.handovers import Moved


@dataclass(frozen=True)
class TakenBack:
    """How many items were given back; how many stay where they are, because something has happened to them since."""

    returned: int = 0
    stays: int = 0


def take_back(scene: Scene, absence: Absence, by: str) -> TakenBack:
    """Gives back what nobody has touched since it was handed over, where the giver may still have it: the absence was
    a mistake."""
    handover = handovers.read(scene.transaction, absence.person, absence.starts_at)
    if handover is None:
        return TakenBack()
    returned: list[Moved] = []
    stays = 0
    for one in handover.moved:
        item = items.lock(scene.transaction, one.number)
        if item is None or not item.state.is_open:
            continue
        if not _is_untouched(scene, item, one) or not _may_have(scene, item, one, absence.person):
            stays += absence.person != (item.owner or item.expert)
            continue
        if one.claimed_at is None:
            after = replace(item, expert=absence.person, reasons=_again(item, absence.person))
        else:
            claimed_at = datetime.fromisoformat(one.claimed_at)
            after = replace(item, state=when_taken(item.state), owner=absence.person, claimed_at=claimed_at)
        values: dict[str, Value] = {"person": absence.person}
        if move(scene, item, after, who=by, what="handed_back", values=values) is not None:
            returned.append(one)
    handovers.keep(scene.transaction, absence.person, absence.starts_at, ())
    if handover.told_at is None:
        handovers.tell(scene.transaction, handover, scene.now)
    handover_notes.taken_back(scene, absence.person, returned)
    return TakenBack(len(returned), stays)


def _is_untouched(scene: Scene, item: Item, one: Moved) -> bool:
    """Whether nobody has taken it since it was moved, or was named for it: those who are away are not there for it."""
    if item.owner is not None or not (is_free(item) or item.state is State.PAUSED):
        return False
    if one.receiver is not None:
        return item.expert == one.receiver
    return item.expert is None or is_away(scene.handbook, item.expert, scene.now)


def _may_have(scene: Scene, item: Item, one: Moved, giver: str) -> bool:
    """Whether the giver may have it as it is now: meanwhile it may have been corrected, or the handbook changed."""
    if giver in able(scene.handbook, item.domain, scene.now):
        return True
    return one.domain == item.domain and may(scene.handbook, giver, Action.CLAIM, item, scene.now) is not None


def _again(item: Item, person: str) -> tuple[Reason, ...]:
    kept = tuple(reason for reason in item.reasons if not names_an_expert(reason))
    return (*kept, Reason("chosen_back", {"person": person}))
