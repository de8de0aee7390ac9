"""Answer: the form, and what it stores. An answer to an unclaimed item claims it in the same step."""

from dataclasses import replace

from handlers.answers_approved import WRITES, form_instead, reply_instead
from handlers.claims import take
from handlers.intents import Click, Filled
from handlers.lengths import too_long
from handlers.moves import happened, move
from handlers.permitted import permitted
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import forms, private
from handlers.views.follow_ups import latest
from routing.item import Closing, State
from routing.links import host_of
from routing.text import clean


def open_answer(scene: Scene, click: Click) -> Reply:
    """The form to record an answer, or why this person cannot answer this item."""
    found = permitted(scene, click.actor, click.subject, WRITES)
    if isinstance(found, Refused):
        return found
    item, permit = found
    if (instead := form_instead(scene, item, permit)) is not None:
        return instead
    speaker = scene.speaker(permit.person)
    return OpenForm(forms.answer(speaker, item, latest(scene, speaker, item, may_read=True)))


def answer(scene: Scene, filled: Filled) -> Reply:
    """Stores the answer: its link, or its text where the source gives no link."""
    found = permitted(scene, filled.actor, filled.subject, WRITES)
    if isinstance(found, Refused):
        return found
    item, permit = found
    if (instead := reply_instead(scene, filled, item, permit)) is not None:
        return instead
    speaker = scene.speaker(permit.person)
    link, text = clean(filled.fields.get("link", "")).strip(), clean(filled.fields.get("text", "")).strip()
    if wrong := too_long(speaker, forms.answer(speaker, item).blocks, {"link": link, "text": text}):
        return FieldErrors(wrong)
    if link and not host_of(link):
        return FieldErrors({"link": speaker.text("That is no web address. It begins with https:// or http://.")})
    if not link and not text:
        return FieldErrors({"link": speaker.text("Give the link to your answer, or paste the answer below.")})
    claimed = item if item.owner == permit.person else take(scene, item, permit, to_answer=True)
    if claimed is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
    closing = Closing(at=scene.now, by=permit.person, link=link, text=text)
    after = replace(claimed, state=State.ANSWERED, closing=closing, climb=replace(claimed.climb, paging=None))
    values = {"link": link} if link else {}
    if move(scene, claimed, after, who=permit.person, what="answered", values=values, words=text or None) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
    return Done()
