"""Draws pages, on both their legs."""

from handlers import announce, second_leg
from handlers.drawn import Drawn, Nothing, parcel_of, placement_of, purpose_of, stands_already
from handlers.scene import Scene
from handlers.still_needed import sounds_below, still_needed
from handlers.views import alarms, pages
from routing.item import Item
from routing.reasons import Reason
from storage import courier, history, placements
from storage import pages as stored_pages
from storage.courier import Leased
from storage.pages import PageState


def draw_page(scene: Scene, leased: Leased) -> Drawn:
    page = stored_pages.read(scene.transaction, int(leased.subject.removeprefix("page:")))
    assert page is not None, "a row of the outbox outlived its page"
    needed = still_needed(scene, page) if page.state is not PageState.CLOSED else []
    known = placement_of(scene, leased, f"page:{leased.payload['sounding']}")
    if known is None and (not needed or page.state is not PageState.SOUNDING):
        return Nothing(f"page {page.id} is settled")
    if known is None and _was_given_up(scene, leased):
        # Whatever changes on it meanwhile: its other leg, or the next person, has it now.
        return Nothing(f"page {page.id} was given up on {leased.desk} already")
    if page.sounding != leased.payload["sounding"]:
        if known is None:
            return Nothing(f"page {page.id} has sounded anew")
        return parcel_of(scene, leased, pages.moved(scene, page))
    if not needed and page.state is not PageState.CLOSED and sounds_below(scene, page):
        return parcel_of(scene, leased, pages.moved(scene, page))
    why, pause = _why(scene, needed, page.person), _pause(scene, needed)
    return parcel_of(scene, leased, pages.page(scene, page, needed, why, pause))


def _was_given_up(scene: Scene, leased: Leased) -> bool:
    """Whether this very sounding was given up before: an earlier row of the same page on the same desk."""
    gone = courier.given_up(scene.transaction, leased.subject)
    return any(row.desk == leased.desk and purpose_of(row) == purpose_of(leased) for row in gone)


def draw_second_leg(scene: Scene, leased: Leased) -> Drawn:
    page = stored_pages.read(scene.transaction, int(leased.subject.removeprefix("page:")))
    assert page is not None, "a row of the outbox outlived its page"
    if page.state is not PageState.SOUNDING or page.sounding != leased.payload["sounding"]:
        return Nothing(f"page {page.id} is settled, or has sounded anew")
    if leased.payload["leg"] not in second_leg.legs_of(scene, page.person):
        return Nothing("the person has no such second leg any more")
    if stands_already(scene, leased) is not None:
        return Nothing("it was sent already")
    sounding = second_leg.sounding(still_needed(scene, page))
    if not sounding:
        return Nothing(f"page {page.id} wakes nobody any more")
    desk = announce.desk_of(scene, page.person) or ""
    chat = placements.get(scene.transaction, desk, leased.subject, f"page:{page.sounding}")
    return alarms.alarm(scene, leased, page, sounding, chat)


def _why(scene: Scene, needed: list[Item], person: str) -> Reason | None:
    """Why the person was paged about the first item: the last line of its history that says so."""
    if not needed:
        return None
    for entry in reversed(history.read(scene.transaction, needed[0].number)):
        if entry.values.get("paged") == person:
            values = {name: value for name, value in entry.values.items() if name != "paged"}
            return Reason.from_json({"code": entry.what, "values": values})
    return None


def _pause(scene: Scene, needed: list[Item]) -> Reason | None:
    """That the first item was paused, where its pause has come to its end and nobody has moved it since."""
    over = False
    for entry in reversed(history.read(scene.transaction, needed[0].number) if needed else []):
        if entry.what in ("opened_again", "claimed", "held"):
            return None
        over = over or entry.what == "pause_over"
        if over and entry.what == "paused":
            return Reason.from_json({"code": "was_paused", "values": {**entry.values, "by": entry.who}})
    return None
