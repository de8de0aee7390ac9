"""Publishing as people see it: the choice in the form of an answer, and the preview of what goes out."""

from dataclasses import replace

from handlers.views.parts import excerpt, one_line, posted_line
from handlers.words import Speaker
from routing.item import Item
from routing.messages import Aside, Block, Choice, ChoiceField, Form, Line, Lines, Quote, Strong, TextField
from routing.publishing import Account
from storage.publications import Publication

HOW = "how"
PUBLISH, RECORD = "publish", "record"
"""What the field "how" says: the answer goes out from here, or was given on the platform by hand."""

LONGEST_POST = 600
"""Characters of the customer's post in a preview: the answer is to be seen whole, on every desk."""


def offered(speaker: Speaker, form: Form, account: Account, how: str) -> Form:
    """The form of an answer, with the choice whether it goes out from here. `how` is what was chosen before."""
    choices = (
        Choice(PUBLISH, speaker.text("Publish it as {account}", account=account.name)),
        Choice(RECORD, speaker.text("I have posted it myself: only record it")),
    )
    choice = ChoiceField(HOW, speaker.text("What shall become of it?"), choices, initial=how or PUBLISH)
    text = speaker.text("You see it once more before it goes out.")
    link = speaker.text("If you have answered on the platform: then it is only recorded.")
    blocks: list[Block | TextField | ChoiceField] = []
    for block in form.blocks:
        match block:
            case TextField(name="text"):
                blocks += [replace(block, hint=text), choice]
            case TextField(name="link"):
                blocks.append(replace(block, label=speaker.text("Or the link to your answer"), hint=link))
            case _:
                blocks.append(block)
    return replace(form, submit=speaker.text("Next"), blocks=tuple(blocks))


def preview(speaker: Speaker, item: Item, shown: Publication) -> Form:
    """Exactly what goes out, as whom and below what. `Publish` sends it."""
    return Form(
        form="publish",
        subject=f"publication:{shown.id}",
        title=speaker.text("Answer item {number}", number=item.number),
        submit=speaker.text("Publish"),
        close=speaker.text("Back"),
        blocks=(
            speaker.quote(excerpt(item.post.text, LONGEST_POST)),
            Aside(posted_line(speaker, item, may_read=True)),
            Lines((_goes_out(speaker, item, shown.account),)),
            Quote(shown.text, speaker.language),
            Aside(speaker.line("Nothing has gone out yet.")),
        ),
    )


def _goes_out(speaker: Speaker, item: Item, account: str) -> Line:
    author = item.post.author.name or item.post.author.handle
    named = Strong(account)
    if not author:
        return speaker.line("This goes out for everybody to read, below the post, as {account}:", account=named)
    return speaker.line(
        "This goes out for everybody to read, below the post of {author}, as {account}:",
        author=one_line(author, 60), account=named,
    )  # fmt: skip


def too_long(speaker: Speaker, account: Account, length: int) -> str:
    """What is said of an answer for which the account has no room."""
    return speaker.text(
        "{account} takes {longest} characters at most, and this has {length}.",
        account=account.name, longest=account.longest, length=length,
    )  # fmt: skip
