"""Drafts of answers: what is typed is kept while it is not sent, and who writes at the same time hears of it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from handlers import announce
from handlers.access import Action, Denial, check_item, person_of
from handlers.intents import Filled
from handlers.replies import Done, Ignored, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.thanking import thank_you
from handlers.views import private
from handlers.views.answering import LINK, TEXT
from handlers.views.forms import LONGEST_ANSWER, LONGEST_LINK
from routing.item import Item
from routing.reasons import Reason, Value
from routing.request import RequestKind
from routing.text import clean
from storage import drafts
from storage.drafts import Draft

AT_IT = timedelta(minutes=15)
"""Whoever has had a hand in a draft within this time is writing it."""

WARNED = "warned"
"""Beside the fields of a draft: the words about which somebody was warned already. To send them again is to mean it."""

_SENT = (RequestKind.PUBLICATION, RequestKind.APPROVAL)
"""What is asked by whoever has sent an answer."""

_LONGEST = {TEXT: LONGEST_ANSWER, LINK: LONGEST_LINK, WARNED: LONGEST_ANSWER}


def opened(scene: Scene, item: Item, person: str) -> tuple[Draft | None, tuple[Draft, ...]]:
    """The person has opened the form: what they began before, and what others are writing.

    The others hear of it, once: not when somebody comes back to what they are writing themself.
    """
    others = others_writing(scene, item, person)
    mine = drafts.read(scene.transaction, item.number, person)
    since = scene.now - AT_IT
    if mine is None or mine.touched_at <= since:
        for other in others:
            values: dict[str, Value] = {"person": person, "number": item.number, "since_at": other.begun_at.isoformat()}
            announce.news(
                scene, other.person, announce.item_subject(item.number), Reason("writes_too", values), scene.now
            )
    drafts.begin(scene.transaction, item.number, person, scene.now, since)
    return mine, others


def others_writing(scene: Scene, item: Item, person: str) -> tuple[Draft, ...]:
    """What others than this person are writing now."""
    found = drafts.being_written(scene.transaction, [item.number], scene.now - AT_IT)
    return tuple(one for one in found if one.person != person)


def written_by_owner(scene: Scene, item: Item) -> Draft | None:
    """What the item's owner is writing now: as long as they are, nobody takes the item from them."""
    if item.owner is None:
        return None
    found = drafts.being_written(scene.transaction, [item.number], scene.now - AT_IT)
    return next((one for one in found if one.person == item.owner), None)


def written_by(scene: Scene, numbers: Sequence[int], person: str) -> frozenset[int]:
    """Which of these items somebody is writing an answer to now."""
    found = drafts.being_written(scene.transaction, numbers, scene.now - AT_IT)
    return frozenset(one.item for one in found if one.person == person)


def holds_item(draft: Draft) -> Reason:
    """Why an item stays with its owner, who is writing this."""
    return Reason(
        "draft_holds_item", {"owner": draft.person, "number": draft.item, "since_at": draft.begun_at.isoformat()}
    )


def keep(scene: Scene, filled: Filled) -> Reply:
    """Keeps what stands in the form; a form that was put away without a word leaves nothing behind."""
    kept = keep_unsent(scene, filled)
    if not kept or filled.put_away:
        return Done() if kept else Ignored()
    return Done(private.note(scene.speaker_of(filled.actor), Reason("draft_kept")))


def keep_unsent(scene: Scene, filled: Filled, warned: str = "") -> bool:
    """Keeps what was not sent, or was sent too late, of somebody who may answer such items. True when there were words.

    `warned` are words about which they were warned just now.
    """
    item, person = item_of(scene, filled.subject), person_of(scene.handbook, filled.actor)
    permit = check_item(scene.handbook, filled.actor, Action.DRAFT, item, scene.now)
    if person is None or isinstance(permit, Denial):
        return False
    if item.closing is not None and item.closing.by == person:
        return False  # What was typed last came after it was sent.
    if item.request is not None and item.request.kind in _SENT and item.request.by == person:
        return False  # The same, while it is on its way, or somebody else is to see it.
    before = drafts.read(scene.transaction, item.number, person)
    fields = _words(scene, item, person, filled.fields) if filled.fields or before is None else dict(before.fields)
    if warned or (before is not None and WARNED in before.fields):
        fields[WARNED] = warned or (before.fields[WARNED] if before is not None else "")
    if not any(fields.get(name) for name in (TEXT, LINK)):
        fields = {}
    if filled.put_away and not fields:
        drafts.drop(scene.transaction, item.number, person)
    elif before is None or fields != before.fields:
        drafts.keep(scene.transaction, item.number, person, fields, scene.now)
    return bool(fields)


def keep_words(scene: Scene, item: Item, person: str, text: str) -> None:
    """Keeps an answer that did not get to the customer, unless its writer has begun another since."""
    before = drafts.read(scene.transaction, item.number, person)
    if before is None or not before.fields:
        drafts.keep(scene.transaction, item.number, person, {TEXT: text}, scene.now)


def is_warned(scene: Scene, item: Item, person: str, text: str) -> bool:
    """Whether somebody was warned about these very words already."""
    before = drafts.read(scene.transaction, item.number, person)
    return before is not None and before.fields.get(WARNED) == text[:LONGEST_ANSWER]


def _words(scene: Scene, item: Item, person: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What somebody has written themself: an untouched thank-you is not theirs."""
    found = {name: clean(fields.get(name, ""))[: _LONGEST[name]] for name in (TEXT, LINK)}
    untouched = found[TEXT].strip() in ("", thank_you(scene, item, person))
    return {name: words for name, words in found.items() if words.strip() and not (name == TEXT and untouched)}
