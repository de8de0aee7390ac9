"""What only the asker sees: notes, refusals, the question whether a message is an item."""

from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.item import Place
from routing.messages import Actions, Button, Line, Lines, Message
from routing.reasons import Reason


def note(speaker: Speaker, reason: Reason) -> Message:
    """One sentence."""
    return of_lines(sentence(speaker, reason))


def refusal(speaker: Speaker, reason: Reason) -> Message:
    """One sentence that says what is missing and who can grant it, or what happened meanwhile."""
    return of_lines(sentence(speaker, reason))


def of_lines(*lines: Line) -> Message:
    return Message((Lines(tuple(lines)),), plain(lines[0]))


def with_line(message: Message, line: Line) -> Message:
    """A private message with one more sentence below it."""
    return Message((*message.blocks, Lines((line,))), message.summary)


def ask_make_item(speaker: Speaker, place: Place) -> Message:
    """Asked of a colleague who wrote in an intake channel without link, quotation or file."""
    question = speaker.line("Is this a customer's post? Then I will make it an item and find who answers.")
    subject = f"{place.conversation}:{place.message}"
    buttons = Actions((
        Button("make_item", subject, speaker.text("Make this an item"), "primary"),
        Button("leave_it", subject, speaker.text("No, just talk")),
    ))  # fmt: skip
    return Message((Lines((question,)), buttons), plain(question))


def left_alone(speaker: Speaker) -> Message:
    return of_lines(speaker.line("All right, I leave it."))


def made_item(speaker: Speaker, number: int, existed: bool) -> Message:
    said = translatable("It is item {number} already.") if existed else translatable("It is item {number} now.")
    return of_lines(speaker.line(said, number=number))
