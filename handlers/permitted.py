"""The gate that answering and closing share: may this person, and is the item still theirs to close?"""

from handlers.access import Action, Denial, Permit, check_item
from handlers.claims import kept_for_the_field
from handlers.intents import Actor
from handlers.moves import happened
from handlers.refusing import refused
from handlers.replies import Refused
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import private
from routing.item import Item, State
from routing.owning import is_free, is_owned
from routing.pausing import resumed
from routing.reasons import Reason


def permitted(scene: Scene, actor: Actor, subject: str, action: Action) -> tuple[Item, Permit] | Refused:
    """The item as it is stored, and the permit; or a refusal in the person's own language. A pause is no hindrance: it
    ends with what is done to the item, and `handlers.moves` writes that."""
    stands = item_of(scene, subject)
    item = resumed(stands, scene.handbook, scene.now)
    permit = check_item(scene.handbook, actor, action, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason, item)
    if stands.is_being_published:
        return Refused(private.refusal(scene.speaker(permit.person), happened(stands)))
    own = is_owned(item) and item.owner == permit.person
    free = is_free(item) or own or kept_for_the_field(scene, item, permit)
    if not free:
        return Refused(private.refusal(scene.speaker(permit.person), happened(stands)))
    if action is Action.NOT_AN_ITEM and item.state is State.HALF_ANSWERED:
        reason = Reason("half_answered_is_one", {"number": item.number})
        return Refused(private.refusal(scene.speaker(permit.person), reason))
    return stands, permit
