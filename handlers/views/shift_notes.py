"""Notes at the change of shifts, as things stand when they are sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.quiet import quiet_warning
from handlers.scene import Scene
from handlers.views.parts import due_line, title
from handlers.views.shifts import and_more, in_layer
from handlers.words import Speaker
from handlers.words.speaker import plain
from routing.item import Item
from routing.messages import Aside, Block, Line, Lines, Message, Strong
from storage import items, pages, reports
from storage.shift_notes import What

MOST = 3
"""Items that are named; how many more there are is said."""

_AT_ONCE = timedelta(minutes=30)


@dataclass(frozen=True)
class _Told:
    what: What
    layer: str
    starts_at: datetime
    ends_at: datetime
    other: str
    again_at: str


def shift_note(scene: Scene, payload: Mapping[str, Any]) -> Message | None:
    """The note; None when it has nothing to say any more."""
    person = str(payload["person"])
    speaker = scene.speaker(person)
    told = [_read(row) for row in payload["told"]]
    begins = [one for one in told if one.what is What.BEGINS and one.ends_at > scene.now]
    soon = [one for one in told if one.what is What.SOON and one.starts_at > scene.now]
    ended = [one for one in told if one.what is What.ENDED]
    lines: list[Line] = []
    for one in begins:
        lines += _begins(scene, speaker, one)
    for one in soon:
        lines += _soon(scene, speaker, one)
    lines += _warnings(scene, person, (*begins, *soon))
    if begins:
        lines += _open(scene, speaker)
    lines += _ended(scene, speaker, person, ended, alone=not lines)
    if not lines:
        return None
    blocks: list[Block] = [Lines(tuple(lines))]
    if begins or soon:
        asks = speaker.line("Who is on call when: {command}. If you cannot: {swap}.", command="oncall", swap="swap @…")
        blocks.append(Aside(asks))
    return Message(tuple(blocks), plain(lines[0]))


def _warnings(scene: Scene, person: str, told: Sequence[_Told]) -> list[Line]:
    """What may keep the person from hearing a page in their shifts: each thing once."""
    found = [quiet_warning(scene, person, one.starts_at, one.ends_at) for one in told]
    return list(dict.fromkeys(line for line in found if line is not None))


def _begins(scene: Scene, speaker: Speaker, one: _Told) -> list[Line]:
    until = speaker.line("You are on call until {end}", end=speaker.moment(one.ends_at))
    lines: list[Line] = [(*until, *in_layer(scene, one.layer), ".", *_again(speaker, one))]
    if one.other:
        lines.append(speaker.line("Before you: {person}.", person=speaker.person(one.other)))
    return lines


def _soon(scene: Scene, speaker: Speaker, one: _Told) -> list[Line]:
    start, end = speaker.moment(one.starts_at), speaker.moment(one.ends_at)
    said = speaker.line("You are on call soon: from {start} until {end}", start=start, end=end)
    return [(*said, *in_layer(scene, one.layer), ".", *_again(speaker, one))]


def _again(speaker: Speaker, one: _Told) -> Line:
    """When the turn goes on, in a layer of some hours: nothing is said of that shift by itself."""
    if not one.again_at:
        return ()
    return speaker.line(" After that again from {start}.", start=speaker.moment(datetime.fromisoformat(one.again_at)))


def _open(scene: Scene, speaker: Speaker) -> list[Line]:
    count = reports.count_open(scene.transaction)
    if not count:
        return [speaker.line("Nothing is open.")]
    heading = speaker.counted("{n} item is open:", "{n} items are open, the first due:", count)
    shown = items.oldest_open(scene.transaction, MOST)
    return [(heading,), *_listed(scene, speaker, shown, count)]


def _ended(scene: Scene, speaker: Speaker, person: str, ended: Sequence[_Told], *, alone: bool) -> list[Line]:
    if not ended:
        return []
    since = min(one.starts_at for one in ended)
    seen = pages.seen_by(scene.transaction, person, since)
    found = items.read_many(scene.transaction, sorted({*seen, *items.carried_by(scene.transaction, person)}))
    theirs = (one for one in found if one.owner == person or (one.owner is None and one.number in seen))
    left = sorted((one for one in theirs if one.state.is_open), key=lambda one: (one.deadline.due_at, one.number))
    if alone and not left and scene.now - max(one.ends_at for one in ended) > _AT_ONCE:
        return []
    lines: list[Line] = []
    for one in ended:
        over = (
            speaker.line("{person} has taken over from you", person=speaker.person(one.other))
            if one.other
            else speaker.line("Your shift is over; nobody is on call after it")
        )
        lines.append((*over, *in_layer(scene, one.layer), "."))
    if left:
        heading = speaker.counted(
            "What you took or acknowledged is still open:",
            "What you took or acknowledged is still open ({n}):",
            len(left),
        )  # fmt: skip
        lines += [(heading,), *_listed(scene, speaker, left[:MOST], len(left))]
    return lines


def _listed(scene: Scene, speaker: Speaker, shown: Sequence[Item], count: int) -> tuple[Line, ...]:
    lines = tuple((Strong(title(speaker, one)), " · ", *due_line(speaker, one, scene.now)) for one in shown)
    return (*lines, *and_more(speaker, range(count), len(shown)))


def _read(row: Mapping[str, Any]) -> _Told:
    start, end = datetime.fromisoformat(row["starts_at"]), datetime.fromisoformat(row["ends_at"])
    return _Told(What(row["what"]), row["layer"], start, end, row["other"], row["again_at"])
