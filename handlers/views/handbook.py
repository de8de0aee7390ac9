"""The handbook, to those who keep it: which is in force, since when, by whom; what is wrong with one; what became of
one."""

from collections.abc import Mapping, Sequence

from handlers.handbook_change import FILE, Changed
from handlers.handbook_check import Checked
from handlers.scene import Scene
from handlers.words import Speaker, translatable
from handlers.words.speaker import plain
from handlers.words.vocabulary import HANDBOOK_WHYS, word
from routing.handbook import Handbook
from routing.messages import Actions, Aside, Block, Button, Facts, Heading, Line, Lines, Message, Span, Strong
from storage.handbooks import StoredHandbook

SHOWN = 30
"""Problems that are told at once; whoever mends them learns of the others then."""

_PROCESSES: Mapping[str, str] = {
    FILE: translatable("the handbook's file"),
    "svarvakt handbook apply": translatable("the command line"),
}


def short(digest: str) -> str:
    """A version as people see it."""
    return digest[:12]


def given(scene: Scene, speaker: Speaker, row: StoredHandbook, *, in_force: bool) -> Message:
    """What is said with the file: which version it is, and how to send it back."""
    heading = translatable("The handbook in force") if in_force else translatable("A handbook from before")
    facts: list[tuple[str, Line]] = [
        (speaker.text("Version"), (Strong(short(row.digest)),)),
        (speaker.text("In force since") if in_force else speaker.text("Put in force"), (speaker.moment(row.at),)),
        (speaker.text("By"), (_by(scene, speaker, row.changed_by),)),
    ]
    if row.why:
        facts.append((speaker.text("Why"), (word(speaker, HANDBOOK_WHYS, row.why),)))
    how = speaker.line(
        "To change it: edit the file and send it back to me in a direct message. I check it and show what would "
        "change, and you put it in force with one button."
    )
    pasting = speaker.line("Where files cannot be attached, paste its whole text into the message.")
    blocks = (Heading(speaker.text(heading)), Facts(tuple(facts)), Lines((how,)), Aside(pasting))
    return Message(blocks, speaker.text(heading))


def history(scene: Scene, speaker: Speaker, rows: Sequence[StoredHandbook]) -> Message:
    """The last ones, the newest first."""
    heading = speaker.text("The last handbooks")
    lines = tuple(_version(scene, speaker, row, number == 0) for number, row in enumerate(rows))
    how = speaker.line(
        "Say “handbook” and a version for its file; “handbook undo” brings back the one before that in force."
    )
    return Message((Heading(heading), Lines(lines), Aside(how)), heading)


def problems(scene: Scene, speaker: Speaker, name: str, checked: Checked) -> Message:
    """Everything that is wrong with it; the first thirty, and how many more. With a button for the one in force."""
    head = (
        Strong(speaker.counted(
            "{name} has {n} problem, so nothing has changed:", "{name} has {n} problems, so nothing has changed:",
            checked.count, name=name,
        )),
    )  # fmt: skip
    shown = checked.problems[:SHOWN]
    lines: list[Line] = [head, *((f"• {problem}",) for problem in shown)]
    if more := checked.count - len(shown):
        lines.append((speaker.counted("and {n} more", "and {n} more", more),))
    # A block each few lines: a desk that has no room for all leaves out what stands last.
    blocks = tuple(Lines(tuple(lines[start : start + 5])) for start in range(0, len(lines), 5))
    return Message((*blocks, Actions((_file(speaker, scene.handbook.digest),))), head[0].text)


def in_force_already(speaker: Speaker, handbook: Handbook) -> Message:
    """It changes nothing."""
    said = speaker.line("This handbook is in force already ({digest}).", digest=short(handbook.digest))
    return _message(said)


def in_force(scene: Scene, person: str, changed: Changed) -> Message:
    """To whoever has put it in force: who has left, what becomes of their items; with "Undo"."""
    speaker, handbook = scene.speaker(person), scene.handbook
    said = speaker.line("🟢 The handbook is in force now ({digest}).", digest=short(handbook.digest))
    return _message(said, *_left(speaker, changed), buttons=(_undo(speaker, handbook),))


def brought_back(
    scene: Scene, person: str, restored: StoredHandbook, taken_back: StoredHandbook, changes: Sequence[Line]
) -> Message:
    """To whoever has undone it: what is in force again, what was taken back, what changes; with "Undo"."""
    speaker = scene.speaker(person)
    again = speaker.line(
        "🟢 The handbook of {when} by {who} is in force again ({digest}).",
        when=speaker.moment(restored.at), who=_by(scene, speaker, restored.changed_by), digest=short(restored.digest),
    )  # fmt: skip
    instead = speaker.line(
        "Taken back: {digest}, which {who} had put in force {when}.",
        digest=short(taken_back.digest), who=_by(scene, speaker, taken_back.changed_by),
        when=speaker.moment(taken_back.at),
    )  # fmt: skip
    return _message(again, instead, *changes, buttons=(_undo(speaker, scene.handbook),))


def changed_meanwhile(scene: Scene, speaker: Speaker, now: StoredHandbook, draft: int | None) -> Message:
    """Another one has come into force since; a draft can be compared with that."""
    said = speaker.line(
        "Nothing was changed: {who} has put another handbook in force {when} ({digest}).",
        who=_by(scene, speaker, now.changed_by), when=speaker.moment(now.at), digest=short(now.digest),
    )  # fmt: skip
    buttons = [Button("handbook_compare", f"draft:{draft}", speaker.text("Compare anew"), "primary")] if draft else []
    return _message(said, buttons=(*buttons, _file(speaker, now.digest)))


def _left(speaker: Speaker, changed: Changed) -> list[Line]:
    lines: list[Line] = []
    if changed.left:
        names = speaker.listed(speaker.person(person).name for person in changed.left)
        lines.append(speaker.line("No longer in the handbook: {people}.", people=names))
    if changed.given_back:
        lines.append((speaker.counted(
            "{n} open item of theirs is given back, and somebody else is named.",
            "{n} open items of theirs are given back, and somebody else is named.", changed.given_back,
        ),))  # fmt: skip
    return lines


def _version(scene: Scene, speaker: Speaker, row: StoredHandbook, in_force: bool) -> Line:
    version = Strong(short(row.digest))
    by = _by(scene, speaker, row.changed_by)
    line: Line = (version, " · ", speaker.moment(row.at), " · ", by)
    if row.why:
        line = (*line, " · ", word(speaker, HANDBOOK_WHYS, row.why))
    return (*line, " · ", speaker.text("in force")) if in_force else line


def _by(scene: Scene, speaker: Speaker, who: str) -> Span:
    """A person, also one who has left; or which process."""
    if scene.handbook.person(who) is None and who in _PROCESSES:
        return speaker.text(_PROCESSES[who])
    return speaker.person(who)


def _file(speaker: Speaker, digest: str) -> Button:
    return Button("handbook_file", f"handbook:{digest}", speaker.text("The file in force"))


def _undo(speaker: Speaker, handbook: Handbook) -> Button:
    return Button("handbook_undo", f"handbook:{handbook.digest}", speaker.text("Undo"))


def _message(said: Line, *more: Line, buttons: tuple[Button, ...] = ()) -> Message:
    blocks: tuple[Block, ...] = (Lines((said, *more)),)
    return Message((*blocks, Actions(buttons)) if buttons else blocks, plain(said))
