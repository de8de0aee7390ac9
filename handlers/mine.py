"""`mine`: what somebody has to see to, and what waits for them, the earliest deadline first."""

from handlers.access import Denial, check_known
from handlers.ask_expert import waiting_for
from handlers.intents import Said
from handlers.listing import listed
from handlers.refusing import refused
from handlers.replies import Done, Reply
from handlers.scene import Scene
from handlers.views import internal, lists
from routing.messages import Message
from storage import open_items


def mine(scene: Scene, said: Said) -> Reply:
    """Private to the asker: first what they have, then what they are named for and nobody has taken."""
    permit = check_known(scene.handbook, said.actor)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    found = open_items.read(scene.transaction, scene.now, permit.person)
    own = [one for one in found if one.owner is not None]
    waiting = [one for one in found if one.owner is None]
    shown = listed(scene, said.actor, [*own, *waiting][: lists.MOST_LISTED])
    counts = lists.Counts(len(own), len(waiting), sum(one.line.is_late(scene.now) for one in found))
    speaker = scene.speaker_of(said.actor)
    message = lists.mine(speaker, counts, shown)
    questions = waiting_for(scene, permit.person)
    if questions:
        asked = internal.waiting(speaker, questions)
        message = Message((*message.blocks, *asked.blocks), message.summary) if found else asked
    return Done(message)
