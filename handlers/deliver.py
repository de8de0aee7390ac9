"""The way out: a leased row becomes a parcel drawn from the state of this moment; its outcome is written back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import announce, leg_failures, manager_lines, published, publishing, second_leg
from handlers.abilities import can
from handlers.drawing import draw
from handlers.drawn import IN_THE_THREAD, Nothing, placement_of, purpose_of
from handlers.parcels import Alarm, Mark, Parcel, PublicAnswer
from handlers.scene import Scene
from handlers.together import with_the_waiting
from routing.delivery import LONGEST_TRIES, MESSAGE_GONE, GaveUp, Outcome, Priority, RetryAfter, Sent, Unknown, backoff
from routing.item import Place
from routing.reasons import Reason
from storage import courier, items, placements
from storage.courier import Leased
from storage.outbox import Queued

__all__ = ["Nothing", "draw"]

Sendable = Parcel | Mark | Alarm | PublicAnswer
"""What there is to send, drawn."""

LONGEST_REST = timedelta(seconds=30)
"""How long a conversation rests at most after failures, unless the desk asks for more: as late as this is everything
after an outage. Short, because a page may wait behind it."""

UNSEEN_RESTS = (timedelta(0), timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=16))
"""How long a message of unknown outcome rests before each repeat, on a desk that cannot be looked at. After the last it
is given up: each repeat may stand there as well, and a channel full of the same card helps nobody."""

LONGEST_KEPT = timedelta(days=1)
"""A message is not given up for its many tries before it is this old, however short the waits between them were."""


@dataclass(frozen=True)
class Taken:
    """What this courier has to do: rows to send, and rows whose outcome must be looked up first."""

    send: tuple[Leased, ...]
    settle: tuple[Leased, ...]


def lease(scene: Scene, owner: str, room: int) -> Taken:
    """Takes what is due, one row a conversation, for `routing.delivery.LEASE`."""
    settle = courier.unknown(scene.transaction, scene.now)
    send = courier.lease(scene.transaction, scene.now, owner, room)
    for leased in send:
        manager_lines.with_the_waiting(scene, leased)
    return Taken(tuple(with_the_waiting(scene, leased) for leased in send), tuple(settle))


def next_at(scene: Scene) -> datetime | None:
    """When the courier next has something to do; None when nothing waits."""
    return courier.next_due(scene.transaction)


def sent(scene: Scene, leased: Leased, drawn: Sendable, outcome: Outcome, pace: timedelta) -> None:
    """Writes one outcome back. A conversation rests for `pace` after a new post, after a failure until the next try."""
    match outcome:
        case Sent(place=place):
            courier.sent(scene.transaction, leased, place, scene.now)
            is_about_many = _landed(scene, leased, place, drawn.fingerprint)
            posted = isinstance(drawn, Parcel) and drawn.replaces is None
            if (posted or is_about_many) and pace:
                courier.hold_conversation(scene.transaction, leased.desk, leased.conversation, scene.now + pace)
        case RetryAfter(seconds=seconds) if _leg_is_over(leased, seconds):
            _gave_up(scene, leased, drawn, "out of reach")
        case RetryAfter(seconds=seconds):
            if leased.kind == "page":
                leg_failures.chat_wavers(scene, leased)
            rest = max(timedelta(seconds=seconds), min(backoff(leased.attempts), LONGEST_REST))
            _again(scene, leased, scene.now + rest, "asked to wait")
            # The whole conversation: what comes later must not arrive earlier, and an outage is tried by one message.
            courier.hold_conversation(scene.transaction, leased.desk, leased.conversation, scene.now + rest)
        case Unknown(reason=reason):
            if leased.kind == "page":
                leg_failures.chat_wavers(scene, leased)
            courier.mark_unknown(scene.transaction, leased, scene.now, reason)
        case GaveUp(reason=reason):
            _gave_up(scene, leased, drawn, reason)
    scene.wakes.outbox = True


def put_off(scene: Scene, leased: Leased, until: datetime) -> None:
    """It waits for the others that go first; nothing is wrong with it, and nothing else waits with it."""
    courier.retry(scene.transaction, leased, until, "")
    scene.wakes.outbox = True


def cannot_be_drawn(scene: Scene, leased: Leased, error: str) -> None:
    """A mistake in the program: trying again would block the conversation for good."""
    _gave_up(scene, leased, None, f"cannot be drawn: {error}")
    scene.wakes.outbox = True


def nothing_to_send(scene: Scene, leased: Leased, drawn: Nothing) -> None:
    """The state has moved on: the row is settled without being sent, and keeps why."""
    if leased.kind == "managers":
        manager_lines.held_back(scene, leased)
    elif leased.kind == publishing.KIND:
        published.left_out(scene, leased)
    courier.needless(scene.transaction, leased, drawn.why, scene.now)
    scene.wakes.outbox = True


def where_to_look(scene: Scene, leased: Leased) -> str:
    """The conversation in which a row's message would stand: for a reply "channel/thread"."""
    card = placement_of(scene, leased, "card") if leased.kind in IN_THE_THREAD else None
    return f"{card.conversation}/{card.message}" if card else leased.conversation


def not_looked_up(scene: Scene, group: Sequence[Leased], error: str) -> None:
    """The desk could not be asked: nothing is known, so nothing is sent again yet."""
    for leased in group:
        courier.mark_unknown(scene.transaction, leased, scene.now, error)


def looked_up(scene: Scene, group: Sequence[Leased], found: Mapping[str, Place]) -> None:
    """What was found did arrive; the rest is sent again: at once, from the third try on after a rest."""
    for leased in group:
        place = found.get(leased.token)
        if place is not None:
            courier.sent(scene.transaction, leased, place, scene.now)
            _landed(scene, leased, place, "")
        elif can(leased.desk, "look_up"):
            rest = backoff(leased.attempts) if leased.attempts > 2 else timedelta(0)
            _again(scene, leased, scene.now + rest, "not found after looking")
        elif leased.attempts <= len(UNSEEN_RESTS):
            _again(scene, leased, scene.now + UNSEEN_RESTS[leased.attempts - 1], "unknown, and cannot be looked for")
        else:
            _gave_up(scene, leased, None, leased.error or "of unknown outcome")
    scene.wakes.outbox = True


def _landed(scene: Scene, leased: Leased, place: Place, drawn: str) -> bool:
    """True for a message about many items, which changes as often as any of them does."""
    if leased.kind == publishing.KIND:
        published.landed(scene, leased, place)
    purpose = purpose_of(leased)
    if purpose is None:
        return False
    if purpose == "card" and placement_of(scene, leased, purpose) != place:
        _history_follows(scene, leased)
    placements.put(scene.transaction, leased.subject, purpose, place, drawn)
    if leased.kind == second_leg.KIND:
        leg_failures.leg_arrived(scene, leased)
    return leased.kind == "managers" and manager_lines.arrived(scene, leased, place, drawn)


def _history_follows(scene: Scene, card: Leased) -> None:
    """The history stands below the card, so what was to be sent before the card stood there was left out."""
    number = int(card.subject.removeprefix("item:"))
    item = items.read(scene.transaction, number)
    if item is None or item.version == 1:
        return  # nothing has happened to it yet
    announce.queue(scene, Queued(
        desk=card.desk, conversation=card.conversation, kind="thread", subject=card.subject, payload={},
        priority=Priority.THREAD, merge_key=f"thread:{number}:{card.desk}:{card.conversation}", due_at=scene.now,
    ))  # fmt: skip


def _again(scene: Scene, leased: Leased, due_at: datetime, error: str) -> None:
    if _leg_is_over(leased) or (leased.attempts >= LONGEST_TRIES and scene.now - leased.first_due_at >= LONGEST_KEPT):
        _gave_up(scene, leased, None, error)
    else:
        courier.retry(scene.transaction, leased, due_at, error)


def _gave_up(scene: Scene, leased: Leased, drawn: Sendable | None, error: str) -> None:
    replaced = drawn.replaces if isinstance(drawn, Parcel) else None
    purpose = purpose_of(leased)
    if replaced is not None and purpose is not None and error == MESSAGE_GONE:
        # Somebody deleted our message: it is posted anew, so that the item does not become invisible.
        placements.remove(scene.transaction, leased.desk, leased.subject, purpose)
        if purpose == "managers":
            manager_lines.deleted(scene, leased, replaced)
        if purpose == "card":
            placements.remove(scene.transaction, leased.desk, leased.subject, "thread")
        courier.retry(scene.transaction, leased, scene.now, error)
        return
    courier.gave_up(scene.transaction, leased, error, scene.now)
    if leased.kind == "managers":
        manager_lines.never_arrives(scene, leased)
    if leased.kind == publishing.KIND:
        published.gave_up(scene, leased, error)
    elif leased.kind not in ("fault", "mark"):
        values = {"what": leased.kind, "desk": leased.desk, "subject": leased.subject, "error": error}
        announce.fault(scene, Reason("gave_up", values))
    if leased.kind == "page":
        leg_failures.chat_failed(scene, leased, error)
    elif leased.kind == second_leg.KIND:
        leg_failures.leg_failed(scene, leased, error)


def _leg_is_over(leased: Leased, seconds: float = 0.0) -> bool:
    """Whether it is a second leg that is not tried again: a page cannot wait as long as other messages."""
    tried = leased.attempts >= leg_failures.LEG_TRIES or seconds > leg_failures.LONGEST_WAIT
    return tried and leased.kind == second_leg.KIND
