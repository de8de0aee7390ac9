"""The buttons of a page: I take it, Can wait, Pass on, Acknowledge."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from handlers import announce
from handlers.access import Permit, check_page, person_of
from handlers.carrying_out import carry_out
from handlers.claims import take
from handlers.intents import Click
from handlers.moves import happened, move
from handlers.paging import past_the_unreachable
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import page_of
from handlers.views import private
from handlers.words.vocabulary import WAIT_REASONS
from routing.escalation import Step, pass_on
from routing.item import Climb, Item, State
from routing.paging import acknowledge, wait_until_shift
from routing.reasons import Reason
from storage import items, pages
from storage.errors import StorageBusy
from storage.pages import PageState

Change = Callable[[Item, str], tuple[Climb, Reason, Step | None]]
"""What a button does to one item of the page: the new climb, the line of history, the step of "Pass on"."""


def take_page(scene: Scene, click: Click) -> Reply:
    """ "I take it": acknowledges the page and claims every item of it that is still free.

    What cannot be taken because it waits for somebody else's word, such as an approval, is acknowledged.
    """
    opened, refusal = _mine(scene, click)
    if refusal is not None:
        return refusal
    taken, why = 0, Reason("nothing_left_to_take")
    for item in _settle(scene, opened, PageState.ACKNOWLEDGED):
        if item.pause is not None:
            continue
        permit = check_page(scene.handbook, click.actor, opened.person, item, scene.now)
        if isinstance(permit, Permit) and take(scene, item, permit, woken=True) is not None:
            taken += 1
        elif item.climb.paging is not None and item.state not in (State.NEW, State.CLAIMED):
            climb, told, _ = _acknowledged(scene, item, opened.person)
            move(scene, item, replace(item, climb=climb), who=opened.person, what=told.code, values=told.values)
            why = happened(item)
    if taken:
        return Done()
    return Refused(private.refusal(scene.speaker(opened.person), why))


def acknowledge_page(scene: Scene, click: Click) -> Reply:
    """ "Acknowledge": silence for a while (20 minutes unless the handbook says otherwise); stops nobody's clock."""

    return _change(scene, click, PageState.ACKNOWLEDGED, partial(_acknowledged, scene))


def let_page_wait(scene: Scene, click: Click) -> Reply:
    """ "Can wait until 08:00": with a reason; silences paging until the field's next shift, the clock runs on."""
    why = click.value if click.value in WAIT_REASONS else "no_harm"

    def change(item: Item, person: str) -> tuple[Climb, Reason, Step | None]:
        climb, until = wait_until_shift(item, scene.handbook, person, scene.now)
        if until is None:
            return climb, Reason("page_cannot_wait", {"domain": item.domain}), None
        return climb, Reason("page_waits", {"until_at": until.isoformat(), "wait_reason": why}), None

    return _change(scene, click, PageState.WAITING, change)


def pass_page_on(scene: Scene, click: Click) -> Reply:
    """ "Pass on": the next person at once; the last one can only pass to the lead."""

    def change(item: Item, person: str) -> tuple[Climb, Reason, Step | None]:
        taken = past_the_unreachable(scene, item, pass_on(item, scene.handbook, person, scene.now))
        to: dict[str, str | int] = {"person": taken.page.person} if taken.page else {}
        return taken.climb, Reason("page_passed_on" if taken.page else "page_passed_to_nobody", to), taken

    return _change(scene, click, PageState.PASSED, change)


def _acknowledged(scene: Scene, item: Item, person: str) -> tuple[Climb, Reason, Step | None]:
    climb = acknowledge(item, scene.handbook, person, scene.now)
    until = climb.paging.until if climb.paging else None
    values = {"until_at": until.isoformat()} if until else {}
    return climb, Reason("page_acknowledged", values), None


def _change(scene: Scene, click: Click, state: PageState, change: Change) -> Reply:
    opened, refusal = _mine(scene, click)
    if refusal is not None:
        return refusal
    passed: list[tuple[Item, Step]] = []
    for item in _settle(scene, opened, state):
        if item.climb.paging is None:
            continue
        climb, told, taken = change(item, opened.person)
        moved = move(scene, item, replace(item, climb=climb), who=opened.person, what=told.code, values=told.values)
        if moved is not None and taken is not None:
            passed.append((moved, taken))
    carry_out(scene, passed)
    return Done()


def _mine(scene: Scene, click: Click) -> tuple[pages.Page, Refused | None]:
    opened = page_of(scene, click.subject)
    if person_of(scene.handbook, click.actor) != opened.person:
        reason = Reason("page_of_another", {"person": opened.person})
        return opened, refused(scene, click.actor, reason)
    takes_after_acknowledging = click.action == "page_take" and opened.state is PageState.ACKNOWLEDGED
    if opened.state is not PageState.SOUNDING and not takes_after_acknowledging:
        reason = Reason("page_settled", {"settled_at": (opened.settled_at or scene.now).isoformat()})
        return opened, Refused(private.refusal(scene.speaker(opened.person), reason))
    return opened, None


def _settle(scene: Scene, opened: pages.Page, state: PageState) -> list[Item]:
    """Settles the page and gives back its open items, locked.

    Items are locked before the page, in the order of their numbers, as whoever claims one and the sweep do: otherwise
    they wait for each other, and PostgreSQL takes a second to see it. The page is settled before its items move: one
    whose last item has moved is closed, and could not be settled any more.
    """
    numbers = sorted(pages.items_of(scene.transaction, opened.id))
    locked = [items.lock(scene.transaction, number) for number in numbers]
    if not pages.set_state(scene.transaction, opened, state, scene.now):
        raise StorageBusy("the page was settled at this moment")
    if sorted(pages.items_of(scene.transaction, opened.id)) != numbers:
        raise StorageBusy("an item has joined the page at this moment")
    announce.page_changed(scene, replace(opened, state=state, settled_at=scene.now))
    return [item for item in locked if item is not None and item.state.is_open]
