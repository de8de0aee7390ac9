"""What the form of an answer asks where other items were merged into this one: the answer below each of their posts."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.access import Permit
from handlers.answer_legs import Given, store_legs
from handlers.claims import take
from handlers.intents import Filled
from handlers.leg_fields import given_legs
from handlers.merged import to_answer_below
from handlers.moves import happened
from handlers.replies import Done, FieldErrors, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import private
from handlers.views import two_legged as view
from handlers.words import Speaker
from handlers.written import Written
from routing.answer_legs import Leg, Part
from routing.item import Item
from routing.messages import Form
from storage import drafts


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
    return given_legs(speaker, form, parts, filled.fields, stand={})


def store_with_merged(scene: Scene, item: Item, permit: Permit, written: Written, merged: Sequence[Given]) -> Reply:
    """Stores the answer to the item itself as one leg among those below the merged posts; claims it if it was free."""
    speaker, subject = scene.speaker(permit.person), f"item:{item.number}"
    claimed = item if item.owner == permit.person else take(scene, item, permit, to_answer=True)
    own = Given(Part(Leg.PUBLIC, item.number), written.link, written.text)
    if claimed is None or store_legs(scene, claimed, permit, (own, *merged), two_legged=False) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, subject))))
    drafts.drop(scene.transaction, item.number, permit.person)
    return Done()


def _parts(scene: Scene, item: Item) -> list[Part]:
    return [Part(Leg.MERGED, number) for number in to_answer_below(scene, item)]
