"""Ask an expert: a question to a colleague about an item, and their reply. The item and its clock stay as they are."""

from handlers import announce, note_messages
from handlers.access import Action, Denial, check_item, check_reply, may_read
from handlers.intents import Actor, Click, Filled
from handlers.lengths import too_long
from handlers.moves import happened
from handlers.presence import heard_at
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of, note_of
from handlers.views import internal as view
from handlers.views import private
from routing.handbook import Person
from routing.item import Item
from routing.messages import Form
from routing.moments import stamp
from routing.people import around
from routing.reasons import Reason
from routing.text import clean
from storage import history, internal_notes, items
from storage.internal_notes import Note, NoteKind


def open_ask(scene: Scene, click: Click) -> Reply:
    """The form: whom, and what."""
    found = _askable(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    return OpenForm(_form(scene, *found))


def ask(scene: Scene, filled: Filled) -> Reply:
    """Asks, and says when the question is read: nobody is messaged in their time off."""
    found = _askable(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    item, asker = found
    speaker, text = scene.speaker(asker), clean(filled.fields.get("question", "")).strip()
    if wrong := too_long(speaker, _form(scene, item, asker).blocks, {"question": text}):
        return FieldErrors(wrong)
    person = scene.handbook.person(filled.fields.get("person", ""))
    due_at = heard_at(scene, person) if person is not None and person.id != asker else None
    if person is None or due_at is None:
        return FieldErrors({"person": view.person_missing(speaker)})
    if not text:
        return FieldErrors({"question": view.question_missing(speaker)})
    note = internal_notes.add(
        scene.transaction, item.number, NoteKind.QUESTION, asker, person.id, scene.now, text
    )  # fmt: skip
    values = {"person": person.id}
    history.append(scene.transaction, item.number, scene.now, asker, "expert_asked", values, text)
    announce.history_changed(scene, item)
    note_messages.show(scene, note, note_messages.QUESTION, person.id, due_at)
    return Done(view.asked(speaker, person.id, due_at if due_at > scene.now else None))


def open_reply(scene: Scene, click: Click) -> Reply:
    """The form for whoever was asked, and for nobody else."""
    found = _unanswered(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    note, person = found
    return OpenForm(view.reply_form(scene.speaker(person), note))


def reply(scene: Scene, filled: Filled) -> Reply:
    """The reply goes to whoever asked, and stands in the item's history."""
    item = item_of(scene, f"item:{note_of(scene, filled.subject).item}")
    found = _unanswered(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    note, person = found
    speaker, text = scene.speaker(person), clean(filled.fields.get("reply", "")).strip()
    if wrong := too_long(speaker, view.reply_form(speaker, note).blocks, {"reply": text}):
        return FieldErrors(wrong)
    if not text:
        return FieldErrors({"reply": view.reply_missing(speaker)})
    replied = internal_notes.reply(scene.transaction, note, text, scene.now)
    assert replied, "the item was locked"
    values = {"person": note.by}
    history.append(scene.transaction, item.number, scene.now, person, "expert_replied", values, text)
    announce.history_changed(scene, item)
    note_messages.show(scene, note, note_messages.QUESTION, person, scene.now)
    asker = scene.handbook.person(note.by)
    due_at = heard_at(scene, asker) if asker is not None else None
    if due_at is not None:
        note_messages.show(scene, note, note_messages.REPLY, note.by, due_at)
    return Done()


def waiting_for(scene: Scene, person: str) -> list[Note]:
    """Questions to somebody about open items that they have not replied to, the oldest first."""
    questions = internal_notes.open_questions(scene.transaction, person)
    if not questions:
        return []
    found = items.read_many(scene.transaction, sorted({one.item for one in questions}))
    still_open = {item.number for item in found if item.state.is_open}
    return [one for one in questions if one.item in still_open]


def _askable(scene: Scene, actor: Actor, subject: str) -> tuple[Item, str] | Refused:
    """The open item, and who asks about it."""
    item = item_of(scene, subject)
    permit = check_item(scene.handbook, actor, Action.ASK, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason, item)
    if not item.state.is_open:
        return Refused(private.refusal(scene.speaker(permit.person), happened(item)))
    return item, permit.person


def _form(scene: Scene, item: Item, asker: str) -> Form:
    """Whoever has a part in the item's field comes first."""
    first = around(scene.handbook, item.domain)
    everybody: dict[str, Person] = {one.id: one for one in (*first, *scene.handbook.people)}
    people = [one for one in everybody.values() if one.id != asker and heard_at(scene, one) is not None]
    reads = may_read(scene.handbook, asker, item, scene.now)
    return view.ask_form(scene, scene.speaker(asker), item, people, may_read=reads)


def _unanswered(scene: Scene, actor: Actor, subject: str) -> tuple[Note, str] | Refused:
    """The question that waits for this person's reply, and their id."""
    note = note_of(scene, subject)
    permit = check_reply(scene.handbook, actor, note.person)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    if note.replied_at is not None:
        over = Reason("question_has_reply", {"replied_at": stamp(note.replied_at)})
        return Refused(private.refusal(scene.speaker(permit.person), over))
    return note, permit.person
