"""The form of an answer: what the customer wrote, what to do, what to begin with, and the answer itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.views.forms import LONGEST_ANSWER, LONGEST_LINK
from handlers.views.parts import excerpt, posted_line
from handlers.words import Speaker
from routing.item import Item
from routing.messages import Actions, Aside, Block, Choice, Form, Keep, Line, Lines, Menu, Strong, TextField
from routing.playbook import Guidance

TEXT, LINK = "text", "link"
"""The fields' names: the words of the answer, and the link to it."""


@dataclass(frozen=True)
class Offer:
    """Something that one choice puts into the text: `label` is what people choose it by."""

    value: str
    label: str
    words: str


@dataclass(frozen=True)
class Offers:
    """What is offered: prepared answers, answers to like questions, links of the domain."""

    prepared: tuple[Offer, ...] = ()
    earlier: tuple[Offer, ...] = ()
    links: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Begun:
    """What the fields begin with. `kept_at` is when the draft that it comes from was last changed, if it is one."""

    text: str = ""
    link: str = ""
    kept_at: datetime | None = None


@dataclass(frozen=True)
class Writer:
    """Somebody else who is writing an answer, and since when."""

    person: str
    since: datetime


def form(
    speaker: Speaker,
    item: Item,
    *,
    follow_up: Sequence[Block] = (),
    writers: Sequence[Writer] = (),
    guidance: Guidance | None = None,
    offers: Offers | None = None,
    begun: Begun | None = None,
) -> Form:
    """The form, for somebody who may read the item. `follow_up` shows what the customer added."""
    begun = begun or Begun()
    return Form(
        form="answer",
        subject=f"item:{item.number}",
        title=speaker.text("Answer item {number}", number=item.number),
        submit=speaker.text("Save answer"),
        close=speaker.text("Cancel"),
        blocks=(
            *_writers(speaker, writers),
            speaker.quote(excerpt(item.post.text)),
            Aside(posted_line(speaker, item, may_read=True)),
            *follow_up,
            *_guidance(speaker, guidance),
            *_menus(speaker, item, offers or Offers()),
            *_fields(speaker, begun),
        ),
        keep=Keep("answer_draft", speaker.text("Keep as draft")),
    )


def _writers(speaker: Speaker, writers: Sequence[Writer]) -> list[Block]:
    """First of all: nobody is to write an answer that somebody else is writing."""
    lines = [
        ("✍️ ", *speaker.line(
            "{person} has been writing an answer since {when}.",
            person=speaker.person(one.person), when=speaker.moment(one.since),
        ))
        for one in writers
    ]  # fmt: skip
    return [Lines(tuple(lines))] if lines else []


def _guidance(speaker: Speaker, guidance: Guidance | None) -> list[Block]:
    if guidance is None or not (guidance.do or guidance.dont):
        return []
    lines: list[Line] = [(Strong(guidance.situation),)] if guidance.situation else []
    lines += [(f"{_DO} {sentence}",) for sentence in guidance.do]
    if guidance.dont:
        lines.append(speaker.line("Better not:"))
        lines += [(f"{_DONT} {sentence}",) for sentence in guidance.dont]
    return [Lines(tuple(lines))]


_DO, _DONT = "✓", "✗"


def _menus(speaker: Speaker, item: Item, offers: Offers) -> list[Block]:
    """Each puts what is chosen into the text, after what stands there."""
    shown = (
        (speaker.text("Prepared answers"), offers.prepared),
        (speaker.text("Earlier answers"), offers.earlier),
        (speaker.text("Links"), offers.links),
    )
    menus = tuple(
        Menu("answer_with", f"item:{item.number}", label, tuple(Choice(one.value, one.label) for one in found))
        for label, found in shown
        if found
    )
    return [Actions(menus)] if menus else []


def _fields(speaker: Speaker, begun: Begun) -> list[Block | TextField]:
    kept = speaker.line("Your draft from {when}.", when=speaker.moment(begun.kept_at)) if begun.kept_at else ()
    return [
        *([Aside(kept)] if kept else []),
        TextField(
            TEXT,
            speaker.text("Your answer"),
            multiline=True,
            required=False,
            hint=speaker.text("Write it here and copy it to the platform, or paste what you answered there."),
            initial=begun.text,
            longest=LONGEST_ANSWER,
        ),
        TextField(
            LINK,
            speaker.text("Link to your answer"),
            required=False,
            hint=speaker.text("Where it stands on the platform. Leave it empty where the platform gives none."),
            initial=begun.link,
            longest=LONGEST_LINK,
        ),
    ]
