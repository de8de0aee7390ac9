"""What a reported conflict keeps: the post and everything said below it, as it is at that moment."""

from collections.abc import Iterator

from handlers.scene import Scene
from routing.conflict import Evidence, Said
from routing.item import Item
from storage import answer_legs, follow_ups, history

_OURS = frozenset({"answered", "published", "published_late", "thanked", "held", "held_again"})
"""Lines of history that hold what we said to the customer."""


def gathered(scene: Scene, item: Item) -> Evidence:
    """The evidence of an item as it is stored now."""
    post = item.post
    said = sorted((*_customers(scene, item), *_ours(scene, item)), key=lambda one: one.at)
    return Evidence(post.text, post.source, post.posted_at, post.url, post.author, post.attachments, tuple(said))


def _customers(scene: Scene, item: Item) -> Iterator[Said]:
    for one in follow_ups.every(scene.transaction, item.number):
        by = one.author.name or one.author.handle
        yield Said("customer", by, one.posted_at, one.text, one.url, one.attachments)


def _ours(scene: Scene, item: Item) -> Iterator[Said]:
    for entry in history.read(scene.transaction, item.number):
        if entry.what in _OURS:
            yield Said(entry.what, entry.who, entry.at, entry.words or "", str(entry.values.get("link", "")))
    for leg in answer_legs.of_item(scene.transaction, item.number):
        yield Said(leg.part.leg, leg.by, leg.at, leg.text, leg.link)
