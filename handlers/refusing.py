"""No, to whoever asked for something: for them alone, in their own language, with the reason."""

from handlers.intents import Actor
from handlers.replies import Refused
from handlers.scene import Scene
from handlers.views import instead, private
from routing.item import Item
from routing.reasons import Reason

_MAY_NOT = frozenset({"not_in_domain", "level_may_not_answer", "on_call_may_not_answer", "not_known"})


def refused(scene: Scene, actor: Actor, reason: Reason, item: Item | None = None) -> Refused:
    """Also for those whom the handbook does not know: they are spoken to as the company speaks.

    Who may not do something to an open `item` is shown what they can do instead.
    """
    speaker = scene.speaker_of(actor)
    if item is not None and item.state.is_open and reason.code in _MAY_NOT:
        return Refused(instead.refusal(speaker, reason, item))
    return Refused(private.refusal(speaker, reason))
