"""Every button, menu and form that is drawn is understood when it comes back, and nothing is understood in vain."""

from handlers.clicks import COMMANDS, FORMS, QUESTIONS
from handlers.closings import DECLINE, NOT_AN_ITEM
from handlers.views import forms, reopening
from handlers.words.vocabulary import DECLINE_REASONS
from tests.handlers.codes import drawn
from tests.handlers.examples import NOW, item, speaker

OF_THE_DESK = {"make_item"}
"""Handled by the desk itself: it reads the message again and notices it anew."""

ASKED_BY_THE_DESK = {"show", "file", "new_item", "react"}
"""What a desk asks by itself: what stands there now, for the one who clicked; a file again; a shortcut, a reaction."""


OPENED_WITH_A_MOMENT = {"hold"}
"""Its subject says when it was opened: see the stories of holding answers."""
OF_NOTHING_YET = {"new_item", "away"}
"""Speak of no item: see the stories of shortcuts and of the home."""


def test_buttons_and_menus_come_back_to_a_use_case() -> None:
    understood = {*QUESTIONS, *COMMANDS}
    assert drawn("Button") | drawn("Menu") == (understood - ASKED_BY_THE_DESK) | OF_THE_DESK
    assert not set(QUESTIONS) & set(COMMANDS)


def test_forms_come_back_to_a_use_case() -> None:
    closing = [
        forms.close(speaker(), item(), ending.name, DECLINE_REASONS, may_read=True) for ending in (DECLINE, NOT_AN_ITEM)
    ]
    drawn_forms = (
        forms.answer(speaker(), item()),
        *closing,
        forms.pause(speaker(), item(), NOW),
        reopening.form(speaker(), item()),
    )
    assert {form.form for form in drawn_forms} == set(FORMS) - OPENED_WITH_A_MOMENT - OF_NOTHING_YET
    assert {form.subject for form in drawn_forms} == {"item:12"}
