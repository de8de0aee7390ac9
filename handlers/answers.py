"""Answer: the form, and what it stores. An answer to an unclaimed item claims it in the same step."""

from dataclasses import replace

from handlers.access import Action
from handlers.answer_legs import store_legs
from handlers.claims import take
from handlers.intents import Click, Filled
from handlers.lengths import too_long
from handlers.merged_answers import given_below, own_answer, with_merged
from handlers.moves import happened, move
from handlers.permitted import permitted
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.two_legged import open_missing
from handlers.views import forms, private
from handlers.views.follow_ups import latest
from routing.item import Closing, State
from routing.links import host_of
from routing.text import clean


def open_answer(scene: Scene, click: Click) -> Reply:
    """The form to record an answer, or why this person cannot answer this item."""
    found = permitted(scene, click.actor, click.subject, Action.ANSWER)
    if isinstance(found, Refused):
        return found
    item, permit = found
    if item.state is State.HALF_ANSWERED:
        return open_missing(scene, click)
    speaker = scene.speaker(permit.person)
    form = forms.answer(speaker, item, latest(scene, speaker, item, may_read=True))
    return OpenForm(with_merged(scene, speaker, item, form))


def answer(scene: Scene, filled: Filled) -> Reply:
    """Stores the answer: its link, or its text where the source gives no link."""
    found = permitted(scene, filled.actor, filled.subject, Action.ANSWER)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker = scene.speaker(permit.person)
    if item.state is State.HALF_ANSWERED:
        return Refused(private.refusal(speaker, happened(item)))
    link, text = clean(filled.fields.get("link", "")).strip(), clean(filled.fields.get("text", "")).strip()
    if wrong := too_long(speaker, forms.answer(speaker, item).blocks, {"link": link, "text": text}):
        return FieldErrors(wrong)
    if link and not host_of(link):
        return FieldErrors({"link": speaker.text("That is no web address. It begins with https:// or http://.")})
    if not link and not text:
        return FieldErrors({"link": speaker.text("Give the link to your answer, or paste the answer below.")})
    merged = given_below(scene, speaker, item, filled)
    if isinstance(merged, FieldErrors):
        return merged
    claimed = item if item.owner == permit.person else take(scene, item, permit, to_answer=True)
    if claimed is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
    if merged is not None:
        legs = (own_answer(item, link, text), *merged)
        if store_legs(scene, claimed, permit, legs, two_legged=False) is None:
            return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
        return Done()
    closing = Closing(at=scene.now, by=permit.person, link=link, text=text)
    after = replace(claimed, state=State.ANSWERED, closing=closing, climb=replace(claimed.climb, paging=None))
    values = {"link": link} if link else {}
    if move(scene, claimed, after, who=permit.person, what="answered", values=values, words=text or None) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
    return Done()
