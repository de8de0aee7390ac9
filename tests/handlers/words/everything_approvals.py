"""Everything that is drawn about answers that need approval."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.scene import Scene
from handlers.views import answering, approval_forms, approvals, card, two_legged
from routing.answer_legs import needed
from routing.item import Item, State
from routing.messages import Form, Message
from routing.publishing import Account
from routing.reasons import Reason
from routing.request import Request, RequestKind
from storage.approvals import Approval, ApprovalState
from tests.handlers.examples import NOW, item

WAITING = Approval(5, 12, 1, "bo", NOW, Reason("approval_level", {"person": "bo", "domain": "delivery"}), "…", "…", "",
                   ApprovalState.WAITING)  # fmt: skip


def everything_about_approvals(scene: Scene) -> Iterator[Message | Form]:
    """To approvers, to the person on call, back to whoever wrote it; the forms and the card."""
    speaker = scene.company
    for about in _waiting():
        yield card.card(scene, about)
        for approval in _approvals():
            for person in ("bo", "cy", "dee", "finn"):
                yield approvals.request(scene, about, approval, person)
            if approval.state in (ApprovalState.APPROVED, ApprovalState.SENT_BACK):
                yield approvals.verdict(scene, about, approval)
                for publishes in (False, True):
                    yield approval_forms.post(speaker, about, approval, (), freely=False, publishes=publishes)
            for account in (None, Account("…", 300)):
                yield approval_forms.edit(speaker, about, approval, account)
            if approval.private_text:
                both = needed(about.number, (), two_legged=True)
                first = approval_forms.before_writing(speaker, approval.because, ("cy",), approval).lines
                yield two_legged.form(scene, speaker, about, both, new=True, approved=approval)
                yield two_legged.form(scene, speaker, about, both, new=True, first=first, begun=approval)
            yield approval_forms.send_back(speaker, about, approval)
            for begun in (None, approval):
                written = answering.form(speaker, about)
                yield approval_forms.to_be_approved(speaker, written, approval.because, ("cy", "finn"), begun)


def _waiting() -> Iterator[Item]:
    for people, until in (((), NOW), (("cy",), NOW), (("cy", "dee"), NOW), (("cy", "dee"), None)):
        request = Request(RequestKind.APPROVAL, "bo", people, NOW, until)
        one = replace(item(State.WAITING_FOR_APPROVAL, "bo"), request=request)
        yield one
        yield replace(one, post=replace(one.post, private=True))


def _approvals() -> Iterator[Approval]:
    for state in ApprovalState:
        for by in ("cy", "bo") if state is ApprovalState.WITHDRAWN else ("cy",):
            one = replace(WAITING, state=state, decided_by=by, decided_at=NOW, note="…")
            yield from (one, replace(one, private_text="…"), replace(one, text="… …"))
