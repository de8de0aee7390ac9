"""A leg of a page that fails: the other one starts at once; whom none reaches, the page passes over at once.

The chat fails when the page was given up there, and already when the desk has not taken it a few times. The second leg
fails when it was given up: then the chat sounds once more, unless it is quiet or has failed as well.
"""

from collections.abc import Sequence
from dataclasses import replace

from handlers import announce, second_leg
from handlers.carrying_out import carry_out
from handlers.drawn import purpose_of
from handlers.moves import SYSTEM, move
from handlers.paging import go_on_past
from handlers.scene import Scene
from handlers.second_leg import KIND, SENDERS, legs_of
from handlers.still_needed import still_needed
from routing.item import Item, PageStatus
from routing.reasons import Reason, Value
from storage import courier, history, items, pages, placements
from storage.courier import Leased
from storage.history import NewEntry
from storage.pages import Page, PageState

CHAT_FAILS_AT = 3
"""Tries that a desk has put off, or that got lost, before the second leg starts beside it: some seconds."""

LEG_TRIES = 8
"""Tries of a second leg before it is given up: about a minute and a half. A page cannot wait for a day."""

LONGEST_WAIT = 120.0
"""Seconds: a receiver that asks for a longer pause has failed."""


def leg_arrived(scene: Scene, leased: Leased) -> None:
    """A second leg was sent: each item's history says so, and why."""
    page = _page(scene, leased)
    values = {"person": page.person, "leg": str(leased.payload["leg"])}
    _note(scene, _locked(scene, page), Reason(str(leased.payload["why"]), values))


def chat_wavers(scene: Scene, leased: Leased) -> None:
    """The desk has not taken the page so far: the second leg does not wait for it."""
    page = _page(scene, leased)
    if leased.attempts >= CHAT_FAILS_AT and _is_current(page, leased):
        second_leg.start(scene, page, _untried(scene, page), "leg_without_chat", scene.now)


def chat_failed(scene: Scene, leased: Leased, error: str) -> None:
    """The page will never stand in chat: the second leg starts at once, else the page goes on."""
    page = _page(scene, leased)
    if not _is_current(page, leased):
        return
    if left := _untried(scene, page):
        second_leg.start(scene, page, left, "leg_without_chat", scene.now)
    elif not _arrived(scene, page):
        _nobody_reached(scene, page, error)


def leg_failed(scene: Scene, leased: Leased, error: str) -> None:
    """A second leg was given up: without another one the chat sounds once more, else the page goes on, at once."""
    page = _page(scene, leased)
    if not _is_current(page, leased):
        return
    values: dict[str, Value] = {"person": page.person, "leg": str(leased.payload["leg"]), "error": error}
    if _untried(scene, page) or _arrived(scene, page):
        # All second legs of a sounding have started together.
        _note(scene, _locked(scene, page), Reason("leg_failed", values))
    elif _chat_sounds(scene, page):
        listed = _locked(scene, page)
        announce.page_changed(scene, page)
        if pages.sound_again(scene.transaction, page, scene.now):
            announce.page_changed(scene, replace(page, sounding=page.sounding + 1, sounded_at=scene.now))
        _note(scene, listed, Reason("leg_failed_chat_again", values))
    else:
        _nobody_reached(scene, page, error)


def _page(scene: Scene, leased: Leased) -> Page:
    page = pages.read(scene.transaction, int(leased.subject.removeprefix("page:")))
    assert page is not None, "a row of the outbox outlived its page"
    return page


def _is_current(page: Page, leased: Leased) -> bool:
    return page.state is PageState.SOUNDING and page.sounding == leased.payload["sounding"]


def _untried(scene: Scene, page: Page) -> tuple[str, ...]:
    """The person's second legs that have neither been sent nor failed for this sounding."""
    failed = _given_up(scene, page)
    return tuple(
        leg for leg in legs_of(scene, page.person) if SENDERS[leg] not in failed and not _sent(scene, page, leg)
    )


def _arrived(scene: Scene, page: Page) -> bool:
    return any(_sent(scene, page, leg) for leg in legs_of(scene, page.person))


def _sent(scene: Scene, page: Page, leg: str) -> bool:
    purpose = f"{KIND}:{page.sounding}"
    return placements.get(scene.transaction, SENDERS[leg], announce.page_subject(page.id), purpose) is not None


def _chat_sounds(scene: Scene, page: Page) -> bool:
    """Whether the page stands, or will stand, in a chat that makes a sound."""
    desk = announce.desk_of(scene, page.person)
    return desk is not None and desk not in _given_up(scene, page) and not second_leg.is_quiet(scene, page.person)


def _given_up(scene: Scene, page: Page) -> set[str]:
    """The desks and senders on which this sounding was given up."""
    rows = courier.given_up(scene.transaction, announce.page_subject(page.id))
    return {row.desk for row in rows if row.payload.get("sounding") == page.sounding and purpose_of(row) is not None}


def _nobody_reached(scene: Scene, page: Page, error: str) -> None:
    """No way leads to the person now: the page goes on to the next one, and is over for them if it stands nowhere."""
    reason = Reason("page_did_not_arrive", {"person": page.person})
    passed = []
    for item in _locked(scene, page):
        paging = item.climb.paging
        if paging is None or paging.person != page.person or paging.status is not PageStatus.SOUNDING:
            continue
        taken = go_on_past(scene, item, page.person, reason)
        values: dict[str, Value] = {"person": page.person, "error": error}
        after = replace(item, climb=taken.climb)
        moved = move(scene, item, after, who=SYSTEM, what="nobody_reached", values=values)
        if moved is not None:
            passed.append((moved, taken))
    desk = announce.desk_of(scene, page.person) or ""
    if placements.get(scene.transaction, desk, announce.page_subject(page.id), f"page:{page.sounding}") is None:
        pages.set_state(scene.transaction, page, PageState.CLOSED, scene.now)
    carry_out(scene, passed)


def _locked(scene: Scene, page: Page) -> list[Item]:
    """The page's items that still wake somebody, locked in the order of their numbers."""
    needed = sorted(item.number for item in still_needed(scene, page))
    locked = [items.lock(scene.transaction, number) for number in needed]
    return [item for item in locked if item is not None]


def _note(scene: Scene, listed: Sequence[Item], reason: Reason) -> None:
    lines = [NewEntry(item.number, scene.now, SYSTEM, reason.code, reason.values) for item in listed]
    history.append_many(scene.transaction, lines)
    for item in listed:
        announce.history_changed(scene, item)
