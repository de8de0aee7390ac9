"""Who hears that somebody else is on call: whom it relieves, whom it is given to, and a line in the channel.

What is said in one sentence is one message to each person: it lists some shifts, and counts the rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers import announce
from handlers.scene import Scene
from handlers.shifts_found import when_to_tell
from routing.delivery import Priority
from routing.moments import stamp
from routing.reasons import Reason, Value
from routing.rota_cover import Cover, CoverKind
from storage.outbox import Queued

MOST = 5
"""Shifts that one message lists."""


@dataclass(frozen=True)
class Told:
    """Who hears it, and when: now, or as they are at work."""

    person: str
    at: datetime


def told(scene: Scene, covers: Sequence[Cover], by: str) -> tuple[Told, ...]:
    """Tells everybody but `by`, who knows; gives back whom, and when."""
    people = [
        *_tell(scene, covers, by, lambda one: one.person, lambda one: _given(one, by)),
        *_tell(scene, covers, by, lambda one: one.instead_of, _relieved),
    ]
    line(scene, covers, taken_back=False)
    return tuple(people)


def taken_back(scene: Scene, covers: Sequence[Cover], by: str) -> None:
    """The same when covers are taken back. Whose shift goes on at once is told so by the note of the shift."""
    later = [one for one in covers if one.starts_at > scene.now]
    back: dict[str, Value] = {"by": by}

    def no_more(one: Cover) -> Reason:
        return Reason("cover_no_more", _values(one) | back)

    def again(one: Cover) -> Reason:
        return Reason("cover_taken_back", _values(one) | back)

    _tell(scene, covers, by, lambda one: one.person, no_more, once=True)
    _tell(scene, later, by, lambda one: one.instead_of, again, once=True)
    line(scene, covers, taken_back=True)


def line(scene: Scene, covers: Sequence[Cover], *, taken_back: bool) -> None:
    """What has become of these covers, for the channel."""
    say(scene, _line(covers, taken_back=taken_back))


def say(scene: Scene, said: Sequence[tuple[Reason, str]]) -> None:
    """One message in the managers' channel of each desk, else where the cards stand: it mentions nobody.

    What is said, each with the layer that it is about.
    """
    for desk in scene.desks:
        channels = scene.handbook.desk(desk)
        if channels is None:
            continue
        payload = {"reasons": [one.as_json() for one, _ in said], "layers": [layer for _, layer in said]}
        announce.queue(scene, Queued(
            desk=desk, conversation=channels.managers or channels.triage, kind="cover", subject="rota:0",
            payload=payload, priority=Priority.NOTICE, merge_key=None, due_at=scene.now,
        ))  # fmt: skip


def _line(covers: Sequence[Cover], *, taken_back: bool) -> list[tuple[Reason, str]]:
    """What the channel reads, and of which layer. Many shifts of one person are one sentence."""
    first = covers[0]
    if len(covers) == 1 or first.kind is CoverKind.SWAP:
        return [(_one_line(one, taken_back=taken_back), one.layer) for one in covers]
    whole: dict[str, Value] = {
        "person": first.person, "count": len(covers), "starts_at": stamp(first.starts_at),
        "ends_at": stamp(covers[-1].ends_at),
    }  # fmt: skip
    return [(Reason("line_covers_taken_back" if taken_back else "line_covers", whole), first.layer)]


def _one_line(cover: Cover, *, taken_back: bool) -> Reason:
    values = _values(cover) | {"person": cover.person}
    if taken_back:
        return Reason("line_taken_back", values)
    if cover.instead_of:
        return Reason("line_cover", values | {"absent": cover.instead_of})
    return Reason("line_cover_gap", values)


def _given(cover: Cover, by: str) -> Reason:
    values = _values(cover) | {"by": by}
    if cover.instead_of:
        return Reason("cover_given", values | {"absent": cover.instead_of})
    return Reason("cover_given_gap", values)


def _relieved(cover: Cover) -> Reason:
    return Reason("cover_relieved", _values(cover) | {"person": cover.person})


def _tell(
    scene: Scene, covers: Sequence[Cover], by: str, whom: Callable[[Cover], str], words: Callable[[Cover], Reason],
    *, once: bool = False,
) -> list[Told]:  # fmt: skip
    """One message to each of `whom`. `once`: also when the cover is there no more as it is drawn."""
    found: list[Told] = []
    for person in dict.fromkeys(whom(one) for one in covers):
        known = scene.handbook.person(person)
        if person in ("", by) or known is None or announce.desk_of(scene, person) is None:
            continue
        theirs = [one for one in covers if whom(one) == person]
        reasons = [words(one) for one in theirs[:MOST]]
        if len(theirs) > MOST:
            reasons.append(Reason("cover_and_more", {"more": len(theirs) - MOST}))
        at = when_to_tell(scene, known, theirs[0].starts_at)
        subject = "rota:0" if once else f"cover:{theirs[0].id}"
        announce.news(scene, person, subject, reasons[0], at, also=reasons[1:], layer=theirs[0].layer)
        found.append(Told(person, at))
    return found


def _values(cover: Cover) -> dict[str, Value]:
    return {"starts_at": stamp(cover.starts_at), "ends_at": stamp(cover.ends_at)}
