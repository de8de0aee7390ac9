"""Reminders, the managers' line about a late item, faults: short messages that each say why they came."""

from handlers.scene import Scene
from handlers.views.follow_ups import latest
from handlers.views.parts import due_line, excerpt, lines_of, one_line, posted_line, state_line, title
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.item import Item, PageStatus, State
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Message, Strong
from routing.reasons import Reason

_SAID_TO_THE_OWNER = {"rung_claimed": "yours", "rung_claimed_late": "yours_late"}


def notice(scene: Scene, item: Item, person: str, reason: Reason) -> Message:
    """A reminder to one person about one item."""
    speaker = scene.speaker(person)
    if reason.values.get("person") == person:
        reason = Reason(_SAID_TO_THE_OWNER.get(reason.code, reason.code), reason.values)
    blocks: list[Block] = [Lines(((Strong(title(speaker, item)),), sentence(speaker, reason)))]
    if not item.post.private:
        blocks += [speaker.quote(excerpt(item.post.text, 400)), Aside(posted_line(speaker, item))]
        blocks += latest(scene, speaker, item)
    blocks.append(Lines((due_line(speaker, item, scene.now),)))
    subject = f"item:{item.number}"
    buttons = [Button("answer", subject, speaker.text("Answer"))]
    if item.state is State.NEW:
        buttons.insert(0, Button("claim", subject, speaker.text("Claim"), "primary"))
    blocks.append(Actions((*buttons, Button("why", subject, speaker.text("Why?")))))
    return Message(tuple(blocks), speaker.text("Reminder: {title}", title=title(speaker, item)))


def managers(scene: Scene, item: Item) -> Message:
    """Stays in the managers' channel until somebody has taken the item, and says so then."""
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
            lines += [sentence(speaker, reason) for reason in nobody if item.state is State.NEW]
        paging = item.climb.paging
        if paging is not None and paging.status is PageStatus.EXHAUSTED:
            people = speaker.listed(speaker.person(person).name for person in paging.asked)
            lines.append(speaker.line("Paged, and nobody has taken it: {people}.", people=people))
        if field is not None:
            lines.append(speaker.line("Lead: {person}", person=speaker.person(field.lead)))
    buttons = (Button("why", f"item:{item.number}", speaker.text("Why?")),)
    heading = speaker.text("{title} needs somebody", title=title(speaker, item))
    return Message((Lines(tuple(lines)), Actions(buttons)), heading)


def news(scene: Scene, person: str, reason: Reason) -> Message:
    """One thing that a person should know about how the company answers; nothing to do about an item."""
    lines = lines_of(sentence(scene.speaker(person), reason))
    return Message((Lines(lines),), plain(lines[0]))


def fault(scene: Scene, person: str, reason: Reason) -> Message:
    """To an administrator: what could not be delivered, and the mend. Never a customer's words."""
    speaker = scene.speaker(person)
    said = sentence(speaker, reason)
    heading = speaker.text("Svarvakt needs an administrator")
    return Message((Lines(((Strong(heading),), said)),), heading)
