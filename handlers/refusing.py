"""No, to whoever asked for something: for them alone, in their own language, with the reason."""

from handlers.intents import Actor
from handlers.replies import Refused
from handlers.scene import Scene
from handlers.views import private
from routing.reasons import Reason


def refused(scene: Scene, actor: Actor, reason: Reason) -> Refused:
    """Also for those whom the handbook does not know: they are spoken to as the company speaks."""
    return Refused(private.refusal(scene.speaker_of(actor), reason))
