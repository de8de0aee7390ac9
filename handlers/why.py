""" "Why?": shows the reasons behind an item to whoever asks and may see it."""

from handlers.access import Action, Denial, check_item
from handlers.intents import Click
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import private
from handlers.views import why as view


def why(scene: Scene, click: Click) -> Reply:
    """Every reason, in the asker's language, to the asker alone."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.SEE, item, scene.now)
    speaker = scene.speaker_of(click.actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    return Done(view.why(speaker, item))
