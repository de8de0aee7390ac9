"""The second leg of a page: when it starts. What becomes of legs that fail is in `handlers.leg_failures`.

It waits in the outbox beside the page, and is drawn when its time has come: a page that somebody has acknowledged by
then sends nothing. It starts at once for whoever has no chat, and while their chat is quiet.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from handlers import announce
from handlers.abilities import can
from handlers.scene import Scene
from routing.delivery import Priority
from routing.item import Item, PageStatus
from routing.quiet_time import FRESH, QuietTime
from storage import quiet_times
from storage.outbox import Queued
from storage.pages import Page

SENDERS: Mapping[str, str] = {"webhook": "page_webhook", "email": "page_email"}
"""What the outbox calls a second leg, by its name in `page_also`."""

KIND = "second_leg"

USUAL_WAIT = timedelta(minutes=3)
"""How long the page in chat is alone where the handbook has no rota any more."""


def legs_of(scene: Scene, person: str) -> tuple[str, ...]:
    """The second legs that the person has and that are set up, by their names in `page_also`."""
    known = scene.handbook.person(person)
    return tuple(leg for leg in known.page_also if leg in scene.legs) if known is not None else ()


def can_be_paged(scene: Scene, person: str) -> bool:
    """Whether any way leads to the person: a chat, or a second leg."""
    return announce.desk_of(scene, person) is not None or bool(legs_of(scene, person))


def begin(scene: Scene, page: Page) -> None:
    """The page sounds now: queues what reaches the person as well when they do not answer it."""
    desk, rota = announce.desk_of(scene, page.person), scene.handbook.rota
    quiet = _known_quiet(scene, page.person, desk)
    if desk is None:
        start(scene, page, legs_of(scene, page.person), "leg_without_chat", scene.now)
    elif quiet is not None and quiet.covers(scene.now):
        start(scene, page, legs_of(scene, page.person), "leg_while_quiet", scene.now)
    else:
        wait = rota.second_leg_after if rota is not None else USUAL_WAIT
        start(scene, page, legs_of(scene, page.person), "leg_unanswered", scene.now + wait)


def start(scene: Scene, page: Page, legs: tuple[str, ...], why: str, due_at: datetime) -> None:
    """Queues these legs of the page's latest sounding; one that waits already goes at the earlier moment.

    `why` is the code of the line of history that says so once it has been sent.
    """
    for leg in legs:
        announce.queue(scene, Queued(
            desk=SENDERS[leg], conversation=f"person:{page.person}", kind=KIND, subject=announce.page_subject(page.id),
            payload={"sounding": page.sounding, "leg": leg, "why": why}, priority=Priority.PAGE,
            merge_key=f"{KIND}:{leg}:{page.id}:{page.sounding}", due_at=due_at,
        ))  # fmt: skip


def is_quiet(scene: Scene, person: str) -> bool:
    """Whether the person's chat is known to make no sound at this moment."""
    known = quiet_times.get(scene.transaction, person, announce.desk_of(scene, person) or "")
    return known is not None and known.covers(scene.now)


def sounding(items: list[Item]) -> list[Item]:
    """Of a page's items those that nobody has acknowledged: pings end with the first acknowledgement, whose ever."""
    silent = (PageStatus.ACKNOWLEDGED, PageStatus.WAITING)
    return [item for item in items if item.climb.paging is not None and item.climb.paging.status not in silent]


def _known_quiet(scene: Scene, person: str, desk: str | None) -> QuietTime | None:
    """What is known; where that is old, the desk is asked beside the page, which does not wait for it."""
    if desk is None or not can(desk, "quiet_times"):
        return None
    known = quiet_times.get(scene.transaction, person, desk)
    if known is None or not timedelta(0) <= scene.now - known.seen_at < FRESH:
        scene.wakes.quiet.add(person)
    return known
