"""The form for the legs of an answer, and what a card says and offers while some are missing."""

from collections.abc import Sequence

from handlers.missing_legs import legs_of, missing_legs
from handlers.scene import Scene
from handlers.speakers import Names
from handlers.views.follow_ups import latest
from handlers.views.forms import LONGEST_ANSWER, LONGEST_LINK
from handlers.views.parts import excerpt, one_line, posted_line
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import SOURCES, word
from routing.answer_legs import TWO_LEGGED, Leg, Part, is_two_legged, prepared_note
from routing.answer_places import filled
from routing.item import Item, State
from routing.messages import (
    Aside,
    Block,
    Button,
    Choice,
    ChoiceField,
    Form,
    Line,
    Lines,
    Link,
    Quote,
    Strong,
    TextField,
)
from storage import items
from storage.answer_legs import AnswerLeg
from storage.approvals import Approval

POSTED = "as_it_stands"
"""What the field "posted" says when the prepared note was posted as it stands and has no link."""

MOST_MERGED = 5
"""Answers below merged posts that one form asks for; what more are missing come with the next."""

Fields = list[Block | TextField | ChoiceField]


def note(scene: Scene, item: Item) -> str:
    """The public note in the customer's language: the playbook's, else one of our own."""
    prepared = prepared_note(item, scene.handbook)
    if prepared is not None:
        author, company = item.post.author.name, scene.handbook.company.name
        return filled(prepared.text, {"customer": author, "company": company})
    language = item.language if item.language in ("nb", "nn", "sv", "da", "en") else scene.handbook.company.language
    speaker = Speaker(language, scene.handbook.company.zone, Names(scene.handbook))
    return speaker.text("Thank you for writing to us! We have sent you a private message: please look in your inbox.")


def asked_for(parts: Sequence[Part]) -> list[Part]:
    """The legs that one form asks for."""
    merged = [part for part in parts if part.leg is Leg.MERGED]
    return [part for part in parts if part not in merged[MOST_MERGED:]]


def first_field(part: Part) -> str:
    """The name of a leg's first field."""
    return f"merged_{part.about}" if part.leg is Leg.MERGED else f"{part.leg}_link"


def words_field(leg: Leg) -> str:
    """The name of the field for a leg's words."""
    return f"{leg}_text"


def form(
    scene: Scene, speaker: Speaker, item: Item, parts: Sequence[Part], *, new: bool, approved: Approval | None = None,
    first: Sequence[Line] = (),
) -> Form:  # fmt: skip
    """Asks for `parts`; `new`: it is about to be followed up privately. For those who may read a private message.

    `approved` is what was approved, to be posted now; `first` says that somebody else must see it before it is posted.
    """
    blocks: Fields = [
        speaker.quote(excerpt(item.post.text, 600)),
        Aside(posted_line(speaker, item, may_read=True)),
        *latest(scene, speaker, item, may_read=True),
    ]
    blocks += [Lines(tuple(first))] if first else []
    blocks += _approved(speaker, approved) if approved is not None else []
    two_legged = new or is_two_legged(item)
    for part in asked_for(parts):
        match part.leg:
            case Leg.PRIVATE:
                blocks += _private(speaker)
            case Leg.PUBLIC:
                blocks += _note(speaker, note(scene, item)) if two_legged else _answer(speaker)
            case Leg.MERGED:
                blocks.append(merged_field(scene, speaker, part.about))
    follow_up, add = translatable("Follow up: item {number}"), translatable("Finish item {number}")
    return Form(
        form="follow_up_privately" if new else "add_leg",
        subject=f"item:{item.number}",
        title=speaker.text(follow_up if new else add, number=item.number),
        submit=speaker.text("Send for approval") if first else speaker.text("Save"),
        close=speaker.text("Cancel"),
        blocks=tuple(blocks),
    )


def _approved(speaker: Speaker, approval: Approval) -> Fields:
    """The approved words, to be copied; what is recorded is where they were posted."""
    by, when = speaker.person(approval.decided_by or ""), speaker.moment(approval.decided_at or approval.asked_at)
    return [
        Lines(
            (speaker.line("{person} approved this {when}. Copy both and post them as they are.", person=by, when=when),)
        ),
        Lines(((Strong(speaker.text("The private message")),),)),
        Quote(approval.private_text, speaker.language),
        Lines(((Strong(speaker.text("The public note")),),)),
        Quote(approval.text, speaker.language),
    ]


def _private(speaker: Speaker) -> Fields:
    return [
        _link(Leg.PRIVATE, speaker.text("Link to your private message"), speaker.text(
            "Write to the customer on the platform first. What you leave empty you can add later."
        )),
        _words(Leg.PRIVATE, speaker.text("Or what you wrote"), speaker.text(
            "Where the platform gives no link. The channel does not see it."
        )),
    ]  # fmt: skip


def _note(speaker: Speaker, prepared: str) -> Fields:
    return [
        Lines((speaker.line("A note for everybody, to copy and post below the customer's words:"),)),
        Quote(prepared, speaker.language),
        _link(Leg.PUBLIC, speaker.text("Link to your public note"), ""),
        _words(Leg.PUBLIC, speaker.text("Or the words of your note"), ""),
        ChoiceField(
            "posted",
            speaker.text("Or"),
            (Choice(POSTED, speaker.text("The note above is posted as it stands")),),
            required=False,
        ),
    ]


def _answer(speaker: Speaker) -> Fields:
    """The answer itself, where it is missing and others below merged posts are given."""
    return [
        _link(Leg.PUBLIC, speaker.text("Link to your answer"), ""),
        _words(Leg.PUBLIC, speaker.text("Or what you answered"), ""),
    ]


def merged_field(scene: Scene, speaker: Speaker, number: int) -> TextField:
    """Asks for the answer below the post of an item that was merged into this one."""
    found = items.read(scene.transaction, number)
    author = "" if found is None or found.post.private else one_line(found.post.author.name, 40)
    source = "" if found is None else word(speaker, SOURCES, found.post.source)
    where = f" ({speaker.listed(filter(None, (source, author)))})" if source else ""
    return TextField(
        f"merged_{number}",
        speaker.text("Your answer below #{number}", number=number) + where,
        required=False,
        hint=speaker.text("The link, or what you wrote there. Several may have the same."),
        longest=LONGEST_LINK,
    )


def _link(leg: Leg, label: str, hint: str) -> TextField:
    return TextField(f"{leg}_link", label, required=False, hint=hint, longest=LONGEST_LINK)


def _words(leg: Leg, label: str, hint: str) -> TextField:
    return TextField(f"{leg}_text", label, multiline=True, required=False, hint=hint, longest=LONGEST_ANSWER)


def add_button(scene: Scene, speaker: Speaker, item: Item) -> Button:
    """Opens the form for what is missing, and says what that is."""
    return button(speaker, item, missing_legs(scene, item))


def button(speaker: Speaker, item: Item, lacking: Sequence[Part]) -> Button:
    """The same where it is known what the answer is `lacking`."""
    label = translatable("Add what is missing")
    match [part.leg for part in lacking]:
        case [Leg.PRIVATE]:
            label = translatable("Add the private message")
        case [Leg.PUBLIC] if is_two_legged(item):
            label = translatable("Add the public note")
    return Button("add_leg", f"item:{item.number}", speaker.text(label), "primary" if item.owner else "")


def legs(scene: Scene, speaker: Speaker, item: Item, *, may_read: bool) -> list[Block]:
    """Which legs are given, by whom and when, and which are missing. `may_read`: the way to a private one as well."""
    half = item.state is State.HALF_ANSWERED
    two_legged = item.closing is not None and item.closing.reason == TWO_LEGGED
    if not half and not two_legged:
        return []
    return told(speaker, item, legs_of(scene, item), missing_legs(scene, item) if half else (), may_read=may_read)


def told(
    speaker: Speaker, item: Item, given: Sequence[AnswerLeg], lacking: Sequence[Part], *, may_read: bool
) -> list[Block]:
    """What is `given` of the answer, and what it is still `lacking`."""
    lines = [_given(speaker, item, leg, may_read) for leg in given]
    if lacking:
        parts = speaker.listed(_called(speaker, item, part) for part in lacking)
        lines.append((Strong(speaker.text("Still missing: {parts}", parts=parts)),))
    return [Lines(tuple(lines))] if lines else []


def _given(speaker: Speaker, item: Item, leg: AnswerLeg, may_read: bool) -> Line:
    match leg.part.leg:
        case Leg.PRIVATE:
            sentence = translatable("Private message: {person}, {when}")
        case Leg.PUBLIC if is_two_legged(item):
            sentence = translatable("Public note: {person}, {when}")
        case Leg.PUBLIC:
            sentence = translatable("Answer: {person}, {when}")
        case _:
            sentence = translatable("Answer below #{about}: {person}, {when}")
    person, when = speaker.person(leg.by), speaker.moment(leg.at)
    line = speaker.line(sentence, person=person, when=when, about=leg.part.about)
    stands_above = leg.part.leg is Leg.PUBLIC and item.closing is not None
    if not leg.link or stands_above or (leg.part.leg is Leg.PRIVATE and not may_read):
        return line
    return (*line, " · ", Link(speaker.text("Open it"), leg.link))


def _called(speaker: Speaker, item: Item, part: Part) -> str:
    match part.leg:
        case Leg.PRIVATE:
            return speaker.text("the private message")
        case Leg.PUBLIC if is_two_legged(item):
            return speaker.text("the public note")
        case Leg.PUBLIC:
            return speaker.text("the answer")
    return speaker.text("the answer below #{number}", number=part.about)
