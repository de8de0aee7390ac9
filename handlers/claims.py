"""Claim: "I take this one". Release: back to routing, which names somebody anew."""

from dataclasses import replace

from handlers.access import Action, Denial, Permit, check_item, may
from handlers.drafting import holds_item, written_by_owner
from handlers.intents import Click
from handlers.moves import happened, move
from handlers.naming import named_again, tell_named
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import private
from routing.audience import may_be_messaged
from routing.item import Item, State
from routing.owning import is_free, is_owned, when_given_back, when_taken
from routing.pausing import resumed
from routing.reasons import Reason
from storage import approvals


def claim(scene: Scene, click: Click) -> Reply:
    """One winner; the others are told who and when. A second claim by the owner is "you have it"."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.CLAIM, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason, item)
    speaker = scene.speaker(permit.person)
    if item.owner == permit.person and item.state.is_open and item.state is not State.LOCKED:
        return Done(private.note(speaker, Reason("you_have_it", {"number": item.number})))
    claimed = take(scene, item, permit)
    if claimed is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, click.subject))))
    return Done()


def take(scene: Scene, item: Item, permit: Permit, *, woken: bool = False, to_answer: bool = False) -> Item | None:
    """The item claimed, or None when it is not free any more.

    Free is also what its owner has left lying (then it wakes people, and one of those, `woken`, may take it over; not
    while the owner is writing an answer), and
    for one who is about to answer it (`to_answer`): what the person on call took, who may not. A pause ends with it.
    """
    before, item = item, resumed(item, scene.handbook, scene.now)
    paging = item.climb.paging
    left_lying = is_owned(item) and paging is not None and (woken or permit.person in paging.asked)
    left_lying = left_lying and written_by_owner(scene, item) is None
    kept = to_answer and kept_for_the_field(scene, item, permit)
    if not (is_free(item) or left_lying or kept):
        return None
    after = replace(
        item, state=when_taken(item.state), owner=permit.person, claimed_at=scene.now,
        climb=replace(item.climb, paging=None),
    )  # fmt: skip
    return move(scene, before, after, who=permit.person, what="claimed", values={"role": permit.role})


def kept_for_the_field(scene: Scene, item: Item, permit: Permit) -> bool:
    """True for one who may write an answer while the owner may not: it was taken on call, and only kept for them.

    And for one who has approved what the owner is to post, while the owner is off work: they may post it themselves.
    """
    if not is_owned(item) or item.owner is None:
        return False
    owner = scene.handbook.person(item.owner)
    approval = approvals.newest(scene.transaction, item.number)
    if approval is not None and approval.approved_by(permit.person, item.owner, item.round):
        return owner is None or not may_be_messaged(item, scene.handbook, owner, scene.now)
    theirs, owners = (may(scene.handbook, one, Action.DRAFT, item, scene.now) for one in (permit.person, item.owner))
    return theirs is not None and owners is None


def release(scene: Scene, click: Click) -> Reply:
    """Gives the item back. The owner may, and the domain's lead, unless its owner is writing an answer just now."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.RELEASE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason, item)
    speaker = scene.speaker(permit.person)
    if not is_owned(item):
        return Refused(private.refusal(speaker, happened(item)))
    if item.owner != permit.person:
        others = check_item(scene.handbook, click.actor, Action.RELEASE_OTHERS, item, scene.now)
        if isinstance(others, Denial):
            return Refused(private.refusal(speaker, _of_another(scene, item)))
        if (draft := written_by_owner(scene, item)) is not None:
            return Refused(private.refusal(speaker, holds_item(draft)))
    assert item.owner is not None
    free = replace(item, state=when_given_back(item.state), owner=None, claimed_at=None)
    after = move(scene, item, named_again(scene, free, item.owner), who=permit.person, what="released", values={})
    if after is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, click.subject))))
    tell_named(scene, after, permit.person)
    return Done()


def _of_another(scene: Scene, item: Item) -> Reason:
    lead = scene.handbook.domain_or_default(item.domain).lead
    return Reason(
        "release_of_another",
        {"number": item.number, "owner": item.owner or "", "lead": lead, "domain": item.domain},
    )
