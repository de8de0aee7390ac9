"""A customer's post becomes an item: decided, stored with its reasons, its deadline and its ladder, and shown."""

from dataclasses import replace
from functools import partial

from handlers import announce, follow_ups
from handlers.following import below, known
from handlers.moves import SYSTEM
from handlers.naming import name_expert, sound_alarm
from handlers.replies import Stored
from handlers.scene import Scene
from routing.duplicates import likely, marked
from routing.escalation import due_from
from routing.item import Place
from routing.opening import opened
from routing.reasons import Reason
from routing.sorting import Sorted
from storage import alike, history, items
from storage.errors import StorageBusy
from storage.history import NewEntry


def store(scene: Scene, found: Sorted, origin: Place | None, brought_by: str = "") -> Stored:
    """One item a post, or one item that it continues: what is there already keeps its number and nothing changes."""
    post = found.post
    existing = known(scene, post.source, post.external_id)
    if existing is not None:
        return Stored(existing, existed=True)
    stands = below(scene, post) if post.in_reply_to else None
    if stands is not None and stands.is_ours:
        return Stored(stands.number, existed=True)
    if stands is not None and stands.continues is not None:
        continued = follow_ups.follow(scene, stands.continues, found, brought_by)
        if continued is not None:
            return continued
    item = opened(scene.handbook, found, scene.now, partial(name_expert, scene), origin).item
    if stands is not None:
        item = replace(item, reasons=(*item.reasons, Reason("written_below", {"number": stands.number})))
    item = replace(item, marks=marked(item.marks, likely(post, alike.candidates(scene.transaction, item))))
    stored = items.insert(scene.transaction, replace(item, next_due_at=due_from(item, scene.handbook, scene.now)))
    if stored is None:
        raise StorageBusy("the same post was stored at this moment")
    received = {"source": post.source, history.DEADLINE: stored.deadline.because.as_json()}
    told = [NewEntry(stored.number, scene.now, brought_by or SYSTEM, "received", received, post.text)]
    if stored.expert:
        named = {"person": stored.expert, "domain": stored.domain}
        told.append(NewEntry(stored.number, scene.now, SYSTEM, "named", named))
    history.begin(scene.transaction, told)
    scene.wakes.at(stored.next_due_at)
    announce.item_opened(scene, stored)
    sound_alarm(scene, stored)
    return Stored(stored.number, existed=False)
