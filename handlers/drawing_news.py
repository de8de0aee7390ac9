"""Draws what is said to people and channels beside items and pages: figures, faults, news, digests."""

from handlers.drawn import Drawn, Nothing, parcel_of
from handlers.lateness import LATE_AFTER
from handlers.scene import Scene
from handlers.status import standing
from handlers.views import digest as digests
from handlers.views import handovers, notices
from handlers.views.status import shared_status
from routing.reasons import Reason
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
    reason, also = leased.payload["reason"], leased.payload.get("also") or []
    assert isinstance(reason, dict)
    assert isinstance(also, list)
    reasons = [Reason.from_json(one) for one in (reason, *also)]
    layer = str(leased.payload.get("layer") or "")
    return parcel_of(scene, leased, notices.news(scene, str(leased.payload["person"]), reasons, layer))


def draw_handover(scene: Scene, leased: Leased) -> Drawn:
    message = handovers.handover(scene, leased.payload)
    return Nothing("none of it is theirs any more") if message is None else parcel_of(scene, leased, message)


def draw_digest(scene: Scene, leased: Leased) -> Drawn:
    return parcel_of(scene, leased, digests.digest(scene, leased.payload))


def draw_digest_choice(scene: Scene, leased: Leased) -> Drawn:
    return parcel_of(scene, leased, digests.less(scene, leased.payload))
