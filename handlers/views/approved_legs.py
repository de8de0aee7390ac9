"""The fields of an answer in two legs that somebody else sees first: to write both, and to record both afterwards."""

from handlers.views.forms import LONGEST_ANSWER, LONGEST_LINK
from handlers.words import Speaker
from routing.answer_legs import Leg
from routing.messages import Block, Choice, ChoiceField, Lines, Quote, Strong, TextField
from storage.approvals import Approval

POSTED = "as_it_stands"
"""What the field "posted", or "private_posted", says when the words above it were posted as they stand."""

Fields = list[Block | TextField | ChoiceField]


def posted_field(leg: Leg) -> str:
    """The name of the field that says that a leg's words were posted as they stand."""
    return "posted" if leg is Leg.PUBLIC else f"{leg}_posted"


def both_missing(speaker: Speaker) -> str:
    """What is said where one of both is not written."""
    return speaker.text("Both are approved together: write this one as well.")


def to_write(speaker: Speaker, leg: Leg, words: str) -> Fields:
    """To write one of both; `words` are what was begun, or the prepared note. Nothing is posted yet."""
    private = leg is Leg.PRIVATE
    label = speaker.text("Your private message") if private else speaker.text("Your public note")
    hint = speaker.text("The channel does not see it.") if private else speaker.text("Change it as you like.")
    missing = both_missing(speaker)
    return [
        TextField(
            f"{leg}_text", label, multiline=True, hint=hint, initial=words, longest=LONGEST_ANSWER, missing=missing
        )
    ]


def to_record(speaker: Speaker, leg: Leg, approval: Approval) -> Fields:
    """The approved words of one leg to copy, and where they were posted."""
    private = leg is Leg.PRIVATE
    heading = speaker.text("The private message") if private else speaker.text("The public note")
    link = speaker.text("Link to your private message") if private else speaker.text("Link to your public note")
    hint = speaker.text("What you leave empty you can add later.") if private else ""
    as_it_stands = Choice(POSTED, speaker.text("It is posted as it stands above"))
    return [
        Lines(((Strong(heading),),)),
        Quote(approval.private_text if private else approval.text, speaker.language),
        TextField(f"{leg}_link", link, required=False, hint=hint, longest=LONGEST_LINK),
        ChoiceField(posted_field(leg), speaker.text("Or"), (as_it_stands,), required=False),
    ]
