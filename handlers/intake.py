"""A customer's post becomes an item: decided, stored with its reasons, its deadline and its ladder, and shown."""

from dataclasses import replace

from handlers import announce
from handlers.moves import SYSTEM
from handlers.naming import name_expert, sound_alarm
from handlers.replies import Stored
from handlers.scene import Scene
from routing.escalation import first_due
from routing.item import Climb, Item, Place, State
from routing.ladder import ladder_for
from routing.sorting import Sorted
from routing.target import deadline_for
from storage import history, items
from storage.errors import StorageBusy
from storage.history import NewEntry


def store(scene: Scene, found: Sorted, origin: Place | None, brought_by: str = "") -> Stored:
    """One item a post: a post that is there already keeps its number and nothing changes."""
    post = found.post
    existing = items.number_of(scene.transaction, post.source, post.external_id)
    if existing is not None:
        return Stored(existing, existed=True)
    deadline = deadline_for(scene.handbook, post, found.match.urgency, scene.now)
    chosen = name_expert(scene, found.match.domain, deadline, found.language)
    ladder = ladder_for(scene.handbook, found.match.domain, post.source, found.match.urgency)
    item = Item(
        number=0, post=post, received_at=scene.now, state=State.NEW, version=1, domain=found.match.domain,
        rule=found.match.rule, situation=found.match.situation, tags=found.match.tags, marks=found.marks,
        urgency=found.match.urgency, kind=found.kind, language=found.language, expert=chosen.expert, owner=None,
        claimed_at=None, deadline=deadline, ladder=ladder, climb=Climb(), next_due_at=None,
        reasons=(*found.reasons, *chosen.reasons, deadline.because), handbook=scene.handbook.digest, origin=origin,
    )  # fmt: skip
    item = replace(item, next_due_at=first_due(item, scene.handbook, scene.now))
    stored = items.insert(scene.transaction, item)
    if stored is None:
        raise StorageBusy("the same post was stored at this moment")
    received = {"source": post.source}
    told = [NewEntry(stored.number, scene.now, brought_by or SYSTEM, "received", received, post.text)]
    if stored.expert:
        named = {"person": stored.expert, "domain": stored.domain}
        told.append(NewEntry(stored.number, scene.now, SYSTEM, "named", named))
    history.begin(scene.transaction, told)
    scene.wakes.at(stored.next_due_at)
    announce.item_opened(scene, stored)
    sound_alarm(scene, stored)
    return Stored(stored.number, existed=False)
