"""What others must see after a change: the card, its history, the sign on the post, the pages that list the item."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from handlers.abilities import can
from handlers.scene import Scene
from handlers.still_needed import closed_when_needless
from routing.delivery import Priority
from routing.item import Item
from routing.reasons import Reason
from storage import manager_lines, outbox, pages, placements
from storage.outbox import Queued


def item_subject(number: int) -> str:
    return f"item:{number}"


def page_subject(page: int) -> str:
    return f"page:{page}"


def item_opened(scene: Scene, item: Item) -> None:
    """Queues the card of a new item. Its history is posted with the first thing that happens to it."""
    _show(scene, item, opened=True)


def item_changed(scene: Scene, item: Item) -> None:
    """Queues what shows the item: merged with what is already waiting, so many changes make one update."""
    _show(scene, item, opened=False)
    for page in pages.of_item(scene.transaction, item.number):
        page_changed(scene, closed_when_needless(scene, page))


def _show(scene: Scene, item: Item, *, opened: bool) -> None:
    for desk in scene.desks:
        channel = triage(scene, desk, item)
        if channel is not None:
            _queue(scene, desk, channel, "card", item, Priority.CARD)
            if not opened:
                _queue(scene, desk, channel, "thread", item, Priority.THREAD)
        if not opened and _has_line(scene, desk, item) and (loudest := _loudest(scene, desk, item)):
            _put_line(scene, item, desk, loudest)
    if item.origin is not None and item.origin.desk in scene.desks and not opened and can(item.origin.desk, "sign"):
        _queue(scene, item.origin.desk, item.origin.conversation, "mark", item, Priority.THREAD)


def history_changed(scene: Scene, item: Item) -> None:
    """Queues the history below the card alone: nothing else has changed."""
    for desk in scene.desks:
        channel = triage(scene, desk, item)
        if channel is not None:
            _queue(scene, desk, channel, "thread", item, Priority.THREAD)


def item_moved_away(scene: Scene, before: Item, after: Item) -> None:
    """Where the new domain has a channel of its own, the card is posted there, and the old one says so."""
    for desk in scene.desks:
        left = triage(scene, desk, before)
        stood = placements.get(scene.transaction, desk, item_subject(after.number), "card")
        if left is None or left == triage(scene, desk, after) or stood is None:
            continue
        for purpose in ("card", "thread"):
            placements.remove(scene.transaction, desk, item_subject(after.number), purpose)
        queue(scene, Queued(
            desk=desk, conversation=stood.conversation, kind="gone", subject=item_subject(after.number),
            payload={"message": stood.message}, priority=Priority.CARD, merge_key=None, due_at=scene.now,
        ))  # fmt: skip


def item_climbed(scene: Scene, item: Item, *, card: bool, lines: Collection[str]) -> None:
    """Queues what shows a step on the item's ladder: its history, its managers' lines (`lines`: on which desks one
    stands), and its `card` where that says something else now. A step leaves the state as it is, and so the sign."""
    for desk in scene.desks:
        channel = triage(scene, desk, item)
        if channel is not None:
            if card:
                _queue(scene, desk, channel, "card", item, Priority.CARD)
            _queue(scene, desk, channel, "thread", item, Priority.THREAD)
        if desk in lines and (loudest := _loudest(scene, desk, item)):
            _put_line(scene, item, desk, loudest)


def managers(scene: Scene, item: Item, desk: str, *, is_new: bool = True, due_at: datetime | None = None) -> bool:
    """The line about this item in the managers' channel, posted (`is_new`: none stands there) or brought up to date, at
    `due_at` (now, unless it is given). False where there is no such channel."""
    channels = scene.handbook.desk(desk)
    if channels is None or not channels.managers:
        return False
    _put_line(scene, item, desk, channels.managers, is_new=is_new, due_at=due_at)
    return True


def line_key(scene: Scene, item: Item, desk: str) -> str | None:
    """The merge key of the line about this item in the managers' channel of a desk; None where there is none."""
    channels = scene.handbook.desk(desk)
    return _key("managers", item, desk, channels.managers) if channels is not None and channels.managers else None


def nobody_there(scene: Scene, item: Item) -> bool:
    """The same line at once, in the triage channel where a desk has none for managers. True when one is new."""
    channels = [(desk, _loudest(scene, desk, item)) for desk in scene.desks]
    new = [_line(scene, item, desk, channel) for desk, channel in channels if channel]
    return any(new)


def forget_managers(scene: Scene, item: Item) -> None:
    """The line in the managers' channel stays as it is: an item that opens again gets a new one, which is seen."""
    for desk in scene.desks:
        placements.remove(scene.transaction, desk, item_subject(item.number), "managers")


def _loudest(scene: Scene, desk: str, item: Item) -> str | None:
    """The managers' channel, else the one where the card stands."""
    channels = scene.handbook.desk(desk)
    return (channels.managers if channels is not None else "") or triage(scene, desk, item)


def _line(scene: Scene, item: Item, desk: str, channel: str) -> bool:
    """True when it is a new one, and none is on its way."""
    is_new = not _has_line(scene, desk, item)
    is_coming = bool(outbox.on_their_way(scene.transaction, [_key("managers", item, desk, channel)]))
    _put_line(scene, item, desk, channel, is_new=is_new)
    return is_new and not is_coming


def _put_line(
    scene: Scene, item: Item, desk: str, channel: str, *, is_new: bool = False, due_at: datetime | None = None
) -> None:
    # Beside the card it comes after it.
    priority = Priority.CARD if channel == triage(scene, desk, item) else Priority.NOTICE
    queue(scene, Queued(
        desk=desk, conversation=channel, kind="managers", subject=item_subject(item.number),
        payload={manager_lines.NEW: True} if is_new else {}, priority=priority,
        merge_key=_key("managers", item, desk, channel), due_at=due_at or scene.now,
    ))  # fmt: skip


def _has_line(scene: Scene, desk: str, item: Item) -> bool:
    return placements.get(scene.transaction, desk, item_subject(item.number), "managers") is not None


def notice(
    scene: Scene, item: Item, person: str, rung: str, reason: Reason, due_at: datetime | None = None,
    *, while_theirs: bool = False,
) -> bool:  # fmt: skip
    """A direct message to one person about one item, at `due_at` (now, unless it is given).

    `while_theirs`: it is left out when by then the item is another's. Where several wait for the person, they go as one
    message: see `handlers.together`. False when no desk reaches the person.
    """
    desk = desk_of(scene, person)
    if desk is None:
        return False
    payload = {"person": person, "rung": rung, "reason": reason.as_json(), "unclaimed": item.owner is None}
    if while_theirs:
        payload |= {"carries": True, "round": item.round}
    queue(scene, Queued(
        desk=desk, conversation=f"person:{person}", kind="notice", subject=item_subject(item.number), payload=payload,
        priority=Priority.NOTICE, merge_key=None, due_at=due_at or scene.now,
    ))  # fmt: skip
    return True


def page_changed(scene: Scene, page: pages.Page) -> bool:
    """The message of a page, sent or brought up to date. False when no desk reaches the person."""
    desk = desk_of(scene, page.person)
    if desk is None:
        return False
    queue(scene, Queued(
        desk=desk, conversation=f"person:{page.person}", kind="page", subject=page_subject(page.id),
        payload={"sounding": page.sounding}, priority=Priority.PAGE, merge_key=f"page:{page.id}:{page.sounding}",
        due_at=scene.now,
    ))  # fmt: skip
    return True


def fault(scene: Scene, reason: Reason) -> None:
    """Tells the administrators about a fault of delivery, never with a customer's words."""
    for person in (administrator.id for administrator in scene.handbook.with_role("administrator")):
        desk = desk_of(scene, person)
        if desk is not None:
            payload = {"person": person, "reason": reason.as_json()}
            queue(scene, Queued(
                desk=desk, conversation=f"person:{person}", kind="fault", subject="fault:0", payload=payload,
                priority=Priority.NOTICE, merge_key=f"fault:{person}:{reason.code}", due_at=scene.now,
            ))  # fmt: skip


def to_keepers(scene: Scene, reason: Reason, but: str = "", also: Iterable[str] = ()) -> None:
    """News about the handbook, to its owners and the administrators, `but` for whoever knows it already.

    `also` are further ids: those who kept it before the change that the news is about.
    """
    keepers = (*scene.handbook.with_role("handbook_owner"), *scene.handbook.with_role("administrator"))
    for person in dict.fromkeys((*(keeper.id for keeper in keepers), *also)):
        if person != but:
            news(scene, person, "handbook:0", reason, scene.now)


def news(
    scene: Scene, person: str, subject: str, reason: Reason, due_at: datetime, *, also: Iterable[Reason] = (),
    layer: str = "",
) -> None:  # fmt: skip
    """A sentence to a person, and what `also` belongs to it, in their direct messages; nothing to whom no desk reaches.

    `layer` is the rota's that it is about.
    """
    desk = desk_of(scene, person)
    if desk is not None:
        payload = {
            "person": person, "reason": reason.as_json(), "also": [one.as_json() for one in also], "layer": layer,
        }  # fmt: skip
        queue(scene, Queued(
            desk=desk, conversation=f"person:{person}", kind="news", subject=subject, payload=payload,
            priority=Priority.NOTICE, merge_key=None, due_at=due_at,
        ))  # fmt: skip


def triage(scene: Scene, desk: str, item: Item) -> str | None:
    """The channel where this item's card stands on a desk: the domain's own, else the desk's."""
    channels = scene.handbook.desk(desk)
    if channels is None:
        return None
    return channels.domains.get(item.domain) or channels.triage


def desk_of(scene: Scene, person: str) -> str | None:
    """The first connected desk on which the person can be reached."""
    known = scene.handbook.person(person)
    if known is None:
        return None
    return next((desk for desk in scene.desks if known.chat_id(desk)), None)


def queue(scene: Scene, queued: Queued) -> None:
    scene.wakes.outbox = True
    if scene.outgoing is not None:
        scene.outgoing.append(queued)
    else:
        outbox.queue(scene.transaction, queued)


@contextmanager
def gathered(scene: Scene) -> Iterator[None]:
    """What is queued inside is written at the end, in its order, with one statement: for work on many items."""
    assert scene.outgoing is None
    scene.outgoing = []
    try:
        yield
        outbox.queue_many(scene.transaction, scene.outgoing or ())
    finally:
        scene.outgoing = None


def _queue(scene: Scene, desk: str, conversation: str, kind: str, item: Item, priority: Priority) -> None:
    queue(scene, Queued(
        desk=desk, conversation=conversation, kind=kind, subject=item_subject(item.number), payload={},
        priority=priority, merge_key=_key(kind, item, desk, conversation), due_at=scene.now,
    ))  # fmt: skip


def _key(kind: str, item: Item, desk: str, conversation: str) -> str:
    return f"{kind}:{item.number}:{desk}:{conversation}"
