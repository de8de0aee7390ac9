"""Notes about what was handed over because somebody is away: to who has it now, and to who had it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.scene import Scene
from handlers.views.parts import due_line, one_line, state_line, title
from handlers.words import Speaker
from routing.item import Item
from routing.messages import Aside, Block, Line, Lines, Message, Strong
from storage import items


def handover(scene: Scene, payload: Mapping[str, Any]) -> Message | None:
    """The note, as the items are at this moment; None when it has nothing to say any more."""
    speaker = scene.speaker(payload["person"])
    match payload["part"]:
        case "receiver":
            return _received(scene, speaker, payload)
        case "giver":
            return _given(scene, speaker, payload)
        case "returner":
            return _returned(scene, speaker, payload)
        case _:
            return _taken_back(scene, speaker, payload)


def _received(scene: Scene, speaker: Speaker, payload: Mapping[str, Any]) -> Message | None:
    found = _items(scene, payload["numbers"])
    theirs = [item for item in found if item.state.is_open and payload["person"] in (item.owner, item.expert)]
    if not theirs:
        return None
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


def _given(scene: Scene, speaker: Speaker, payload: Mapping[str, Any]) -> Message | None:
    receivers = dict(payload["moved"])
    known = _items(scene, [*receivers, *payload["stays"]])
    if not known:
        return None
    lines = [_line(speaker, item, _whereto(speaker, item, receivers)) for item in known]
    heading = speaker.text("While you are away")
    return Message((Lines(((Strong(heading),), *lines)),), heading)


def _whereto(speaker: Speaker, item: Item, receivers: Mapping[int, str | None]) -> Line:
    if item.number not in receivers:
        return speaker.line("stays with you: you are back in time.")
    receiver = receivers[item.number]
    if receiver is None:
        return speaker.line("nobody is there for it: the managers' channel has been told.")
    return speaker.line("went to {person}.", person=speaker.person(receiver))


def _returned(scene: Scene, speaker: Speaker, payload: Mapping[str, Any]) -> Message:
    receivers = dict(payload["moved"])
    lines: list[Line] = []
    for item in _items(scene, list(receivers)):
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


def _taken_back(scene: Scene, speaker: Speaker, payload: Mapping[str, Any]) -> Message:
    giver = speaker.person(payload["giver"])
    heading = speaker.line("{person} is there after all and has again:", person=giver)
    lines = [_line(speaker, item, due_line(speaker, item, scene.now)) for item in _items(scene, payload["numbers"])]
    return Message((Lines((heading, *lines)),), speaker.text("{person} is there after all", person=giver))


def _items(scene: Scene, numbers: Sequence[int]) -> list[Item]:
    return sorted(items.read_many(scene.transaction, numbers), key=lambda item: (item.deadline.due_at, item.number))


def _line(speaker: Speaker, item: Item, said: Line) -> Line:
    """ "#12 · Facebook · critique · went to Bo Berg. “Where is …”"; of a private message never the words."""
    words = () if item.post.private else speaker.line(" “{words}”", words=one_line(item.post.text, 60))
    return (Strong(title(speaker, item)), " · ", *said, *words)
