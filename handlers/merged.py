"""What was merged into an item: looked up only for one that says that something was."""

from handlers.scene import Scene
from routing.item import Item
from routing.merging import TOGETHER
from storage.merges import merged_into


def merged_with(scene: Scene, item: Item) -> list[int]:
    """The numbers of the items that are merged into this one, in order."""
    return merged_into(scene.transaction, item.number) if TOGETHER in item.marks else []
