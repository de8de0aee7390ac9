"""A reaction as a shortcut, where the handbook has switched it on: one claims the item, another asks for its answer.

A reaction carries nothing that could open a form, and everybody sees it: so what comes of it is told to whoever reacted
alone, with a button. Taking it back does nothing; for that there is "Undo".
"""

from handlers.answers_approved import WRITES
from handlers.claims import claim, release
from handlers.intents import Click
from handlers.permitted import permitted
from handlers.replies import Done, Ignored, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import reactions as view
from routing.item import Place
from storage import items, placements

REACT = "react"
"""The action of a click that was a reaction: its value is the emoji's name, its place the message."""


def react(scene: Scene, click: Click) -> Reply:
    """Does what the handbook says of this emoji. On anything but a card or an item's post it is just a reaction."""
    desk = scene.handbook.desk(click.actor.desk)
    action = desk.reactions.get(click.value) if desk is not None else None
    subject = _subject(scene, click.place) if action is not None and click.place is not None else None
    if subject is None or click.actor.guest:
        return Ignored()
    if action == "answer":
        found = permitted(scene, click.actor, subject, WRITES)
        if isinstance(found, Refused):
            return found
        item, permit = found
        return Done(view.answer(scene.speaker(permit.person), item, scene.now))
    reply = claim(scene, Click(click.key, click.actor, "claim", subject))
    if reply != Done():
        return reply
    return Done(view.claimed(scene.speaker_of(click.actor), item_of(scene, subject), scene.now))


def undo(scene: Scene, click: Click) -> Reply:
    """Gives the item back, as "Release" does, and says so where the button stood."""
    reply = release(scene, click)
    if reply != Done():
        return reply
    return Done(view.given_back(scene.speaker_of(click.actor), item_of(scene, click.subject)), replaces=True)


def _subject(scene: Scene, place: Place) -> str | None:
    """The item whose card stands there, or whose post it is."""
    stands = placements.at(scene.transaction, place)
    if stands is not None:
        return stands.subject if stands.purpose == "card" and stands.subject.startswith("item:") else None
    item = items.read_by_origin(scene.transaction, place.desk, place.conversation, place.message)
    return f"item:{item.number}" if item is not None else None
