"""Reminders, the managers' line about a late item, faults: short messages that each say why they came."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers.scene import Scene
from handlers.views.follow_ups import latest
from handlers.views.on_call import on_call_line
from handlers.views.parts import due_line, excerpt, lines_of, one_line, quoted_post, title
from handlers.views.shifts import of_layer
from handlers.views.state import state_line
from handlers.views.two_legged import add_button
from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.item import Item, State
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Message, Span, Strong
from routing.owning import is_free
from routing.reasons import Reason

_SAID_TO_THE_OWNER = {"rung_claimed": "yours", "rung_claimed_late": "yours_late"}


def notice(scene: Scene, item: Item, person: str, reason: Reason, note: str = "") -> Message:
    """A reminder to one person about one item. `note` is what a colleague wrote about it."""
    speaker = scene.speaker(person)
    if reason.values.get("person") == person:
        reason = Reason(_SAID_TO_THE_OWNER.get(reason.code, reason.code), reason.values)
    blocks: list[Block] = [Lines(((Strong(title(speaker, item)),), sentence(speaker, reason)))]
    if note:
        blocks.append(speaker.quote(excerpt(note, 400)))
    if not item.post.private:
        blocks += quoted_post(speaker, item, 400, may_read=False)
        blocks += latest(scene, speaker, item)
    waits = [state_line(speaker, item, scene.now)] if _waits_for_others(item) else []
    blocks.append(Lines((*waits, due_line(speaker, item, scene.now), *_why_you(scene, speaker, item, person, reason))))
    blocks.append(Actions(_buttons(scene, speaker, item)))
    return Message(tuple(blocks), speaker.text("Reminder: {title}", title=title(speaker, item)))


def _buttons(scene: Scene, speaker: Speaker, item: Item) -> tuple[Button, ...]:
    """What is locked, or on its way out, nobody answers; of what waits for approval, the answer is there to see."""
    subject = f"item:{item.number}"
    why = Button("why", subject, speaker.text("Why?"))
    if item.state is State.WAITING_FOR_APPROVAL:
        return (Button("see_approval", subject, speaker.text("See the answer")), why)
    if _waits_for_others(item):
        return (why,)
    half = item.state is State.HALF_ANSWERED
    answer = add_button(scene, speaker, item) if half else Button("answer", subject, speaker.text("Answer"))
    claim = (Button("claim", subject, speaker.text("Claim"), "primary"),) if is_free(item) else ()
    return (*claim, answer, why)


def _waits_for_others(item: Item) -> bool:
    """Whether nothing can be done about it until somebody else has decided, or its answer is out."""
    return item.state in (State.LOCKED, State.WAITING_FOR_APPROVAL) or item.is_being_published


def _why_you(scene: Scene, speaker: Speaker, item: Item, person: str, reason: Reason) -> list[Line]:
    """That they are on call, where the rung is for whoever is, and they are neither owner nor expert."""
    name = str(reason.values.get("rung", "")).partition("#")[0]
    meant = any(rung.id == name and "on_call" in rung.whom for rung in item.ladder)
    said = on_call_line(scene, speaker, person) if meant and person not in (item.owner, item.expert) else None
    return [] if said is None else [said]


MOST_LISTED = 10


def several(scene: Scene, found: Sequence[Item], person: str) -> Message:
    """Many reminders to one person as one message: where each item stands now, and how many more there are."""
    speaker = scene.speaker(person)
    late = sum(item.is_late(scene.now) for item in found)
    heading = speaker.counted("{n} item needs you", "{n} items need you", len(found))
    counted = speaker.counted("{n} of them is late", "{n} of them are late", late) if late else ""
    lines: list[Line] = [(Strong(heading), *((" · ", counted) if counted else ()))]
    for item in found[:MOST_LISTED]:
        words = () if item.post.private else speaker.line(" “{words}”", words=one_line(item.post.text, 60))
        # What is late is said so by its state.
        due = () if item.is_late(scene.now) else (" · ", *due_line(speaker, item, scene.now))
        lines.append((Strong(title(speaker, item)), " · ", *state_line(speaker, item, scene.now), *due, *words))
    more = len(found) - MOST_LISTED
    blocks: list[Block] = [Lines(tuple(lines))]
    if more > 0:
        blocks.append(Aside((speaker.counted("And {n} more.", "And {n} more.", more),)))
    blocks.append(Aside(speaker.line("Claim or answer them on their cards.")))
    return Message(tuple(blocks), heading)


def call(scene: Scene, item: Item, people: Sequence[str], reason: Reason) -> Message:
    """A line in the card's thread; whoever is named in it is mentioned, so that it sounds for them."""
    speaker = scene.company
    said = sentence(speaker, reason)
    names: list[Span] = []
    for person in people:
        names += [speaker.person(person, ping=True), " "]
    summary = speaker.text("Reminder: {title}", title=title(speaker, item))
    return Message((Lines(((*names, *said), due_line(speaker, item, scene.now))),), summary)


def managers(scene: Scene, item: Item, asked: Sequence[str]) -> Message:
    """Stays in the managers' channel until somebody has taken the item, and says so then.

    `asked`: who was paged in vain, the whole chain, since it was taken last (ever, while nobody has it).
    """
    speaker = scene.company
    field = scene.handbook.domain(item.domain)
    lines: list[Line] = [(Strong(title(speaker, item)), " · ", speaker.domain(item.domain))]
    lines.append(state_line(speaker, item, scene.now))
    if not item.post.private:
        lines.append(speaker.line("“{words}”", words=one_line(item.post.text)))
    if item.state.is_open:
        if not item.is_late(scene.now):
            lines.append(due_line(speaker, item, scene.now))
            nobody = (reason for reason in item.reasons if reason.code.startswith("nobody_"))
            lines += [sentence(speaker, reason) for reason in nobody if is_free(item)]
        if asked:
            people = speaker.listed(speaker.person(person).name for person in asked)
            vain = translatable("Paged, and nobody has taken it: {people}.")
            if item.owner is not None:
                vain = translatable("Paged, and it has no answer yet: {people}.")
            lines.append(speaker.line(vain, people=people))
        if field is not None:
            lines.append(speaker.line("Lead: {person}", person=speaker.person(field.lead)))
    buttons = (Button("why", f"item:{item.number}", speaker.text("Why?")),)
    heading = speaker.text("{title} needs somebody", title=title(speaker, item))
    return Message((Lines(tuple(lines)), Actions(buttons)), heading)


def was_late(speaker: Speaker, payload: Mapping[str, Any], left: int) -> Message:
    """The process says of itself that it was late, and whether it still is. Of `left` steps it is overdue now."""
    first, last = (speaker.moment(datetime.fromisoformat(payload[name])) for name in ("first_at", "last_at"))
    n, by = payload["count"], speaker.duration(timedelta(seconds=payload["worst_seconds"]))
    steps = speaker.counted("{n} reminder or other step", "{n} reminders and other steps", n)
    if first.fallback == last.fallback:
        said = speaker.line("I was late: {steps} due {first}, by {by}", steps=steps, first=first, by=by)
    else:
        said = speaker.line(
            "I was late: {steps} between {first} and {last}, the latest by {by}",
            steps=steps, first=first, last=last, by=by,
        )  # fmt: skip
    now = (
        speaker.counted("{n} is still late.", "{n} are still late.", left)
        if left
        else speaker.text("Nothing is late any more.")
    )
    return Message((Lines(((*said, ". ", now),)),), speaker.text("Svarvakt was late"))


def news(scene: Scene, person: str, reasons: Sequence[Reason], layer: str = "") -> Message:
    """What a person should know about how the company answers; nothing to do about an item. `layer`: of the rota."""
    said = [line for one in reasons for line in lines_of(sentence(scene.speaker(person), one))]
    lines = ((*of_layer(scene, layer), *said[0]), *said[1:])
    return Message((Lines(lines),), plain(lines[0]))


def fault(scene: Scene, person: str, reason: Reason) -> Message:
    """To an administrator: what could not be delivered, and the mend. Never a customer's words."""
    speaker = scene.speaker(person)
    said = sentence(speaker, reason)
    heading = speaker.text("Svarvakt needs an administrator")
    return Message((Lines(((Strong(heading),), said)),), heading)
