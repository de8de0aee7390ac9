"""`queue [delivery] [late] [unclaimed] [facebook] [high] [@bo]`: what is open, the earliest deadline first."""

from collections.abc import Callable, Collection, Mapping, Sequence

from handlers.access import Action, Denial, check_member, person_of
from handlers.intents import Said
from handlers.listing import at_risk, listed
from handlers.queue_words import Filter, Group, asked
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.views import lists
from routing.item import State
from routing.reasons import Reason
from storage import open_items
from storage.open_items import OpenItem


def queue(scene: Scene, said: Said) -> Reply:
    """Private to the asker. A word that is no filter is refused with those that there are."""
    permit = check_member(said.actor, Action.SEE)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    speaker = scene.speaker_of(said.actor)
    found = open_items.read(scene.transaction, scene.now)
    sources = sorted({one.line.source for one in found})
    _, _, words = said.text.strip().partition(" ")
    own = person_of(scene.handbook, said.actor) or ""
    groups = asked(scene.handbook, said.actor.desk, own, words, sources)
    if isinstance(groups, Reason):
        return Refused(lists.unknown_filter(speaker, scene.handbook, groups, sources))
    risk = at_risk(scene)
    risks = {one.line.number for one in found if risk(one.line)}
    chosen = that_fit(scene, found, groups, risks)
    figures = figures_of(scene, chosen, risks)
    shown = listed(scene, said.actor, chosen[: lists.MOST_LISTED])
    return Done(lists.queue(speaker, figures, shown, [one for group in groups for one in group]))


def that_fit(
    scene: Scene, found: Sequence[OpenItem], groups: Sequence[Group], risks: Collection[int]
) -> list[OpenItem]:
    """Those that are one of each group; `risks` are the numbers of those at risk."""
    fits = _fits(scene, risks)
    return [one for one in found if all(any(fits(one, each) for each in group) for group in groups)]


def figures_of(scene: Scene, chosen: Sequence[OpenItem], risks: Collection[int]) -> lists.Figures:
    """How many there are, and how they stand."""
    return lists.Figures(
        len(chosen),
        sum(one.line.is_late(scene.now) for one in chosen),
        sum(one.line.number in risks for one in chosen),
        sum(one.owner is None for one in chosen),
    )


def _fits(scene: Scene, risks: Collection[int]) -> Callable[[OpenItem, Filter], bool]:
    states: Mapping[str, Callable[[OpenItem], bool]] = {
        "late": lambda one: one.line.is_late(scene.now),
        "at_risk": lambda one: one.line.number in risks,
        "unclaimed": lambda one: one.owner is None,
        "claimed": lambda one: one.owner is not None,
        "paused": lambda one: one.line.state is State.PAUSED,
        "held": lambda one: one.line.held,
    }

    def fits(one: OpenItem, asked_for: Filter) -> bool:
        match asked_for.what:
            case "domain":
                return one.line.domain == asked_for.value
            case "source":
                return one.line.source == asked_for.value
            case "urgency":
                return one.urgency == asked_for.value
            case "kind":
                return one.kind == asked_for.value
            case "person":
                return (one.owner or one.expert) == asked_for.value
        return states[asked_for.value](one)

    return fits
