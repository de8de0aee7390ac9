"""What whoever takes a shift, or gives it to somebody, is told; the line in the channel."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.cover_news import MOST, Told
from handlers.scene import Scene
from handlers.views.parts import joined
from handlers.views.shifts import and_more, in_layer, of_layer, stretch
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Message
from routing.reasons import Reason
from routing.rota_cover import Cover


def done(
    scene: Scene, covers: Sequence[Cover], by: str, told: Sequence[Told] = (), sounding: Sequence[str] = ()
) -> Message:
    """Who is on call now, or then, instead of whom; who was told; with "Undo". `sounding`: who is being paged now."""
    speaker = scene.speaker(by)
    lines = [_sentence(scene, speaker, cover, by) for cover in covers[:MOST]]
    lines += and_more(speaker, covers, MOST)
    now = [speaker.person(one.person).name for one in told if one.at <= scene.now]
    if now:
        lines.append(speaker.line("Told: {people}.", people=speaker.listed(now)))
    lines += [heard(speaker, one.person, one.at) for one in told if one.at > scene.now]
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


def heard(speaker: Speaker, person: str, at: datetime) -> Line:
    """Of somebody who is not woken for it."""
    return speaker.line("{person} hears it {when}.", person=speaker.person(person), when=speaker.moment(at))


def may(speaker: Speaker) -> Line:
    """What somebody may while they are on call, whoever they are."""
    return speaker.line(
        "Who is on call may claim any item and decline; a real answer is for those who may answer for its field."
    )


def undone(scene: Scene, covers: Sequence[Cover], by: str) -> Message:
    """The shifts are those of the rota again."""
    speaker = scene.speaker(by)
    lines: list[Line] = []
    for cover in covers[:MOST]:
        if not cover.instead_of:
            lines.append(speaker.line("Undone: nobody is on call then."))
            continue
        when = stretch(speaker, cover.starts_at, cover.ends_at, scene.now)
        again = speaker.line("Undone: the shift is {person}'s again, ", person=speaker.person(cover.instead_of))
        lines.append((*again, *when, *in_layer(scene, cover.layer), "."))
    lines += and_more(speaker, covers, MOST)
    return Message((Lines(tuple(lines)),), speaker.text("Undone"))


def line(scene: Scene, payload: Mapping[str, Any]) -> Message:
    """For a channel, in the company's language."""
    reasons = payload["reasons"]
    of = payload.get("layers") or [""] * len(reasons)
    said = [
        (*of_layer(scene, layer), *sentence(scene.company, Reason.from_json(reason)))
        for reason, layer in zip(reasons, of, strict=True)
    ]
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
