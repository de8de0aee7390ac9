"""People who have left the handbook, or a domain: what they had is given back, and somebody is named anew.

A handbook that comes into force makes every open item due, so the sweep meets each item of somebody who has left, a
hundred a transaction, whoever has put it in force and however many there are; a crash loses none.
"""

from collections.abc import Sequence
from dataclasses import replace

from handlers import announce
from handlers.moves import SYSTEM, move
from handlers.naming import named_again, write_named
from handlers.scene import Scene
from routing.calendar import at_work
from routing.item import GIVEN_BACK, Item, State
from routing.reasons import Reason
from storage.errors import StorageBusy


def give_back(scene: Scene, found: Sequence[Item]) -> None:
    """Gives back items of people who have left them; they are locked by this transaction.

    Everybody named anew hears of it once, while they are at work, however many items it is.
    """
    freed: dict[tuple[str, str], list[Item]] = {}
    for before in found:
        leaver, after = _free(scene, before)
        if after.expert is not None:
            freed.setdefault((after.expert, leaver), []).append(after)
    for (person, leaver), theirs in freed.items():
        _tell(scene, person, leaver, theirs)


def _free(scene: Scene, before: Item) -> tuple[str, Item]:
    """Who had the item, and the item as it is afterwards. What has begun already (half answered …) stays begun."""
    leaver = before.owner or before.expert
    assert leaver is not None
    state = State.NEW if before.state in GIVEN_BACK else before.state
    free = named_again(scene, replace(before, state=state, owner=None, claimed_at=None), leaver)
    if before.owner is not None:
        what, values = "owner_left", {"owner": leaver}
    elif scene.handbook.person(leaver) is None:
        what, values = "expert_left", {"person": leaver}
    else:
        what, values = "expert_changed", {"person": leaver, "domain": before.domain}
    after = move(scene, before, free, who=SYSTEM, what=what, values=values, given_back=True)
    if after is None:
        raise StorageBusy("an item of somebody who has left was changed at this moment")
    write_named(scene, after)
    return leaver, after


def _tell(scene: Scene, name: str, leaver: str, theirs: list[Item]) -> None:
    person = scene.handbook.person(name)
    if person is None or not at_work(person, scene.now):
        return
    first = min(theirs, key=lambda item: (item.deadline.due_at, item.number))
    if scene.handbook.person(leaver) is not None:
        reason = Reason("field_left_to_you", {"by": leaver, "count": len(theirs)})
    elif len(theirs) > 1:
        reason = Reason("left_to_you_many", {"by": leaver, "count": len(theirs)})
    else:
        reason = Reason("left_to_you", {"by": leaver})
    announce.notice(scene, first, name, "departed", reason)
