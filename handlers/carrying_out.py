"""What follows from steps on the ladder: messages, pages, lines of history. Many items cost few statements."""

from collections.abc import Collection, Sequence
from datetime import datetime

from handlers import announce, bursts, manager_lines
from handlers.moves import SYSTEM
from handlers.paging import page_people
from handlers.rung_messages import told
from handlers.scene import Scene
from handlers.still_needed import closed_when_needless
from routing.audience import needs_line
from routing.escalation import EXHAUSTED_RUNG, Step
from routing.item import How, Item
from routing.reasons import Reason
from routing.report import is_nearing
from storage import history, outbox, pages, placements
from storage.history import NewEntry


def carry_out(scene: Scene, steps: Sequence[tuple[Item, Step]], reminded_at: datetime | None = None) -> None:
    """Queues what the steps say and writes their lines of history. The items' rows are locked by this transaction.

    `reminded_at`: when direct messages and new lines for the managers are to be sent, now unless said otherwise.
    """
    numbers = [item.number for item, _ in steps]
    lines, cards = _standing(scene, "managers", numbers), _standing(scene, "card", numbers)
    # On each desk by itself: a line may stand on one and be on its way to another.
    coming = _coming(scene, [item for item, taken in steps if _tells_managers(taken)])
    with announce.gathered(scene):
        entries: list[NewEntry] = []
        shown: list[int] = []
        for item, taken in steps:
            stand = lines.get(item.number, ())
            said = _said(scene, item, taken, stand, coming.get(item.number, ()), reminded_at or scene.now)
            entries += [NewEntry(item.number, scene.now, SYSTEM, reason.code, reason.values) for reason in said]
            if said or taken.became_late:
                shown.append(item.number)
                lacking = len(cards.get(item.number, ())) < len(scene.desks)  # a card that was given up is tried anew
                announce.item_climbed(scene, item, card=lacking or _is_on_card(scene, item, taken), lines=stand)
        page_people(scene, [(item, taken.page) for item, taken in steps if taken.page is not None])
        history.append_many(scene.transaction, entries)
        for page in pages.of_items(scene.transaction, shown):
            announce.page_changed(scene, closed_when_needless(scene, page))
        hurried = {announce.item_subject(item.number) for item, _ in steps if bursts.is_hurried(item)}
        assert scene.outgoing is not None
        scene.outgoing = bursts.spread(scene, scene.outgoing, hurried)
        hurried |= {announce.item_subject(item.number) for item, taken in steps if _is_paged_in_vain(taken)}
        scene.outgoing = manager_lines.spread(scene, scene.outgoing, hurried)


def _said(
    scene: Scene, item: Item, taken: Step, stand: Collection[str], coming: Collection[str], reminded_at: datetime
) -> list[Reason]:
    """On which desks a line about the item stands for the managers already, or is `coming` to stand there."""
    said = list(taken.notes)
    if _tells_managers(taken):
        # One line in the managers' channel for an item's whole life; the history says when it came there.
        new = [
            announce.managers(scene, item, desk, is_new=desk not in stand, due_at=reminded_at)
            and desk not in (*stand, *coming)
            for desk in scene.desks
        ]
        said += [Reason("managers_told")] if any(new) and needs_line(item, scene.now) else []
    said += told(scene, item, taken.notices, reminded_at)
    if taken.page is not None:
        said.append(Reason(taken.page.reason.code, {**taken.page.reason.values, "paged": taken.page.person}))
    return said


def _tells_managers(taken: Step) -> bool:
    return any(notice.person is None for notice in taken.notices)


def _is_paged_in_vain(taken: Step) -> bool:
    return any(notice.rung.startswith(EXHAUSTED_RUNG) for notice in taken.notices)


def _coming(scene: Scene, told: Sequence[Item]) -> dict[int, list[str]]:
    """On which desks a line about one of these items is on its way to the managers, by the item's number."""
    places = [(item, desk) for item in told for desk in scene.desks]
    keys = {key: (item.number, desk) for item, desk in places if (key := announce.line_key(scene, item, desk))}
    found: dict[int, list[str]] = {}
    for key in outbox.on_their_way(scene.transaction, list(keys)):
        number, desk = keys[key]
        found.setdefault(number, []).append(desk)
    return found


def _is_on_card(scene: Scene, item: Item, taken: Step) -> bool:
    """Whether the card may say something else after the step: a reminder alone is for the history, but one that comes
    when three quarters of the time are over finds the item at risk."""
    named = any(notice.how is How.CARD for notice in taken.notices)
    seen = taken.became_late or named or taken.page is not None or not taken.notices
    return seen or is_nearing(item, scene.handbook, scene.now)


def _standing(scene: Scene, purpose: str, numbers: Sequence[int]) -> dict[int, list[str]]:
    """On which desks a message of that purpose stands, by the item's number."""
    found: dict[int, list[str]] = {}
    subjects = {announce.item_subject(number): number for number in numbers}
    for desk, subject in placements.standing(scene.transaction, purpose, list(subjects)):
        found.setdefault(subjects[subject], []).append(desk)
    return found
