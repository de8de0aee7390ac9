"""Pages as rows: one unacknowledged page a person; further items join it by changing its message."""

from dataclasses import replace

from handlers import announce
from handlers.scene import Scene
from routing.item import Item, Urgency
from routing.paging import PageOrder
from storage import items, pages

_WEIGHT = {Urgency.LOW: 0, Urgency.NORMAL: 1, Urgency.HIGH: 2, Urgency.CRITICAL: 3}


def page_person(scene: Scene, item: Item, order: PageOrder) -> bool:
    """Puts the item on the person's page: a new message that rings, or a line more on the one that waits already.

    That one rings anew when the item was on it (a new round) or is more urgent than all that is on it.
    False when no desk reaches the person.
    """
    opened = pages.open_page(scene.transaction, order.person, scene.now)
    page = opened.page
    if opened.existed:
        listed = items.read_many(scene.transaction, pages.items_of(scene.transaction, page.id))
        again = any(other.number == item.number for other in listed)
        if again or all(_WEIGHT[item.urgency] > _WEIGHT[other.urgency] for other in listed):
            announce.page_changed(scene, page)
            if pages.sound_again(scene.transaction, page, scene.now):
                page = replace(page, sounding=page.sounding + 1, sounded_at=scene.now)
    pages.add_items(scene.transaction, page.id, [item.number], scene.now)
    return announce.page_changed(scene, page)
