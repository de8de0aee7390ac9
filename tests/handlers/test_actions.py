"""Every button, menu and form that is drawn is understood when it comes back, and nothing is understood in vain."""

from handlers.clicks import COMMANDS, FORMS, QUESTIONS
from handlers.closings import DECLINE, NOT_AN_ITEM
from handlers.scene import Scene
from handlers.views import (
    answering,
    approval_forms,
    conflicts,
    forms,
    hand_over,
    internal,
    merging,
    reopening,
    two_legged,
)
from handlers.words.vocabulary import DECLINE_REASONS
from routing.item import State
from routing.reasons import Reason
from storage.approvals import Approval, ApprovalState
from storage.conflicts import Conflict
from tests.handlers.codes import drawn
from tests.handlers.empty import nothing_stored
from tests.handlers.examples import NOW, handbook, item, speaker

OF_THE_DESK = {"make_item"}
"""Handled by the desk itself: it reads the message again and notices it anew."""

ASKED_BY_THE_DESK = {"show", "file", "new_item", "react"}
"""What a desk asks by itself: what stands there now, for the one who clicked; a file again; a shortcut, a reaction."""


OPENED_WITH_A_MOMENT = {"hold"}
"""Its subject says when it was opened: see the stories of holding answers."""
REPORTED = Conflict(3, 12, "bo", NOW, "He threatens us.", None)
ASKED = Approval(5, 12, 1, "bo", NOW, Reason("approval_level"), "Hei!", "Hei!", "", ApprovalState.WAITING)
OF_NOTHING_YET = {"new_item", "away"}
"""Speak of no item: see the stories of shortcuts and of the home."""
OF_A_PUBLICATION = {"publish"}
"""Its subject is what was previewed: see the stories of publishing."""

OF_A_NOTE = {"reply_note"}
"""Speaks of what a colleague wrote about an item: see the stories of questions."""


def test_buttons_and_menus_come_back_to_a_use_case() -> None:
    understood = {*QUESTIONS, *COMMANDS}
    assert drawn("Button") | drawn("Menu") == (understood - ASKED_BY_THE_DESK) | OF_THE_DESK
    assert not set(QUESTIONS) & set(COMMANDS)


def test_forms_come_back_to_a_use_case() -> None:
    closing = [
        forms.close(speaker(), item(), ending.name, DECLINE_REASONS, may_read=True) for ending in (DECLINE, NOT_AN_ITEM)
    ]
    finn = handbook().person("finn")
    assert finn is not None
    scene = Scene(nothing_stored(), handbook(), NOW, ("slack",), writes=False)
    drawn_forms = (
        answering.form(speaker(), item()),
        *closing,
        forms.pause(speaker(), item(), NOW),
        reopening.form(speaker(), item()),
        hand_over.form(scene, speaker(), item(State.CLAIMED, "bo"), [finn]),
        internal.ask_form(scene, speaker(), item(), [finn], may_read=True),
        internal.tip_form(speaker(), item(), "bo"),
        merging.form(speaker(), item(), [], may_read=True),
        conflicts.report_form(speaker(), item(), may_read=True),
        conflicts.settle_form(speaker(), item(), REPORTED, takes=True, may_read=True),
        *(two_legged.form(scene, speaker(), item(), (), new=new) for new in (True, False)),
        approval_forms.edit(speaker(), item(), ASKED),
        approval_forms.send_back(speaker(), item(), ASKED),
    )
    named = {form.form for form in drawn_forms} | {form.keep.form for form in drawn_forms if form.keep is not None}
    assert named == set(FORMS) - OPENED_WITH_A_MOMENT - OF_NOTHING_YET - OF_A_PUBLICATION - OF_A_NOTE
    assert {form.subject for form in drawn_forms} == {"item:12", "approval:5"}
