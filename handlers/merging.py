"""Merge: two items that are one question are answered together. "Take out again" undoes it, "Not the same" says no."""

from collections.abc import Iterable
from dataclasses import replace

from handlers import announce, answer_legs
from handlers.access import Action, Denial, Permit, check_item, may_read
from handlers.following import leading
from handlers.intents import Actor, Click, Filled
from handlers.moves import SYSTEM, happened, move
from handlers.naming import named_again, tell_named
from handlers.presence import heard_at
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import UnknownSubject, item_of, number_of
from handlers.views import merging as view
from handlers.views import private
from handlers.views.together import likely
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing import searching
from routing.duplicates import marked, suggested
from routing.item import Item
from routing.merging import MERGEABLE, TAKING, merged, taken_out, taking, without_others
from routing.moments import stamp
from routing.pausing import resumed
from routing.reasons import Reason, Value
from routing.text import clean
from storage import history, items
from storage.errors import StorageBusy
from storage.history import NewEntry
from storage.merges import merged_into
from storage.searching import nearest


def open_merge(scene: Scene, click: Click) -> Reply:
    """The form that asks with which item."""
    found = _allowed(scene, click.actor, item_of(scene, click.subject))
    if isinstance(found, Refused):
        return found
    item, permit = found
    offered = [(one, why) for one, why in likely(scene, item) if one.state in TAKING]
    reads = may_read(scene.handbook, permit.person, item, scene.now)
    return OpenForm(view.form(scene.speaker(permit.person), item, offered, may_read=reads))


def merge(scene: Scene, filled: Filled) -> Reply:
    """The item becomes part of the other, at the end of whatever that was merged into itself."""
    number = number_of(filled.subject, "item")
    typed = clean(filled.fields.get("number", "")).strip()
    said, field = (typed, "number") if typed else (filled.fields.get("with", ""), "with")
    wanted = searching.number_of(said)
    other = items.read(scene.transaction, wanted) if wanted is not None else None
    into = leading(scene, other).number if other is not None else number
    along = merged_into(scene.transaction, number)
    known = _locked(scene, (number, into, *along))
    found = _allowed(scene, filled.actor, known[number])
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker = scene.speaker(permit.person)
    if wanted is None:
        return FieldErrors({"number": view.number_missing(speaker)})
    why = _unknown(scene, wanted) if other is None else _hindrance(scene, filled.actor, item, known[into], wanted)
    if why is not None:
        return FieldErrors({field: plain(sentence(speaker, why))})
    target = known[into]
    if target.merged_into is not None or along != merged_into(scene.transaction, number):
        raise StorageBusy("something else was merged at this moment")
    _merged(scene, item, target, [known[one] for one in along], permit.person)
    if not typed:
        return Done()
    reads = may_read(scene.handbook, permit.person, target, scene.now)
    again = view.merged(speaker, item, target, may_read=False)
    return Done(view.merged(speaker, item, target, may_read=reads), again=again)


def unmerge(scene: Scene, click: Click) -> Reply:
    """The merged item is open again by itself, with its own deadline; somebody is named for it anew."""
    stands = items.read(scene.transaction, number_of(click.subject, "item"))
    if stands is None:
        raise UnknownSubject(click.subject)
    known = _locked(scene, (stands.number, stands.merged_into or stands.number))
    item = known[stands.number]
    permit = check_item(scene.handbook, click.actor, Action.MERGE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    if item.merged_into != stands.merged_into:
        raise StorageBusy("it was merged, or taken out, at this moment")
    if item.merged_into is None:
        return Refused(private.refusal(scene.speaker(permit.person), happened(item)))
    by, target = permit.person, known[item.merged_into]
    after = named_again(scene, taken_out(item))
    announce.forget_managers(scene, item)
    moved = _written(move(scene, item, after, who=by, what="taken_out", values={"other": target.number}))
    tell_named(scene, moved, by, why="taken_out_named")
    out_of = {"other": item.number}
    left = target if merged_into(scene.transaction, target.number) else without_others(target)
    answer_legs.when_whole(scene, _written(move(scene, target, left, who=by, what="taken_out_of", values=out_of)))
    return Done()


def not_same(scene: Scene, click: Click) -> Reply:
    """Nothing is suggested for the item any more."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.MERGE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    found = suggested(item.marks)
    if found and item.state.is_open:
        said = ", ".join(f"#{one.number}" for one in found)
        after = replace(item, marks=marked(item.marks, ()))
        _written(move(scene, item, after, who=permit.person, what="not_the_same", values={"items": said}))
    return Done()


def _allowed(scene: Scene, actor: Actor, item: Item) -> tuple[Item, Permit] | Refused:
    permit = check_item(scene.handbook, actor, Action.MERGE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    if item.state in MERGEABLE and not item.is_being_published:
        return item, permit
    why = _busy(item) if item.state.is_open and not item.is_being_published else happened(item)
    return Refused(private.refusal(scene.speaker(permit.person), why))


def _hindrance(scene: Scene, actor: Actor, item: Item, into: Item, wanted: int) -> Reason | None:
    """Why the item cannot be merged into that one; None where it can."""
    if into.number == item.number:
        return Reason("merge_itself" if wanted == item.number else "merge_is_part", {"number": wanted})
    permit = check_item(scene.handbook, actor, Action.MERGE, into, scene.now)
    if isinstance(permit, Denial):
        return permit.reason
    if item.post.private != into.post.private:
        return Reason("merge_private")
    if not into.state.is_open:
        return Reason("merge_closed", {"number": into.number, "state": into.state.value})
    if into.is_being_published:
        return happened(into)
    return None if into.state in TAKING else _busy(into)


def _busy(item: Item) -> Reason:
    return Reason("merge_busy", {"number": item.number, "state": item.state.value})


def _unknown(scene: Scene, number: int) -> Reason:
    near = nearest(scene.transaction, number)
    return Reason("item_unknown", {"number": number, "nearest": near or 0})


def _merged(scene: Scene, item: Item, target: Item, along: Iterable[Item], by: str) -> None:
    after = merged(item, target.number, by, scene.now)
    _written(move(scene, item, after, who=by, what="merged", values={"other": target.number}))
    for one in along:
        gone = replace(one, merged_into=target.number)
        _written(move(scene, one, gone, who=by, what="merged_along", values={"other": target.number}))
    grown = taking(target, resumed(item, scene.handbook, scene.now), scene.handbook, scene.now)
    _written(move(scene, target, grown, who=by, what="merged_in", values={"other": item.number}))
    history.append_many(scene.transaction, _taken(scene, target, grown, item.number))
    values: dict[str, Value] = {"number": item.number, "other": target.number, "by": by}
    if target.owner not in (None, by):
        _tell(scene, str(target.owner), item, Reason("merged_to_yours", values))
    if item.owner not in (None, by, target.owner):
        _tell(scene, str(item.owner), item, Reason("merged_yours", values))


def _taken(scene: Scene, before: Item, after: Item, other: int) -> list[NewEntry]:
    """What the other one has brought, as lines of history."""
    told: list[NewEntry] = []
    if after.deadline != before.deadline:
        due = {
            "due_at": stamp(after.deadline.due_at),
            "other": other,
            history.DEADLINE: after.deadline.because.as_json(),
        }
        told.append(NewEntry(after.number, scene.now, SYSTEM, "deadline_taken", due))
    if after.urgency is not before.urgency:
        urgency = {"to_urgency": after.urgency.value, "other": other}
        told.append(NewEntry(after.number, scene.now, SYSTEM, "urgency_taken", urgency))
    return told


def _tell(scene: Scene, owner: str, item: Item, reason: Reason) -> None:
    """Tells somebody in their hours."""
    person = scene.handbook.person(owner)
    due_at = heard_at(scene, person) if person is not None else None
    if due_at is not None:
        announce.news(scene, owner, announce.item_subject(item.number), reason, due_at)


def _locked(scene: Scene, numbers: Iterable[int]) -> dict[int, Item]:
    """The items, locked in the order of their numbers: two who merge crosswise do not wait for each other."""
    found = {number: items.lock(scene.transaction, number) for number in sorted(set(numbers))}
    missing = next((number for number, item in found.items() if item is None), None)
    if missing is not None:
        raise UnknownSubject(f"item:{missing}")
    return {number: item for number, item in found.items() if item is not None}


def _written(moved: Item | None) -> Item:
    assert moved is not None, "the item was locked"
    return moved
