"""Unlock: the lead or a deputy settles a conflict, or whoever reported it takes it back at once. It has a reason."""

from dataclasses import dataclass, replace

from handlers import announce, answer_legs
from handlers.access import Action, Permit, check_item, may_read, person_of, who_may
from handlers.intents import Actor, Click, Filled
from handlers.missing_legs import legs_of
from handlers.moves import move
from handlers.naming import named_again, write_named
from handlers.opening_again import hears_at, tell_carrier
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.stated_reasons import stated
from handlers.subjects import item_of
from handlers.views import conflicts as views
from handlers.words.vocabulary import SETTLE_REASONS
from routing.conflict import after_unlock, may_take_back
from routing.item import Item, State
from routing.reasons import Reason, Value
from storage import conflicts


@dataclass(frozen=True)
class _Ready:
    """`person` may unlock the item; `takes`: they may also take it over."""

    item: Item
    person: str
    takes: bool


def open_settle(scene: Scene, click: Click) -> Reply:
    """The form that asks why, and who goes on with it."""
    found = _ready(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    conflict = conflicts.of_item(scene.transaction, found.item.number)[-1]
    readable = may_read(scene.handbook, found.person, found.item, scene.now)
    speaker = scene.speaker(found.person)
    return OpenForm(views.settle_form(speaker, found.item, conflict, takes=found.takes, may_read=readable))


def settle(scene: Scene, filled: Filled) -> Reply:
    """Unlocks it: it goes on with its owner, or with whoever unlocked it where they say so."""
    found = _ready(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    before, person = found.item, found.person
    why = stated(scene.speaker(person), filled, SETTLE_REASONS)
    if isinstance(why, FieldErrors):
        return why
    takes = found.takes and filled.fields.get("to") == views.MINE
    item = replace(before, owner=person, claimed_at=scene.now) if takes else before
    legs = legs_of(scene, item)
    after = after_unlock(item, has_legs=bool(legs))
    if after.owner is None:
        after = named_again(scene, after)
    values: dict[str, Value] = {"why": why.reason}
    what = "conflict_taken_over" if takes else "conflict_settled"
    moved = move(scene, before, after, who=person, what=what, values=values, words=why.note or None)
    assert moved is not None, "the item was locked"
    conflicts.settle(scene.transaction, before.number, person, scene.now, why.note or None)
    if (whole := answer_legs.when_whole(scene, moved)) is not None:
        moved = whole
    elif moved.owner is None:
        write_named(scene, moved)
    told = {"by": person, **values}
    tell_carrier(scene, moved, Reason("unlocked_yours", told), Reason("unlocked_named", told), but=person)
    _tell_the_others(scene, before, moved, person, told)
    return Done()


def _tell_the_others(scene: Scene, before: Item, moved: Item, person: str, told: dict[str, Value]) -> None:
    """Whoever had it and has it no more, and whoever reported the conflict, unless they know already."""
    values = {"number": moved.number, **told}
    reporter = before.request.by if before.request is not None else None
    reasons = {reporter: Reason("unlocked", values), before.owner: Reason("unlocked_taken", values)}
    for name, reason in reasons.items():
        known = scene.handbook.person(name)
        if known is None or known.id in (person, moved.owner or moved.expert):
            continue
        due_at = hears_at(scene, moved, known)
        if due_at is not None:
            announce.news(scene, known.id, announce.item_subject(moved.number), reason, due_at)


def _ready(scene: Scene, actor: Actor, subject: str) -> _Ready | Refused:
    item = item_of(scene, subject)
    permit = check_item(scene.handbook, actor, Action.SETTLE_CONFLICT, item, scene.now)
    person = person_of(scene.handbook, actor)
    if person is None or actor.guest:
        assert not isinstance(permit, Permit)
        return refused(scene, actor, permit.reason)
    if item.state is not State.LOCKED or item.request is None:
        return refused(scene, actor, Reason("nothing_to_unlock", {"number": item.number}))
    settles = isinstance(permit, Permit)
    if settles or may_take_back(item.request.by, item.request.at, person, scene.now):
        return _Ready(item, person, settles and item.owner != person)
    people = ",".join(who_may(scene.handbook, Action.SETTLE_CONFLICT, item, scene.now))
    return refused(scene, actor, Reason("unlock_is_for", {"number": item.number, "people": people}))
