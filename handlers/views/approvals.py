"""An answer that needs approval: what an approver reads, and what comes back to whoever wrote it."""

from handlers.access import Action, may, may_read
from handlers.publishing import goes_out_as
from handlers.scene import Scene
from handlers.views.follow_ups import latest
from handlers.views.parts import due_line, excerpt, quoted_post, title
from handlers.views.state import state_line
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.item import Item
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Message, Strong
from storage import history
from storage.approvals import Approval, ApprovalState


def request(scene: Scene, item: Item, approval: Approval, person: str) -> Message:
    """To somebody who was asked: the post, the answer, why and until when; then what became of it."""
    if approval.state is ApprovalState.WAITING:
        return waiting(scene, item, approval, person)
    speaker = scene.speaker(person)
    lines: list[Line] = [(Strong(title(speaker, item)),), _became(scene, speaker, item, approval, person)]
    if approval.note and approval.state is ApprovalState.SENT_BACK:
        lines.append(speaker.line("“{words}”", words=approval.note))
    return Message((Lines(tuple(lines)),), plain(lines[1]))


def waiting(scene: Scene, item: Item, approval: Approval, person: str) -> Message:
    """An answer that waits, for one reader; with what they may do about it."""
    speaker, reads = scene.speaker(person), may_read(scene.handbook, person, item, scene.now)
    decides = approval.asked_by != person and _decides(scene, item, person)
    asks = speaker.line("{person} asks for approval of an answer.", person=speaker.person(approval.asked_by))
    blocks: list[Block] = [Lines(((Strong(title(speaker, item)),), asks, sentence(speaker, approval.because)))]
    if reads:
        blocks += quoted_post(speaker, item, 600)
        blocks += [*latest(scene, speaker, item, may_read=True), *_words(speaker, approval)]
    else:
        hidden = speaker.line("A private message. Its words open only for those who may answer it.")
        blocks.append(Lines((hidden,)))
    blocks.append(Lines((due_line(speaker, item, scene.now),)))
    if decides:
        subject, account = f"approval:{approval.id}", goes_out_as(scene, item, approval)
        approve = speaker.text("Approve")
        if account is not None:
            approve = speaker.text("Approve and publish")
            goes_out = speaker.line("It goes out as {account}, for everybody to read.", account=account.name)
            blocks.append(Lines((goes_out,)))
        blocks.append(Actions((
            Button("approve", subject, approve, "primary"),
            Button("approval_edit", subject, speaker.text("Edit")),
            Button("approval_back", subject, speaker.text("Send back")),
        )))  # fmt: skip
    elif approval.asked_by != person and _was_asked(item, person):
        said = speaker.line(
            "You are on call and cannot approve it. A holding answer tells the customer when they hear from us."
        )
        hold = Button("hold", f"item:{item.number}", speaker.text("Holding answer"), "primary")
        blocks += [Lines((said,)), Actions((hold,))]
    blocks += [Aside(line) for line in _goes_on(speaker, item, person)]
    return Message(tuple(blocks), plain(asks))


def verdict(scene: Scene, item: Item, approval: Approval) -> Message:
    """To whoever wrote it: approved, perhaps with other words, and to be posted; or sent back, and why."""
    speaker = scene.speaker(approval.asked_by)
    by = speaker.person(approval.decided_by or "")
    heading: Line = (Strong(title(speaker, item)),)
    post = quoted_post(speaker, item, 400)
    answer = Button("answer", f"item:{item.number}", speaker.text("Answer"), "primary")
    if approval.private_text:
        privately = speaker.text("Follow up privately")
        answer = Button("follow_up_privately", f"item:{item.number}", privately, "primary")
    if approval.state is ApprovalState.SENT_BACK:
        said = speaker.line("{person} has sent your answer back:", person=by)
        lines: tuple[Line, ...] = (heading, said, speaker.line("“{words}”", words=approval.note))
        blocks: list[Block] = [Lines(lines), *post, *_words(speaker, approval)]
    elif _was_edited(scene, approval):
        said = speaker.line(
            "{person} has changed your answer and approved it: post it as it is now, and record the link.", person=by
        )
        # The words to be posted are to be there whole: of what they were an excerpt will do.
        you_wrote = Lines(((Strong(speaker.text("You wrote")),),))
        was = (you_wrote, speaker.quote(excerpt(approval.first_text, 600))) if approval.was_edited else ()
        blocks = [Lines((heading, said)), *_words(speaker, approval), *was, *post]
    else:
        said = speaker.line("{person} has approved your answer: post it, and record the link.", person=by)
        blocks = [Lines((heading, said)), *_words(speaker, approval), *post]
    blocks += [Lines((due_line(speaker, item, scene.now),)), Actions((answer,))]
    return Message(tuple(blocks), plain(said))


def _was_edited(scene: Scene, approval: Approval) -> bool:
    """Whether the approver has changed any of its words; those of a private message alone are told by the history."""
    if approval.was_edited or not approval.private_text:
        return approval.was_edited
    told = history.read(scene.transaction, approval.item)
    return any(entry.what == "answer_edited" and entry.at == approval.decided_at for entry in told)


def _words(speaker: Speaker, approval: Approval) -> list[Block]:
    """The answer in full: it is to be judged, and to be copied."""
    public = speaker.text("The answer") if not approval.private_text else speaker.text("The public note")
    blocks: list[Block] = []
    if approval.private_text:
        private = (Strong(speaker.text("The private message")),)
        blocks += [Lines((private,)), speaker.quote(approval.private_text)]
    return [*blocks, Lines(((Strong(public),),)), speaker.quote(approval.text)]


def _goes_on(speaker: Speaker, item: Item, person: str) -> list[Line]:
    """Until when it is waited for the one who is asked now; the others are told who is."""
    request = item.request
    if request is None or not _was_asked(item, person):
        return []
    if request.asked_now != person:
        return [speaker.line("{person} was told as well.", person=speaker.person(request.asked_now or ""))]
    if request.until is None:
        return []
    return [speaker.line("If nobody has decided by {until}, the next is asked.", until=speaker.moment(request.until))]


def _became(scene: Scene, speaker: Speaker, item: Item, approval: Approval, person: str) -> Line:
    by, at = speaker.person(approval.decided_by or ""), speaker.moment(approval.decided_at or approval.asked_at)
    writer = speaker.person(approval.asked_by)
    own = approval.decided_by == person
    match approval.state:
        case ApprovalState.APPROVED if own:
            return speaker.line("You approved {writer}'s answer {when}.", writer=writer, when=at)
        case ApprovalState.APPROVED:
            return speaker.line("{person} approved {writer}'s answer {when}.", person=by, writer=writer, when=at)
        case ApprovalState.SENT_BACK if own:
            return speaker.line("You sent {writer}'s answer back {when}.", writer=writer, when=at)
        case ApprovalState.SENT_BACK:
            return speaker.line("{person} sent {writer}'s answer back {when}.", person=by, writer=writer, when=at)
    if approval.decided_by == approval.asked_by:
        return speaker.line("{person} withdrew the answer {when}.", person=writer, when=at)
    return (
        *speaker.line("{writer}'s answer needs no approval any more: ", writer=writer),
        *state_line(speaker, item, scene.now),
    )


def _decides(scene: Scene, item: Item, person: str) -> bool:
    return may(scene.handbook, person, Action.APPROVE, item, scene.now) is not None


def _was_asked(item: Item, person: str) -> bool:
    return item.request is not None and person in item.request.asked
