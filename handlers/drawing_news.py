"""Draws what is said to people and channels beside items and pages: figures, faults, news, shifts, digests."""

from handlers.drawn import Drawn, Nothing, parcel_of, placement_of
from handlers.lateness import LATE_AFTER
from handlers.scene import Scene
from handlers.status import standing
from handlers.subjects import swap_of
from handlers.views import covers, handovers, notices, shift_notes, swaps
from handlers.views import digest as digests
from handlers.views.status import shared_status
from routing.reasons import Reason
from routing.rota_swap import SwapState
from storage import items
from storage.courier import Leased


def draw_was_late(scene: Scene, leased: Leased) -> Drawn:
    person = leased.conversation.removeprefix("person:")
    left = items.count_overdue(scene.transaction, scene.now - LATE_AFTER)
    speaker = scene.company if person == leased.conversation else scene.speaker(person)
    return parcel_of(scene, leased, notices.was_late(speaker, leased.payload, left))


def draw_status(scene: Scene, leased: Leased) -> Drawn:
    return parcel_of(scene, leased, shared_status(scene, standing(scene), str(leased.payload.get("by", ""))))


def draw_fault(scene: Scene, leased: Leased) -> Drawn:
    reason = leased.payload["reason"]
    assert isinstance(reason, dict)
    return parcel_of(scene, leased, notices.fault(scene, str(leased.payload["person"]), Reason.from_json(reason)))


def draw_news(scene: Scene, leased: Leased) -> Drawn:
    kind, _, number = leased.subject.partition(":")
    absences = [absence.id for person in scene.handbook.people for absence in person.absences]
    if kind == "absence" and int(number) not in absences:
        return Nothing("the absence was undone, or is long over")
    if kind == "cover" and int(number) not in [cover.id for cover in scene.handbook.covers]:
        return Nothing("the cover was taken back, or is long over")
    reason = leased.payload["reason"]
    assert isinstance(reason, dict)
    return parcel_of(scene, leased, notices.news(scene, str(leased.payload["person"]), Reason.from_json(reason)))


def draw_handover(scene: Scene, leased: Leased) -> Drawn:
    message = handovers.handover(scene, leased.payload)
    return Nothing("none of it is theirs any more") if message is None else parcel_of(scene, leased, message)


def draw_digest(scene: Scene, leased: Leased) -> Drawn:
    return parcel_of(scene, leased, digests.digest(scene, leased.payload))


def draw_digest_choice(scene: Scene, leased: Leased) -> Drawn:
    return parcel_of(scene, leased, digests.less(scene, leased.payload))


def draw_cover(scene: Scene, leased: Leased) -> Drawn:
    return parcel_of(scene, leased, covers.line(scene, leased.payload))


def draw_swap(scene: Scene, leased: Leased) -> Drawn:
    about = swap_of(scene, leased.subject)
    if about.state is not SwapState.ASKED and placement_of(scene, leased, "swap") is None:
        return Nothing("it was settled before anybody was asked")
    return parcel_of(scene, leased, swaps.request(scene, about))


def draw_shift_note(scene: Scene, leased: Leased) -> Drawn:
    message = shift_notes.shift_note(scene, leased.payload)
    return (
        Nothing("there is nothing to say about the shift any more")
        if message is None
        else parcel_of(scene, leased, message)
    )
