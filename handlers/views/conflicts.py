"""Conflicts in words: the forms that report and settle one, what whoever is asked reads, and the evidence."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.scene import Scene
from handlers.views.attached import attached, listed
from handlers.views.follow_ups import latest
from handlers.views.forms import note_field, reason_field
from handlers.views.parts import due_line, excerpt, posted_line, title
from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from handlers.words.vocabulary import SETTLE_REASONS
from routing.asking_next import Asked
from routing.conflict import Evidence, Said
from routing.follow_up_marks import COUNT
from routing.item import Item, State
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
    Link,
    Message,
    Strong,
    TextField,
)
from routing.moments import stamp
from routing.reasons import Reason
from storage.conflicts import Conflict

LONGEST_REPORT = 300
LONGEST_SAID = 400
MOST_SAID = 5
"""Follow-ups and answers of ours that are shown, the last ones; all of them are kept."""

BACK, MINE = "back", "mine"
"""Who goes on with an item that is unlocked: its owner (or whoever is named), or whoever unlocks it."""


def line_field(speaker: Speaker) -> TextField:
    """The one line that is asked for."""
    return TextField(
        "line",
        speaker.text("What is the conflict?"),
        hint=speaker.text("In one line, for whoever settles it."),
        longest=LONGEST_REPORT,
        missing=line_missing(speaker),
    )


def line_missing(speaker: Speaker) -> str:
    """What is said when it is empty."""
    return speaker.text("Say in a line what the conflict is: whoever settles it reads it first.")


def report_form(speaker: Speaker, item: Item, *, may_read: bool) -> Form:
    """Report conflict. A private message is quoted for those who `may_read` it."""
    hidden = item.post.private and not may_read
    told = translatable(
        "Nobody can answer it until {lead} or a deputy has unlocked it. What the customer wrote is kept as it is now."
    )
    return Form(
        form="report_conflict",
        subject=f"item:{item.number}",
        title=speaker.text("Conflict: item {number}", number=item.number),
        submit=speaker.text("Report conflict"),
        close=speaker.text("Cancel"),
        blocks=(
            *([] if hidden else [speaker.quote(excerpt(item.post.text, LONGEST_SAID))]),
            Aside(posted_line(speaker, item, may_read=may_read)),
            Aside(speaker.line(told, lead=speaker.lead(item.domain))),
            line_field(speaker),
        ),
    )


def reported(speaker: Speaker, item: Item, asked: Asked) -> Message:
    """To whoever reported it: who hears of it, and the way back."""
    if asked.person is not None:
        told = Reason("conflict_told", {"number": item.number, "person": asked.person})
    elif asked.until is not None:
        told = Reason("conflict_told_at", {"number": item.number, "until_at": stamp(asked.until)})
    else:
        told = Reason("conflict_told_nobody", {"number": item.number, "lead_of": item.domain})
    said = sentence(speaker, told)
    return Message((Lines((said,)), Actions((unlock(speaker, item),))), plain(said))


def unlock(speaker: Speaker, item: Item) -> Button:
    return Button("settle_conflict", f"item:{item.number}", speaker.text("Unlock…"))


def settle_form(speaker: Speaker, item: Item, conflict: Conflict, *, takes: bool, may_read: bool) -> Form:
    """Unlock: why, and by whoever may take it over (`takes`) also who goes on with it."""
    hidden = item.post.private and not may_read
    return Form(
        form="settle_conflict",
        subject=f"item:{item.number}",
        title=speaker.text("Unlock item {number}", number=item.number),
        submit=speaker.text("Unlock"),
        close=speaker.text("Cancel"),
        blocks=(
            Aside(_reported(speaker, conflict)),
            *([] if hidden else [speaker.quote(conflict.line)]),
            reason_field(speaker, speaker.text("Why can it go on?"), SETTLE_REASONS),
            *([_who_goes_on(speaker, item)] if takes else []),
            note_field(speaker),
        ),
    )


def _wrote_since(item: Item, conflict: Conflict) -> bool:
    """Whether the customer has written again since it was reported."""
    known = sum(one.what == "customer" for one in conflict.evidence.said) if conflict.evidence is not None else 0
    return item.state is State.LOCKED and int(item.marks.get(COUNT, "0")) > known


def _who_goes_on(speaker: Speaker, item: Item) -> ChoiceField:
    if item.owner is not None:
        back = speaker.text("Give it back to {person}", person=speaker.person(item.owner))
    else:
        back = speaker.text("Leave it to whoever is named")
    choices = (Choice(BACK, back), Choice(MINE, speaker.text("I take it")))
    return ChoiceField("to", speaker.text("Who goes on with it?"), choices, initial=BACK)


def asked(scene: Scene, item: Item, conflict: Conflict, person: str, *, settles: bool, may_read: bool) -> Message:
    """To somebody who was asked to see to it: the line, the evidence, by when; then how it was settled.

    `settles`: they may unlock it; else they can only keep the customer informed.
    """
    speaker = scene.speaker(person)
    hidden = item.post.private and not may_read
    blocks: list[Block] = [Lines(((Strong(title(speaker, item)),), _reported(speaker, conflict)))]
    if not hidden:
        blocks.append(speaker.quote(conflict.line))
    blocks += evidence(speaker, item, conflict, may_read=may_read)
    if _wrote_since(item, conflict):
        blocks += latest(scene, speaker, item, may_read=may_read)
    heading = speaker.text("Conflict: {title}", title=title(speaker, item))
    if conflict.settled_at is not None or item.state is not State.LOCKED:
        return Message((*blocks, *_became(speaker, conflict, hidden=hidden)), heading)
    lines = [due_line(speaker, item, scene.now)]
    if not settles:
        can = translatable("You can send a holding answer; {lead} or a deputy unlocks it when they are there.")
        lines.append(speaker.line(can, lead=speaker.lead(item.domain)))
    hold = Button("hold", f"item:{item.number}", speaker.text("Holding answer"))
    why = Button("why", f"item:{item.number}", speaker.text("Why?"))
    buttons = (*([unlock(speaker, item)] if settles else []), hold, why)
    return Message((*blocks, Lines(tuple(lines)), Actions(buttons)), heading)


def kept(speaker: Speaker, item: Item, conflict: Conflict) -> list[Block]:
    """A conflict as those who may settle it are shown it with the item."""
    blocks: list[Block] = [Lines((_reported(speaker, conflict),)), speaker.quote(conflict.line)]
    return [*blocks, *evidence(speaker, item, conflict, may_read=True)]


def evidence(speaker: Speaker, item: Item, conflict: Conflict, *, may_read: bool) -> list[Block]:
    """What was there when it was reported; of a private message nothing, unless the reader `may_read` it."""
    found = conflict.evidence
    if item.post.private and not may_read:
        return [Aside(speaker.line("A private message. Its words open only for those who may answer it."))]
    if found is None:
        return [Aside(speaker.line("What was kept of it has been erased."))]
    was = _as_it_was(item, found)
    kept_at = speaker.line("Kept as it was {when}:", when=speaker.moment(conflict.at))
    blocks: list[Block] = [
        Aside(kept_at),
        speaker.quote(excerpt(found.text) or speaker.text("(no text)")),
        *attached(speaker, was),
        Aside(posted_line(speaker, was, may_read=True)),
    ]
    earlier = len(found.said) - MOST_SAID
    if earlier > 0:
        blocks.append(Aside((speaker.counted("{n} earlier word is not shown here.",
                                             "{n} earlier words are not shown here.", earlier),)))  # fmt: skip
    for one in found.said[-MOST_SAID:]:
        blocks += _said(speaker, one)
    return blocks


def _as_it_was(item: Item, found: Evidence) -> Item:
    """The item with the post of that moment."""
    post = replace(
        item.post, text=found.text, source=found.source, posted_at=found.posted_at, url=found.url, author=found.author,
        attachments=found.attachments,
    )  # fmt: skip
    return replace(item, post=post)


def _said(speaker: Speaker, one: Said) -> Iterator[Block]:
    when = speaker.moment(one.at)
    if one.what == "customer":
        line = speaker.line("The customer wrote again {when}", when=when)
    else:
        line = speaker.line("{person} wrote to the customer {when}", person=speaker.person(one.by), when=when)
    yield Aside((*line, *_way(speaker, one)))
    if one.text:
        yield speaker.quote(excerpt(one.text, LONGEST_SAID))


def _way(speaker: Speaker, one: Said) -> Line:
    customers = translatable("Open the post") if one.what == "customer" else translatable("Open the answer")
    link: Line = (" · ", Link(speaker.text(customers), one.link)) if one.link else ()
    files: Line = (" · ", *listed(speaker, one.attachments)) if one.attachments else ()
    return (*link, *files)


def _reported(speaker: Speaker, conflict: Conflict) -> Line:
    by, when = speaker.person(conflict.by), speaker.moment(conflict.at)
    return speaker.line("{person} reported a conflict {when}:", person=by, when=when)


def _became(speaker: Speaker, conflict: Conflict, *, hidden: bool) -> Iterator[Block]:
    if conflict.settled_by is None or conflict.settled_at is None:
        yield Lines((speaker.line("It is not locked any more."),))
        return
    by, when = speaker.person(conflict.settled_by), speaker.moment(conflict.settled_at)
    yield Lines((speaker.line("✅ Settled: {person} unlocked it {when}.", person=by, when=when),))
    if conflict.note and not hidden:
        yield speaker.quote(conflict.note)
