"""Somebody's home as one message: theirs first, each with what can be done about it, then the team's queue and rota."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.scene import Scene
from handlers.views import absences, rota
from handlers.views.away import AWAY
from handlers.views.home_queue import Team, queue
from handlers.views.lists import Row, in_figures, row_line
from handlers.views.new_item import NEW_ITEM
from handlers.views.new_item import SUBJECT as NEW
from handlers.views.parts import one_line, title
from handlers.views.room import ROOM, cost
from handlers.words import Speaker
from handlers.words.reasons import sentence
from routing.absence import Absence
from routing.item import State
from routing.messages import (
    Actions,
    Aside,
    Block,
    Button,
    Heading,
    Line,
    Lines,
    Message,
    Rule,
    Strong,
)
from routing.reasons import Reason
from routing.request import Request
from storage.home import Asked, Begun, Waiting

ANSWERABLE = frozenset({State.NEW, State.CLAIMED, State.PAUSED, State.HALF_ANSWERED})
"""Items in these states have an "Answer" button on the home."""

MOST_LISTED = 10
"""Rows of the longest list with buttons, where there is room."""

_MORE = 30
"""Characters of "And 12 more."."""

_WORDS, _NAME = 100, 30


@dataclass(frozen=True)
class Mine:
    """What one person has: `own` and `named` are the first of as many as `owns` and `is_named_for` say.

    What is `handed` to them comes with the number of the note with which it was. `answers` are the numbers of items
    that they may answer now; `late` counts theirs.
    """

    person: str
    own: Sequence[Row]
    owns: int
    named: Sequence[Row]
    is_named_for: int
    handed: Sequence[tuple[Row, Request, int | None]]
    approvals: Sequence[tuple[Row, Waiting]]
    asked: Sequence[tuple[Row, Asked]]
    begun: Sequence[tuple[Row, Begun]]
    absences: Sequence[Absence]
    answers: frozenset[int]
    late: int


@dataclass(frozen=True)
class _Listed:
    """One list: what stands above it, and each row's line and buttons; `further` ones there are besides."""

    title: str
    rows: Sequence[tuple[Line, tuple[Button, ...]]]
    most: int = 5
    further: int = 0


def home(scene: Scene, speaker: Speaker, mine: Mine, team: Team) -> Message:
    """The home of somebody whom the handbook knows."""
    heading = _heading(speaker, mine)
    first: list[Block] = [Heading(heading)]
    if mine.absences:
        first.append(absences.own(scene, mine.person, mine.absences).blocks[0])
    first.append(Actions((*_switch(scene, speaker, mine), *_always(speaker, team))))
    last = (*queue(speaker, team), *_on_call(scene, speaker, team), _as_of(scene, speaker))
    travels = len(team.subject)
    room = ROOM - cost((*first, *last), travels)
    return Message((*first, *_drawn(speaker, _lists(speaker, mine), room, travels), *last), heading)


def unknown(scene: Scene, speaker: Speaker, reason: Reason, team: Team) -> Message:
    """The home of a member whom the handbook does not know: how the team stands, and what they may do all the same."""
    heading = speaker.text("Welcome")
    said = speaker.line("You may hand in what a customer wrote, and look at every item: try “find parcel”.")
    blocks: list[Block] = [
        Heading(heading),
        Lines((said, sentence(speaker, reason))),
        Actions(tuple(_always(speaker, team))),
        Rule(),
        Lines(((Strong(speaker.text("The team's queue")),), (in_figures(speaker, team.figures),))),
        *_on_call(scene, speaker, team),
    ]
    return Message((*blocks, _as_of(scene, speaker)), heading)


def _heading(speaker: Speaker, mine: Mine) -> str:
    said: list[str] = []
    waits = mine.is_named_for + len(mine.handed) + len(mine.approvals) + len(mine.asked)
    if mine.owns:
        said.append(speaker.counted("{n} open item is yours", "{n} open items are yours", mine.owns))
    if waits:
        said.append(speaker.counted("{n} waits for you", "{n} wait for you", waits))
    if mine.late:
        said.append(speaker.counted("{n} late", "{n} late", mine.late))
    return " · ".join(said) or speaker.text("🟢 Nothing waits for you")


def _switch(scene: Scene, speaker: Speaker, mine: Mine) -> Iterator[Button]:
    """The absence switch. What the handbook itself plans is not ended by a button."""
    now = next((one for one in mine.absences if one.is_under_way(scene.now)), None)
    if now is None:
        yield Button("away", AWAY, speaker.text("I am away…"))
    elif now.id:
        yield Button("back", f"absence:{now.id}", speaker.text("I am back"), "primary")


def _always(speaker: Speaker, team: Team) -> Iterator[Button]:
    yield Button(NEW_ITEM, NEW, speaker.text("New item"))
    yield Button("home", team.subject, speaker.text("Refresh"))


def _as_of(scene: Scene, speaker: Speaker) -> Block:
    return Aside(speaker.line("As of {now}.", now=speaker.moment(scene.now)))


def _lists(speaker: Speaker, mine: Mine) -> Iterator[_Listed]:
    """What is theirs by deadline, then what waits for a word of theirs, then what they have begun."""

    def show(row: Row) -> Button:
        return Button("show_item", f"item:{row.item.number}", speaker.text("Show"))

    def buttons(row: Row) -> tuple[Button, ...]:
        if row.item.number not in mine.answers:
            return (show(row),)
        style = "primary" if row.item.owner == mine.person else ""
        return (Button("answer", f"item:{row.item.number}", speaker.text("Answer"), style), show(row))

    yield _Listed(
        speaker.text("Yours"),
        [(row_line(speaker, row), buttons(row)) for row in mine.own],
        MOST_LISTED,
        mine.owns - len(mine.own),
    )
    yield _Listed(
        speaker.text("You are named, and nobody has taken it"),
        [(row_line(speaker, row), buttons(row)) for row in mine.named],
        further=mine.is_named_for - len(mine.named),
    )
    yield _Listed(
        speaker.text("Handed to you: do you take it?"),
        [
            ((*_named(speaker, row), *_by(speaker, one.by, one)), (*_taking(speaker, note), show(row)))
            for row, one, note in mine.handed
        ],
    )
    yield _Listed(
        speaker.text("Waits for your approval"),
        [
            (
                (*_named(speaker, row), *_from(speaker, one)),
                (Button("see_approval", f"item:{row.item.number}", speaker.text("See the answer")), show(row)),
            )
            for row, one in mine.approvals
        ],
    )
    yield _Listed(
        speaker.text("You are asked"),
        [
            (
                (*_named(speaker, row), *_question(speaker, one)),
                (Button("reply_note", f"note:{one.id}", speaker.text("Reply")), show(row)),
            )
            for row, one in mine.asked
        ],
    )
    yield _Listed(
        speaker.text("You have begun an answer"),
        [
            (
                (*_named(speaker, row), *speaker.line(" · last changed {when}", when=speaker.moment(one.changed_at))),
                (Button("answer", f"item:{row.item.number}", speaker.text("Go on")),),
            )
            for row, one in mine.begun
        ],
    )


def _taking(speaker: Speaker, note: int | None) -> tuple[Button, ...]:
    """Yes or no to what is offered with this note."""
    if note is None:
        return ()
    subject = f"note:{note}"
    return (
        Button("accept_handover", subject, speaker.text("I take it"), "primary"),
        Button("refuse_handover", subject, speaker.text("Not me")),
    )


def _named(speaker: Speaker, row: Row) -> Line:
    return (Strong(title(speaker, row.item)),)


def _by(speaker: Speaker, giver: str, request: Request) -> Line:
    name = one_line(speaker.person(giver).name, _NAME)
    if request.until is None:
        return speaker.line(" · from {person}", person=name)
    return speaker.line(" · from {person}, until {when}", person=name, when=speaker.moment(request.until))


def _from(speaker: Speaker, waiting: Waiting) -> Line:
    name = one_line(speaker.person(waiting.asked_by).name, _NAME)
    return speaker.line(" · {person} asked {when}", person=name, when=speaker.moment(waiting.asked_at))


def _question(speaker: Speaker, asked: Asked) -> Line:
    words = one_line(asked.text, _WORDS)
    return speaker.line(" · {person}: “{words}”", person=one_line(speaker.person(asked.by).name, _NAME), words=words)


def _drawn(speaker: Speaker, listed: Iterator[_Listed], room: int, travels: int) -> Iterator[Block]:
    """Each list that has something: its first rows, and how many more there are.

    The first row of every list comes before the second of any, so that none is crowded out.
    """
    filled = [one for one in listed if one.rows]
    shown = [0] * len(filled)
    for place in range(MOST_LISTED):
        for number, one in enumerate(filled):
            if place == shown[number] and place < min(len(one.rows), one.most):
                line, buttons = one.rows[place]
                title = 0 if place else cost((Lines(((Strong(one.title),),)), Aside((" " * _MORE,))))
                room -= title + cost((Lines((line,)), Actions(buttons)), travels)
                shown[number] += room >= 0 or not place
    for number, one in enumerate(filled):
        yield Rule()
        for place, (line, buttons) in enumerate(one.rows[: shown[number]]):
            yield Lines((line,) if place else ((Strong(one.title),), line))
            yield Actions(buttons)
        more = len(one.rows) + one.further - shown[number]
        if more > 0:
            yield Aside((speaker.counted("And {n} more.", "And {n} more.", more),))


def _on_call(scene: Scene, speaker: Speaker, team: Team) -> Iterator[Block]:
    """Who is on call in each layer now, and who follows."""
    yield Rule()
    heading: Line = (Strong(speaker.text("On call now")),)
    if team.no_rota is not None:
        yield Lines((heading, sentence(speaker, team.no_rota)))
        return
    for block in rota.now(scene, speaker).blocks:
        if isinstance(block, Lines):
            yield Lines((heading, *block.lines))
