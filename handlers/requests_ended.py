"""What belongs to a request ends with it, whatever ended it: `handlers.moves` looks after each change of an item."""

from handlers import approval_messages
from handlers.scene import Scene
from routing.item import Item, State
from routing.request import Request, RequestKind
from storage import approvals
from storage.approvals import ApprovalState


def look(scene: Scene, before: Item, after: Item, who: str) -> None:
    """Sees to what is left of the request that the item had, where it has it no more; `who` has changed the item."""
    request = before.request
    if request is None or _is_same(request, after.request):
        return
    if request.kind is RequestKind.APPROVAL:
        approval = approvals.newest(scene.transaction, before.number)
        assert approval is not None, "an item that waits for approval has something to approve"
        # What was approved or sent back is settled already. Else its writer withdrew it, or something overtook it.
        own = who == request.by and (after.state, after.owner) == (State.CLAIMED, who)
        approvals.settle(scene.transaction, approval, ApprovalState.WITHDRAWN, who if own else None, scene.now)
        approval_messages.to_approvers(scene, approval, request.asked)


def _is_same(one: Request, other: Request | None) -> bool:
    """Whether it is the same, though others may have been asked by now."""
    return other is not None and (one.kind, one.by, one.at) == (other.kind, other.by, other.at)
