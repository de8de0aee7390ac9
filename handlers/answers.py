"""Answer: the form, and what becomes of it. An answer to an unclaimed item claims it in the same step."""

from handlers.access import Action
from handlers.intents import Click, Filled
from handlers.permitted import permitted
from handlers.replies import FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.views import forms
from handlers.views.follow_ups import latest
from handlers.written import read_written, store_answer


def open_answer(scene: Scene, click: Click) -> Reply:
    """The form to record an answer, or why this person cannot answer this item."""
    found = permitted(scene, click.actor, click.subject, Action.ANSWER)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker = scene.speaker(permit.person)
    return OpenForm(forms.answer(speaker, item, latest(scene, speaker, item, may_read=True)))


def answer(scene: Scene, filled: Filled) -> Reply:
    """Stores the answer: its link, or its text where the source gives no link."""
    found = permitted(scene, filled.actor, filled.subject, Action.ANSWER)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker = scene.speaker(permit.person)
    written = read_written(speaker, filled.fields, forms.answer(speaker, item).blocks)
    if isinstance(written, FieldErrors):
        return written
    return store_answer(scene, item, permit, written)
