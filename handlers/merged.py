"""What was merged into an item: looked up only for one that says that something was."""

from handlers.scene import Scene
from routing.item import Item
from routing.merging import TOGETHER
from storage import answer_legs
from storage.merges import merged_into


def merged_with(scene: Scene, item: Item) -> list[int]:
    """The numbers of the items that are merged into this one, in order."""
    return merged_into(scene.transaction, item.number) if TOGETHER in item.marks else []


def to_answer_below(scene: Scene, item: Item) -> list[int]:
    """Of these the ones whose posts are answered together with the item: not again where an earlier round did."""
    merged = merged_with(scene, item)
    if not merged or item.round == 1:
        return merged
    done = answer_legs.answered_below(scene.transaction, item.number, item.round)
    return [number for number in merged if number not in done]
