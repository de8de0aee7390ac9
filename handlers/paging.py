"""Pages as rows: one unacknowledged page a person; further items join it by changing its message."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import announce, second_leg
from handlers.scene import Scene
from handlers.still_needed import still_needed
from routing.escalation import Step, pass_on
from routing.item import Item, Urgency
from routing.paging import PageOrder
from routing.reasons import Reason
from storage import pages

_WEIGHT = {Urgency.LOW: 0, Urgency.NORMAL: 1, Urgency.HIGH: 2, Urgency.CRITICAL: 3}


def past_the_unreachable(scene: Scene, item: Item, taken: Step) -> Step:
    """The step with its page going on at once past everybody to whom no way leads; its notes say so."""
    while taken.page is not None and not second_leg.can_be_paged(scene, taken.page.person):
        missing = unreachable(scene, taken.page.person)
        on = pass_on(replace(item, climb=taken.climb), scene.handbook, taken.page.person, scene.now)
        page = replace(on.page, reason=missing) if on.page is not None else None
        notes = (*taken.notes, *on.notes) if page is not None else (*taken.notes, missing, *on.notes)
        notices, became_late = (*taken.notices, *on.notices), taken.became_late
        taken = replace(on, page=page, notices=notices, notes=notes, became_late=became_late)
    return taken


def go_on_past(scene: Scene, item: Item, person: str, reason: Reason) -> Step:
    """The step with the page going on from somebody whom it did not reach; `reason` is why the next one is paged."""
    on = pass_on(item, scene.handbook, person, scene.now)
    page = replace(on.page, reason=reason) if on.page is not None else None
    notes = on.notes if page is not None else (reason, *on.notes)
    return past_the_unreachable(scene, item, replace(on, page=page, notes=notes))


def unreachable(scene: Scene, person: str) -> Reason:
    """Tells the administrators that somebody cannot be reached; the reason is for the item's history."""
    reason = Reason("not_reachable", {"person": person})
    announce.fault(scene, reason)
    return reason


def page_people(scene: Scene, orders: Sequence[tuple[Item, PageOrder]]) -> None:
    """Puts the items on the pages of those who are to be woken, each person's together: what is on a page already is
    read once for all that join it."""
    joining: dict[str, list[Item]] = {}
    for item, order in orders:
        joining.setdefault(order.person, []).append(item)
    for person, theirs in joining.items():
        _page(scene, person, theirs)


def _page(scene: Scene, person: str, joining: Sequence[Item]) -> None:
    """A new message that rings, or a line more for each item on the one that waits already.

    That one rings anew when an item is more urgent than all that is on it, or when the last ring is long ago.
    """
    opened = pages.open_page(scene.transaction, person, scene.now)
    page, rota = opened.page, scene.handbook.rota
    weights = [_WEIGHT[other.urgency] for other in still_needed(scene, page)] if opened.existed else []
    for place, item in enumerate(joining):
        sounds = place == 0 and not opened.existed
        if not sounds:
            rises = all(_WEIGHT[item.urgency] > weight for weight in weights)
            if rises or (rota is not None and scene.now - page.sounded_at >= rota.sounds_again_after):
                announce.page_changed(scene, page)
                if pages.sound_again(scene.transaction, page, scene.now):
                    page, sounds = replace(page, sounding=page.sounding + 1, sounded_at=scene.now), True
        weights.append(_WEIGHT[item.urgency])
        if sounds:
            second_leg.begin(scene, page)
    pages.add_items(scene.transaction, page.id, [item.number for item in joining], scene.now)
    announce.page_changed(scene, page)
