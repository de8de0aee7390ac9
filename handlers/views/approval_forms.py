"""The forms of four eyes: to write an answer that is approved first, to edit or return it, to record it."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.views.forms import LONGEST_ANSWER, LONGEST_LINK
from handlers.views.parts import excerpt, quoted_post
from handlers.words import Speaker
from handlers.words.reasons import sentence
from routing.item import Item
from routing.messages import Block, ChoiceField, Form, Lines, TextField
from routing.publishing import Account
from routing.reasons import Reason
from storage.approvals import Approval, ApprovalState

LONGEST_REMARK = 500


def words_missing(speaker: Speaker) -> str:
    """What is said of an answer without words."""
    return speaker.text("Write the answer.")


def line_missing(speaker: Speaker) -> str:
    """What is said when an answer is sent back without a word."""
    return speaker.text("Say what is to be changed: a line will do.")


def to_be_approved(
    speaker: Speaker, form: Form, because: Reason, people: Sequence[str], begun: Approval | None
) -> Form:
    """The form of an answer, to write what one of `people` approves before it is posted: so it asks for no link.

    `begun` is what they wrote before.
    """
    blocks: list[Block | TextField | ChoiceField] = []
    for block in form.blocks:
        if isinstance(block, TextField):
            if block.name != "text":
                continue
            blocks.append(before_writing(speaker, because, people, begun))
            hint = speaker.text("It is posted once it is approved.")
            blocks.append(replace(block, hint=hint))
        else:
            blocks.append(block)
    return replace(form, submit=speaker.text("Send for approval"), blocks=tuple(blocks))


def before_writing(speaker: Speaker, because: Reason, people: Sequence[str], begun: Approval | None) -> Lines:
    """Why somebody else sees it first, who, and why it came back."""
    names = speaker.listed(speaker.person(person).name for person in people)
    lines = [
        sentence(speaker, because),
        speaker.line("Write it here and do not post it yet. It can be approved by {people}.", people=names),
    ]
    if begun is not None and begun.state is ApprovalState.SENT_BACK:
        by = speaker.person(begun.decided_by or "")
        lines.append((*speaker.line("{person} sent it back:", person=by), f" “{begun.note}”"))
    return Lines(tuple(lines))


def fields(speaker: Speaker, text: str) -> tuple[TextField, ...]:
    """What is written."""
    return (_words(speaker, "text", speaker.text("Your answer"), text),)


def post(
    speaker: Speaker, item: Item, approval: Approval, follow_up: Sequence[Block], *, freely: bool, publishes: bool
) -> Form:
    """To record an answer that was approved, once it is posted. `freely`: other words need no approval either.
    `publishes`: it can go out from here."""
    by, when = speaker.person(approval.decided_by or ""), speaker.moment(approval.decided_at or approval.asked_at)
    said = speaker.line(
        "{person} approved this answer {when}. Copy it and post it on the platform as it is.", person=by, when=when
    )
    if publishes:
        said = speaker.line("{person} approved this answer {when}.", person=by, when=when)
    return Form(
        form="answer",
        subject=f"item:{item.number}",
        title=speaker.text("Answer item {number}", number=item.number),
        submit=speaker.text("Save answer"),
        close=speaker.text("Cancel"),
        blocks=(
            *_post(speaker, item),
            *follow_up,
            Lines((said,)),
            TextField(
                "text",
                speaker.text("The approved answer"),
                multiline=True,
                required=False,
                hint="" if freely else speaker.text("If you change its words, it is sent for approval again."),
                initial=approval.text,
                longest=LONGEST_ANSWER,
            ),
            TextField(
                "link",
                speaker.text("Link to your answer"),
                required=False,
                hint=speaker.text("Where the platform gives no link, leave it empty."),
                longest=LONGEST_LINK,
            ),
        ),
    )


def edit(speaker: Speaker, item: Item, approval: Approval, account: Account | None = None) -> Form:
    """To approve an answer with other words; as `account` it goes out with that."""
    writer = speaker.person(approval.asked_by)
    submit, said = speaker.text("Approve"), speaker.line(
        "What you change is approved with it. {person} is told, and posts it.", person=writer
    )  # fmt: skip
    if account is not None:
        submit, said = speaker.text("Approve and publish"), speaker.line(
            "What you change is approved with it. It goes out as {account}, for everybody to read; {person} is told.",
            account=account.name, person=writer,
        )  # fmt: skip
    private, public = speaker.text("The private message"), speaker.text("The public note")
    words = (
        (_words(speaker, "text", speaker.text("The answer"), approval.text),)
        if not approval.private_text
        else (
            _words(speaker, "private_text", private, approval.private_text),
            _words(speaker, "text", public, approval.text),
        )
    )
    return Form(
        form="approval_edit",
        subject=f"approval:{approval.id}",
        title=speaker.text("Edit: item {number}", number=item.number),
        submit=submit,
        close=speaker.text("Cancel"),
        blocks=(*_post(speaker, item), Lines((said,)), *words),
    )


def send_back(speaker: Speaker, item: Item, approval: Approval) -> Form:
    """To return an answer to whoever wrote it."""
    return Form(
        form="approval_back",
        subject=f"approval:{approval.id}",
        title=speaker.text("Send back: item {number}", number=item.number),
        submit=speaker.text("Send back"),
        close=speaker.text("Cancel"),
        blocks=(
            *(speaker.quote(excerpt(words, 600)) for words in (approval.private_text, approval.text) if words),
            TextField(
                "line",
                speaker.text("What is to be changed?"),
                multiline=True,
                hint=speaker.text("{person} reads it.", person=speaker.person(approval.asked_by).name),
                longest=LONGEST_REMARK,
                missing=line_missing(speaker),
            ),
        ),
    )


def _post(speaker: Speaker, item: Item) -> list[Block]:
    return quoted_post(speaker, item, 600)


def _words(speaker: Speaker, name: str, label: str, initial: str) -> TextField:
    return TextField(
        name, label, multiline=True, initial=initial, longest=LONGEST_ANSWER, missing=words_missing(speaker)
    )
