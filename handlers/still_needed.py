"""What is left of a page: which of its items still need somebody. A page with none is over, whoever settled them."""

from dataclasses import replace

from handlers.scene import Scene
from routing.item import Item
from storage import items, pages
from storage.pages import Page, PageState


def still_needed(scene: Scene, page: Page) -> list[Item]:
    """Items that still wake somebody (free, or left lying by an owner who is away), the first due first.

    A page that its person has settled stays settled: what somebody has taken since it came, and what a newer page of
    the same person lists, is not its own any more.
    """
    needed = _waking(scene, page)
    if page.state is PageState.SOUNDING or not needed:
        return needed
    newer = pages.on_newer(scene.transaction, page)
    return [item for item in needed if item.number not in newer and not _taken_since(item, page)]


def sounds_below(scene: Scene, page: Page) -> bool:
    """Whether a newer page of the person lists what this one woke them for, and they have not taken it since."""
    newer = pages.on_newer(scene.transaction, page)
    return any(item.number in newer and not _taken_since(item, page) for item in _waking(scene, page))


def closed_when_needless(scene: Scene, page: Page) -> Page:
    """Closes a page that sounds for nothing any more: else the person's next one would join it, and not ring."""
    if page.state is not PageState.SOUNDING or still_needed(scene, page):
        return page
    if not pages.set_state(scene.transaction, page, PageState.CLOSED, scene.now):
        return page
    return replace(page, state=PageState.CLOSED, settled_at=scene.now)


def _waking(scene: Scene, page: Page) -> list[Item]:
    listed = items.read_many(scene.transaction, pages.items_of(scene.transaction, page.id))
    needed = (item for item in listed if item.state.is_open and item.climb.paging is not None)
    return sorted(needed, key=lambda item: (item.deadline.due_at, item.number))


def _taken_since(item: Item, page: Page) -> bool:
    return item.claimed_at is not None and item.claimed_at >= page.opened_at
