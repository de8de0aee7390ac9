"""The state of an item as lists and cards show it: a coloured sign and a word, never the colour alone."""

from datetime import datetime

from handlers.scene import Scene
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import PAUSE_REASONS, STANDINGS, STATES, word
from routing.answer_legs import TWO_LEGGED
from routing.item import Item, State
from routing.messages import Line, Status, Strong, Tone
from routing.praise import LIKED, THANKED
from routing.report import is_nearing
from routing.request import Request, RequestKind

LATE = "late"
AT_RISK = "at_risk"

_SIGNS = {
    LATE: "🔴",
    AT_RISK: "🟡",
    State.NEW: "🔵",
    State.CLAIMED: "🟣",
    State.PAUSED: "⏸️",
    State.LOCKED: "🔒",
    State.HALF_ANSWERED: "🌗",
    State.WAITING_FOR_APPROVAL: "⏳",
    State.ANSWERED: "🟢",
}
_NO_SIGN = "⚪"

_TONES = {
    LATE: Tone.BAD,
    AT_RISK: Tone.WARNING,
    State.NEW: Tone.FRESH,
    State.LOCKED: Tone.WARNING,
    State.ANSWERED: Tone.GOOD,
}


def at_a_glance(scene: Scene, speaker: Speaker, item: Item) -> Status:
    """The state on a card: colour, word, and who did what when."""
    nearing = is_nearing(item, scene.handbook, scene.now)
    standing = LATE if item.is_late(scene.now) else AT_RISK if nearing else str(item.state)
    named = Strong(word(speaker, STANDINGS, standing))
    said = _said(speaker, item, standing)
    late = standing == LATE
    since = _since(speaker, item) if late else ()
    begun = () if standing == item.state else half(speaker, item)
    line = (
        f"{_sign(standing)} ", named, *since, ": ", *said, *begun, *_offered(speaker, item),
        *(() if late else _held(speaker, item)),
    )  # fmt: skip
    return Status(_TONES.get(standing, Tone.QUIET), line)


def _said(speaker: Speaker, item: Item, standing: str) -> Line:
    """What is said behind the word for it."""
    if standing == State.LOCKED:
        return speaker.line("the lead, {person}, has this", person=speaker.lead(item.domain))
    return _nobody(speaker, item) if _is_new(item) else _state(speaker, item)


def state_line(speaker: Speaker, item: Item, now: datetime) -> Line:
    """The state on a line of a list."""
    return (
        f"{_sign(LATE if item.is_late(now) else str(item.state))} ",
        *_state(speaker, item),
        *_offered(speaker, item),
        *half(speaker, item),
        *(_late(speaker, item) if item.is_late(now) else _held(speaker, item)),
    )


def sign(item: Item, *, late: bool, at_risk: bool) -> str:
    """The colour that an item has everywhere."""
    return _sign(LATE if late else AT_RISK if at_risk else str(item.state))


def _sign(standing: str) -> str:
    return _SIGNS.get(standing, _NO_SIGN)


def _late(speaker: Speaker, item: Item) -> Line:
    return (" · ", Strong(speaker.text("late")), *_since(speaker, item))


def _since(speaker: Speaker, item: Item) -> Line:
    return speaker.line(" since {due}", due=speaker.moment(item.deadline.due_at))


def _offered(speaker: Speaker, item: Item) -> Line:
    """To whom an item is handed that its owner still has: they have not said yes."""
    request = item.request
    if request is None or request.kind is not RequestKind.HANDOVER or request.until is None:
        return ()
    person, until = speaker.person(request.asked_now or ""), speaker.moment(request.until)
    return speaker.line(" · handed to {person}, who has until {until}", person=person, until=until)


def half(speaker: Speaker, item: Item) -> Line:
    """That some of its answer is given already."""
    return (" · ", Strong(word(speaker, STATES, item.state))) if item.state is State.HALF_ANSWERED else ()


def _held(speaker: Speaker, item: Item) -> Line:
    """The mark of an open item that has a holding answer: what it promises, for as long as that lies ahead."""
    if item.held_until is None or not item.state.is_open:
        return ()
    return (
        " · ",
        Strong(speaker.text("held")),
        *speaker.line(" until {due}", due=speaker.moment(item.deadline.due_at)),
    )


def _state(speaker: Speaker, item: Item) -> Line:
    if item.closing is not None:
        sentence = {
            State.ANSWERED: translatable("{person} answered {when}"),
            State.DECLINED: translatable("{person} declined {when}"),
            State.NOT_AN_ITEM: translatable("{person} closed it as not an item {when}"),
            State.MERGED: translatable("{person} merged it {when}"),
        }.get(item.state, translatable("{person} closed it {when}"))
        if item.state is State.ANSWERED:
            sentence = _WAYS.get(item.closing.reason, sentence)
        return speaker.line(sentence, person=speaker.person(item.closing.by), when=speaker.moment(item.closing.at))
    if item.pause is not None:
        return speaker.line(
            "{person} paused it until {until}: {why}",
            person=speaker.person(item.pause.by),
            until=speaker.moment(item.pause.until),
            why=word(speaker, PAUSE_REASONS, item.pause.reason),
        )
    if item.state is State.LOCKED:
        return speaker.line("Locked: the lead, {person}, has this", person=speaker.lead(item.domain))
    if item.request is not None and item.is_being_published:
        return speaker.line("{person} has an answer on its way", person=speaker.person(item.request.by))
    if item.state is State.WAITING_FOR_APPROVAL and item.request is not None:
        return _waits(speaker, item.request)
    if item.owner and item.claimed_at:
        return speaker.line(
            "{person} took it {when}", person=speaker.person(item.owner), when=speaker.moment(item.claimed_at)
        )
    if item.state is State.HALF_ANSWERED:
        return speaker.line("Nobody has it now")
    return speaker.line("New: nobody has taken it yet")


_WAYS = {
    TWO_LEGGED: translatable("{person} answered in private and in public {when}"),
    THANKED: translatable("{person} thanked the customer {when}"),
    LIKED: translatable("{person} liked the post {when}"),
}
"""What is said of an answer that was none of the usual ones, by the reason of its closing."""


def _nobody(speaker: Speaker, item: Item) -> Line:
    if item.state is State.HALF_ANSWERED:
        return speaker.line("nobody has it now")
    return speaker.line("nobody has taken it yet")


def _waits(speaker: Speaker, request: Request) -> Line:
    """Whose answer waits, since when, and with whom it is."""
    writer, when = speaker.person(request.by), speaker.moment(request.at)
    if request.asked_now is None:
        return speaker.line("{writer} wrote an answer {when}; nobody was asked yet", writer=writer, when=when)
    asked = speaker.person(request.asked_now)
    return speaker.line(
        "{writer} wrote an answer {when}; it is with {asked} now", writer=writer, when=when, asked=asked
    )


def _is_new(item: Item) -> bool:
    """Whether there is nothing to say of the state but that nobody has taken it."""
    free = item.closing is None and item.pause is None and item.state is not State.LOCKED
    return free and not (item.owner and item.claimed_at)
