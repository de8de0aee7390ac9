"""While an answer waits for approval: it can be seen by those who may answer, and taken back by whoever wrote it."""

from dataclasses import replace

from handlers.access import Action, Denial, check_approval_seen, check_item
from handlers.intents import Click
from handlers.moves import happened, move
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import approvals as views
from handlers.views import private
from routing.item import State
from routing.reasons import Reason
from storage import approvals
from storage.approvals import ApprovalState


def see(scene: Scene, click: Click) -> Reply:
    """ "See the answer" on the card: shows it to whoever may answer or approve, to them alone."""
    item = item_of(scene, click.subject)
    permit = check_approval_seen(scene.handbook, click.actor, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    approval = approvals.newest(scene.transaction, item.number)
    if approval is None or approval.state is not ApprovalState.WAITING:
        return Refused(private.refusal(scene.speaker(permit.person), happened(item)))
    return Done(views.waiting(scene, item, approval, permit.person))


def withdraw(scene: Scene, click: Click) -> Reply:
    """ "Withdraw": whoever wrote it takes it back; they have its words when they answer again."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.DRAFT, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    speaker = scene.speaker(permit.person)
    if item.state is not State.WAITING_FOR_APPROVAL or item.request is None:
        return Refused(private.refusal(speaker, happened(item)))
    if item.request.by != permit.person:
        return Refused(private.refusal(speaker, Reason("approval_of_another", {"person": item.request.by})))
    after = replace(item, state=State.CLAIMED)
    if move(scene, item, after, who=permit.person, what="answer_withdrawn", values={}) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, click.subject))))
    return Done()
