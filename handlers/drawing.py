"""Draws a leased row from the state of this moment: what was queued says only what it is about."""

from collections.abc import Callable, Mapping

from handlers import (
    drawing_approvals,
    drawing_conflicts,
    drawing_items,
    drawing_news,
    drawing_notes,
    drawing_pages,
    drawing_publications,
    drawing_rota,
)
from handlers.drawn import (
    Drawn,
    Nothing,
)
from handlers.note_messages import ASKED_TO_TAKE, QUESTION, REPLY, TIP
from handlers.parcels import Parcel
from handlers.scene import Scene
from handlers.subjects import approval_of, conflict_of, item_of, note_of, page_of, swap_of
from routing.messages import Message
from storage.courier import Leased


def draw(scene: Scene, leased: Leased) -> Drawn:
    """The parcel for this row, as the state is now."""
    return KINDS[leased.kind](scene, leased)


KINDS: Mapping[str, Callable[[Scene, Leased], Drawn]] = {
    "card": drawing_items.draw_card,
    "gone": drawing_items.draw_gone,
    "thread": drawing_items.draw_thread,
    "mark": drawing_items.draw_mark,
    "notice": drawing_items.draw_notice,
    "call": drawing_items.draw_call,
    "managers": drawing_items.draw_managers,
    "page": drawing_pages.draw_page,
    "second_leg": drawing_pages.draw_second_leg,
    "was_late": drawing_news.draw_was_late,
    "status": drawing_news.draw_status,
    "fault": drawing_news.draw_fault,
    "news": drawing_news.draw_news,
    "handover": drawing_news.draw_handover,
    "digest": drawing_news.draw_digest,
    "praise": drawing_items.draw_praise,
    "digest_choice": drawing_news.draw_digest_choice,
    "cover": drawing_rota.draw_cover,
    "swap": drawing_rota.draw_swap,
    "shift_note": drawing_rota.draw_shift_note,
    ASKED_TO_TAKE: drawing_notes.draw_asked_to_take,
    QUESTION: drawing_notes.draw_question,
    REPLY: drawing_notes.draw_reply,
    TIP: drawing_notes.draw_tip,
    "conflict": drawing_conflicts.draw_conflict,
    "publish": drawing_publications.draw_publication,
    "approval": drawing_approvals.draw_approval,
    "verdict": drawing_approvals.draw_verdict,
}


def standing_message(scene: Scene, desk: str, subject: str, purpose: str) -> Message | None:
    """What a message that stands already would say now; None where nothing does any more."""
    kind, _, which = purpose.partition(":")
    if not subject.startswith(f"{_SUBJECTS.get(kind, '?')}:"):
        return None
    # Subjects come back from buttons, so one that is forged is told as such.
    _READ.get(_SUBJECTS[kind], item_of)(scene, subject)
    leased = Leased(
        id=0, token="", desk=desk, conversation="", kind=kind, subject=subject, merge_key=None,
        payload=_payload(kind, which), priority=0, attempts=0,
        first_due_at=scene.now, error=None,
    )  # fmt: skip
    drawn = draw(scene, leased)
    match drawn:
        case Parcel(message=message) | Nothing(stands=message):
            return message
    return None


_READ: Mapping[str, Callable[[Scene, str], object]] = {
    "page": page_of, "swap": swap_of, "note": note_of, "conflict": conflict_of, "approval": approval_of,
}  # fmt: skip
_SUBJECTS = {
    "card": "item", "managers": "item", "thread": "item", "page": "page", "swap": "swap", ASKED_TO_TAKE: "note",
    QUESTION: "note", "conflict": "conflict", "approval": "approval",
}  # fmt: skip


def _payload(kind: str, which: str) -> dict[str, str | int]:
    """What a row of the outbox says of which of its subject's messages it is, where there are several."""
    if kind in ("approval", "conflict"):
        return {"person": which}
    return {"sounding": int(which)} if which.isdecimal() else {}
