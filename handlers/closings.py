"""Decline, and "not an item": reasoned ends that are no answer, each counted apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from handlers.access import Action, reads_private
from handlers.intents import Click, Filled
from handlers.moves import happened, move
from handlers.permitted import permitted
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.stated_reasons import stated
from handlers.subjects import item_of
from handlers.views import forms, private
from handlers.words import Speaker
from handlers.words.vocabulary import NOT_AN_ITEM_REASONS
from handlers.words.whys import offered
from routing.item import Closing, State


@dataclass(frozen=True)
class Ending:
    """One way to close without an answer: the right it needs, the state it leads to, and the reasons to choose from: by
    their ids, as they are read."""

    name: str
    action: Action
    state: State
    reasons: Callable[[Scene, Speaker], Mapping[str, str]]


def _to_decline(scene: Scene, speaker: Speaker) -> Mapping[str, str]:
    return offered(speaker, {one.id: one.name for one in scene.handbook.decline_reasons})


def _not_an_item(_: Scene, speaker: Speaker) -> Mapping[str, str]:
    return {reason: speaker.text(label) for reason, label in NOT_AN_ITEM_REASONS.items()}


DECLINE = Ending("decline", Action.DECLINE, State.DECLINED, _to_decline)
NOT_AN_ITEM = Ending("not_an_item", Action.NOT_AN_ITEM, State.NOT_AN_ITEM, _not_an_item)


def open_decline(scene: Scene, click: Click) -> Reply:
    """The form that asks for the reason of a decline."""
    return _open(scene, click, DECLINE)


def open_not_an_item(scene: Scene, click: Click) -> Reply:
    """The form that asks why this is not an item."""
    return _open(scene, click, NOT_AN_ITEM)


def decline(scene: Scene, filled: Filled) -> Reply:
    """A reasoned decision not to answer."""
    return _close(scene, filled, DECLINE)


def not_an_item(scene: Scene, filled: Filled) -> Reply:
    """Nothing here needs an answer: an advertisement, our own post, a test."""
    return _close(scene, filled, NOT_AN_ITEM)


def _open(scene: Scene, click: Click, ending: Ending) -> Reply:
    found = permitted(scene, click.actor, click.subject, ending.action)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker = scene.speaker(permit.person)
    may_read = reads_private(scene.handbook, permit.person, item, scene.now)
    return OpenForm(forms.close(speaker, item, ending.name, ending.reasons(scene, speaker), may_read=may_read))


def _close(scene: Scene, filled: Filled, ending: Ending) -> Reply:
    found = permitted(scene, filled.actor, filled.subject, ending.action)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker = scene.speaker(permit.person)
    why = stated(speaker, filled, ending.reasons(scene, speaker))
    if isinstance(why, FieldErrors):
        return why
    after = replace(
        item,
        state=ending.state,
        closing=Closing(at=scene.now, by=permit.person, reason=why.reason, text=why.note),
        climb=replace(item.climb, paging=None),
    )
    values = {"why": why.reason}
    what = ending.state.value
    if move(scene, item, after, who=permit.person, what=what, values=values, words=why.note or None) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, filled.subject))))
    return Done()
