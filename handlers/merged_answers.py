"""What the form of an answer asks where other items were merged into this one: the answer below each of their posts."""

from dataclasses import replace

from handlers.answer_legs import Given
from handlers.intents import Filled
from handlers.leg_fields import given_legs
from handlers.replies import FieldErrors
from handlers.scene import Scene
from handlers.views import two_legged as view
from handlers.words import Speaker
from routing.answer_legs import Leg, Part
from routing.item import Item
from routing.messages import Form
from storage.merges import merged_into


def with_merged(scene: Scene, speaker: Speaker, item: Item, form: Form) -> Form:
    """The form, with a field for each of the first five items that were merged into this one."""
    fields = [view.merged_field(scene, speaker, part.about) for part in _parts(scene, item)[: view.MOST_MERGED]]
    return replace(form, blocks=(*form.blocks, *fields))


def given_below(scene: Scene, speaker: Speaker, item: Item, filled: Filled) -> list[Given] | FieldErrors | None:
    """The answers below the posts of merged items, as the form says; None where nothing was merged into this one."""
    parts = _parts(scene, item)
    if not parts:
        return None
    form = with_merged(scene, speaker, item, Form("answer", filled.subject, "", "", "", ()))
    return given_legs(speaker, form, parts, filled.fields, note="")


def own_answer(item: Item, link: str, text: str) -> Given:
    """The answer to the item itself, as one leg among others."""
    return Given(Part(Leg.PUBLIC, item.number), link, text)


def _parts(scene: Scene, item: Item) -> list[Part]:
    return [Part(Leg.MERGED, number) for number in merged_into(scene.transaction, item.number)]
