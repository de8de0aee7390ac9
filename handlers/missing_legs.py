"""Which legs of an item's answer are given in its round, and which are missing."""

from handlers.merged import to_answer_below
from handlers.scene import Scene
from routing.answer_legs import Part, is_two_legged, missing, needed
from routing.item import Item, State
from storage import answer_legs
from storage.answer_legs import AnswerLeg


def legs_of(scene: Scene, item: Item) -> list[AnswerLeg]:
    """The legs that are given in the item's round."""
    return answer_legs.of_round(scene.transaction, item.number, item.round)


def missing_legs(scene: Scene, item: Item, *, two_legged: bool | None = None) -> tuple[Part, ...]:
    """What the item's answer still lacks. `two_legged`: whether it is to be one in private and in public; left out, as
    it was begun."""
    private = is_two_legged(item) if two_legged is None else two_legged
    needs = needed(item.number, to_answer_below(scene, item), two_legged=private)
    return missing(needs, {leg.part for leg in legs_of(scene, item)})


def state_left(scene: Scene, item: Item) -> State:
    """The state of an open item that nothing holds up any more: half answered where legs of this round are there."""
    if legs_of(scene, item):
        return State.HALF_ANSWERED
    return State.NEW if item.owner is None else State.CLAIMED
