"""Words said to the bot: `/svar status`, `@Svarvakt help`, or the same in a direct message."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from handlers import status
from handlers.abilities import can
from handlers.access import Action, Denial, check_member
from handlers.intents import Said
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.views import private
from handlers.words import translatable
from routing.messages import Lines, Message, Strong


def help_(scene: Scene, said: Said) -> Reply:
    """What can be said."""
    return Done(_help(scene, said, None))


COMMANDS: Mapping[str, Callable[[Scene, Said], Reply]] = {"status": status.status, "help": help_}

EXPLANATIONS: Mapping[str, str] = {
    "status": translatable("how we stand: what is open, at risk and late, and who is on call"),
    "help": translatable("this list"),
}


def said(scene: Scene, words: Said) -> Reply:
    """Runs the command; a wrong one is answered with the nearest right one."""
    permit = check_member(words.actor, Action.SEE)
    if isinstance(permit, Denial):
        return Refused(private.refusal(scene.speaker_of(words.actor), permit.reason))
    name = words.text.strip().casefold().split(maxsplit=1)[0] if words.text.strip() else "help"
    command = COMMANDS.get(name)
    if command is not None:
        return command(scene, words)
    return Refused(_help(scene, words, name))


def _help(scene: Scene, said: Said, wrong: str | None) -> Message:
    speaker = scene.speaker_of(said.actor)
    begins = "/svar " if can(said.actor.desk, "slash_command") else ""
    lines = [(Strong(begins + name), f" — {speaker.text(explanation)}") for name, explanation in EXPLANATIONS.items()]
    if wrong is None:
        return Message((Lines(tuple(lines)),), speaker.text("What you can say to me"))
    near = get_close_matches(wrong, COMMANDS, n=1, cutoff=0.6)
    known = speaker.line("I do not know “{wrong}”.", wrong=wrong[:40])
    meant = speaker.line(" Did you mean {near}?", near=Strong(begins + near[0])) if near else ()
    return Message((Lines(((*known, *meant), *lines)),), speaker.text("I do not know that command"))
