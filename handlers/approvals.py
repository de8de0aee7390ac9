"""Four eyes: what has to be approved before a customer reads it, sent to whoever approves it, and from one to the next.

What they decide is in `handlers.approval_decisions`.
"""

from dataclasses import replace

from handlers import approval_messages
from handlers.access import Action, Permit, who_may
from handlers.asking import next_reached
from handlers.claims import take
from handlers.moves import SYSTEM, happened, move
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import private
from routing.approval import needs_approval
from routing.asking_next import second_eyes
from routing.item import Item, State
from routing.pausing import resumed
from routing.reasons import Reason
from routing.request import Request, RequestKind
from storage import approvals, history
from storage.approvals import Approval, ApprovalState
from storage.errors import StorageBusy


def needed(scene: Scene, item: Item, person: str) -> Reason | None:
    """Why somebody else must see this person's answer first; None where nobody must."""
    return needs_approval(scene.handbook, item, person, scene.now)


def approved_for(scene: Scene, item: Item, person: str) -> Approval | None:
    """What was approved since the customer last asked, for whoever wrote it, and for whoever approved it: they may
    post it where the other is off work. None for anybody else, and when nothing was."""
    found = approved_in_round(scene, item)
    return found if found is not None and person in (found.asked_by, found.decided_by) else None


def approved_in_round(scene: Scene, item: Item) -> Approval | None:
    """What was approved since the customer last asked, whoever wrote it."""
    found = approvals.newest(scene.transaction, item.number)
    if found is None or found.state is not ApprovalState.APPROVED or found.round != item.round:
        return None
    return found


def begun_by(scene: Scene, item: Item, person: str) -> Approval | None:
    """What this person wrote since the customer last asked, and has back: sent back, or withdrawn."""
    found = approvals.newest(scene.transaction, item.number)
    back = (ApprovalState.SENT_BACK, ApprovalState.WITHDRAWN)
    if found is None or found.state not in back or (found.asked_by, found.round) != (person, item.round):
        return None
    return found


def approvers(scene: Scene, item: Item, writer: str) -> tuple[str, ...]:
    """Ids of all who may approve what `writer` answers, in the order in which they are asked."""
    also, may = _also(scene, item), who_may(scene.handbook, Action.APPROVE, item, scene.now)
    people = second_eyes(scene.handbook, item, scene.now, also)
    return tuple(person for person in people if person in may and person != writer)


def nobody(scene: Scene, item: Item, writer: str) -> Reason | None:
    """That nobody could approve what `writer` answers, and who can mend it; None where somebody could."""
    if approvers(scene, item, writer):
        return None
    owners = scene.handbook.with_role("handbook_owner") or scene.handbook.with_role("administrator")
    people = ",".join(one.id for one in owners) or scene.handbook.domain_or_default(item.domain).lead
    return Reason("nobody_approves", {"domain": item.domain, "people": people})


def ask(scene: Scene, item: Item, permit: Permit, text: str, private_text: str = "") -> Reply:
    """Sends an answer for approval; one who has not taken the item takes it with that.

    `private_text` is the private message of an answer whose public note `text` is.
    """
    speaker, because = scene.speaker(permit.person), needed(scene, item, permit.person)
    assert because is not None, "nobody needs to approve it"
    if (alone := nobody(scene, item, permit.person)) is not None:
        return Refused(private.refusal(speaker, alone))
    claimed = item if item.owner == permit.person else take(scene, item, permit, to_answer=True)
    if claimed is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, f"item:{item.number}"))))
    ahead = resumed(claimed, scene.handbook, scene.now)
    asked = next_reached(scene, ahead, (permit.person,), _also(scene, ahead))
    people = () if asked.person is None else (asked.person,)
    request = Request(RequestKind.APPROVAL, permit.person, people, scene.now, asked.until)
    approval = approvals.ask(
        scene.transaction, item.number, item.round, permit.person, scene.now, because, text, private_text
    )
    after = replace(ahead, state=State.WAITING_FOR_APPROVAL, request=request, climb=replace(ahead.climb, paging=None))
    moved = move(
        scene, claimed, after, who=permit.person, values=because.values,
        what="sent_by_level" if because.code == "approval_level" else "sent_by_situation",
        words="\n\n".join(filter(None, (private_text, text))),
    )  # fmt: skip
    if moved is None:
        raise StorageBusy("an item was changed while its answer was sent for approval")
    history.append(scene.transaction, item.number, scene.now, SYSTEM, asked.reason.code, asked.reason.values)
    approval_messages.to_approvers(scene, approval, people)
    return Done() if people else Done(private.note(speaker, asked.reason))


def ask_next(scene: Scene, item: Item) -> None:
    """Nobody has said a word in time: the next person is asked, where there is one."""
    request = item.request
    assert request is not None, "only what waits goes on"
    approval = approvals.newest(scene.transaction, item.number)
    assert approval is not None, "an item that waits for approval has something to approve"
    asked = next_reached(scene, item, (request.by, *request.asked), _also(scene, item))
    goes_on = request.goes_to(asked.person, asked.until)
    after = replace(item, request=goes_on)
    if move(scene, item, after, who=SYSTEM, what=asked.reason.code, values=asked.reason.values) is None:
        raise StorageBusy("an item was changed while somebody else was asked to approve its answer")
    approval_messages.to_approvers(scene, approval, goes_on.asked)


def _also(scene: Scene, item: Item) -> tuple[str, ...]:
    return scene.handbook.domain_or_default(item.domain).approvers
