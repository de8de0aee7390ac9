"""The team's queue on a home: its figures and first items, narrowed by three menus."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.views.lists import Figures, Row, in_figures, row_line, that_fit
from handlers.views.parts import one_line, title, weight
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import QUEUE_STATES, SOURCES, word
from routing.messages import Actions, Aside, Block, Choice, Line, Lines, Menu, Rule, Strong
from routing.reasons import Reason

MOST_QUEUED = 10
ROOM_OF_QUEUE = 6_000
"""Rows of the team's queue, and their bytes (see `weight`)."""

MOST_CHOICES = 30
ROOM_OF_CHOICES = 1_500
"""Entries of a menu, and their bytes: fields, or sources."""

_NAME = 30


@dataclass(frozen=True)
class Team:
    """The queue: figures and the first rows of what fits `chosen`, which `subject` says; `choices` there are else."""

    figures: Figures
    rows: Sequence[Row]
    chosen: Mapping[str, str]
    subject: str
    choices: Mapping[str, Sequence[str]]
    no_rota: Reason | None


def queue(speaker: Speaker, team: Team) -> Iterator[Block]:
    """The team's open items, narrowed by three menus."""
    yield Rule()
    heading: Line = (Strong(speaker.text("The team's queue")),)
    if team.figures.open:
        yield Lines((heading, (in_figures(speaker, team.figures),)))
    elif team.chosen:
        yield Lines((heading, speaker.line("Nothing that is open fits this choice.")))
    else:
        yield Lines((heading, speaker.line("🟢 Nothing is open: no question is unanswered.")))
    if team.figures.open or team.chosen:
        yield Actions(tuple(_menus(speaker, team)))
    if team.rows:
        shown = that_fit([(row, row_line(speaker, row, named=True)) for row in team.rows], ROOM_OF_QUEUE)
        yield Lines(tuple(line for _, line in shown))
        more = team.figures.open - len(shown)
        if more > 0:
            yield Aside((speaker.counted("And {n} more.", "And {n} more.", more),))
        choices = tuple(Choice(str(row.item.number), title(speaker, row.item)) for row, _ in shown)
        yield Actions((Menu("show_item", "list:0", speaker.text("Show"), choices),))


def _menus(speaker: Speaker, team: Team) -> Iterator[Menu]:
    for what, every, narrowed, sends in _MENUS:
        chosen = team.chosen.get(what)
        label = (
            speaker.text(narrowed, value=_called(speaker, what, chosen)) if chosen is not None else speaker.text(every)
        )
        choices = [Choice(f"{what}=", speaker.text(every))] if chosen is not None else []
        room = ROOM_OF_CHOICES
        for value in [value for value in team.choices[what] if value != chosen][:MOST_CHOICES]:
            choice = Choice(f"{what}={value}", _called(speaker, what, value))
            room -= weight((choice.label, choice.value))
            choices += [choice] if room > 0 else []
        yield Menu("home", team.subject, label, tuple(choices), speaker.text(sends))


def _called(speaker: Speaker, what: str, value: str) -> str:
    match what:
        case "domain":
            return one_line(speaker.domain(value), _NAME)
        case "source":
            return one_line(word(speaker, SOURCES, value), _NAME)
    return word(speaker, QUEUE_STATES, value)


_MENUS = (
    ("domain", translatable("All fields"), translatable("Field: {value}"), translatable("Show this field")),
    ("source", translatable("All sources"), translatable("Source: {value}"), translatable("Show this source")),
    ("state", translatable("However it stands"), translatable("Only: {value}"), translatable("Show only these")),
)
