"""The scheduled message, section by section, and what is said to whoever wants less of one."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.scene import Scene
from handlers.views.health import MOST, TITLES, Entry, lines
from handlers.words import Speaker, translatable
from handlers.words.speaker import plain
from routing.messages import Actions, Aside, Block, Button, Heading, Lines, Message, Strong
from routing.reasons import Reason

OFTEN: Mapping[int, str] = {
    1: translatable("“{section}”: whenever there is something new, once a day at most."),
    7: translatable("“{section}”: once a week at most."),
    30: translatable("“{section}”: once a month at most."),
    0: translatable("“{section}”: no more."),
}


def payload(section: str, entries: Sequence[Entry]) -> dict[str, object]:
    """What is stored of a section until it is drawn: its first lines, and how many more there are."""
    kept = [
        {
            "sign": one.sign, "title": one.title, "reason": one.reason.as_json(),
            "details": [reason.as_json() for reason in one.details],
        }
        for one in entries[:MOST]
    ]  # fmt: skip
    return {"section": section, "lines": kept, "more": len(entries) - len(kept)}


def digest(scene: Scene, payload: Mapping[str, Any]) -> Message:
    """One message of all sections that have something, each with "Less of this"."""
    speaker = scene.speaker(payload["person"])
    heading = speaker.text("What you should know today")
    blocks: list[Block] = [Heading(heading)]
    names = []
    for part in payload["parts"]:
        name = part["section"]
        title = speaker.text(TITLES[name])
        names.append(title)
        told = [_entry(row) for row in part["lines"]]
        blocks.append(Lines(((Strong(title),), *lines(speaker, told, part["more"]))))
        blocks.append(Actions((Button("less_digest", f"digest:{name}", speaker.text("Less of this")),)))
    commands = speaker.listed(("health", "rules"))
    blocks.append(Aside(speaker.line("You can ask for it at any time: {commands}.", commands=commands)))
    return Message(tuple(blocks), f"{heading}: {speaker.listed(names)}")


def less(scene: Scene, payload: Mapping[str, Any]) -> Message:
    """How often a section comes from now on, with "Undo"."""
    speaker = scene.speaker(payload["person"])
    said = often(speaker, payload["section"], payload["every_days"])
    undo = Button("undo_less", f"digest:{payload['section']}:{payload['before']}", speaker.text("Undo"))
    return Message((*said.blocks, Actions((undo,))), said.summary)


def often(speaker: Speaker, section: str, every_days: int) -> Message:
    """How often a section comes."""
    said = speaker.line(OFTEN[every_days], section=speaker.text(TITLES[section]))
    return Message((Lines((said,)),), plain(said))


def _entry(row: Mapping[str, Any]) -> Entry:
    details = tuple(Reason.from_json(reason) for reason in row["details"])
    return Entry(row["sign"], row["title"], Reason.from_json(row["reason"]), details)
