"""Hand over: the owner offers an item to somebody who may answer it, and has it until that one says yes.

What somebody has who is away goes to others without being asked: see `handlers.handing_over`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from handlers import announce, note_messages
from handlers.access import Action, Denial, Permit, check_item, check_reply
from handlers.drafting import holds_item, written_by_owner
from handlers.intents import Actor, Click, Filled
from handlers.lengths import too_long
from handlers.moves import SYSTEM, happened, move
from handlers.presence import heard_at, is_there
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of, note_of
from handlers.views import hand_over as view
from handlers.views import private
from routing.deputies import is_away
from routing.handbook import Person
from routing.item import REQUEST_STATES, Item
from routing.moments import stamp
from routing.owning import is_free
from routing.people import able
from routing.reasons import Reason, Value
from routing.request import Request, RequestKind
from routing.text import clean
from storage import history, internal_notes
from storage.errors import StorageBusy
from storage.internal_notes import Note, NoteKind

LASTS = timedelta(minutes=15)
"""How long somebody has to answer; then the owner is told that they have it still."""

_BECAME = {
    "handover_accepted": "handover_you_took",
    "handover_refused": "handover_you_refused",
    "handover_unheard": "handover_too_late",
    "handover_kept": "handover_taken_back",
}
"""Lines of history that end an offer, and what whoever was asked reads then."""


def open_hand_over(scene: Scene, click: Click) -> Reply:
    """The form, or that there is nobody who could be asked."""
    found = _theirs(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker, others = scene.speaker(permit.person), _able(scene, item, permit)
    if not others:
        return Refused(view.nobody(speaker, item))
    return OpenForm(view.form(scene, speaker, item, others))


def hand_over(scene: Scene, filled: Filled) -> Reply:
    """Asks whoever was chosen."""
    found = _theirs(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker, others = scene.speaker(permit.person), _able(scene, item, permit)
    if not others:
        return Refused(view.nobody(speaker, item))
    line, chosen = clean(filled.fields.get("line", "")).strip(), filled.fields.get("person", "")
    if wrong := too_long(speaker, view.form(scene, speaker, item, others).blocks, {"line": line}):
        return FieldErrors(wrong)
    if not chosen:
        return FieldErrors({"person": view.person_missing(speaker)})
    asked = next((one for one in others if one.id == chosen), None)
    if asked is None:
        return FieldErrors({"person": view.gone_home(speaker)})
    hears_at = heard_at(scene, asked)
    assert item.owner is not None
    assert hears_at is not None, "only who hears of it is offered"
    request = Request(RequestKind.HANDOVER, item.owner, (chosen,), scene.now, hears_at + LASTS)
    note = internal_notes.add(
        scene.transaction, item.number, NoteKind.HANDOVER, permit.person, chosen, scene.now, line
    )  # fmt: skip
    values = {"person": chosen, "until_at": stamp(hears_at + LASTS), "note": note.id}
    after = replace(item, request=request)
    moved = move(scene, item, after, who=permit.person, what="handover_asked", values=values, words=line or None)
    if moved is None:
        raise StorageBusy("an item that is handed over was changed at this moment")
    note_messages.show(scene, note, note_messages.ASKED_TO_TAKE, chosen, hears_at)
    if hears_at <= scene.now:
        return Done()
    later = Reason("handover_heard_later", {"person": chosen, "starts_at": stamp(hears_at), "number": item.number})
    return Done(private.note(speaker, later))


def keep(scene: Scene, click: Click) -> Reply:
    """ "Keep it": nobody is asked any more."""
    item = item_of(scene, click.subject)
    permit = _permit(scene, click.actor, item)
    if isinstance(permit, Refused):
        return permit
    request = _offer(item)
    if request is None:
        over = Reason("handover_is_over", {"number": item.number}) if item.owner == permit.person else happened(item)
        return Refused(private.refusal(scene.speaker(permit.person), over))
    values = {"person": request.asked_now, "note": _note(scene, item).id}
    _move(scene, item, replace(item, request=None), permit.person, "handover_kept", values)
    return Done()


def accept(scene: Scene, click: Click) -> Reply:
    """ "I take it", by whoever was asked."""
    found = _asked(scene, click)
    if isinstance(found, Refused):
        return found
    item, note, person = found
    permit = check_item(scene.handbook, click.actor, Action.DRAFT, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    giver = item.owner or ""
    if note.by != giver and (draft := written_by_owner(scene, item)) is not None:
        return Refused(private.refusal(scene.speaker(person), holds_item(draft)))
    climb = replace(item.climb, paging=None)
    after = replace(item, owner=person, claimed_at=scene.now, request=None, climb=climb)
    _move(scene, item, after, person, "handover_accepted", {"owner": giver, "note": note.id})
    taken = Reason("handover_done", {"person": person, "number": item.number})
    for name in dict.fromkeys((giver, note.by)):
        _tell(scene, name, item, taken)
    return Done()


def refuse(scene: Scene, click: Click) -> Reply:
    """ "Not me": whoever asked hears it at once."""
    found = _asked(scene, click)
    if isinstance(found, Refused):
        return found
    item, note, person = found
    values = {"owner": item.owner or "", "note": note.id}
    after = _move(scene, item, replace(item, request=None), person, "handover_refused", values)
    _back(scene, after, note, Reason("handover_came_back", {"person": person}))
    return Done()


def not_heard(scene: Scene, item: Item) -> None:
    """Nobody has answered in time: the item stays with whoever has it, and they are told."""
    note = _note(scene, item)
    values = {"person": note.person, "owner": item.owner or "", "note": note.id}
    after = _move(scene, item, replace(item, request=None), SYSTEM, "handover_unheard", values)
    waited = int(LASTS.total_seconds())
    _back(scene, after, note, Reason("handover_not_heard", {"person": note.person, "waited_seconds": waited}))


def became(scene: Scene, note: Note) -> Reason | None:
    """What ended an offer, for whoever was asked; None where something else became of the item."""
    for entry in reversed(history.read(scene.transaction, note.item)):
        if entry.values.get("note") == note.id and entry.what in _BECAME:
            values: dict[str, Value] = {
                "owner": str(entry.values.get("owner", "")),
                "by": entry.who,
                "settled_at": stamp(entry.at),
            }
            return Reason(_BECAME[entry.what], values)
    return None


def waits_for(scene: Scene, item: Item, note: Note) -> Request | None:
    """The offer that the note belongs to, while it waits for an answer."""
    request = _offer(item)
    last = internal_notes.last_handover(scene.transaction, item.number) if request is not None else None
    return request if last is not None and last.id == note.id else None


def _offer(item: Item) -> Request | None:
    return item.request if item.request is not None and item.request.kind is RequestKind.HANDOVER else None


def _note(scene: Scene, item: Item) -> Note:
    note = internal_notes.last_handover(scene.transaction, item.number)
    assert note is not None, "each offer has a note"
    return note


def _move(scene: Scene, before: Item, after: Item, who: str, what: str, values: Mapping[str, object]) -> Item:
    moved = move(scene, before, after, who=who, what=what, values=values)
    if moved is None:
        raise StorageBusy("an item that is handed over was changed at this moment")
    return moved


def _back(scene: Scene, item: Item, note: Note, why: Reason) -> None:
    """To whoever has it still, as a reminder of it; and to the lead who asked instead of them."""
    owner = scene.handbook.person(item.owner)
    due_at = heard_at(scene, owner) if owner is not None else None
    if owner is not None and due_at is not None:
        announce.notice(scene, item, owner.id, why.code, why, due_at, while_theirs=True)
    if note.by != item.owner:
        values: dict[str, Value] = {"person": note.person, "owner": item.owner or "", "number": item.number}
        _tell(scene, note.by, item, Reason("handover_not_taken", values))


def _tell(scene: Scene, name: str, item: Item, what: Reason) -> None:
    """To a person, in their hours."""
    person = scene.handbook.person(name)
    due_at = heard_at(scene, person) if person is not None else None
    if due_at is not None:
        announce.news(scene, name, f"item:{item.number}", what, due_at)


def _asked(scene: Scene, click: Click) -> tuple[Item, Note, str] | Refused:
    """The item that somebody was asked to take, for that one alone and while it waits for their answer."""
    note = note_of(scene, click.subject)
    item = item_of(scene, f"item:{note.item}")
    permit = check_reply(scene.handbook, click.actor, note.person)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    if waits_for(scene, item, note) is None:
        over = became(scene, note) or happened(item)
        return Refused(private.refusal(scene.speaker(permit.person), over))
    return item, note, permit.person


def _theirs(scene: Scene, actor: Actor, subject: str) -> tuple[Item, Permit] | Refused:
    """The item that somebody may hand over now: one that somebody has, and that nothing else is asked about."""
    item = item_of(scene, subject)
    permit = _permit(scene, actor, item)
    if isinstance(permit, Refused):
        return permit
    speaker, request = scene.speaker(permit.person), item.request
    if item.owner != permit.person and (draft := written_by_owner(scene, item)) is not None:
        return Refused(private.refusal(speaker, holds_item(draft)))
    if is_free(item):
        return Refused(private.refusal(speaker, Reason("handover_of_nobodys", {"number": item.number})))
    if request is not None and request.kind is RequestKind.HANDOVER and request.until is not None:
        values: dict[str, Value] = {
            "number": item.number,
            "person": request.asked_now or "",
            "until_at": stamp(request.until),
        }
        return Refused(private.refusal(speaker, Reason("handover_waits", values)))
    if item.state not in REQUEST_STATES[RequestKind.HANDOVER] or request is not None:
        return Refused(private.refusal(speaker, happened(item)))
    return item, permit


def _permit(scene: Scene, actor: Actor, item: Item) -> Permit | Refused:
    permit = check_item(scene.handbook, actor, Action.HAND_OVER, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason, item)
    if item.owner is None or item.owner == permit.person or not item.state.is_open:
        return permit
    others = check_item(scene.handbook, actor, Action.RELEASE_OTHERS, item, scene.now)
    if isinstance(others, Permit):
        return permit
    lead = scene.handbook.domain_or_default(item.domain).lead
    values: dict[str, Value] = {"number": item.number, "owner": item.owner, "lead": lead, "domain": item.domain}
    return Refused(private.refusal(scene.speaker(permit.person), Reason("handover_of_another", values)))


def _able(scene: Scene, item: Item, permit: Permit) -> list[Person]:
    """Whoever else may answer in the item's field, is not away and hears of it some time: those first who are there."""
    names = able(scene.handbook, item.domain, scene.now)
    known = (scene.handbook.person(name) for name in names if name not in (item.owner, permit.person))
    here = [one for one in known if one is not None and not is_away(scene.handbook, one.id, scene.now)]
    heard = [one for one in here if heard_at(scene, one) is not None]
    return sorted(heard, key=lambda one: (not is_there(scene, one), heard_at(scene, one)))
