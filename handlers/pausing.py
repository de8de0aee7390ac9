"""Pause: the clock stands still for a stated reason, with an end. It ends by itself, with "Resume" or an answer."""

from collections.abc import Sequence
from datetime import datetime

from handlers import announce
from handlers.access import Action, Denial, check_item, who_may
from handlers.intents import Actor, Click, Filled
from handlers.moves import SYSTEM, happened, move
from handlers.naming import named_again, write_named
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.stated_reasons import stated
from handlers.subjects import item_of
from handlers.views import forms, private
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from handlers.words.vocabulary import PAUSE_REASONS
from routing.audience import may_be_messaged
from routing.item import Item, State
from routing.moments import stamp
from routing.pausing import paused, read_end, resumed
from routing.reasons import Reason
from storage.errors import StorageBusy


def open_pause(scene: Scene, click: Click) -> Reply:
    """The form that asks why, and until when."""
    found = _pausable(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    item, person = found
    known = scene.handbook.person(person)
    zone = known.zone if known else scene.handbook.company.zone
    friday = read_end("friday", scene.now, zone, scene.handbook, item.domain)
    return OpenForm(forms.pause(scene.speaker(person), item, friday if isinstance(friday, datetime) else scene.now))


def pause(scene: Scene, filled: Filled) -> Reply:
    """Stops the item's clock until the end that was said."""
    found = _pausable(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    item, person = found
    speaker, known = scene.speaker(person), scene.handbook.person(person)
    why = stated(speaker, filled, PAUSE_REASONS)
    if isinstance(why, FieldErrors):
        return why
    zone = known.zone if known else scene.handbook.company.zone
    until = read_end(filled.fields.get("until", ""), scene.now, zone, scene.handbook, item.domain)
    if isinstance(until, Reason):
        return FieldErrors({"until": plain(sentence(speaker, until))})
    after = paused(item, until, why.reason, person, scene.now)
    values = {"until_at": stamp(until), "pause_reason": why.reason}
    if move(scene, item, after, who=person, what="paused", values=values) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
    return Done()


def resume(scene: Scene, click: Click) -> Reply:
    """ "Resume": the clock runs on, as much later as the pause was long."""
    found = _permitted(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    item, person = found
    speaker = scene.speaker(person)
    if item.pause is None or not item.state.is_open:
        over = Reason("pause_is_over", {"number": item.number}) if item.state.is_open else happened(item)
        return Refused(private.refusal(speaker, over))
    after = _awake(scene, item)
    values = {"due_at": stamp(after.deadline.due_at)}
    moved = move(scene, item, after, who=person, what="resumed", values=values)
    if moved is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, click.subject))))
    _tell(scene, moved, Reason("resumed", {"by": person, **values}), but=person)
    return Done()


def is_over(item: Item, scene: Scene) -> bool:
    """Whether the item's pause has come to the end that was set for it."""
    return item.pause is not None and item.pause.until <= scene.now


def end(scene: Scene, found: Sequence[Item]) -> None:
    """Ends pauses that are over; the items are locked by this transaction. Whoever has one hears of it in their hours:
    else its first rung says it."""
    for before in found:
        after = _awake(scene, before)
        over = Reason("pause_over", {"due_at": stamp(after.deadline.due_at)})
        moved = move(scene, before, after, who=SYSTEM, what="pause_over", values=over.values)
        if moved is None:
            raise StorageBusy("an item whose pause is over was changed at this moment")
        _tell(scene, moved, over)


def _tell(scene: Scene, item: Item, reason: Reason, but: str = "") -> None:
    """Tells whoever has the item that its clock runs again, or is named for it now."""
    if item.owner is None:
        write_named(scene, item)
    person = scene.handbook.person(item.owner or item.expert)
    if person is not None and person.id != but and may_be_messaged(item, scene.handbook, person, scene.now):
        announce.notice(scene, item, person.id, reason.code, reason)


def _awake(scene: Scene, item: Item) -> Item:
    """The item after its pause; somebody is named anew for one that nobody has."""
    awake = resumed(item, scene.handbook, scene.now)
    return awake if awake.owner is not None else named_again(scene, awake, "")


def _pausable(scene: Scene, actor: Actor, subject: str) -> tuple[Item, str] | Refused:
    found = _permitted(scene, actor, subject)
    if isinstance(found, Refused):
        return found
    item, person = found
    if item.state not in (State.NEW, State.CLAIMED):
        return Refused(private.refusal(scene.speaker(person), happened(item)))
    return found


def _permitted(scene: Scene, actor: Actor, subject: str) -> tuple[Item, str] | Refused:
    """The item and who acts: its owner, or somebody who may do it to what is not theirs."""
    item = item_of(scene, subject)
    permit = check_item(scene.handbook, actor, Action.PAUSE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason, item)
    others = check_item(scene.handbook, actor, Action.PAUSE_OTHERS, item, scene.now)
    if item.state.is_open and item.owner != permit.person and isinstance(others, Denial):
        return Refused(private.refusal(scene.speaker(permit.person), _not_theirs(scene, item)))
    return item, permit.person


def _not_theirs(scene: Scene, item: Item) -> Reason:
    people = ",".join(who_may(scene.handbook, Action.PAUSE_OTHERS, item, scene.now))
    values: dict[str, str | int] = {"number": item.number, "people": people, "domain": item.domain}
    if item.owner is None:
        return Reason("pause_of_nobodys", values)
    return Reason("pause_of_another", {**values, "owner": item.owner})
