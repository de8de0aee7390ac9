from itertools import pairwise

import pytest

from routing.asking_next import ASKED_FOR, next_asked
from routing.handbook import Handbook
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, item, oslo
from tests.routing.reasons import are_sound
from tests.routing.rosters import away, company

ALWAYS = handbook(NORDIC.replace('slack = "U0EVA"', 'slack = "U0EVA"\nhours = "always"'))
LEARNING = handbook(NORDIC.replace('deputies = ["eva"]', 'deputies = [{ person = "eva", level = "with_approval" }]'))
AWAY = company(away("cy", by="dee"))


@pytest.mark.parametrize(
    ("rules", "already", "also", "at", "person", "code", "until"),
    [
        # At work: the lead, half an hour later the deputy, then whom else the domain names.
        (NORDIC, "ada", "", "2026-11-18 10:00", "cy", "asked_lead", "2026-11-18 10:30"),
        (NORDIC, "ada cy", "", "2026-11-18 10:30", "eva", "asked_other", "2026-11-18 11:00"),
        (NORDIC, "ada cy eva", "bo", "2026-11-18 11:00", "bo", "asked_other", "2026-11-18 11:30"),
        # Nobody who asks is asked themself.
        (NORDIC, "cy", "", "2026-11-18 10:00", "eva", "asked_other", "2026-11-18 10:30"),
        # All are at work and silent: the person on call's turn comes when they have gone home.
        (NORDIC, "ada cy eva", "", "2026-11-18 11:00", None, "asked_nobody_until", "2026-11-18 16:00"),
        (ALWAYS, "ada cy eva", "", "2026-11-18 11:00", None, "asked_nobody", None),
        (WITHOUT_ROTA, "ada cy eva", "", "2026-11-18 11:00", None, "asked_nobody", None),
        # After hours the person on call; then the lead in the morning, and the deputy.
        (NORDIC, "ada", "", "2026-11-18 22:00", "dee", "asked_on_call", "2026-11-18 22:30"),
        (NORDIC, "ada dee", "", "2026-11-18 22:30", None, "asked_nobody_until", "2026-11-19 08:00"),
        (NORDIC, "ada dee", "", "2026-11-19 08:00", "cy", "asked_lead", "2026-11-19 08:30"),
        (NORDIC, "dee", "", "2026-11-18 22:00", None, "asked_nobody_until", "2026-11-19 08:00"),
        (WITHOUT_ROTA, "ada", "", "2026-11-18 22:00", None, "asked_nobody_until", "2026-11-19 08:00"),
        # The lead is off, and somebody else is there.
        (ALWAYS, "ada", "", "2026-11-18 22:00", "eva", "asked_other", "2026-11-18 22:30"),
        (NORDIC, "ada", "bo", "2026-11-18 11:30", "cy", "asked_lead", "2026-11-18 12:00"),
        # Away: their stand-in has the same word, at the same hours as ever.
        (AWAY, "ada", "", "2026-11-18 10:00", "eva", "asked_other", "2026-11-18 10:30"),
        (AWAY, "ada eva", "", "2026-11-18 10:30", "dee", "asked_other", "2026-11-18 11:00"),
        # A deputy whose own answers somebody else must see is not asked.
        (LEARNING, "ada cy", "", "2026-11-18 10:30", None, "asked_nobody_until", "2026-11-18 16:00"),
    ],
)
def test_who_is_asked_next(
    rules: str | Handbook, already: str, also: str, at: str, person: str | None, code: str, until: str | None
) -> None:
    book = handbook(rules) if isinstance(rules, str) else rules
    asked = next_asked(book, item(), tuple(already.split()), oslo(at), tuple(also.split()))
    assert (asked.person, asked.reason.code) == (person, code)
    assert asked.until == (oslo(until) if until else None)
    assert are_sound([asked.reason])


@pytest.mark.parametrize("rules", [handbook(), ALWAYS, LEARNING, AWAY, handbook(WITHOUT_ROTA)])
@pytest.mark.parametrize("at", ["2026-11-18 10:00", "2026-11-18 15:50", "2026-11-20 23:00"])
def test_nobody_is_asked_twice_and_it_comes_to_an_end(rules: Handbook, at: str) -> None:
    already: tuple[str, ...] = ("ada",)
    moments = [oslo(at)]
    for _ in range(20):
        asked = next_asked(rules, item(), already, moments[-1])
        if asked.person is not None:
            assert asked.person not in already
            assert asked.until == moments[-1] + ASKED_FOR
            already = (*already, asked.person)
        if asked.until is None:
            break
        moments.append(asked.until)
    else:
        pytest.fail("It never comes to an end.")
    assert all(before < after for before, after in pairwise(moments))
    assert {"cy"} <= set(already)
