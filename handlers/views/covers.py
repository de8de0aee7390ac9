"""What whoever takes a shift, or gives it to somebody, is told; the line in the channel."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.scene import Scene
from handlers.views.parts import joined
from handlers.views.shifts import in_layer, stretch
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Message
from routing.reasons import Reason
from routing.rota_cover import Cover


def done(
    scene: Scene, covers: Sequence[Cover], by: str, told: Sequence[str] = (), sounding: Sequence[str] = ()
) -> Message:
    """Who is on call now, or then, instead of whom; who was told; with "Undo". `sounding`: who is being paged now."""
    speaker = scene.speaker(by)
    lines = [_sentence(scene, speaker, cover, by) for cover in covers]
    if told:
        people = speaker.listed(speaker.person(person).name for person in told)
        lines.append(speaker.line("Told: {people}.", people=people))
    for person in sounding:
        stays = speaker.line(
            "{person} is being paged at this moment: that page stays theirs until they acknowledge it or pass it on.",
            person=speaker.person(person),
        )
        lines.append((*stays, " ", *speaker.line("What comes new comes to you.")) if covers[0].person == by else stays)
    blocks: list[Block] = [Lines(tuple(lines))]
    blocks.append(Actions((Button("undo_cover", f"cover:{covers[0].id}", speaker.text("Undo")),)))
    blocks.append(Aside(may(speaker)))
    return Message(tuple(blocks), plain(lines[0]))


def may(speaker: Speaker) -> Line:
    """What somebody may while they are on call, whoever they are."""
    return speaker.line(
        "Who is on call may claim any item and decline; a real answer is for those who may answer for its field."
    )


def undone(scene: Scene, covers: Sequence[Cover], by: str) -> Message:
    """The shifts are those of the rota again."""
    speaker = scene.speaker(by)
    lines: list[Line] = []
    for cover in covers:
        if not cover.instead_of:
            lines.append(speaker.line("Undone: nobody is on call then."))
            continue
        when = stretch(speaker, cover.starts_at, cover.ends_at, scene.now)
        again = speaker.line("Undone: the shift is {person}'s again, ", person=speaker.person(cover.instead_of))
        lines.append((*again, *when, *in_layer(scene, cover.layer), "."))
    return Message((Lines(tuple(lines)),), speaker.text("Undone"))


def line(scene: Scene, payload: Mapping[str, Any]) -> Message:
    """For a channel, in the company's language."""
    said = [sentence(scene.company, Reason.from_json(reason)) for reason in payload["reasons"]]
    return Message((Lines(tuple(said)),), plain(joined(said)))


def _sentence(scene: Scene, speaker: Speaker, cover: Cover, reader: str) -> Line:
    when = stretch(speaker, cover.starts_at, cover.ends_at, scene.now)
    where = in_layer(scene, cover.layer)
    yours = cover.person == reader
    who = speaker.line("You are on call ") if yours else speaker.line(
        "{person} is on call ", person=speaker.person(cover.person)
    )  # fmt: skip
    if not cover.instead_of:
        return (*who, *when, *where, *speaker.line(": nobody was."))
    if cover.instead_of == reader:
        return (*who, *when, *where, *speaker.line(", instead of you."))
    return (*who, *when, *where, *speaker.line(", instead of {person}.", person=speaker.person(cover.instead_of)))
