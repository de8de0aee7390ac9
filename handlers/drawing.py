"""Draws a leased row from the state of this moment: what was queued says only what it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers import announce, drawing_rota, second_leg
from handlers.lateness import LATE_AFTER
from handlers.parcels import Alarm, Mark, Parcel
from handlers.scene import Scene
from handlers.status import standing
from handlers.still_needed import still_needed
from handlers.subjects import item_of, page_of, swap_of
from handlers.together import OTHERS, still_to_be_said
from handlers.views import alarms, handovers, notices, pages, thread
from handlers.views import card as cards
from handlers.views import digest as digests
from handlers.views.status import shared_status
from routing.item import Item, Place, State
from routing.messages import Message
from routing.reasons import Reason
from storage import courier, history, items, placements
from storage import pages as stored_pages
from storage.courier import Leased
from storage.pages import PageState
from storage.placements import Placement


@dataclass(frozen=True)
class Nothing:
    """There is nothing to send any more, and why: the state has moved on since the row was queued.

    `stands` is what is to be read there already, where the message itself would say the same once more.
    """

    why: str
    stands: Message | None = None


IN_THE_THREAD = frozenset({"thread", "call"})
"""Kinds of rows that stand below the card."""

SAID_ALREADY = "what stands there says the same"

Drawn = Parcel | Mark | Alarm | Nothing


def draw(scene: Scene, leased: Leased) -> Drawn:
    """The parcel for this row, as the state is now."""
    return _KINDS[leased.kind](scene, leased)


def purpose_of(leased: Leased) -> str | None:
    """Which of its subject's messages a row is: the one that is edited later. None: it is never edited."""
    if leased.kind == "page":
        return f"page:{leased.payload['sounding']}"
    if leased.kind == second_leg.KIND:
        return f"{second_leg.KIND}:{leased.payload['sounding']}"
    return leased.kind if leased.kind in ("card", "thread", "managers", "mark", "swap") else None


def placement_of(scene: Scene, leased: Leased, purpose: str) -> Place | None:
    return placements.get(scene.transaction, leased.desk, leased.subject, purpose)


def _item(scene: Scene, leased: Leased) -> Item:
    item = items.read(scene.transaction, int(leased.subject.removeprefix("item:")))
    assert item is not None, "a row of the outbox outlived its item"
    return item


def _parcel(scene: Scene, leased: Leased, message: Message, thread_of: Place | None = None) -> Drawn:
    found = _standing(scene, leased)
    replaces = found.place if found else None
    parcel = Parcel(leased.token, leased.desk, leased.conversation, message, replaces, thread_of)
    return Nothing(SAID_ALREADY, message) if found and found.drawn == parcel.fingerprint else parcel


def _standing(scene: Scene, leased: Leased) -> Placement | None:
    purpose = purpose_of(leased)
    return placements.find(scene.transaction, leased.desk, leased.subject, purpose) if purpose else None


def _card(scene: Scene, leased: Leased) -> Drawn:
    item = _item(scene, leased)
    stands = placement_of(scene, leased, "card") is not None
    if not stands and leased.conversation not in ("", announce.triage(scene, leased.desk, item)):
        return Nothing("the item has moved to a field with a channel of its own")
    return _parcel(scene, leased, cards.card(scene, item))


def _gone(scene: Scene, leased: Leased) -> Drawn:
    old = Place(leased.desk, leased.conversation, str(leased.payload["message"]))
    return Parcel(leased.token, leased.desk, leased.conversation, cards.gone(scene, _item(scene, leased)), old)


def _thread(scene: Scene, leased: Leased) -> Drawn:
    card = placement_of(scene, leased, "card")
    if card is None:
        return Nothing("the card does not stand yet; its history is queued again when it does")
    return _parcel(scene, leased, thread.thread(scene, _item(scene, leased)), card)


def _mark(scene: Scene, leased: Leased) -> Drawn:
    item = _item(scene, leased)
    assert item.origin is not None
    mark = Mark(leased.token, leased.desk, item.origin, item.state)
    found = _standing(scene, leased)
    return Nothing(SAID_ALREADY) if found and found.drawn == mark.fingerprint else mark


def _notice(scene: Scene, leased: Leased) -> Drawn:
    person = str(leased.payload["person"])
    if OTHERS in leased.payload:
        needed = still_to_be_said(scene, leased)
        if not needed:
            return Nothing("none of them needs anybody any more")
        return _parcel(scene, leased, notices.several(scene, needed, person))
    item = _item(scene, leased)
    if why := _needless(item, leased):
        return Nothing(why)
    reason = leased.payload["reason"]
    assert isinstance(reason, dict)
    return _parcel(scene, leased, notices.notice(scene, item, person, Reason.from_json(reason)))


def _call(scene: Scene, leased: Leased) -> Drawn:
    """Where the card does not stand (it may be of unknown outcome), it stands by itself: nobody is left out."""
    item = _item(scene, leased)
    if why := _needless(item, leased):
        return Nothing(why)
    reason, people = leased.payload["reason"], [str(person) for person in leased.payload["people"]]
    message = notices.call(scene, item, people, Reason.from_json(reason))
    return _parcel(scene, leased, message, placement_of(scene, leased, "card"))


def _needless(item: Item, leased: Leased) -> str:
    """Why a reminder is needed no longer; "" while it is."""
    if not item.state.is_open:
        return f"item {item.number} is {item.state}"
    if leased.payload.get("unclaimed") and item.owner is not None:
        return f"item {item.number} was taken"
    if item.pause is not None:
        return f"item {item.number} is paused"
    person, round_ = leased.payload.get("person"), leased.payload.get("round")
    if leased.payload.get("carries") and (item.owner or item.expert, item.round) != (person, round_):
        return f"item {item.number} is another's now"
    return ""


def _managers(scene: Scene, leased: Leased) -> Drawn:
    item = _item(scene, leased)
    if item.state is not State.NEW and placement_of(scene, leased, "managers") is None and not item.is_late(scene.now):
        return Nothing(f"item {item.number} was taken in time")
    return _parcel(scene, leased, notices.managers(scene, item))


def _page(scene: Scene, leased: Leased) -> Drawn:
    page = stored_pages.read(scene.transaction, int(leased.subject.removeprefix("page:")))
    assert page is not None, "a row of the outbox outlived its page"
    needed = still_needed(scene, page) if page.state is not PageState.CLOSED else []
    known = placement_of(scene, leased, f"page:{leased.payload['sounding']}")
    if known is None and (not needed or page.state is not PageState.SOUNDING):
        return Nothing(f"page {page.id} is settled")
    if known is None and _was_given_up(scene, leased):
        # Whatever changes on it meanwhile: its other leg, or the next person, has it now.
        return Nothing(f"page {page.id} was given up on {leased.desk} already")
    if page.sounding != leased.payload["sounding"]:
        if known is None:
            return Nothing(f"page {page.id} has sounded anew")
        return _parcel(scene, leased, pages.moved(scene, page))
    return _parcel(scene, leased, pages.page(scene, page, needed, _why(scene, needed, page.person)))


def _was_given_up(scene: Scene, leased: Leased) -> bool:
    """Whether this very sounding was given up before: an earlier row of the same page on the same desk."""
    gone = courier.given_up(scene.transaction, leased.subject)
    return any(row.desk == leased.desk and purpose_of(row) == purpose_of(leased) for row in gone)


def _second_leg(scene: Scene, leased: Leased) -> Drawn:
    page = stored_pages.read(scene.transaction, int(leased.subject.removeprefix("page:")))
    assert page is not None, "a row of the outbox outlived its page"
    if page.state is not PageState.SOUNDING or page.sounding != leased.payload["sounding"]:
        return Nothing(f"page {page.id} is settled, or has sounded anew")
    if leased.payload["leg"] not in second_leg.legs_of(scene, page.person):
        return Nothing("the person has no such second leg any more")
    if _standing(scene, leased) is not None:
        return Nothing("it was sent already")
    sounding = second_leg.sounding(still_needed(scene, page))
    if not sounding:
        return Nothing(f"page {page.id} wakes nobody any more")
    desk = announce.desk_of(scene, page.person) or ""
    chat = placements.get(scene.transaction, desk, leased.subject, f"page:{page.sounding}")
    return alarms.alarm(scene, leased, page, sounding, chat)


def _why(scene: Scene, needed: list[Item], person: str) -> Reason | None:
    """Why the person was paged about the first item: the last line of its history that says so."""
    if not needed:
        return None
    for entry in reversed(history.read(scene.transaction, needed[0].number)):
        if entry.values.get("paged") == person:
            values = {name: value for name, value in entry.values.items() if name != "paged"}
            return Reason.from_json({"code": entry.what, "values": values})
    return None


def _was_late(scene: Scene, leased: Leased) -> Drawn:
    person = leased.conversation.removeprefix("person:")
    left = items.count_overdue(scene.transaction, scene.now - LATE_AFTER)
    speaker = scene.company if person == leased.conversation else scene.speaker(person)
    return _parcel(scene, leased, notices.was_late(speaker, leased.payload, left))


def _status(scene: Scene, leased: Leased) -> Drawn:
    return _parcel(scene, leased, shared_status(scene, standing(scene), str(leased.payload.get("by", ""))))


def _fault(scene: Scene, leased: Leased) -> Drawn:
    reason = leased.payload["reason"]
    assert isinstance(reason, dict)
    return _parcel(scene, leased, notices.fault(scene, str(leased.payload["person"]), Reason.from_json(reason)))


def _news(scene: Scene, leased: Leased) -> Drawn:
    kind, _, number = leased.subject.partition(":")
    absences = [absence.id for person in scene.handbook.people for absence in person.absences]
    if kind == "absence" and int(number) not in absences:
        return Nothing("the absence was undone, or is long over")
    if kind == "cover" and int(number) not in [cover.id for cover in scene.handbook.covers]:
        return Nothing("the cover was taken back, or is long over")
    reason = leased.payload["reason"]
    assert isinstance(reason, dict)
    return _parcel(scene, leased, notices.news(scene, str(leased.payload["person"]), Reason.from_json(reason)))


def _handover(scene: Scene, leased: Leased) -> Drawn:
    message = handovers.handover(scene, leased.payload)
    return Nothing("none of it is theirs any more") if message is None else _parcel(scene, leased, message)


def _digest(scene: Scene, leased: Leased) -> Drawn:
    return _parcel(scene, leased, digests.digest(scene, leased.payload))


def _digest_choice(scene: Scene, leased: Leased) -> Drawn:
    return _parcel(scene, leased, digests.less(scene, leased.payload))


def _of_the_rota(scene: Scene, leased: Leased) -> Drawn:
    stands = leased.kind == "swap" and placement_of(scene, leased, "swap") is not None
    found = drawing_rota.message(scene, leased, stands=stands)
    return Nothing(found) if isinstance(found, str) else _parcel(scene, leased, found)


_KINDS: Mapping[str, Callable[[Scene, Leased], Drawn]] = {
    "card": _card,
    "gone": _gone,
    "thread": _thread,
    "mark": _mark,
    "notice": _notice,
    "call": _call,
    "managers": _managers,
    "page": _page,
    "second_leg": _second_leg,
    "was_late": _was_late,
    "status": _status,
    "fault": _fault,
    "news": _news,
    "handover": _handover,
    "digest": _digest,
    "digest_choice": _digest_choice,
    **dict.fromkeys(drawing_rota.KINDS, _of_the_rota),
}


def standing_message(scene: Scene, desk: str, subject: str, purpose: str) -> Message | None:
    """What a message that stands already would say now; None where nothing does any more."""
    kind, _, sounding = purpose.partition(":")
    if not subject.startswith(f"{_SUBJECTS.get(kind, '?')}:"):
        return None
    # Subjects come back from buttons, so one that is forged is told as such.
    {"page": page_of, "swap": swap_of}.get(kind, item_of)(scene, subject)
    leased = Leased(
        id=0, token="", desk=desk, conversation="", kind=kind, subject=subject, merge_key=None,
        payload={"sounding": int(sounding)} if sounding.isdecimal() else {}, priority=0, attempts=0,
        first_due_at=scene.now, error=None,
    )  # fmt: skip
    drawn = draw(scene, leased)
    match drawn:
        case Parcel(message=message) | Nothing(stands=message):
            return message
    return None


_SUBJECTS = {"card": "item", "managers": "item", "thread": "item", "page": "page", "swap": "swap"}
