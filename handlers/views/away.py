"""The form in which somebody says that they are away: until when, and who stands in."""

from collections.abc import Iterable

from handlers.views.forms import LONGEST_TIME
from handlers.words import Speaker
from routing.messages import Aside, Choice, ChoiceField, Form, TextField

AWAY = "away"
"""The form's name, and what it speaks of: oneself."""

NOBODY = "-"
MOST_DEPUTIES = 90


def form(speaker: Speaker, people: Iterable[str]) -> Form:
    """`people` are those who can stand in."""
    nobody = Choice(NOBODY, speaker.text("Nobody in particular"))
    deputies = tuple(Choice(one, speaker.person(one).name) for one in people)[:MOST_DEPUTIES]
    return Form(
        form=AWAY,
        subject=AWAY,
        title=speaker.text("You are away"),
        submit=speaker.text("I am away"),
        close=speaker.text("Cancel"),
        blocks=(
            TextField(
                "until",
                speaker.text("Until when?"),
                required=False,
                hint=speaker.text(
                    "For example “friday”, “24.12.”, “2 weeks” or “from monday to friday”. Empty: from now on, until "
                    "you say that you are back."
                ),
                longest=LONGEST_TIME,
            ),
            ChoiceField("deputy", speaker.text("Who stands in?"), (nobody, *deputies), required=False, initial=NOBODY),
            Aside(
                speaker.line("What you have is handed over as soon as you are away, with a note to whoever gets it.")
            ),
        ),
    )
