"""Questions to experts, their replies, and tips: what colleagues write each other about an item, never published."""

from collections.abc import Sequence
from datetime import datetime

from handlers.scene import Scene
from handlers.views.parts import due_line, one_line, quoted_post, title
from handlers.views.presence import there
from handlers.views.private import of_lines
from handlers.views.state import state_line
from handlers.words import Speaker
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
from storage.internal_notes import Note

LONGEST = 1_500
"""Characters of a question, a reply, a tip."""

MOST_ASKED = 100
"""People who are offered: a menu of Slack's holds no more."""

_MOST_WAITING = 5


def ask_form(scene: Scene, speaker: Speaker, item: Item, people: Sequence[Person], *, may_read: bool) -> Form:
    """Whom to ask, and what; `people` in this order. `may_read`: whoever asks may read a private message."""
    choices = tuple(
        Choice(one.id, f"{one_line(one.name, 40)} · {there(scene, speaker, one)}") for one in people[:MOST_ASKED]
    )
    return Form(
        form="ask",
        subject=f"item:{item.number}",
        title=speaker.text("Ask about item {number}", number=item.number),
        submit=speaker.text("Ask"),
        close=speaker.text("Cancel"),
        blocks=(
            *_post(speaker, item, may_read),
            ChoiceField("person", speaker.text("Whom do you ask?"), choices, missing=person_missing(speaker)),
            TextField(
                "question",
                speaker.text("Your question"),
                multiline=True,
                hint=speaker.text("Only colleagues see it. You keep the item, and its clock runs on."),
                longest=LONGEST,
                missing=question_missing(speaker),
            ),
        ),
    )


def person_missing(speaker: Speaker) -> str:
    """What is said when nobody was chosen, or somebody who cannot be asked."""
    return speaker.text("Choose whom you ask.")


def question_missing(speaker: Speaker) -> str:
    """What is said when there is no question."""
    return speaker.text("Write what you want to know.")


def asked(speaker: Speaker, person: str, heard_at: datetime | None) -> Message:
    """To whoever asked. `heard_at` is when the other reads it, None for at once."""
    name = speaker.person(person)
    if heard_at is None:
        return of_lines(speaker.line("{person} has your question. I tell you when the reply is there.", person=name))
    return of_lines(
        speaker.line(
            "{person} is off work and gets your question {when}. I tell you when the reply is there.",
            person=name,
            when=speaker.moment(heard_at),
        )
    )


def question(scene: Scene, item: Item, note: Note, *, may_read: bool) -> Message:
    """To whoever is asked: the post, the question and a button; then what they replied."""
    speaker = scene.speaker(note.person)
    by = speaker.person(note.by)
    asks = speaker.line("{person} asks you about this:", person=by)
    blocks: list[Block] = [Lines(((Strong(title(speaker, item)),),)), *_post(speaker, item, may_read)]
    blocks += [Lines((asks,)), speaker.quote(note.text)]
    if note.reply is not None and note.replied_at is not None:
        replied = speaker.line("You replied {when}:", when=speaker.moment(note.replied_at))
        return Message((*blocks, Lines((replied,)), speaker.quote(note.reply)), plain(replied))
    if item.state.is_open:
        blocks.append(Aside(due_line(speaker, item, scene.now)))
    else:
        blocks.append(Aside(state_line(speaker, item, scene.now)))
    blocks.append(Actions((reply_button(speaker, note, "primary"),)))
    return Message(tuple(blocks), speaker.text("{person} asks you about item {number}", person=by, number=item.number))


def reply_button(speaker: Speaker, note: Note, style: str = "") -> Button:
    return Button("reply_note", f"note:{note.id}", speaker.text("Reply"), style)


def reply_form(speaker: Speaker, note: Note) -> Form:
    """The question once more, and what to reply."""
    return Form(
        form="reply_note",
        subject=f"note:{note.id}",
        title=speaker.text("Reply"),
        submit=speaker.text("Reply"),
        close=speaker.text("Cancel"),
        blocks=(
            Lines((speaker.line("{person} asks:", person=speaker.person(note.by)),)),
            speaker.quote(note.text),
            TextField(
                "reply",
                speaker.text("Your reply"),
                multiline=True,
                hint=speaker.text("Only colleagues see it: the customer gets no answer by this."),
                longest=LONGEST,
                missing=reply_missing(speaker),
            ),
        ),
    )


def reply_missing(speaker: Speaker) -> str:
    """What is said when there is no reply."""
    return speaker.text("Write your reply.")


def reply(scene: Scene, item: Item, note: Note) -> Message:
    """To whoever asked: their question, and the reply."""
    speaker = scene.speaker(note.by)
    said = speaker.line("{person} replied to your question:", person=speaker.person(note.person))
    blocks: list[Block] = [
        Lines(((Strong(title(speaker, item)),), said)),
        speaker.quote(note.reply or speaker.text("(no text)")),
        Aside(speaker.line("You asked: “{words}”", words=one_line(note.text, 300))),
    ]
    if item.state.is_open:
        blocks.append(Lines((due_line(speaker, item, scene.now),)))
        if item.owner == note.by:
            blocks.append(Actions((Button("answer", f"item:{item.number}", speaker.text("Answer")),)))
    return Message(tuple(blocks), plain(said))


def tip_form(speaker: Speaker, item: Item, whom: str | None) -> Form:
    """A word to `whom`; None where nobody has it or is named for it."""
    goes = (
        speaker.text("Only colleagues see it. It goes to {person}, and stands below the card.",
                     person=speaker.person(whom))
        if whom is not None
        else speaker.text("Only colleagues see it. It stands below the card for whoever takes the item.")
    )  # fmt: skip
    return Form(
        form="tip",
        subject=f"item:{item.number}",
        title=speaker.text("A tip for item {number}", number=item.number),
        submit=speaker.text("Send"),
        close=speaker.text("Cancel"),
        blocks=(
            TextField(
                "tip",
                speaker.text("What should they know?"),
                multiline=True,
                hint=goes,
                longest=LONGEST,
                missing=tip_missing(speaker),
            ),
        ),
    )


def tip_missing(speaker: Speaker) -> str:
    """What is said when there is no tip."""
    return speaker.text("Write what they should know.")


def thanked(speaker: Speaker, whom: str | None, heard_at: datetime | None) -> Message:
    """To whoever gave a tip: where it went. `heard_at` is when it is read, None for at once."""
    if whom is None:
        return of_lines(speaker.line("Thank you. Your tip stands below the card, for whoever takes the item."))
    name = speaker.person(whom)
    if heard_at is None:
        return of_lines(speaker.line("Thank you. {person} has your tip.", person=name))
    said = speaker.line(
        "Thank you. {person} is off work and gets your tip {when}.", person=name, when=speaker.moment(heard_at)
    )
    return of_lines(said)


def tip(scene: Scene, item: Item, note: Note) -> Message:
    """To whoever has the item."""
    speaker = scene.speaker(note.person)
    if note.by:
        said = speaker.line("A tip from {person}:", person=speaker.person(note.by))
    else:
        said = speaker.line("A tip from a colleague who is not in the handbook ({identity}):", identity=note.by_name)
    blocks: list[Block] = [Lines(((Strong(title(speaker, item)),), said)), speaker.quote(note.text)]
    blocks.append(Lines((due_line(speaker, item, scene.now),)))
    answer = Button("answer", f"item:{item.number}", speaker.text("Answer"))
    blocks.append(Actions((answer,)))
    return Message(tuple(blocks), plain(said))


def waiting(speaker: Speaker, questions: Sequence[Note]) -> Message:
    """Questions that wait for the reader's reply."""
    heading = speaker.counted(
        "{n} question waits for your reply:", "{n} questions wait for your reply:", len(questions)
    )  # fmt: skip
    lines: list[Line] = [
        speaker.line("{person} asks you about item {number}.", person=speaker.person(one.by), number=one.item)
        for one in questions[:_MOST_WAITING]
    ]
    buttons = tuple(
        Button("reply_note", f"note:{one.id}", speaker.text("Reply about #{number}", number=one.item))
        for one in questions[:_MOST_WAITING]
    )
    return Message((Lines(((Strong(heading),), *lines)), Actions(buttons)), heading)


def _post(speaker: Speaker, item: Item, may_read: bool) -> list[Block]:
    if item.post.private and not may_read:
        closed = speaker.line("A private message. Its words open only for those who may answer it.")
        return [Aside(closed)]
    return quoted_post(speaker, item, 600, may_read=may_read)
