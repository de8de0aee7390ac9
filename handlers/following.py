"""Which item a post continues: the one that it answers, or one further up the same talk, of the same customer."""

from dataclasses import dataclass

from handlers.scene import Scene
from routing.customers import is_ours, is_same
from routing.item import Item, Post
from storage import follow_ups, items

_LONGEST_TALK = 8
"""How many posts up a talk is looked through."""


@dataclass(frozen=True)
class Below:
    """The post stands below item `number`. `continues`: the item of the same customer that it goes on with, if any; of
    one that was merged, that which is answered for it.

    `is_ours`: we wrote it ourselves.
    """

    number: int
    continues: int | None
    is_ours: bool = False


def below(scene: Scene, post: Post) -> Below | None:
    """Where the post stands; None for one that answers nothing we know."""
    company = scene.handbook.company
    first: int | None = None
    answers = post.in_reply_to
    for _ in range(_LONGEST_TALK):
        number = known(scene, post.source, answers) if answers else None
        item = items.read(scene.transaction, number) if number is not None else None
        if item is None:
            break
        first = first or item.number
        if is_ours(post.author, (company.name, *company.accounts)):
            return Below(first, first, is_ours=True)
        wrote = follow_ups.author_of(scene.transaction, post.source, answers)
        if is_same(item.post.author, post.author) or (wrote is not None and is_same(wrote, post.author)):
            return Below(first, leading(scene, item).number)
        answers = item.post.in_reply_to
    return None if first is None else Below(first, None)


def leading(scene: Scene, item: Item) -> Item:
    """The item itself; of one that was merged the item that it was merged into, at the end."""
    while item.merged_into is not None:
        into = items.read(scene.transaction, item.merged_into)
        assert into is not None, "items are never deleted"
        item = into
    return item


def known(scene: Scene, source: str, external_id: str) -> int | None:
    """The item that was made of this post, or that it continues."""
    number = items.number_of(scene.transaction, source, external_id)
    return number if number is not None else follow_ups.item_of(scene.transaction, source, external_id)
