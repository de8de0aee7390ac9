"""What the form of an answer is, and does, for whom somebody else must see it first."""

from handlers import approvals
from handlers.access import Action, Denial, Permit, check_answer
from handlers.intents import Filled
from handlers.lengths import too_long
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.views import approval_forms, private
from handlers.views.follow_ups import latest
from routing.item import Item
from routing.messages import Form
from routing.text import clean
from storage import drafts

WRITES = Action.DRAFT
"""Whoever has this right may open the form of an answer, and send it: freely, or to be approved."""


def form_instead(scene: Scene, item: Item, permit: Permit) -> Reply | None:
    """The form to record an answer that was approved, or why nobody could approve it; None for the usual form."""
    because = approvals.needed(scene, item, permit.person)
    approval = approvals.approved_for(scene, item, permit.person)
    speaker = scene.speaker(permit.person)
    further = latest(scene, speaker, item, may_read=True)
    if approval is not None:
        return OpenForm(approval_forms.post(speaker, item, approval, further, freely=because is None))
    alone = approvals.nobody(scene, item, permit.person) if because is not None else None
    return Refused(private.refusal(speaker, alone)) if alone is not None else None


def to_be_approved(scene: Scene, item: Item, person: str, form: Form) -> Form | None:
    """The form of an answer that somebody else must see first; None where nobody must."""
    because = approvals.needed(scene, item, person)
    if because is None:
        return None
    people, begun = approvals.approvers(scene, item, person), approvals.begun_by(scene, item, person)
    return approval_forms.to_be_approved(scene.speaker(person), form, because, people, begun)


def is_approved(scene: Scene, item: Item, person: str, text: str) -> bool:
    """Whether somebody has approved these words of theirs in this round."""
    approval = approvals.approved_for(scene, item, person)
    return approval is not None and _same(text, approval.text)


def reply_instead(scene: Scene, filled: Filled, item: Item, permit: Permit) -> Reply | None:
    """Sends the answer for approval; None where it is to be recorded: nobody must see it, or it is what was approved.

    What was approved stays so as long as its words are the same; others must be approved anew.
    """
    speaker, person = scene.speaker(permit.person), permit.person
    link, text = clean(filled.fields.get("link", "")).strip(), clean(filled.fields.get("text", "")).strip()
    approval = approvals.approved_for(scene, item, person)
    if approvals.needed(scene, item, person) is None or (approval is not None and _same(text, approval.text)):
        allowed = check_answer(scene.handbook, filled.actor, item, scene.now, approval.asked_by if approval else None)
        return refused(scene, filled.actor, allowed.reason) if isinstance(allowed, Denial) else None
    if approval is not None and link:
        return FieldErrors({"text": speaker.text(
            "These are not the words that were approved. Post those; or leave the link empty, and yours are sent for "
            "approval."
        )})  # fmt: skip
    if link:
        return FieldErrors({"link": speaker.text("Your answer has to be approved before it is posted.")})
    if not text:
        return FieldErrors({"text": approval_forms.words_missing(speaker)})
    if wrong := too_long(speaker, approval_forms.fields(speaker, text), {"text": text}):
        return FieldErrors(wrong)
    reply = approvals.ask(scene, item, permit, text)
    if isinstance(reply, Done):
        drafts.drop(scene.transaction, item.number, person)
    return reply


def _same(text: str, approved: str) -> bool:
    """Whether these are the approved words, whatever became of the spaces; none at all stand for them as well."""
    return not text or text.split() == approved.split()
