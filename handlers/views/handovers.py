"""Notes about what was handed over because somebody is away: to who has it now, and to who had it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.scene import Scene
from handlers.views.parts import due_line, one_line, title
from handlers.views.state import state_line
from handlers.words import Speaker
from routing.item import Item
from routing.messages import Aside, Block, Line, Lines, Message, Strong
from storage import items


def handover(scene: Scene, payload: Mapping[str, Any]) -> Message | None:
    """The note, as the items are at this moment; None when it has nothing to say any more."""
    numbers = [*payload.get("numbers", ()), *(number for number, _ in payload.get("moved", ()))]
    found = items.read_many(scene.transaction, [*numbers, *payload.get("stays", ())])
    return note(scene, payload, sorted(found, key=lambda item: (item.deadline.due_at, item.number)))


def note(scene: Scene, payload: Mapping[str, Any], about: Sequence[Item]) -> Message | None:
    """The same, about these items."""
    speaker = scene.speaker(payload["person"])
    match payload["part"]:
        case "receiver":
            theirs = [one for one in about if one.state.is_open and payload["person"] in (one.owner, one.expert)]
            return _received(scene, speaker, payload, theirs) if theirs else None
        case "giver":
            return _given(speaker, payload, about)
        case "returner":
            return _returned(scene, speaker, payload, about)
        case _:
            return _taken_back(scene, speaker, payload, about)


def _received(scene: Scene, speaker: Speaker, payload: Mapping[str, Any], theirs: Sequence[Item]) -> Message:
    giver = speaker.person(payload["giver"])
    if "back_at" in payload:
        until = speaker.moment(datetime.fromisoformat(payload["back_at"]))
        heading = speaker.line("{person} is away until {until}, and you are named now for:", person=giver, until=until)
    else:
        heading = speaker.line("{person} is away, and you are named now for:", person=giver)
    lines = [_line(speaker, item, due_line(speaker, item, scene.now)) for item in theirs]
    summary = speaker.counted(
        "{person} is away: {n} item is yours now",
        "{person} is away: {n} items are yours now",
        len(theirs),
        person=giver,
    )
    return Message((Lines((heading, *lines)), Aside(speaker.line("Claim them on their cards."))), summary)


def _given(speaker: Speaker, payload: Mapping[str, Any], about: Sequence[Item]) -> Message:
    receivers = dict(payload["moved"])
    lines = [_line(speaker, item, _whereto(speaker, item, receivers, payload.get("writing", ()))) for item in about]
    heading = speaker.text("While you are away")
    return Message((Lines(((Strong(heading),), *lines)),), heading)


def _whereto(speaker: Speaker, item: Item, receivers: Mapping[int, str | None], writing: Collection[int]) -> Line:
    if item.number in writing:
        return speaker.line("stays with you: you are writing an answer to it. Send it, or release the item.")
    if item.number not in receivers:
        return speaker.line("stays with you: you are back in time.")
    receiver = receivers[item.number]
    if receiver is None:
        return speaker.line("nobody is there for it: the managers' channel has been told.")
    return speaker.line("went to {person}.", person=speaker.person(receiver))


def _returned(scene: Scene, speaker: Speaker, payload: Mapping[str, Any], about: Sequence[Item]) -> Message:
    receivers = dict(payload["moved"])
    lines: list[Line] = []
    for item in about:
        lines.append(_line(speaker, item, _whereto_then(speaker, receivers[item.number])))
        lines.append(state_line(speaker, item, scene.now))
    heading = speaker.text("Welcome back: what you had, and how it stands")
    stays = speaker.line("What others have now stays with them.")
    blocks: tuple[Block, ...] = (Lines(((Strong(heading),), *lines)), Aside(stays))
    return Message(blocks, heading)


def _whereto_then(speaker: Speaker, receiver: str | None) -> Line:
    if receiver is None:
        return speaker.line("nobody was there for it.")
    return speaker.line("went to {person}.", person=speaker.person(receiver))


def _taken_back(scene: Scene, speaker: Speaker, payload: Mapping[str, Any], about: Sequence[Item]) -> Message:
    giver = speaker.person(payload["giver"])
    heading = speaker.line("{person} is there after all and has again:", person=giver)
    lines = [_line(speaker, item, due_line(speaker, item, scene.now)) for item in about]
    return Message((Lines((heading, *lines)),), speaker.text("{person} is there after all", person=giver))


def _line(speaker: Speaker, item: Item, said: Line) -> Line:
    """ "#12 · Facebook · critique · went to Bo Berg. “Where is …”"; of a private message never the words."""
    words = () if item.post.private else speaker.line(" “{words}”", words=one_line(item.post.text, 60))
    return (Strong(title(speaker, item)), " · ", *said, *words)
