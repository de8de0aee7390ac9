"""Who may not answer has something they may do instead: see who can, and leave whoever has the item a tip."""

from handlers import announce, note_messages
from handlers.access import Action, Denial, answerers, check_item
from handlers.intents import Actor, Click, Filled
from handlers.lengths import too_long
from handlers.moves import happened
from handlers.noticed import brought_by
from handlers.presence import heard_at, is_there
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import instead, private
from handlers.views import internal as view
from routing.calendar import next_start
from routing.handbook import Person
from routing.item import Item
from routing.people import able
from routing.reasons import Reason
from routing.text import clean
from storage import history, internal_notes
from storage.internal_notes import NoteKind


def who_can(scene: Scene, click: Click) -> Reply:
    """ "Who can?": whoever may answer here, those first who are there, then whoever is back first."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.SEE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    names = sorted(able(scene.handbook, item.domain, scene.now), key=lambda one: _order(scene, one))
    freely = answerers(scene.handbook, item.domain, scene.now)
    return Done(instead.who_can(scene, scene.speaker_of(click.actor), item, names, freely))


def open_tip(scene: Scene, click: Click) -> Reply:
    """The form: one text. Every member may give a tip."""
    found = _tippable(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    item, _ = found
    whom = _whom(scene, item)
    return OpenForm(view.tip_form(scene.speaker_of(click.actor), item, whom.id if whom is not None else None))


def tip(scene: Scene, filled: Filled) -> Reply:
    """To whoever has the item, else to whoever is named, in their hours; and into its history."""
    found = _tippable(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    item, by = found
    speaker, text = scene.speaker_of(filled.actor), clean(filled.fields.get("tip", "")).strip()
    whom = _whom(scene, item)
    form = view.tip_form(speaker, item, whom.id if whom is not None else None)
    if wrong := too_long(speaker, form.blocks, {"tip": text}):
        return FieldErrors(wrong)
    if not text:
        return FieldErrors({"tip": view.tip_missing(speaker)})
    identity = brought_by(scene.handbook, filled.actor)
    person = whom.id if whom is not None else ""
    note = internal_notes.add(
        scene.transaction, item.number, NoteKind.TIP, by, person, scene.now, text, by_name="" if by else identity
    )  # fmt: skip
    if by:
        history.append(scene.transaction, item.number, scene.now, by, "tipped", {}, text)
    else:
        values = {"identity": identity}
        history.append(scene.transaction, item.number, scene.now, identity, "tipped_by_other", values, text)
    announce.history_changed(scene, item)
    due_at = heard_at(scene, whom) if whom is not None else None
    if whom is None or due_at is None:
        return Done(view.thanked(speaker, None, None))
    note_messages.show(scene, note, note_messages.TIP, whom.id, due_at)
    return Done(view.thanked(speaker, whom.id, due_at if due_at > scene.now else None))


def _tippable(scene: Scene, actor: Actor, subject: str) -> tuple[Item, str] | Refused:
    """The open item, and who gives the tip: "" for a member whom the handbook does not know."""
    item = item_of(scene, subject)
    permit = check_item(scene.handbook, actor, Action.TIP, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    speaker = scene.speaker_of(actor)
    if not item.state.is_open:
        return Refused(private.refusal(speaker, happened(item)))
    if permit.person and permit.person == (item.owner or item.expert):
        return Refused(private.refusal(speaker, Reason("tip_to_oneself", {"number": item.number})))
    return item, permit.person


def _whom(scene: Scene, item: Item) -> Person | None:
    """Who gets the tip, if anybody can be told."""
    person = scene.handbook.person(item.owner or item.expert)
    return person if person is not None and heard_at(scene, person) is not None else None


def _order(scene: Scene, name: str) -> tuple[bool, float]:
    person = scene.handbook.person(name)
    if person is None:
        return True, float("inf")
    start = next_start(person, scene.now)
    return not is_there(scene, person), start.timestamp() if start is not None else float("inf")
