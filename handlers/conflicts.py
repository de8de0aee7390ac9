"""Report conflict: the item is locked, the lead is told with the evidence, and everybody else is told who has it.

Where nobody settles it in time the next is asked, as `routing.asking_next` says.
"""

from dataclasses import replace

from handlers import conflict_news
from handlers.access import Action, Denial, Permit, check_item, may_read
from handlers.asking import next_reached
from handlers.evidence import gathered
from handlers.intents import Actor, Click, Filled
from handlers.lengths import too_long
from handlers.moves import SYSTEM, happened, move
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import conflicts as views
from handlers.views import private
from routing.asking_next import Asked
from routing.conflict import LOCKABLE, locked
from routing.item import Item
from routing.moments import stamp
from routing.pausing import resumed
from routing.reasons import Reason
from routing.request import Request, RequestKind
from routing.text import clean
from storage import conflicts, history
from storage.errors import StorageBusy


def open_report(scene: Scene, click: Click) -> Reply:
    """The form that asks in one line what the conflict is."""
    found = _lockable(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    readable = may_read(scene.handbook, permit.person, item, scene.now)
    return OpenForm(views.report_form(scene.speaker(permit.person), item, may_read=readable))


def report(scene: Scene, filled: Filled) -> Reply:
    """Locks the item and keeps the evidence, in one step with asking whoever is to see to it."""
    found = _lockable(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    item, permit = found
    person, speaker = permit.person, scene.speaker(permit.person)
    line = clean(filled.fields.get("line", "")).strip()
    if wrong := too_long(speaker, [views.line_field(speaker)], {"line": line}):
        return FieldErrors(wrong)
    if not line:
        return FieldErrors({"line": views.line_missing(speaker)})
    evidence = gathered(scene, item)
    # A pause ends with it: the clock runs on.
    running = resumed(item, scene.handbook, scene.now)
    asked = next_reached(scene, running, (person,))
    people = (asked.person,) if asked.person is not None else ()
    request = Request(RequestKind.CONFLICT, person, people, scene.now, asked.until)
    after = move(scene, item, locked(running, request), who=person, what="conflict_reported", values={}, words=line)
    if after is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
    conflict = conflicts.report(scene.transaction, item, person, scene.now, line, evidence)
    _write_asked(scene, item, asked)
    conflict_news.show(scene, conflict, people)
    return Done(views.reported(speaker, after, asked))


def ask_next(scene: Scene, item: Item) -> None:
    """Nobody has settled the conflict in time: the next is asked as well, or somebody as soon as they are there."""
    assert item.request is not None
    asked = next_reached(scene, item, (item.request.by, *item.request.asked))
    after = replace(item, request=item.request.goes_to(asked.person, asked.until))
    told = _told(item, asked)
    if move(scene, item, after, who=SYSTEM, what=told.code, values=told.values) is None:
        raise StorageBusy("a locked item was changed at this moment")


def _lockable(scene: Scene, actor: Actor, subject: str) -> tuple[Item, Permit] | Refused:
    item = item_of(scene, subject)
    permit = check_item(scene.handbook, actor, Action.REPORT_CONFLICT, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    if item.state not in LOCKABLE:
        return Refused(private.refusal(scene.speaker(permit.person), happened(item)))
    return item, permit


def _write_asked(scene: Scene, item: Item, asked: Asked) -> None:
    told = _told(item, asked)
    history.append(scene.transaction, item.number, scene.now, SYSTEM, told.code, told.values)


def _told(item: Item, asked: Asked) -> Reason:
    """The line of history that says who is asked, or that nobody is."""
    if asked.person is not None:
        return Reason("conflict_asked", {"person": asked.person})
    if asked.until is not None:
        return Reason("conflict_waits_until", {"until_at": stamp(asked.until)})
    return Reason("conflict_waits")
