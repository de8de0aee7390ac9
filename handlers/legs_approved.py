"""Four eyes on an answer in two legs: both are written first, approved together, and posted then."""

from collections.abc import Sequence

from handlers import approvals
from handlers.access import Denial, Permit, check_answer
from handlers.answer_legs import Given
from handlers.intents import Actor, Filled
from handlers.refusing import refused
from handlers.replies import FieldErrors, Refused, Reply
from handlers.scene import Scene
from handlers.views import private
from handlers.views import two_legged as view
from handlers.words import Speaker
from routing.answer_legs import Leg
from routing.item import Item
from storage.approvals import Approval


def approved_legs(scene: Scene, item: Item, person: str) -> Approval | None:
    """What was approved of an answer in two legs that this person may post now; None for none."""
    approval = approvals.approved_for(scene, item, person)
    return approval if approval is not None and approval.private_text else None


def must_be_seen(scene: Scene, item: Item, person: str) -> bool:
    """Whether somebody else must see both legs before they are posted, and has not."""
    return approvals.needed(scene, item, person) is not None and approved_legs(scene, item, person) is None


def cannot_be_seen(scene: Scene, item: Item, person: str) -> Refused | None:
    """The refusal where somebody else must see it and nobody could."""
    alone = approvals.nobody(scene, item, person)
    return None if alone is None else Refused(private.refusal(scene.speaker(person), alone))


def may_not_record(scene: Scene, actor: Actor, item: Item, person: str) -> Refused | None:
    """The refusal for whoever may write an answer but not give it, where nobody has approved it; None for others."""
    approval = approvals.approved_for(scene, item, person)
    allowed = check_answer(scene.handbook, actor, item, scene.now, approval.asked_by if approval else None)
    return refused(scene, actor, allowed.reason, item) if isinstance(allowed, Denial) else None


def sent_instead(scene: Scene, filled: Filled, item: Item, permit: Permit, legs: Sequence[Given]) -> Reply | None:
    """Sends both legs for approval; None where they are to be recorded."""
    speaker = scene.speaker(permit.person)
    if not must_be_seen(scene, item, permit.person):
        return may_not_record(scene, filled.actor, item, permit.person)
    if wrong := _wrong(speaker, legs):
        return FieldErrors(wrong)
    words = {one.part.leg: one.text for one in legs}
    return approvals.ask(scene, item, permit, words[Leg.PUBLIC], words[Leg.PRIVATE])


def _wrong(speaker: Speaker, legs: Sequence[Given]) -> dict[str, str]:
    """By field: both must be written, and neither posted."""
    wrong = {
        view.first_field(one.part): speaker.text("Your answer has to be approved before it is posted.")
        for one in legs
        if one.link
    }
    written = {one.part.leg for one in legs if one.text}
    missing = speaker.text("Both are approved together: write this one as well.")
    return wrong or {view.words_field(leg): missing for leg in (Leg.PRIVATE, Leg.PUBLIC) if leg not in written}
