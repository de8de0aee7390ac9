"""The thank-you with which an answer to critique begins, in the customer's language."""

from handlers.scene import Scene
from handlers.speakers import Names
from handlers.words import Speaker, translatable
from routing.answer_places import filled
from routing.item import Item
from routing.playbook import begins_with_thanks, thanks

THANK_YOU = translatable("Thank you for telling us.")
"""Said to customers: plain and warm, in the words of a company."""

_LANGUAGES = ("nb", "nn", "sv", "da", "en")


def thank_you(scene: Scene, item: Item, person: str) -> str:
    """The first sentence of this person's draft; "" for what is no critique."""
    if not begins_with_thanks(item):
        return ""
    company = scene.handbook.company
    written = thanks(item, scene.handbook)
    if written is not None:
        return filled(written, places(scene, item, person))
    language = item.language if item.language in _LANGUAGES else company.language
    return Speaker(language, company.zone, Names(scene.handbook)).text(THANK_YOU)


def places(scene: Scene, item: Item, person: str) -> dict[str, str]:
    """What the places of a prepared answer are filled with, for those who may read the item."""
    company = scene.handbook.company.name
    name = Names(scene.handbook).person_name(person)
    return {"customer": item.post.author.name, "company": company, "name": name}
