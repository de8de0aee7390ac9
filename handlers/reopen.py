"""Re-open: whoever may claim opens a closed item again, with a reason; "Needs an answer" at what is only thanks."""

from handlers.access import Action, Denial, Permit, check_item
from handlers.intents import Actor, Click, Filled
from handlers.moves import happened
from handlers.opening_again import open_again, tell_carrier, without_mark
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.stated_reasons import stated
from handlers.subjects import item_of
from handlers.views import private, reopening
from handlers.words.vocabulary import REOPEN_REASONS
from routing.follow_up_marks import STANDS, THANKS
from routing.item import Item
from routing.reasons import Reason
from routing.reopening import REOPENABLE
from storage import follow_ups


def open_reopen(scene: Scene, click: Click) -> Reply:
    """The form that asks why the item is to be open again."""
    found = _closed(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    return OpenForm(reopening.form(scene.speaker(permit.person), item))


def reopen(scene: Scene, filled: Filled) -> Reply:
    """The clock of the next answer begins now."""
    found = _closed(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    why = stated(scene.speaker(permit.person), filled, REOPEN_REASONS)
    if isinstance(why, FieldErrors):
        return why
    moved = open_again(
        scene, item, without_mark(item), scene.now,
        who=permit.person, what="reopened", values={"why": why.reason}, words=why.note or None,
    )  # fmt: skip
    return _opened(scene, moved, permit)


def needs_answer(scene: Scene, click: Click) -> Reply:
    """What was taken for mere thanks is a question: the clock of its answer runs from when the customer wrote it."""
    found = _closed(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    latest = follow_ups.latest(scene.transaction, item.number)
    if item.marks.get(STANDS) != THANKS or latest is None:
        return Refused(private.refusal(scene.speaker(permit.person), Reason("no_thanks_to_answer")))
    moved = open_again(
        scene, item, without_mark(item), latest.posted_at,
        who=permit.person, what="said_to_need_answer", values={}, came_at=latest.received_at,
    )  # fmt: skip
    return _opened(scene, moved, permit)


def _closed(scene: Scene, actor: Actor, subject: str) -> tuple[Item, Permit] | Refused:
    item = item_of(scene, subject)
    permit = check_item(scene.handbook, actor, Action.REOPEN, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    if item.state in REOPENABLE:
        return item, permit
    why = Reason("nothing_to_reopen", {"number": item.number, "state": item.state.value})
    return Refused(private.refusal(scene.speaker(permit.person), why if item.state.is_open else happened(item)))


def _opened(scene: Scene, moved: Item | None, permit: Permit) -> Reply:
    assert moved is not None, "the item was locked"
    by = {"by": permit.person}
    tell_carrier(scene, moved, Reason("reopened_yours", by), Reason("reopened_named", by), but=permit.person)
    return Done()
