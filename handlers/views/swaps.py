"""A swap of shifts: what whoever is asked reads, and what the asker is told."""

from datetime import datetime

from handlers.scene import Scene
from handlers.views.covers import heard, may
from handlers.views.shifts import in_layer, stretch
from handlers.words import Speaker
from handlers.words.speaker import plain
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Message
from routing.rota_swap import Swap, SwapState, Turn


def request(scene: Scene, about: Swap) -> Message:
    """To whom is asked: the exact times, who asks, "Accept" and "Decline"; then what became of it."""
    speaker = scene.speaker(about.asked)
    lines = _what(scene, speaker, about)
    if about.state is not SwapState.ASKED:
        lines.append(_became(speaker, about))
        return Message((Lines(tuple(lines)),), plain(lines[-1]))
    subject = f"swap:{about.id}"
    buttons = (
        Button("swap_accept", subject, speaker.text("Accept"), "primary"),
        Button("swap_decline", subject, speaker.text("Decline")),
    )
    until = speaker.line("You can answer until {end}. ", end=speaker.moment(about.expires_at))
    blocks: list[Block] = [Lines(tuple(lines)), Actions(buttons), Aside((*until, *may(speaker)))]
    return Message(tuple(blocks), plain(lines[0]))


def asked(scene: Scene, about: Swap, heard_at: datetime) -> Message:
    """To the asker: what was asked, and that nothing has changed yet; when it is heard; with "Undo"."""
    speaker = scene.speaker(about.asker)
    lines = [
        (*speaker.line("You ask {person} to be on call ", person=speaker.person(about.asked)),
         *_when(scene, speaker, about.turn), "."),
    ]  # fmt: skip
    if about.back is not None:
        back = speaker.line("In return you are on call ")
        lines.append((*back, *_when(scene, speaker, about.back), "."))
    if heard_at > scene.now:
        lines.append(heard(speaker, about.asked, heard_at))
    lines.append(speaker.line("Until {person} accepts nothing changes; I tell you either way.",
                              person=speaker.person(about.asked)))  # fmt: skip
    return Message((Lines(tuple(lines)), Actions((undo(speaker, about),))), plain(lines[0]))


def undo(speaker: Speaker, about: Swap) -> Button:
    return Button("swap_withdraw", f"swap:{about.id}", speaker.text("Undo"))


def withdrawn(scene: Scene, about: Swap) -> Message:
    """To the asker."""
    speaker = scene.speaker(about.asker)
    said = speaker.line("Taken back: {person} is asked no more.", person=speaker.person(about.asked))
    return Message((Lines((said,)),), plain(said))


def waiting(scene: Scene, speaker: Speaker, about: Swap) -> Line:
    """In a list of one's own shifts: who was asked, for which."""
    asked = speaker.line("{person} is asked to be on call ", person=speaker.person(about.asked))
    return (*asked, *_when(scene, speaker, about.turn), *speaker.line(" and has not answered yet."))


def _what(scene: Scene, speaker: Speaker, about: Swap) -> list[Line]:
    asks = speaker.line("{person} asks you to be on call for them ", person=speaker.person(about.asker))
    lines: list[Line] = [(*asks, *_when(scene, speaker, about.turn), ".")]
    if about.back is not None:
        back = speaker.line("In return {person} is on call for you ", person=speaker.person(about.asker))
        lines.append((*back, *_when(scene, speaker, about.back), "."))
    return lines


def _when(scene: Scene, speaker: Speaker, turn: Turn) -> Line:
    return (*stretch(speaker, turn.starts_at, turn.ends_at, scene.now), *in_layer(scene, turn.layer))


def _became(speaker: Speaker, about: Swap) -> Line:
    at = speaker.moment(about.settled_at or about.expires_at)
    match about.state:
        case SwapState.ACCEPTED:
            return speaker.line("You accepted {when}.", when=at)
        case SwapState.DECLINED:
            return speaker.line("You declined {when}.", when=at)
        case SwapState.OVERTAKEN:
            return speaker.line("The rota has changed meanwhile: the swap is off.")
        case SwapState.WITHDRAWN:
            return speaker.line("{person} took it back {when}.", person=speaker.person(about.asker), when=at)
    return speaker.line(
        "It has run out {when}: {person} keeps the shift.", person=speaker.person(about.asker), when=at
    )  # fmt: skip
