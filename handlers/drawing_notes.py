"""Draws what colleagues write each other about an item: offers to take it over, questions, replies, tips."""

from handlers import hand_over
from handlers.access import may_read
from handlers.drawn import Drawn, Nothing, parcel_of, placement_of
from handlers.note_messages import ASKED_TO_TAKE, QUESTION
from handlers.scene import Scene
from handlers.subjects import item_of, note_of
from handlers.views import hand_over as offers
from handlers.views import internal
from routing.item import Item
from storage.courier import Leased
from storage.internal_notes import Note


def draw_asked_to_take(scene: Scene, leased: Leased) -> Drawn:
    note, item = _about(scene, leased)
    reads = may_read(scene.handbook, note.person, item, scene.now)
    request = hand_over.waits_for(scene, item, note)
    if request is not None:
        return parcel_of(scene, leased, offers.asked(scene, item, note, request, may_read=reads))
    if placement_of(scene, leased, ASKED_TO_TAKE) is None:
        return Nothing("it was settled before anybody was asked")
    return parcel_of(scene, leased, offers.over(scene, item, note, hand_over.became(scene, note), may_read=reads))


def draw_question(scene: Scene, leased: Leased) -> Drawn:
    note, item = _about(scene, leased)
    stands = placement_of(scene, leased, QUESTION) is not None
    if not stands and (note.reply is not None or not item.state.is_open):
        return Nothing("there is nothing to ask any more")
    reads = may_read(scene.handbook, note.person, item, scene.now)
    return parcel_of(scene, leased, internal.question(scene, item, note, may_read=reads))


def draw_reply(scene: Scene, leased: Leased) -> Drawn:
    note, item = _about(scene, leased)
    return parcel_of(scene, leased, internal.reply(scene, item, note))


def draw_tip(scene: Scene, leased: Leased) -> Drawn:
    note, item = _about(scene, leased)
    if not item.state.is_open:
        return Nothing(f"item {item.number} is {item.state}")
    return parcel_of(scene, leased, internal.tip(scene, item, note))


def _about(scene: Scene, leased: Leased) -> tuple[Note, Item]:
    note = note_of(scene, leased.subject)
    return note, item_of(scene, f"item:{note.item}")
