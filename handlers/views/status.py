"""`/svar status`: how we stand, on one screen."""

from dataclasses import dataclass

from handlers.scene import Scene
from handlers.views.parts import one_line, title
from handlers.views.state import sign
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import SOURCES, word
from routing.item import Item
from routing.messages import Actions, Aside, Block, Button, Facts, Heading, Line, Lines, Message, Strong
from routing.report import Status, Within
from routing.rota import on_call


@dataclass(frozen=True)
class Standing:
    """The figures of one moment, the oldest open items that they name, and which of those are at risk."""

    figures: Status
    oldest: tuple[Item, ...]
    at_risk: frozenset[int] = frozenset()


def shared_status(scene: Scene, standing: Standing, by: str) -> Message:
    """The same for a channel, in the company's language, saying who shared it."""
    message = status_message(scene, scene.company, standing, shareable=False)
    if not by:
        return message
    speaker = scene.company
    shared = Aside(speaker.line("Shared by {person}", person=speaker.person(by)))
    return Message((*message.blocks, shared), message.summary)


def status_message(scene: Scene, speaker: Speaker, standing: Standing, *, shareable: bool) -> Message:
    """Open, at risk, late; answered within target by source; declined; the oldest five; who is on call."""
    status, oldest = standing.figures, standing.oldest
    blocks: list[Block] = [
        Heading(speaker.text("How we stand")),
        Facts((
            (speaker.text("Open"), (Strong(str(status.open)),)),
            (speaker.text("At risk"), (Strong(_signed("🟡", status.at_risk)),)),
            (speaker.text("Late"), (Strong(_signed("🔴", status.late)),)),
            (speaker.text("On call"), _on_call(scene, speaker)),
        )),
        Lines(tuple(_within(speaker, status))),
        Lines((_closed(speaker, status),)),
    ]  # fmt: skip
    if oldest:
        heading: Line = (Strong(speaker.text("The oldest")),)
        blocks.append(Lines((heading, *(_oldest(scene, speaker, item, standing.at_risk) for item in oldest))))
    elif not status.open:
        blocks.append(Lines((speaker.line("🟢 Nothing is open: no question is unanswered."),)))
    now = speaker.moment(scene.now)
    blocks.append(Aside(speaker.line("As of {now}. Answered within target: the last seven days.", now=now)))
    if shareable:
        blocks.append(Actions((Button("share_status", "status:0", speaker.text("Share in the channel")),)))
    return Message(tuple(blocks), summary(speaker, status))


def summary(speaker: Speaker, status: Status) -> str:
    counts = (
        speaker.counted("{n} open", "{n} open", status.open),
        speaker.counted("{n} at risk", "{n} at risk", status.at_risk),
        speaker.counted("{n} late", "{n} late", status.late),
    )
    return ", ".join(counts)


def _signed(colour: str, count: int) -> str:
    return f"{colour} {count}" if count else "0"


def _on_call(scene: Scene, speaker: Speaker) -> Line:
    shift = on_call(scene.handbook, scene.now)
    if scene.handbook.rota is None:
        return speaker.line("nobody: there is no rota")
    if shift is None:
        return speaker.line("nobody at this time")
    return speaker.line(
        "{person} until {until}", person=speaker.person(shift.person), until=speaker.moment(shift.ends_at)
    )


def _within(speaker: Speaker, status: Status) -> list[Line]:
    if not status.within_all.due:
        return [speaker.line("No deadline has passed in the last seven days.")]
    lines: list[Line] = [(Strong(speaker.text("Answered within target")),)]
    lines += [_share(speaker, word(speaker, SOURCES, within.source), within) for within in status.within]
    if len(status.within) > 1:
        lines.append(_share(speaker, speaker.text("All"), status.within_all))
    return lines


def _share(speaker: Speaker, name: str, within: Within) -> Line:
    share = within.share or 0.0
    return (
        f"{name}: ",
        Strong(speaker.percent(share)),
        speaker.text(" ({answered} of {due})", answered=within.answered, due=within.due),
    )


def _closed(speaker: Speaker, status: Status) -> Line:
    parts = [speaker.counted("{n} declined", "{n} declined", status.declined)]
    if status.not_an_item:
        parts.append(speaker.counted("{n} not an item", "{n} not items", status.not_an_item))
    if status.merged:
        parts.append(speaker.counted("{n} merged", "{n} merged", status.merged))
    if status.came_unstaffed:
        parts.append(speaker.counted("{n} came outside our hours", "{n} came outside our hours", status.came_unstaffed))
    if status.came_late:
        parts.append(speaker.counted("{n} came late", "{n} came late", status.came_late))
    if status.held:
        parts.append(speaker.counted("{n} held", "{n} held", status.held))
    return (" · ".join(parts),)


def _oldest(scene: Scene, speaker: Speaker, item: Item, risks: frozenset[int]) -> Line:
    late = item.is_late(scene.now)
    colour = sign(item, late=late, at_risk=item.number in risks and item.pause is None)
    whom = item.owner or item.expert
    who: Line = (speaker.person(whom),) if whom else speaker.line("nobody")
    words = speaker.text("private message") if item.post.private else one_line(item.post.text, 50)
    by = translatable(" · late since {due}") if late else translatable(" · answer by {due}")
    if item.pause is not None and not late:
        by = translatable(" · paused until {due}")
    due = speaker.line(by, due=speaker.moment(item.pause.until if item.pause and not late else item.deadline.due_at))
    return (f"{colour} {title(speaker, item)} · ", *who, *due, f" · {words}")
