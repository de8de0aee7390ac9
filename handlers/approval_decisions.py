"""What an approver makes of an answer: approved as it is, edited and approved, or sent back with a line."""

from dataclasses import dataclass, replace

from handlers import approval_messages, approvals
from handlers.access import Action, Denial, check_item, may
from handlers.intents import Actor, Click, Filled
from handlers.lengths import too_long
from handlers.moves import happened, move
from handlers.publishing import goes_out_as, queue
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import approval_of, item_of
from handlers.views import approval_forms, private, publishing
from routing.item import Item, State
from routing.moments import stamp
from routing.reasons import Reason
from routing.text import clean
from storage import approvals as storage
from storage.approvals import Approval, ApprovalState
from storage.errors import StorageBusy


@dataclass(frozen=True)
class _Waiting:
    """An answer that waits, and `person`, who may decide about it."""

    item: Item
    approval: Approval
    person: str


def approve(scene: Scene, click: Click) -> Reply:
    """ "Approve": as it is."""
    found = _waiting(scene, click.actor, click.subject)
    return found if isinstance(found, Refused) else _approve(scene, found, found.approval)


def open_edit(scene: Scene, click: Click) -> Reply:
    """ "Edit": the form with the words."""
    found = _waiting(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    account = goes_out_as(scene, found.item, found.approval)
    return OpenForm(approval_forms.edit(scene.speaker(found.person), found.item, found.approval, account))


def edit(scene: Scene, filled: Filled) -> Reply:
    """Approves the words as they are in the form."""
    found = _waiting(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    speaker, approval = scene.speaker(found.person), found.approval
    account = goes_out_as(scene, found.item, approval)
    form = approval_forms.edit(speaker, found.item, approval, account)
    names = ("text", "private_text") if approval.private_text else ("text",)
    entered = {name: clean(filled.fields.get(name, "")).strip() for name in names}
    wrong = {name: approval_forms.words_missing(speaker) for name, words in entered.items() if not words}
    if wrong or (wrong := too_long(speaker, form.blocks, entered)):
        return FieldErrors(wrong)
    if account is not None and len(entered["text"]) > account.longest:
        return FieldErrors({"text": publishing.too_long(speaker, account, len(entered["text"]))})
    return _approve(scene, found, replace(approval, text=entered["text"], private_text=entered.get("private_text", "")))


def open_back(scene: Scene, click: Click) -> Reply:
    """ "Send back": the form that asks what is to be changed."""
    found = _waiting(scene, click.actor, click.subject)
    if isinstance(found, Refused):
        return found
    return OpenForm(approval_forms.send_back(scene.speaker(found.person), found.item, found.approval))


def send_back(scene: Scene, filled: Filled) -> Reply:
    """Gives the answer back to whoever wrote it, with a line that says why."""
    found = _waiting(scene, filled.actor, filled.subject)
    if isinstance(found, Refused):
        return found
    speaker, line = scene.speaker(found.person), clean(filled.fields.get("line", "")).strip()
    form = approval_forms.send_back(speaker, found.item, found.approval)
    if wrong := too_long(speaker, form.blocks, {"line": line}):
        return FieldErrors(wrong)
    if not line:
        return FieldErrors({"line": approval_forms.line_missing(speaker)})
    item = _settle(scene, found, found.approval, ApprovalState.SENT_BACK, note=line)
    return _heard(scene, found.person, found.approval, item, ApprovalState.SENT_BACK)


def approved(scene: Scene, person: str, item: Item, approval: Approval) -> Reply:
    """What follows when `person` has approved an answer: it goes out where its source can publish, as they were shown;
    else whoever wrote it is told to post it, and to record where."""
    account = goes_out_as(scene, item, approval)
    if account is not None:
        sent = queue(scene, item, approval.asked_by, approval.text)
        assert sent is not None, "the item was locked"
        approval_messages.goes_out(scene, item, approval, person, account.name)
        return Done()
    return _heard(scene, person, approval, item, ApprovalState.APPROVED)


def _approve(scene: Scene, found: _Waiting, decided: Approval) -> Reply:
    item = _settle(scene, found, decided, ApprovalState.APPROVED)
    return approved(scene, found.person, item, decided)


def _settle(scene: Scene, found: _Waiting, decided: Approval, state: ApprovalState, note: str = "") -> Item:
    """Writes the decision; the item is with whoever wrote the answer again."""
    edited = decided != found.approval
    words = "\n\n".join(filter(None, (decided.private_text, decided.text))) if edited else None
    kept = storage.settle(scene.transaction, decided, state, found.person, scene.now, note)
    item = move(
        scene, found.item, replace(found.item, state=State.CLAIMED),
        who=found.person, values={"person": decided.asked_by}, words=note or words,
        what="answer_sent_back" if note else "answer_edited" if edited else "answer_approved",
    )  # fmt: skip
    if not kept or item is None:
        raise StorageBusy("somebody else has decided about the same answer at this moment")
    return item


def _heard(scene: Scene, person: str, approval: Approval, item: Item, state: ApprovalState) -> Reply:
    """Tells whoever wrote it, in their hours; where those are not now, `person` is told when, and may post it."""
    at = approval_messages.to_writer(scene, item, approval)
    if at <= scene.now:
        return Done()
    values = {"person": approval.asked_by, "starts_at": stamp(at)}
    posts = state is ApprovalState.APPROVED and may(scene.handbook, person, Action.ANSWER, item, scene.now) is not None
    reason = Reason("writer_hears_later_post", values) if posts else Reason("writer_hears_later", values)
    return Done(private.note(scene.speaker(person), reason))


def _waiting(scene: Scene, actor: Actor, subject: str) -> _Waiting | Refused:
    """What waits, for one who may decide about it; else why they may not, or what became of it."""
    item = item_of(scene, f"item:{approval_of(scene, subject).item}")
    approval = approval_of(scene, subject)  # Once more: as it is since the item is locked.
    permit = check_item(scene.handbook, actor, Action.APPROVE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, actor, permit.reason)
    if approval.state is not ApprovalState.WAITING:
        return refused(scene, actor, _became(item, approval))
    if approval.asked_by == permit.person:
        people = ",".join(approvals.approvers(scene, item, permit.person))
        return refused(scene, actor, Reason("approval_of_own", {"people": people}))
    return _Waiting(item, approval, permit.person)


def _became(item: Item, approval: Approval) -> Reason:
    """What became of an answer that waits no longer, for those who come too late."""
    settled_at = stamp(approval.decided_at or approval.asked_at)
    values: dict[str, str | int] = {"by": approval.decided_by or approval.asked_by, "settled_at": settled_at}
    match approval.state:
        case ApprovalState.APPROVED:
            return Reason("was_approved", values)
        case ApprovalState.SENT_BACK:
            return Reason("was_sent_back", values)
    return Reason("was_withdrawn", values) if approval.decided_by is not None else happened(item)
