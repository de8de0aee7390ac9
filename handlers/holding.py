"""The holding answer: the form, and what it stores. It says when an answer will come, and is none."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from handlers.access import Action, Denial, Permit, check_item, may, reads_private
from handlers.intents import Actor, Click, Filled
from handlers.lengths import too_long
from handlers.moves import happened, move
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of, page_of
from handlers.views import holding as view
from handlers.views import private
from routing.holding import HOLDABLE, has_promised, held, prepared, promise
from routing.item import Deadline, Item, State
from routing.links import host_of
from routing.reasons import Reason
from routing.text import clean
from storage import history, pages

LONGEST_OPEN = timedelta(hours=2)
"""How long what a form promised when it was opened is kept to."""


@dataclass(frozen=True)
class _Ready:
    """Somebody may hold the item: what it would promise, and the words offered, by their ids.

    `writes`: their own words will do as well, since they may answer. `reads`: they may read a private message.
    """

    item: Item
    permit: Permit
    due: Deadline
    offered: dict[str, str]
    writes: bool
    reads: bool


def open_hold(scene: Scene, click: Click) -> Reply:
    """The form with the prepared words, or why this person cannot hold this item. On a page, `value` says which."""
    subject = click.subject
    if subject.startswith("page:"):
        on_it = pages.items_of(scene.transaction, page_of(scene, subject).id)
        subject = f"item:{click.value}" if click.value in map(str, on_it) else ""
    found = _ready(scene, click.actor, subject, scene.now)
    if isinstance(found, Refused):
        return found
    speaker = scene.speaker(found.permit.person)
    return OpenForm(
        view.form(scene, speaker, found.item, found.due, found.offered, writes=found.writes, reads=found.reads)
    )


def hold(scene: Scene, filled: Filled) -> Reply:
    """Stores the holding answer, in one step with the new deadline and the end of the paging."""
    subject, _, opened = filled.subject.partition("@")
    found = _ready(scene, filled.actor, subject, _opened_at(opened, scene.now))
    if isinstance(found, Refused):
        return found
    item, person, speaker = found.item, found.permit.person, scene.speaker(found.permit.person)
    form = view.form(scene, speaker, item, found.due, found.offered, writes=found.writes, reads=found.reads)
    link, text = clean(filled.fields.get("link", "")).strip(), _text(found, filled)
    if wrong := too_long(speaker, form.blocks, {"link": link, "text": text}):
        return FieldErrors(wrong)
    if not text:
        return FieldErrors({"text": speaker.text("Say what you have posted: it stands in the record.")})
    if link and not host_of(link):
        return FieldErrors({"link": speaker.text("That is no web address. It begins with https:// or http://.")})
    if not link and filled.fields.get("posted") != view.NO_LINK:
        return FieldErrors({"link": speaker.text("Give the link to your holding answer, or say that it has none.")})
    after = held(item, found.due, scene.handbook, scene.now)
    values: dict[str, object] = {"due_at": after.deadline.due_at.isoformat(), **({"link": link} if link else {})}
    what = "held_again" if has_promised(item) else "held"
    if what == "held":
        values[history.DEADLINE] = after.deadline.because.as_json()
    if move(scene, item, after, who=person, what=what, values=values, words=text) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, subject))))
    return Done()


def _ready(scene: Scene, actor: Actor, subject: str, opened_at: datetime) -> _Ready | Refused:
    item = item_of(scene, subject)
    permit = check_item(scene.handbook, actor, Action.HOLD, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason, item)
    speaker = scene.speaker(permit.person)
    if not _is_holdable(scene, item, permit.person):
        return Refused(private.refusal(speaker, happened(item)))
    due = promise(item, scene.handbook, opened_at)
    if due is None or due.due_at <= scene.now:
        due = promise(item, scene.handbook, scene.now)
    if due is None:
        return Refused(private.refusal(speaker, Reason("hold_without_shift", {"domain": item.domain})))
    writes = may(scene.handbook, permit.person, Action.ANSWER, item, scene.now) is not None
    reads = reads_private(scene.handbook, permit.person, item, scene.now)
    named = reads or not item.post.private
    # A second one moves no deadline: while that lies ahead, it is what the words promise as well.
    promised = item.deadline if has_promised(item) and item.deadline.due_at > scene.now else due
    offered = view.texts(scene, item, prepared(item, scene.handbook), promised, named)
    if not offered and not writes:
        return Refused(private.refusal(speaker, view.nothing_prepared(scene.handbook, item)))
    return _Ready(item, permit, due, offered, writes, reads)


def _is_holdable(scene: Scene, item: Item, person: str) -> bool:
    """What a conflict has locked only those hold who see to it, or who are on call."""
    if item.state is State.LOCKED:
        return may(scene.handbook, person, Action.HOLD_LOCKED, item, scene.now) is not None
    return item.state in HOLDABLE


def _text(found: _Ready, filled: Filled) -> str:
    """What was posted: their own words where they may write them, else the prepared ones that they chose."""
    offered = found.offered
    chosen = offered.get(filled.fields.get("answer", ""), next(iter(offered.values()), ""))
    own = clean(filled.fields.get("text", "")).strip() if found.writes else ""
    return own or chosen


def _opened_at(text: str, now: datetime) -> datetime:
    """When the form was opened: the words that were copied from it promise what held then."""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        return now
    opened_at = datetime.fromtimestamp(int(text), UTC)
    return opened_at if now - LONGEST_OPEN <= opened_at <= now else now
