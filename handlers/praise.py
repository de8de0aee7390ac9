"""Praise is answered with one click: "Thank", with words to copy, or "I liked it". Whoever clicked may take it back."""

from dataclasses import replace

from handlers import approvals
from handlers.access import Action, Denial, Permit, check_item
from handlers.claims import take
from handlers.intents import Click
from handlers.merged import to_answer_below
from handlers.moves import happened, move
from handlers.naming import named_again, write_named
from handlers.opening_again import without_mark
from handlers.permitted import permitted
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import praise as view
from handlers.views import private
from routing.deputies import is_away
from routing.item import Closing, Item, Kind, State
from routing.praise import LIKED, THANKED, can_take_back, taken_back, was_thanked
from routing.reasons import Reason


def thank(scene: Scene, click: Click) -> Reply:
    """Answered with the prepared thank-you, which whoever clicked is given to copy."""
    found = _praise(scene, click)
    if isinstance(found, Refused):
        return found
    item, permit = found
    text = view.thank_you(scene, item)
    return _closed(scene, click, item, permit, THANKED, text)


def liked(scene: Scene, click: Click) -> Reply:
    """Answered with a like on the platform."""
    found = _praise(scene, click)
    if isinstance(found, Refused):
        return found
    item, permit = found
    return _closed(scene, click, item, permit, LIKED, "")


def undo(scene: Scene, click: Click) -> Reply:
    """The item is open again as it was, in the same round."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.REOPEN, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    speaker = scene.speaker(permit.person)
    if not can_take_back(item, permit.person, scene.now):
        return Refused(private.refusal(speaker, _too_late(item, permit.person)))
    after = taken_back(without_mark(item))
    nobody = after.owner is None and (after.expert is None or is_away(scene.handbook, after.expert, scene.now))
    after = named_again(scene, after) if nobody else after
    assert item.closing is not None
    what = "thanks_taken_back" if item.closing.reason == THANKED else "like_taken_back"
    moved = move(scene, item, after, who=permit.person, what=what, values={})
    assert moved is not None, "the item was locked"
    if nobody:
        write_named(scene, moved)
    return Done(private.note(speaker, Reason("open_as_it_was", {"number": item.number})))


def _praise(scene: Scene, click: Click) -> tuple[Item, Permit] | Refused:
    """The item as it is stored, where it is praise that one click can answer."""
    found = permitted(scene, click.actor, click.subject, Action.DRAFT)
    if isinstance(found, Refused):
        return found
    item, permit = found
    reason = None
    if item.kind is not Kind.PRAISE:
        reason = Reason("only_praise_is_thanked", {"number": item.number})
    elif item.state is State.HALF_ANSWERED:
        reason = happened(item)
    elif to_answer_below(scene, item):
        reason = Reason("others_are_merged", {"number": item.number})
    elif approvals.needed(scene, item, permit.person) is not None:
        reason = Reason("approval_first", {"number": item.number})
    return found if reason is None else Refused(private.refusal(scene.speaker(permit.person), reason))


def _closed(scene: Scene, click: Click, item: Item, permit: Permit, reason: str, text: str) -> Reply:
    speaker = scene.speaker(permit.person)
    claimed = item if item.owner == permit.person else take(scene, item, permit, to_answer=True)
    if claimed is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, click.subject))))
    closing = Closing(at=scene.now, by=permit.person, reason=reason, text=text)
    after = replace(claimed, state=State.ANSWERED, closing=closing, climb=replace(claimed.climb, paging=None))
    moved = move(
        scene, claimed, after,
        who=permit.person, what="thanked" if reason == THANKED else "liked", values={}, words=text or None,
    )  # fmt: skip
    if moved is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, click.subject))))
    return Done(view.answered(speaker, moved))


def _too_late(item: Item, person: str) -> Reason:
    """Why there is nothing to undo."""
    closing = item.closing
    if closing is None:
        return Reason("nothing_to_take_back", {"number": item.number})
    if was_thanked(item) and closing.by == person:
        return Reason("too_late_to_take_back", {"number": item.number, "closed_at": closing.at.isoformat()})
    return happened(item)
