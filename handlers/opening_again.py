"""A closed item opens again: its round is kept for the figures, the next one begins, and its owner hears of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from handlers import announce
from handlers.moves import SYSTEM, move
from handlers.naming import named_again, write_named
from handlers.scene import Scene
from routing.audience import may_be_messaged
from routing.calendar import next_start
from routing.follow_up_marks import marked
from routing.handbook import Person
from routing.item import Item
from routing.reasons import Reason, Value
from routing.reopening import reopened
from storage import history, rounds


def open_again(
    scene: Scene,
    before: Item,
    asked: Item,
    asked_at: datetime,
    *,
    who: str,
    what: str,
    values: Mapping[str, Value],
    words: str | None = None,
    came_at: datetime | None = None,
) -> Item | None:
    """The item in its next round. `asked` is `before` with what is known since: urgency, kind, marks. `came_at` is when
    the customer's words came to us, where they were taken for mere thanks until now.

    None when somebody else changed it first; then nothing is written.
    """
    after = reopened(asked, scene.handbook, asked_at, scene.now, came_at=came_at)
    if after.owner is None:
        after = named_again(scene, after)
    announce.forget_managers(scene, before)
    moved = move(scene, before, after, who=who, what=what, values=values, words=words)
    if moved is None:
        return None
    rounds.keep(scene.transaction, before)
    history.append(
        scene.transaction,
        moved.number,
        scene.now,
        SYSTEM,
        "opened_again",
        {history.DEADLINE: moved.deadline.because.as_json()},
    )
    if moved.owner is None:
        write_named(scene, moved)
    else:
        history.append(scene.transaction, moved.number, scene.now, SYSTEM, "stays_with", {"person": moved.owner})
    return moved


def tell_carrier(scene: Scene, item: Item, owners: Reason, experts: Reason, but: str = "") -> None:
    """One message to whoever has the item, in their hours; none to whoever opened it (`but`)."""
    person = scene.handbook.person(item.owner or item.expert)
    if person is None or person.id == but:
        return
    due_at = hears_at(scene, item, person)
    if due_at is not None:
        reason = owners if item.owner is not None else experts
        announce.notice(scene, item, person.id, reason.code, reason, due_at, while_theirs=True)


def hears_at(scene: Scene, item: Item, person: Person) -> datetime | None:
    """When somebody may be written to about the item: now, or as their work begins; None where it never does."""
    may_now = may_be_messaged(item, scene.handbook, person, scene.now)
    return scene.now if may_now else next_start(person, scene.now)


def without_mark(item: Item) -> Item:
    """The item with what its latest follow-up was forgotten: somebody has said that it needs an answer."""
    return replace(item, marks=marked(item.marks))
