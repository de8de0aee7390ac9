"""Draws what is said about an answer that needs approval: the question to an approver, and what came of it."""

from handlers.drawn import Drawn, Nothing, parcel_of, placement_of, purpose_of
from handlers.scene import Scene
from handlers.subjects import approval_of, item_of
from handlers.views import approvals as views
from routing.item import State
from storage import approvals
from storage.approvals import ApprovalState
from storage.courier import Leased


def draw_approval(scene: Scene, leased: Leased) -> Drawn:
    approval = approval_of(scene, leased.subject)
    stands = placement_of(scene, leased, purpose_of(leased) or "") is not None
    if approval.state is not ApprovalState.WAITING and not stands:
        return Nothing("it was decided before anybody was asked")
    item = item_of(scene, f"item:{approval.item}")
    return parcel_of(scene, leased, views.request(scene, item, approval, str(leased.payload["person"])))


def draw_verdict(scene: Scene, leased: Leased) -> Drawn:
    approval = approval_of(scene, leased.subject)
    item, newest = item_of(scene, f"item:{approval.item}"), approvals.newest(scene.transaction, approval.item)
    theirs = item.state is State.CLAIMED and item.owner == approval.asked_by
    if not theirs or newest != approval:
        return Nothing("the item has moved on since")
    return parcel_of(scene, leased, views.verdict(scene, item, approval))
