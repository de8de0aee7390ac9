"""The form of a holding answer: the playbook's words, ready to be copied, and where they were posted."""

from collections.abc import Mapping

from handlers.scene import Scene
from handlers.speakers import Names
from handlers.views.forms import LONGEST_ANSWER, LONGEST_LINK
from handlers.views.parts import excerpt, posted_line
from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from routing.answer_places import filled
from routing.handbook import Handbook
from routing.handbook_playbook import PreparedAnswer
from routing.holding import has_promised
from routing.item import Deadline, Item
from routing.messages import Aside, Block, Choice, ChoiceField, Form, Line, Lines, Quote, TextField
from routing.reasons import Reason

NO_LINK = "no_link"
"""What the field "posted" says when the platform gives a post no link."""

MOST_PREPARED = 5


def texts(scene: Scene, item: Item, answers: tuple[PreparedAnswer, ...], due: Deadline, named: bool) -> dict[str, str]:
    """The prepared answers' words by their ids, filled in the language that each is written in.

    `named`: the customer may be named; of a private message only those who may answer it know who wrote.
    """
    company = scene.handbook.company
    found = {}
    for one in answers[:MOST_PREPARED]:
        speaker = Speaker(one.language, company.zone, Names(scene.handbook))
        values = {
            "time": speaker.near(due.due_at, scene.now),
            "customer": item.post.author.name if named else "",
            "company": company.name,
        }
        found[one.id] = filled(one.text, values)
    return found


def form(
    scene: Scene, speaker: Speaker, item: Item, due: Deadline, offered: Mapping[str, str], *, writes: bool, reads: bool
) -> Form:
    """`offered` are the words to choose from, by id. `writes`: their own words will do as well. `reads`: a private
    message is shown."""
    blocks: list[Block | TextField | ChoiceField] = []
    if reads or not item.post.private:
        blocks.append(speaker.quote(excerpt(item.post.text, 600)))
    blocks.append(Aside(posted_line(speaker, item, may_read=reads)))
    blocks.append(Lines((_promised(speaker, item, due),)))
    if not offered:
        blocks.append(Aside(sentence(speaker, nothing_prepared(scene.handbook, item))))
    blocks += [Quote(text, speaker.language) for text in offered.values()]
    blocks += _fields(speaker, offered, writes)
    return Form(
        form="hold",
        subject=f"item:{item.number}@{int(scene.now.timestamp())}",
        title=speaker.text("Hold item {number}", number=item.number),
        submit=speaker.text("Save"),
        close=speaker.text("Cancel"),
        blocks=tuple(blocks),
    )


def _fields(speaker: Speaker, offered: Mapping[str, str], writes: bool) -> list[TextField | ChoiceField]:
    """Which words, and where they were posted."""
    fields: list[TextField | ChoiceField] = []
    if len(offered) > 1:
        choices = tuple(Choice(name, excerpt(" ".join(text.split()), 70)) for name, text in offered.items())
        fields.append(
            ChoiceField("answer", speaker.text("Which one have you posted?"), choices, initial=next(iter(offered)))
        )
    if writes:
        fields.append(
            TextField(
                "text",
                speaker.text("What you have posted"),
                multiline=True,
                required=False,
                hint=speaker.text("Change it as you like: this is what the record says."),
                initial=next(iter(offered.values()), "") if len(offered) == 1 else "",
                longest=LONGEST_ANSWER,
            )
        )
    fields.append(
        TextField(
            "link",
            speaker.text("Link to it"),
            required=False,
            hint=speaker.text("Copy the text and post it on the platform first, then paste the link to it here."),
            longest=LONGEST_LINK,
        )
    )
    fields.append(
        ChoiceField(
            "posted",
            speaker.text("Or"),
            (Choice(NO_LINK, speaker.text("It is posted; the platform gives no link")),),
            required=False,
        )
    )
    return fields


def nothing_prepared(handbook: Handbook, item: Item) -> Reason:
    """That the playbook has nothing for the item, who can add it, and how."""
    owners = handbook.with_role("handbook_owner") or handbook.with_role("administrator")
    people = ",".join(one.id for one in owners) or handbook.domain_or_default(item.domain).lead
    return Reason("hold_not_prepared", {"domain": item.domain, "people": people})


def _promised(speaker: Speaker, item: Item, due: Deadline) -> Line:
    said = (
        translatable("It promises an answer by {due}: that is the new deadline. {domain} starts again {starts}.")
        if not has_promised(item)
        else translatable("A holding answer was sent before: the deadline stays {due}.")
    )
    return speaker.line(
        said,
        due=speaker.moment((item.deadline if has_promised(item) else due).due_at),
        domain=speaker.domain(item.domain),
        starts=speaker.moment(due.starts_at),
    )
