"""How an item moves: compare-and-set, a line of history, the next due moment, and everything that shows it."""

from collections.abc import Mapping
from dataclasses import replace

from handlers import announce, conflict_news, note_messages, requests_ended
from handlers.scene import Scene
from routing.departure import released_by_departure
from routing.escalation import due_from
from routing.item import Item, State
from routing.merging import TOGETHER
from routing.paging import never_paged
from routing.pausing import resumed
from routing.reasons import Reason, Value
from routing.request import RequestKind
from storage import history, items
from storage.merges import merged_into

SYSTEM = "svarvakt"
"""Who did it, in the history, when nobody did."""


_WAITS = frozenset({
    "claimed", "released", "answered", "declined", "not_an_item", "paused", "held", "held_again", "corrected_domain",
})  # fmt: skip
_WAIT_FOR_IT = frozenset({State.DECLINED, State.NOT_AN_ITEM, State.MERGED, State.PAUSED, State.WAITING_FOR_APPROVAL})
"""What nobody can do to an item, or make of it, while an answer to it is on its way to its source."""


def move(
    scene: Scene,
    before: Item,
    after: Item,
    *,
    who: str,
    what: str,
    values: Mapping[str, object],
    words: str | None = None,
    given_back: bool = False,
) -> Item | None:
    """The item as it is now, or None when somebody else changed it first, or it has to wait (then nothing is written).

    Of somebody who has left it is due at once, unless it was `given_back` just now: who is named then may be nobody
    who may answer, because there is none.
    """
    if before.is_being_published and _has_to_wait(after, what):
        return None
    if before.state is State.PAUSED and not after.state.is_open:
        # Its pause ends with it, and has moved the deadline by which it is counted.
        ahead = resumed(before, scene.handbook, scene.now)
        after = replace(after, pause=None, deadline=ahead.deadline, ladder=ahead.ladder, held_until=ahead.held_until)
    if after.climb.paging is not None and never_paged(after, scene.handbook) is not None:
        # What was corrected to praise, say, stands on nobody's page any more.
        after = replace(after, climb=replace(after.climb, paging=None))
    if not after.keeps_request:
        after = replace(after, request=None)
    due_at = due_from(after, scene.handbook, scene.now)
    if not given_back and released_by_departure(after, scene.handbook, scene.now):
        due_at = scene.now  # A new handbook made it due for that, and the sweep has not come to it yet.
    after = replace(after, next_due_at=due_at)
    if not items.change(scene.transaction, before, after):
        return None
    history.append(scene.transaction, after.number, scene.now, who, what, values, words)
    scene.wakes.at(due_at)
    announce.item_changed(scene, after)
    if before.request is not None and before.request.kind is RequestKind.HANDOVER:
        note_messages.offered_item_changed(scene, after)
    if after.state is not before.state and TOGETHER in before.marks:
        # The cards of what was merged into it say what has become of it.
        for one in items.read_many(scene.transaction, merged_into(scene.transaction, after.number)):
            announce.item_changed(scene, one)
    if before.state is State.LOCKED:
        conflict_news.changed(scene, before, after)
    requests_ended.look(scene, before, after, who)
    return replace(after, version=before.version + 1)


def _has_to_wait(after: Item, what: str) -> bool:
    asks_else = after.request is not None and not after.is_being_published
    return what in _WAITS or after.state in _WAIT_FOR_IT or asks_else


def happened(item: Item) -> Reason:
    """What became of an item meanwhile: for those who come too late."""
    if item.closing is not None:
        values: dict[str, Value] = {
            "number": item.number,
            "by": item.closing.by,
            "closed_at": item.closing.at.isoformat(),
        }
        return Reason(f"already_{item.state}", values)
    if item.state is State.LOCKED:
        return Reason("already_locked", {"number": item.number, "lead_of": item.domain})
    if item.state is State.HALF_ANSWERED:
        if item.owner is None:
            return Reason("half_answered_free", {"number": item.number})
        return Reason("already_half_answered", {"number": item.number, "owner": item.owner})
    if item.request is not None and item.is_being_published:
        return Reason("being_published", {"number": item.number, "by": item.request.by})
    if item.state is State.CLAIMED and item.owner and item.claimed_at:
        taken: dict[str, Value] = {
            "number": item.number,
            "owner": item.owner,
            "claimed_at": item.claimed_at.isoformat(),
        }
        return Reason("already_claimed", taken)
    if item.state is State.WAITING_FOR_APPROVAL and item.owner:
        return Reason("already_waits_for_approval", {"number": item.number, "owner": item.owner})
    if item.pause is not None:
        paused: dict[str, Value] = {
            "number": item.number,
            "by": item.pause.by,
            "until_at": item.pause.until.isoformat(),
        }
        return Reason("already_paused", paused)
    return Reason("already_moved", {"number": item.number, "state": item.state})
