"""What a customer writes after their post: kept with the item, and where it needs an answer, the clock runs."""

from dataclasses import replace

from handlers import approval_messages
from handlers.moves import SYSTEM, move
from handlers.naming import named_again, write_named
from handlers.opening_again import open_again, tell_carrier
from handlers.replies import Stored
from handlers.scene import Scene
from routing.follow_up import Need, Verdict, verdict
from routing.follow_up_marks import DOUBT, STANDS, THANKS, marked
from routing.holding import rest_ended
from routing.item import Item, State, Urgency
from routing.pausing import resumed
from routing.reasons import Reason
from routing.reopening import CONTINUED, raised
from routing.sorting import Sorted
from storage import follow_ups, history, items
from storage.errors import StorageBusy
from storage.history import NewEntry

_LOUD = (Urgency.HIGH, Urgency.CRITICAL)
_DEMANDS = (Need.ONLY_THANKS, Need.DOUBT, Need.NEEDS_ANSWER)


def follow(scene: Scene, number: int, found: Sorted, brought_by: str = "") -> Stored | None:
    """The item that the post continues. None: it continues it no more, and the post is an item of its own.

    That is so where the item was withdrawn or was none, unless the post is only thanks; and of a private message below
    a public post, whose card everybody reads.
    """
    item = items.lock(scene.transaction, number)
    assert item is not None
    if item.state is State.MERGED:
        raise StorageBusy("the item was merged into another at this moment")
    if found.post.private and not item.post.private:
        return None
    said = _verdict(scene, item, found)
    if not item.state.is_open and item.state not in CONTINUED and said.need is not Need.ONLY_THANKS:
        return None
    if not follow_ups.add(scene.transaction, item, found.post, scene.now, said.need):
        return Stored(number, existed=True)
    _kept(scene, item, found, said, brought_by or SYSTEM)
    return Stored(number, existed=False)


def _verdict(scene: Scene, item: Item, found: Sorted) -> Verdict:
    post, handbook = found.post, scene.handbook
    names = (item.post.author.name, post.author.name, *(person.name for person in handbook.people))
    languages = dict.fromkeys((found.language, item.language))
    said = [verdict(post.text, post.attachments, one, handbook.company.name, names) for one in languages]
    # A few words tell little of their language: where one reading finds a question, it is one.
    return max(said, key=lambda one: _DEMANDS.index(one.need))


def _kept(scene: Scene, item: Item, found: Sorted, said: Verdict, who: str) -> None:
    """Writes what the follow-up does to its item, by the item's state and by what it needs."""
    words, quiet = found.post.text, said.need is Need.ONLY_THANKS
    grown = item if quiet else raised(item, found)
    louder = grown.urgency is not item.urgency and grown.urgency in _LOUD
    # A rule that makes it urgent ends the doubt, and whatever kept it from waking anybody.
    doubted = said.need is Need.DOUBT and not louder
    if louder:
        grown = rest_ended(grown, scene.now)
    if item.state in CONTINUED and not quiet:
        asked = replace(grown, marks=marked(item.marks, stands=DOUBT if doubted else "", more=1))
        moved = open_again(
            scene, item, asked, found.post.posted_at, who=who, what="customer_wrote", values={}, words=words
        )
        assert moved is not None, "the item was locked"
        _told(scene, item, moved, said)
        tell_carrier(scene, moved, Reason("asked_again"), Reason("asked_again_named"))
        return
    wakes = item.state is State.PAUSED and not quiet
    after = resumed(grown, scene.handbook, scene.now) if wakes else grown
    after = named_again(scene, after) if wakes and after.owner is None else after
    after = replace(after, marks=marked(item.marks, stands=_stands(item, quiet=quiet, doubted=doubted), more=1))
    moved = move(scene, item, after, who=who, what="customer_wrote", values={}, words=words)
    assert moved is not None, "the item was locked"
    _told(scene, item, moved, said)
    approval_messages.asked_again(scene, moved)
    if wakes:
        history.append(scene.transaction, item.number, scene.now, SYSTEM, "woken_by_reply", {})
        if moved.owner is None:
            write_named(scene, moved)
        tell_carrier(scene, moved, Reason("asked_again_paused"), Reason("asked_again_paused"))


def _stands(item: Item, *, quiet: bool, doubted: bool) -> str:
    """What an item stands on after a follow-up that does not open it again.

    One that is open for a doubt stays so until something that is none comes; thanks change nothing of an open item.
    """
    if not item.state.is_open:
        return THANKS
    return item.marks.get(STANDS, "") if quiet or doubted else ""


def _told(scene: Scene, before: Item, after: Item, said: Verdict) -> None:
    """Why it needs an answer or none, and what a rule or its kind changed."""
    # Without the values: they hold words of the customer, which must be erasable.
    told = [NewEntry(after.number, scene.now, SYSTEM, said.reason.code)]
    if after.urgency is not before.urgency:
        values = {"from_urgency": before.urgency.value, "to_urgency": after.urgency.value}
        told.append(NewEntry(after.number, scene.now, SYSTEM, "urgency_raised", values))
    if after.kind is not before.kind:
        kinds = {"from_kind": before.kind.value, "to_kind": after.kind.value}
        told.append(NewEntry(after.number, scene.now, SYSTEM, "kind_raised", kinds))
    history.append_many(scene.transaction, told)
