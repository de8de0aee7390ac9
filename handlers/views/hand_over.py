"""Handing an item over by hand: whom it can be offered to, and what whoever is asked reads."""

from collections.abc import Sequence

from handlers.presence import is_there
from handlers.scene import Scene
from handlers.views.parts import due_line, joined, one_line, quoted_post, title
from handlers.views.presence import there
from handlers.views.state import state_line
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.handbook import Person
from routing.item import Item
from routing.messages import (
    Actions,
    Aside,
    Block,
    Button,
    Choice,
    ChoiceField,
    Form,
    Line,
    Lines,
    Message,
    Strong,
    TextField,
)
from routing.reasons import Reason
from routing.request import Request
from storage.internal_notes import Note

LONGEST_LINE = 300


def form(scene: Scene, speaker: Speaker, item: Item, offered: Sequence[Person]) -> Form:
    """Whom to ask, of those who may answer: those first who are there; and a line for them."""
    choices = tuple(Choice(one.id, f"{one_line(one.name, 40)} · {there(scene, speaker, one)}") for one in offered)
    waits = speaker.line("The item stays where it is until the one you ask says yes. They have 15 minutes.")
    later = [speaker.line("Who is off work hears of it when they start.")] if _some_are_off(scene, offered) else []
    return Form(
        form="hand_over",
        subject=f"item:{item.number}",
        title=speaker.text("Hand over item {number}", number=item.number),
        submit=speaker.text("Ask them"),
        close=speaker.text("Cancel"),
        blocks=(
            Lines((waits, *later)),
            ChoiceField("person", speaker.text("Who takes it over?"), choices, missing=person_missing(speaker)),
            TextField(
                "line",
                speaker.text("A line for them"),
                required=False,
                hint=speaker.text("What you know already, or why. Only colleagues see it."),
                longest=LONGEST_LINE,
            ),
        ),
    )


def person_missing(speaker: Speaker) -> str:
    """What is said when nobody was chosen."""
    return speaker.text("Choose somebody.")


def gone_home(speaker: Speaker) -> str:
    """What is said when whoever was chosen is not there any more."""
    return speaker.text("They are away now, or may not answer here. Choose somebody else.")


def nobody(speaker: Speaker, item: Item) -> Message:
    """Nobody could be asked, and the way that is left."""
    said = speaker.line(
        "Nobody else who may answer for {domain} could be asked: they are all away. You can give item {number} back.",
        domain=speaker.domain(item.domain),
        number=item.number,
    )
    release = Button("release", f"item:{item.number}", speaker.text("Release"))
    return Message((Lines((said,)), Actions((release,))), plain(said))


def _some_are_off(scene: Scene, offered: Sequence[Person]) -> bool:
    return any(not is_there(scene, one) for one in offered)


def asked(scene: Scene, item: Item, note: Note, request: Request, *, may_read: bool) -> Message:
    """To whoever is asked: the post, who asks and what they say, until when, and what to answer."""
    speaker = scene.speaker(note.person)
    sentences = [_asks(speaker, note, request)]
    if note.text:
        sentences.append(speaker.line("They write: “{words}”", words=one_line(note.text, LONGEST_LINE)))
    blocks: list[Block] = [Lines(((Strong(title(speaker, item)),), *sentences)), *_post(speaker, item, may_read)]
    blocks.append(Lines((due_line(speaker, item, scene.now),)))
    subject = f"note:{note.id}"
    buttons = (
        Button("accept_handover", subject, speaker.text("I take it"), "primary"),
        Button("refuse_handover", subject, speaker.text("Not me")),
        Button("why", f"item:{item.number}", speaker.text("Why?")),
    )
    blocks.append(Actions(buttons))
    if request.until is not None:
        owner = speaker.person(request.by)
        until = speaker.line(
            "You can answer until {end}. Until you take it, {person} has it.",
            end=speaker.moment(request.until),
            person=owner,
        )
        blocks.append(Aside(until))
    return Message(tuple(blocks), plain(sentences[0]))


def over(scene: Scene, item: Item, note: Note, became: Reason | None, *, may_read: bool) -> Message:
    """To them, once nobody asks them any more: what became of it. Who has taken it sees the post, and can answer."""
    speaker = scene.speaker(note.person)
    said: Line = (
        sentence(speaker, became)
        if became is not None
        else joined((speaker.line("You are not asked any more."), state_line(speaker, item, scene.now)))
    )
    blocks: list[Block] = [Lines(((Strong(title(speaker, item)),), said))]
    if item.state.is_open and item.owner == note.person:
        answer = Button("answer", f"item:{item.number}", speaker.text("Answer"), "primary")
        blocks += [*_post(speaker, item, may_read), Lines((due_line(speaker, item, scene.now),)), Actions((answer,))]
    return Message(tuple(blocks), plain(said))


def _asks(speaker: Speaker, note: Note, request: Request) -> Line:
    by = speaker.person(note.by)
    if note.by == request.by:
        return speaker.line("{person} asks whether you take this over.", person=by)
    return speaker.line(
        "{person} asks whether you take this over from {owner}.", person=by, owner=speaker.person(request.by)
    )


def _post(speaker: Speaker, item: Item, may_read: bool) -> list[Block]:
    if not may_read:
        return []
    return quoted_post(speaker, item, 400)
