"""Requests that nobody has answered in time go on: to the next person, or back to whoever asked.

What each kind does then is the kind's own; here is only whose turn it is.
"""

from collections.abc import Callable, Mapping, Sequence

from handlers import approvals, conflicts, hand_over, published
from handlers.scene import Scene
from routing.item import Item
from routing.request import RequestKind

GO_ON: Mapping[RequestKind, Callable[[Scene, Item], None]] = {
    RequestKind.APPROVAL: approvals.ask_next,
    RequestKind.HANDOVER: hand_over.not_heard,
    RequestKind.CONFLICT: conflicts.ask_next,
    RequestKind.PUBLICATION: published.waited_too_long,
}
"""What becomes of an item whose request was not answered in time, by kind. Each moves the item, so that it is asked
again later or not at all."""


def is_over(item: Item, scene: Scene) -> bool:
    """Whether the item's request has waited for as long as it was to."""
    return item.request is not None and item.request.is_over(scene.now)


def go_on(scene: Scene, found: Sequence[Item]) -> None:
    """Goes on with each of them; the items are locked by this transaction."""
    for item in found:
        assert item.request is not None
        GO_ON[item.request.kind](scene, item)
