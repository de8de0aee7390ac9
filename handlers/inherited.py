"""Who gets shifts because somebody is away, or keeps them no more: they hear at once, as they would of a cover."""

from collections.abc import Sequence
from datetime import timedelta

from handlers import announce, cover_news
from handlers.scene import Scene
from handlers.shifts_found import when_to_tell
from routing.delivery import Priority
from routing.handbook import Handbook
from routing.moments import stamp
from routing.reasons import Reason
from routing.rota import Shift, layers, shifts
from storage import outbox
from storage.outbox import Queued

AHEAD = timedelta(days=60)
"""How far ahead shifts are looked for."""


def tell(scene: Scene, before: Handbook, absent: str, number: int) -> None:
    """What another absence of `absent` (its `number`), or one less, has changed since `before`. Who is on call at this
    very moment is told by the note of their shift."""
    was, becomes = _inherited(scene, before, absent), _inherited(scene, scene.handbook, absent)
    for person in sorted({one.person for one in (*was, *becomes)}):
        mine = [one for one in becomes if one.person == person and one not in was]
        gone = [one for one in was if one.person == person and one not in becomes]
        if mine:
            values = {**_values(mine[0]), "absent": absent}
            more = len(mine) - 1
            reason = (
                Reason("shift_inherited_more", values | {"more": more}) if more else Reason("shift_inherited", values)
            )
            _news(scene, person, reason, f"absence:{number}", _key(number, person), mine[0])
        elif gone and outbox.waiting(scene.transaction, _key(number, person)) is None:
            reason = Reason("shift_inherited_no_more", {**_values(gone[0]), "absent": absent})
            _news(scene, person, reason, "rota:0", None, gone[0])
    gained, lost = [one for one in becomes if one not in was][:1], [one for one in was if one not in becomes][:1]
    said = [
        (Reason("line_cover", {**_values(one), "person": one.person, "absent": absent}), one.layer) for one in gained
    ]
    said += [
        (Reason("line_taken_back", {**_values(one), "person": one.person}), one.layer) for one in lost if not gained
    ]
    if said:
        cover_news.say(scene, said)


def _inherited(scene: Scene, handbook: Handbook, absent: str) -> Sequence[Shift]:
    now = scene.now
    found = [
        one
        for layer in layers(handbook)
        for one in shifts(handbook, layer.id, now, now + AHEAD)
        if one.starts_at > now and one.because.code == "shift_away" and one.because.values.get("absent") == absent
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.layer))


def _news(scene: Scene, person: str, reason: Reason, subject: str, key: str | None, shift: Shift) -> None:
    known, desk = scene.handbook.person(person), announce.desk_of(scene, person)
    if known is not None and desk is not None:
        announce.queue(scene, Queued(
            desk=desk, conversation=f"person:{person}", kind="news", subject=subject,
            payload={"person": person, "reason": reason.as_json()}, priority=Priority.NOTICE, merge_key=key,
            due_at=when_to_tell(scene, known, shift.starts_at),
        ))  # fmt: skip


def _key(number: int, person: str) -> str:
    return f"inherited:{number}:{person}"


def _values(shift: Shift) -> dict[str, str]:
    return {"starts_at": stamp(shift.starts_at), "ends_at": stamp(shift.ends_at)}
