"""What stands at a place of the desk now: for desks that show a change to the one who clicked before all others."""

from handlers.access import Action, Denial, check_member
from handlers.drawing import standing_message
from handlers.intents import Click
from handlers.refusing import refused
from handlers.replies import Done, Ignored, Reply
from handlers.scene import Scene
from handlers.views import private
from handlers.views.new_item import SUBJECT
from storage import placements


def show(scene: Scene, click: Click) -> Reply:
    """The message at the click's place as it is now; where none of ours is known to stand, the subject's card."""
    permit = check_member(click.actor, Action.SEE)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    if click.subject == SUBJECT:
        # Nothing stands behind a form for a new item: whoever closes it leaves it.
        return Done(private.left_alone(scene.speaker_of(click.actor)), replaces=True)
    stands = placements.at(scene.transaction, click.place) if click.place is not None else None
    subject, purpose = (stands.subject, stands.purpose) if stands is not None else (click.subject, "card")
    message = standing_message(scene, click.actor.desk, subject, purpose)
    return Done(message, replaces=True) if message is not None else Ignored()


def see_card(scene: Scene, click: Click) -> Reply:
    """The card of an item, for the one who asked, in the place of what they pressed."""
    permit = check_member(click.actor, Action.SEE)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    card = standing_message(scene, click.actor.desk, click.subject, "card")
    return Done(card, replaces=True) if card is not None else Ignored()
