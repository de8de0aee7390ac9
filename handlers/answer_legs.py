"""Storing the legs of an answer that has several: an item is half answered until the last of them is given.

Its clock, its ladder, its deadline and its owner go on until then, so that the answer is as late as its last leg.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handlers.access import Permit
from handlers.missing_legs import legs_of, missing_legs
from handlers.moves import move
from handlers.scene import Scene
from routing.answer_legs import TWO_LEGGED, Leg, Part, as_two_legged, is_two_legged
from routing.item import Closing, Item, State
from routing.pausing import resumed
from storage import answer_legs
from storage.answer_legs import AnswerLeg


@dataclass(frozen=True)
class Given:
    """A leg as somebody has just said it: its `link`, or its `text`, or both."""

    part: Part
    link: str = ""
    text: str = ""


def store_legs(scene: Scene, item: Item, permit: Permit, legs: Sequence[Given], *, two_legged: bool) -> Item | None:
    """The item with these legs, which are its owner's: half answered while any is missing, else answered.

    A leg that the round has already stays as it is. None when somebody else changed the item first.
    """
    after = resumed(item, scene.handbook, scene.now)
    after = replace(as_two_legged(after) if two_legged else after, state=State.HALF_ANSWERED)
    before = item
    for given in legs:
        leg = AnswerLeg(given.part, permit.person, scene.now, given.link, given.text)
        if not answer_legs.keep(scene.transaction, item.number, item.round, leg):
            continue
        moved = move(
            scene, before, after, who=permit.person, what=_line(given, two_legged=two_legged), values=_values(given),
            words=given.text or None,
        )  # fmt: skip
        if moved is None:
            return None
        before = after = moved
    if missing_legs(scene, after):
        return after
    return _end(scene, before, after, permit.person)


def when_whole(scene: Scene, item: Item) -> Item | None:
    """The item answered, where it is half answered and lacks nothing any more, since what was merged into it has been
    taken out; None where it goes on as it is."""
    if item.state is not State.HALF_ANSWERED or missing_legs(scene, item):
        return None
    return _end(scene, item, item, legs_of(scene, item)[-1].by)


def _end(scene: Scene, before: Item, after: Item, by: str) -> Item | None:
    """Answered by whoever gave the last leg."""
    public = next((leg for leg in legs_of(scene, after) if leg.part.leg is Leg.PUBLIC), None)
    closing = Closing(
        at=scene.now,
        by=by,
        reason=TWO_LEGGED if is_two_legged(after) else "",
        link=public.link if public else "",
        text=public.text if public else "",
    )
    ended = replace(after, state=State.ANSWERED, closing=closing, climb=replace(after.climb, paging=None))
    return move(scene, before, ended, who=by, what="answered_whole", values={})


def _line(given: Given, *, two_legged: bool) -> str:
    match given.part.leg:
        case Leg.PRIVATE:
            return "leg_private"
        case Leg.PUBLIC:
            return "leg_public" if two_legged else "leg_answer"
    return "leg_merged"


def _values(given: Given) -> Mapping[str, object]:
    """A private message is no business of everybody who reads the history: the way there stands with the leg alone."""
    if given.part.leg is Leg.PRIVATE:
        return {}
    about = {"about": given.part.about} if given.part.leg is Leg.MERGED else {}
    return {**about, **({"link": given.link} if given.link else {})}
