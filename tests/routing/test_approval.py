from dataclasses import replace

import pytest

from routing.approval import needs_approval
from tests.routing.handbooks import NORDIC, handbook, item, oslo
from tests.routing.reasons import are_sound

NOW = oslo("2026-11-18 10:00")
BO_AND_DEE = '{ person = "bo", level = "with_approval" }, { person = "dee", level = "never" }'
MARKED = handbook(
    NORDIC.replace('["ada", "bo"]', f'["ada", {BO_AND_DEE}]')
    + '\n[[situation]]\nid = "libel"\nname = "Libel"\napproval = true\n'
    + '\n[[situation]]\nid = "refund"\nname = "Refund"\n'
)


@pytest.mark.parametrize(
    ("person", "situation", "code"),
    [
        ("ada", "", None),
        ("ada", "refund", None),
        ("ada", "libel", "approval_situation"),
        ("ada", "taken out of the handbook", None),
        ("bo", "", "approval_level"),
        ("bo", "libel", "approval_level"),
        # Also the lead's own answers: then somebody else approves.
        ("cy", "libel", "approval_situation"),
        ("eva", "libel", "approval_situation"),
        # Who may not answer at all has nothing to be approved.
        ("dee", "libel", None),
        ("unknown", "libel", None),
    ],
)
def test_when_somebody_else_must_see_an_answer(person: str, situation: str, code: str | None) -> None:
    reason = needs_approval(MARKED, replace(item(), situation=situation), person, NOW)
    assert (reason.code if reason is not None else None) == code
    assert reason is None or are_sound([reason])
