"""Who hears that somebody else is on call: whom it relieves, whom it is given to, and a line in the channel."""

from collections.abc import Sequence

from handlers import announce
from handlers.scene import Scene
from handlers.shifts_found import when_to_tell
from routing.delivery import Priority
from routing.moments import stamp
from routing.reasons import Reason, Value
from routing.rota_cover import Cover
from storage.outbox import Queued


def told(scene: Scene, covers: Sequence[Cover], by: str) -> tuple[str, ...]:
    """Tells everybody but `by`, who knows; gives back whom."""
    people: list[str] = []
    for cover in covers:
        if cover.person != by:
            values = _values(cover) | {"by": by}
            reason = Reason("cover_given", values | {"absent": cover.instead_of} if cover.instead_of else values)
            people += _tell(
                scene, cover, cover.person, reason if cover.instead_of else Reason("cover_given_gap", values)
            )
        if cover.instead_of and cover.instead_of != by:
            relieved = Reason("cover_relieved", _values(cover) | {"person": cover.person})
            people += _tell(scene, cover, cover.instead_of, relieved)
    line(scene, covers, taken_back=False)
    return tuple(dict.fromkeys(people))


def taken_back(scene: Scene, covers: Sequence[Cover], by: str) -> None:
    """The same when covers are taken back. Whose shift goes on at once is told so by the note of the shift."""
    for cover in covers:
        later = cover.starts_at > scene.now
        if cover.person != by:
            _tell(scene, cover, cover.person, Reason("cover_no_more", _values(cover) | {"by": by}), once=True)
        if later and cover.instead_of and cover.instead_of != by:
            reason = Reason("cover_taken_back", _values(cover) | {"by": by})
            _tell(scene, cover, cover.instead_of, reason, once=True)
    line(scene, covers, taken_back=True)


def line(scene: Scene, covers: Sequence[Cover], *, taken_back: bool) -> None:
    """What has become of these covers, for the channel."""
    say(scene, [_said(cover, taken_back=taken_back) for cover in covers])


def say(scene: Scene, reasons: Sequence[Reason]) -> None:
    """One message in the managers' channel of each desk, else where the cards stand: it mentions nobody."""
    for desk in scene.desks:
        channels = scene.handbook.desk(desk)
        if channels is None:
            continue
        payload = {"reasons": [reason.as_json() for reason in reasons]}
        announce.queue(scene, Queued(
            desk=desk, conversation=channels.managers or channels.triage, kind="cover", subject="rota:0",
            payload=payload, priority=Priority.NOTICE, merge_key=None, due_at=scene.now,
        ))  # fmt: skip


def _said(cover: Cover, *, taken_back: bool) -> Reason:
    values = _values(cover) | {"person": cover.person}
    if taken_back:
        return Reason("line_taken_back", values)
    if cover.instead_of:
        return Reason("line_cover", values | {"absent": cover.instead_of})
    return Reason("line_cover_gap", values)


def _tell(scene: Scene, cover: Cover, person: str, reason: Reason, *, once: bool = False) -> list[str]:
    """`once`: also when the cover is there no more as it is drawn."""
    known = scene.handbook.person(person)
    if known is None or announce.desk_of(scene, person) is None:
        return []
    subject = "rota:0" if once else f"cover:{cover.id}"
    announce.news(scene, person, subject, reason, when_to_tell(scene, known, cover.starts_at))
    return [person]


def _values(cover: Cover) -> dict[str, Value]:
    return {"starts_at": stamp(cover.starts_at), "ends_at": stamp(cover.ends_at)}
