"""`show 123`: an item's card and its whole history, as whoever asks may see it, to them alone."""

from handlers.access import Action, Denial, Permit, check_item, check_member, may_read, person_of
from handlers.intents import Actor, Click, Said
from handlers.listing import address
from handlers.refusing import refused
from handlers.replies import Done, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import conflicts as conflict_views
from handlers.views import whole_item
from handlers.words import Speaker
from routing.item import Item
from routing.messages import Block
from routing.reasons import Reason
from routing.searching import number_of
from storage import conflicts, history, items, searching

_FIRST_WORDS = 4
"""Among so many words the number is looked for: "show me item 123"."""


def show(scene: Scene, said: Said) -> Reply:
    """`show 123`, `show #123`, or the number alone."""
    permit = check_member(said.actor, Action.SEE)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    words = said.text.split()[:_FIRST_WORDS]
    number = next((found for word in words if (found := number_of(word.strip("?.,!"))) is not None), None)
    if number is None:
        rest = " ".join(said.text.split()[1:])[:60]
        return refused(scene, said.actor, Reason("show_words", {"words": rest}) if rest else Reason("show_which"))
    item = items.read(scene.transaction, number)
    if item is None:
        return refused(scene, said.actor, _no_such_item(scene, number))
    return _shown(scene, said.actor, item)


def chosen(scene: Scene, click: Click) -> Reply:
    """The same for an item that was chosen below a list, or by a button beside it."""
    return _shown(scene, click.actor, item_of(scene, f"item:{click.value}" if click.value else click.subject))


def _shown(scene: Scene, actor: Actor, item: Item) -> Reply:
    permit = check_item(scene.handbook, actor, Action.SEE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    readable = may_read(scene.handbook, person_of(scene.handbook, actor) or "", item, scene.now)
    entries = history.read(scene.transaction, item.number)
    way, speaker = address(scene, actor.desk, item), scene.speaker_of(actor)
    kept = _kept(scene, speaker, actor, item) if readable else []
    return Done(whole_item.message(scene, speaker, item, entries, way, may_read=readable, kept=kept))


def _kept(scene: Scene, speaker: Speaker, actor: Actor, item: Item) -> list[Block]:
    """The evidence of the last conflict, for those who may settle one."""
    settles = isinstance(check_item(scene.handbook, actor, Action.SETTLE_CONFLICT, item, scene.now), Permit)
    reported = conflicts.of_item(scene.transaction, item.number) if settles else []
    return conflict_views.kept(speaker, item, reported[-1]) if reported else []


def _no_such_item(scene: Scene, number: int) -> Reason:
    near = searching.nearest(scene.transaction, number)
    if near is None:
        return Reason("item_unknown_none", {"number": number})
    return Reason("item_unknown", {"number": number, "nearest": near})
