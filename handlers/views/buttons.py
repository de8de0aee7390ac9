"""The card's buttons: what is done every day in the first row, everything else folded away behind it."""

from datetime import datetime

from handlers.correcting import DOUBTED, Correction, choices
from handlers.scene import Scene
from handlers.views import praise
from handlers.views.conflicts import unlock
from handlers.views.instead import tip
from handlers.views.two_legged import add_button
from handlers.words import Speaker
from handlers.words.vocabulary import KINDS, word
from routing.conflict import LOCKABLE
from routing.coverage import coverage
from routing.follow_up_marks import STANDS, THANKS
from routing.holding import HOLDABLE
from routing.item import Item, Kind, State
from routing.merging import MERGEABLE, TOGETHER
from routing.messages import Button, Choice, Menu, More
from routing.reopening import REOPENABLE
from routing.request import RequestKind

_UNANSWERED = frozenset({State.NEW, State.CLAIMED, State.PAUSED})
"""States in which nothing of an answer has begun."""


def buttons(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button | Menu | More, ...]:
    """What can be done about the item as it is now."""
    why = Button("why", _subject(item), speaker.text("Why?"))
    if item.state is State.LOCKED:
        return (*_on_locked(scene, speaker, item), why)
    if item.is_being_published:
        return (Button("stop_publishing", _subject(item), speaker.text("Stop the answer")), why)
    if not item.state.is_open:
        return (*_on_closed(speaker, item), why, *_corrections(scene, speaker, item))
    if item.state is State.WAITING_FOR_APPROVAL:
        return (*_while_waiting(scene, speaker, item), why)
    folded = (_instead(scene, speaker, item), (*_seldom(speaker, item), why))
    more = (More(speaker.text("More"), entries) for entries in folded if entries)
    return (*_daily(scene, speaker, item), *_corrections(scene, speaker, item), *more)


def _subject(item: Item) -> str:
    return f"item:{item.number}"


def _on_closed(speaker: Speaker, item: Item) -> tuple[Button, ...]:
    if item.state is State.MERGED:
        return (Button("unmerge", _subject(item), speaker.text("Take out again")),)
    if item.state not in REOPENABLE:
        return ()
    thanks = item.marks.get(STANDS) == THANKS
    asks = (Button("needs_answer", _subject(item), speaker.text("Needs an answer")),) if thanks else ()
    share = praise.share_buttons(speaker, item) if item.state is State.ANSWERED else ()
    return (*asks, *share, Button("reopen", _subject(item), speaker.text("Re-open")))


def _on_locked(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """A conflict is settled first; the customer can be told that an answer will come."""
    hold = (Button("hold", _subject(item), speaker.text("Holding answer")),) if not _is_held(item, scene.now) else ()
    return (unlock(speaker, item), *hold)


def _daily(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button, ...]:
    subject = _subject(item)
    if item.state is State.HALF_ANSWERED:
        return _half_answered(scene, speaker, item)
    answer = Button("answer", subject, speaker.text("Answer"), "primary" if item.owner else "")
    thank = (praise.thank_button(speaker, item),) if _is_answered_with_a_click(scene, item) else ()
    if item.state is State.NEW:
        return (Button("claim", subject, speaker.text("Claim"), "primary"), answer, *thank)
    if item.pause is not None:
        return (answer, *thank, Button("resume", subject, speaker.text("Resume")))
    return (answer, *thank, *_giving_away(speaker, item))


def _half_answered(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """What is missing is given, and nothing else answers it."""
    add = add_button(scene, speaker, item)
    if item.owner is None:
        return (Button("claim", _subject(item), speaker.text("Claim"), "primary"), add)
    return (add, *_giving_away(speaker, item))


def _giving_away(speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """What an owner does who will not answer it themself; while it is offered to somebody they may keep it."""
    subject = _subject(item)
    release = Button("release", subject, speaker.text("Release"))
    if item.request is not None and item.request.kind is RequestKind.HANDOVER:
        return (Button("keep_item", subject, speaker.text("Keep it")), release)
    return (Button("hand_over", subject, speaker.text("Hand over")), release)


def _while_waiting(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """While somebody else is to approve the answer."""
    subject = _subject(item)
    return (
        Button("see_approval", subject, speaker.text("See the answer"), "primary"),
        *_hold(scene, speaker, item),
        Button("approval_withdraw", subject, speaker.text("Withdraw")),
        Button("report_conflict", subject, speaker.text("Report conflict")),
    )


def _hold(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button, ...]:
    return (Button("hold", _subject(item), speaker.text("Holding answer")),) if _may_need_holding(scene, item) else ()


def _instead(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """What one may do instead of answering: five entries at most, or Slack folds nothing."""
    subject = _subject(item)
    return (
        *_another_way(scene, speaker, item),
        Button("ask", subject, speaker.text("Ask an expert")),
        tip(speaker, item),
        *_hold(scene, speaker, item),
        Button("decline", subject, speaker.text("Decline")),
    )


def _another_way(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """Other answers than the usual one: praise is liked and shared, a question that all can read goes on privately."""
    if item.state not in _UNANSWERED:
        return ()
    if item.kind is Kind.PRAISE:
        liked = (praise.liked_button(speaker, item),) if _is_answered_with_a_click(scene, item) else ()
        return (*liked, *praise.share_buttons(speaker, item))
    privately = Button("follow_up_privately", _subject(item), speaker.text("Follow up privately"))
    return () if item.post.private else (privately,)


def _seldom(speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """What is done to the item itself: four entries at most, beside "Why?"."""
    subject = _subject(item)
    begun = item.state is State.HALF_ANSWERED
    may_pause = item.pause is None and not begun
    return (
        *((Button("merge", subject, speaker.text("Merge with…")),) if item.state in MERGEABLE else ()),
        *((Button("report_conflict", subject, speaker.text("Report conflict")),) if item.state in LOCKABLE else ()),
        *((Button("pause", subject, speaker.text("Pause")),) if may_pause else ()),
        *((Button("not_an_item", subject, speaker.text("Not an item")),) if not begun else ()),
    )


def _is_answered_with_a_click(scene: Scene, item: Item) -> bool:
    """Whether a thank-you, or a like, is its answer: of praise, unless somebody is to see it first, or the answer has
    to stand below several posts."""
    situation = scene.handbook.situation(item.situation)
    seen_first = situation is not None and situation.approval
    return item.kind is Kind.PRAISE and TOGETHER not in item.marks and not seen_first


def _corrections(scene: Scene, speaker: Speaker, item: Item) -> tuple[Menu, ...]:
    """ "Wrong?": what routing may have got wrong, to be set right with one choice."""
    if item.state not in DOUBTED:
        return ()
    offered = tuple(Choice(f"{one.what}:{one.after}", _corrected(speaker, one)) for one in choices(scene, item))
    return (Menu("correct", f"item:{item.number}", speaker.text("Wrong?"), offered),)


def _corrected(speaker: Speaker, one: Correction) -> str:
    match one.what:
        case "domain":
            return speaker.text("It belongs to {domain}", domain=speaker.domain(one.after))
        case "kind":
            return speaker.text("It is: {kind}", kind=word(speaker, KINDS, one.after))
    return speaker.text("The language is {language}", language=speaker.language_name(one.after))


def _may_need_holding(scene: Scene, item: Item) -> bool:
    """Whether a holding answer is near at hand: an owner may need more time, or nobody who could answer is there."""
    if _is_held(item, scene.now) or item.state not in HOLDABLE or item.kind is Kind.PRAISE:
        return False
    waits = item.owner is not None or item.climb.paging is not None or item.is_late(scene.now)
    return waits or not coverage(item, scene.handbook, scene.now).covered


def _is_held(item: Item, now: datetime) -> bool:
    """Whether a holding answer has said all there was to say, and no louder question came after it."""
    return item.held_until is not None and (item.held_until > now or item.held_until >= item.deadline.due_at)
