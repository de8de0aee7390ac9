"""The form for a customer's post that no desk or source has brought, and what whoever filled it in is told."""

from collections.abc import Iterable
from datetime import datetime

from handlers.views.forms import LONGEST_LINK, LONGEST_TIME
from handlers.views.parts import due_line, title
from handlers.views.state import state_line
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import SOURCES, word
from routing.handbook import Handbook
from routing.item import Item
from routing.messages import Actions, Button, Choice, ChoiceField, Form, Line, Lines, Message, Strong, TextField

NEW_ITEM = "new_item"
SUBJECT = "new"
"""What the form speaks of: nothing that there is yet."""

LONGEST_WORDS = 3_000
LONGEST_NAME = 200
LONGEST_SOURCE = 40
MOST_SOURCES = 90
"""Both desks draw a menu of a hundred."""


def sources_of(handbook: Handbook) -> tuple[str, ...]:
    """The sources that the handbook names, then those that every company has."""
    named: Iterable[str] = (
        *(channel.source for _, desk in handbook.desks for channel in desk.intake),
        *(source for rule in handbook.rules for source in rule.source),
        *(source for target in handbook.targets for source in target.sources),
        *(source for ladder in handbook.ladders for source in ladder.sources),
        *SOURCES,
    )
    short = (source for source in named if source not in ("", "*") and len(source) <= LONGEST_SOURCE)
    return tuple(dict.fromkeys(short))[:MOST_SOURCES]


def form(speaker: Speaker, handbook: Handbook) -> Form:
    """The words, where they stand, whose they are, and when they were written."""
    sources = tuple(Choice(source, word(speaker, SOURCES, source)) for source in sources_of(handbook))
    return Form(
        form=NEW_ITEM,
        subject=SUBJECT,
        title=speaker.text("New item"),
        submit=speaker.text("Make it an item"),
        close=speaker.text("Cancel"),
        blocks=(
            TextField(
                "words",
                speaker.text("What did the customer write?"),
                multiline=True,
                longest=LONGEST_WORDS,
                missing=words_missing(speaker),
            ),
            TextField(
                "link",
                speaker.text("Link to the post"),
                required=False,
                hint=speaker.text("If it is an item already, you are shown that one."),
                longest=LONGEST_LINK,
            ),
            ChoiceField("source", speaker.text("Where was it written?"), sources, required=False),
            TextField(
                "other_source",
                speaker.text("Or somewhere else"),
                required=False,
                hint=speaker.text("In a word, such as “app store”. Left out, the link tells."),
                longest=LONGEST_SOURCE,
            ),
            TextField("author", speaker.text("The customer's name"), required=False, longest=LONGEST_NAME),
            TextField(
                "written",
                speaker.text("When was it written?"),
                required=False,
                hint=speaker.text("For example “today 14:05”, “yesterday 9:30” or “2 hours ago”. Left out: now."),
                longest=LONGEST_TIME,
            ),
            ChoiceField(
                "private",
                speaker.text("Is it a private message?"),
                (Choice("no", speaker.text("No, everybody can read it")), Choice("yes", speaker.text("Yes, private"))),
                initial="no",
            ),
        ),
    )


def words_missing(speaker: Speaker) -> str:
    """What is said when there are no words."""
    return speaker.text("Give the customer's own words: they decide who answers.")


def made(speaker: Speaker, item: Item, now: datetime, *, existed: bool) -> Message:
    """What has become of it: the number, for whom, until when, and its card."""
    said = translatable("It is item {number} already.") if existed else translatable("It is item {number} now.")
    lines: list[Line] = [(Strong(title(speaker, item)),), speaker.line(said, number=item.number)]
    if not item.state.is_open or item.owner is not None:
        lines.append(state_line(speaker, item, now))
    elif item.expert:
        lines.append(speaker.line("It is for {person}.", person=speaker.person(item.expert)))
    else:
        lines.append(speaker.line("Nobody can take this now"))
    if item.state.is_open:
        lines.append(due_line(speaker, item, now))
    card = Button("see_card", f"item:{item.number}", speaker.text("Show the card"))
    return Message((Lines(tuple(lines)), Actions((card,))), speaker.text(said, number=item.number))
