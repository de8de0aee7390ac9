"""Re-open: whoever may claim opens a closed item again, with a reason; "Needs an answer" at what is only thanks.

A lead who opens what somebody else has declined overrules them: it goes to whom routing names, and they hear why.
"""

from dataclasses import replace

from handlers import announce
from handlers.access import Action, Denial, Permit, check_item
from handlers.intents import Actor, Click, Filled
from handlers.moves import happened
from handlers.opening_again import hears_at, open_again, tell_carrier, without_mark
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.stated_reasons import Stated, stated
from handlers.subjects import item_of
from handlers.views import private, reopening
from handlers.words.vocabulary import OVERRULE_REASONS, REOPEN_REASONS
from routing.follow_up_marks import STANDS, THANKS
from routing.item import Item, State
from routing.reasons import Reason
from routing.reopening import REOPENABLE
from storage import follow_ups

REFUSED = frozenset({State.DECLINED, State.NOT_AN_ITEM})
"""How somebody ends an item by deciding that nobody answers."""


def open_reopen(scene: Scene, click: Click) -> Reply:
    """The form that asks why the item is to be open again."""
    found = _closed(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    overrules = _overrules(scene, click.actor, item, permit)
    return OpenForm(reopening.form(scene.speaker(permit.person), item, overrules=overrules))


def reopen(scene: Scene, filled: Filled) -> Reply:
    """The clock of the next answer begins now."""
    found = _closed(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    overrules = _overrules(scene, filled.actor, item, permit)
    why = stated(scene.speaker(permit.person), filled, OVERRULE_REASONS if overrules else REOPEN_REASONS)
    if isinstance(why, FieldErrors):
        return why
    if overrules:
        return _overrule(scene, item, permit, why)
    moved = open_again(
        scene, item, without_mark(item), scene.now,
        who=permit.person, what="reopened", values={"why": why.reason}, words=why.note or None,
    )  # fmt: skip
    return _opened(scene, moved, permit)


def _overrules(scene: Scene, actor: Actor, item: Item, permit: Permit) -> bool:
    """Whether to open it again is to overrule somebody: a lead, and what another has refused to answer."""
    if item.state not in REFUSED or item.closing is None or item.closing.by == permit.person:
        return False
    return isinstance(check_item(scene.handbook, actor, Action.OVERRULE, item, scene.now), Permit)


def _overrule(scene: Scene, item: Item, permit: Permit, why: Stated) -> Reply:
    """Routing names somebody as if nobody had had it; whoever refused it is told why it is open."""
    assert item.closing is not None
    free = replace(without_mark(item), owner=None, claimed_at=None)
    moved = open_again(
        scene, item, free, scene.now,
        who=permit.person, what="overruled", values={"why": why.reason}, words=why.note or None,
    )  # fmt: skip
    assert moved is not None, "the item was locked"
    refuser = scene.handbook.person(item.closing.by)
    due_at = hears_at(scene, moved, refuser) if refuser is not None else None
    if refuser is not None and due_at is not None:
        told = Reason("overruled_yours", {"by": permit.person, "why": why.reason})
        announce.notice(scene, moved, refuser.id, told.code, told, due_at)
    if refuser is None or moved.expert != refuser.id:
        named = Reason("reopened_named", {"by": permit.person})
        tell_carrier(scene, moved, named, named, but=permit.person)
    return Done()


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
