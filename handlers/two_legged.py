"""Follow up privately: the message to the customer, and the public note that says so. Either may be given first.

The item is half answered with one of them; "Add the public note" (or whatever is missing) gives the other.
"""

from collections.abc import Sequence

from handlers import approvals
from handlers.access import Action, Permit
from handlers.answer_legs import store_legs
from handlers.claims import take
from handlers.intents import Actor, Click, Filled
from handlers.leg_fields import given_legs
from handlers.legs_approved import (
    approved_legs,
    begun_legs,
    cannot_be_seen,
    may_not_record,
    must_be_seen,
    other_words,
    sent_instead,
    stands_above,
)
from handlers.missing_legs import missing_legs
from handlers.moves import happened
from handlers.permitted import permitted
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import private
from handlers.views import two_legged as view
from handlers.views.approval_forms import before_writing
from routing.answer_legs import Part, is_two_legged
from routing.item import Item, State
from routing.reasons import Reason


def open_follow_up(scene: Scene, click: Click) -> Reply:
    """The form with both legs; where one is given already, with what is missing."""
    return _open(scene, click, new=True)


def open_missing(scene: Scene, click: Click) -> Reply:
    """The form with what is missing of the answer."""
    return _open(scene, click, new=False)


def follow_up(scene: Scene, filled: Filled) -> Reply:
    """Stores one leg or both. An unclaimed item is claimed in the same step."""
    return _store(scene, filled, new=True)


def add_leg(scene: Scene, filled: Filled) -> Reply:
    """Stores what was missing, or some of it."""
    return _store(scene, filled, new=False)


def _open(scene: Scene, click: Click, *, new: bool) -> Reply:
    found = _lacking(scene, click.actor, click.subject, new=new)
    if isinstance(found, Refused):
        return found
    item, permit, parts = found
    person, speaker = permit.person, scene.speaker(permit.person)
    because = approvals.needed(scene, item, person) if new and must_be_seen(scene, item, person) else None
    if because is None:
        approved = approved_legs(scene, item, person)
        return OpenForm(view.form(scene, speaker, item, parts, new=new, approved=approved))
    if (alone := cannot_be_seen(scene, item, person)) is not None:
        return alone
    people, begun = approvals.approvers(scene, item, person), approvals.begun_by(scene, item, person)
    first, both = before_writing(speaker, because, people, begun), begun_legs(scene, item, person)
    return OpenForm(view.form(scene, speaker, item, parts, new=new, first=first.lines, begun=both))


def _store(scene: Scene, filled: Filled, *, new: bool) -> Reply:
    found = _lacking(scene, filled.actor, filled.subject, new=new)
    if isinstance(found, Refused):
        return found
    item, permit, parts = found
    speaker = scene.speaker(permit.person)
    form = view.form(scene, speaker, item, parts, new=new)
    approved = approved_legs(scene, item, permit.person)
    legs = given_legs(speaker, form, parts, filled.fields, stands_above(scene, item, approved))
    if isinstance(legs, FieldErrors):
        return legs
    if new and (instead := sent_instead(scene, filled, item, permit, legs)) is not None:
        return instead
    if parts and not legs:
        return FieldErrors({view.first_field(parts[0]): speaker.text("Give at least a link, or what you wrote.")})
    if (wrong := other_words(scene, item, permit.person, legs, approved)) is not None:
        return wrong
    owned = item if item.owner == permit.person else take(scene, item, permit, to_answer=True)
    if owned is None or store_legs(scene, owned, permit, legs, two_legged=new or is_two_legged(item)) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
    return Done()


def _lacking(scene: Scene, actor: Actor, subject: str, *, new: bool) -> tuple[Item, Permit, Sequence[Part]] | Refused:
    """The item as it is stored, and what is missing of its answer."""
    found = permitted(scene, actor, subject, Action.DRAFT)
    if isinstance(found, Refused):
        return found
    item, permit = found
    if new and item.post.private:
        return _refused(scene, permit, Reason("private_already", {"number": item.number}))
    if not new and item.state is not State.HALF_ANSWERED:
        return _refused(scene, permit, Reason("nothing_is_missing", {"number": item.number}))
    if not new and (denied := may_not_record(scene, actor, item, permit.person)) is not None:
        return denied
    return item, permit, missing_legs(scene, item, two_legged=new or is_two_legged(item))


def _refused(scene: Scene, permit: Permit, reason: Reason) -> Refused:
    return Refused(private.refusal(scene.speaker(permit.person), reason))
