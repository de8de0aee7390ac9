from dataclasses import replace
from datetime import timedelta

import pytest

from routing.item import Kind, Urgency
from routing.target import PostFacts, deadline_for, target_for
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, oslo, post

HOUR = timedelta(hours=1)


def facts(
    source: str = "facebook", kind: str = "question", urgency: str = "normal", domain: str = "billing"
) -> PostFacts:
    return PostFacts(source, Kind(kind), Urgency(urgency), domain)


@pytest.mark.parametrize(
    ("text", "source", "hours"),
    [
        (NORDIC, "facebook", 3),
        (NORDIC, " Facebook ", 3),
        (NORDIC, "instagram", 3),
        (NORDIC, "blog", 24),
        (NORDIC, "forum", 24),
        (NORDIC, "reviews", 24),
        (NORDIC, "letters", 3),
        (NORDIC.replace('["facebook", "x"]', '["blog", "*"]').replace('"3h"', '"5h"'), "blog", 5),
        (NORDIC.replace('["facebook", "x"]', '["*"]').replace('"3h"', '"5h"'), "forum", 5),
    ],
)
def test_targets_of_sources(text: str, source: str, hours: int) -> None:
    assert target_for(handbook(text), facts(source)).answer_within == hours * HOUR


@pytest.mark.parametrize(
    ("text", "posted", "now", "starts", "due", "unstaffed"),
    [
        (NORDIC, "2026-11-18 10:00", "2026-11-18 10:01", "2026-11-18 10:00", "2026-11-18 13:00", False),
        (NORDIC, "2026-11-18 23:00", "2026-11-18 23:01", "2026-11-18 23:00", "2026-11-19 02:00", False),
        (NORDIC, "2026-11-18 06:00", "2026-11-18 08:00", "2026-11-18 06:00", "2026-11-18 09:00", False),
        (NORDIC, "2026-11-18 14:00", "2026-11-18 12:00", "2026-11-18 12:00", "2026-11-18 15:00", False),
        (NORDIC, "2026-03-29 01:00", "2026-03-29 01:00", "2026-03-29 01:00", "2026-03-29 05:00", False),
        (WITHOUT_ROTA, "2026-11-18 10:00", "2026-11-18 10:01", "2026-11-18 10:00", "2026-11-18 13:00", False),
        (WITHOUT_ROTA, "2026-11-18 08:00", "2026-11-18 08:00", "2026-11-18 08:00", "2026-11-18 11:00", False),
        (WITHOUT_ROTA, "2026-11-18 16:00", "2026-11-18 16:00", "2026-11-19 08:00", "2026-11-19 11:00", True),
        (WITHOUT_ROTA, "2026-11-20 23:00", "2026-11-20 23:01", "2026-11-23 08:00", "2026-11-23 11:00", True),
        (WITHOUT_ROTA, "2026-11-20 23:00", "2026-11-23 09:00", "2026-11-23 08:00", "2026-11-23 11:00", True),
    ],
)
def test_the_clock_runs_from_the_posting(
    text: str, posted: str, now: str, starts: str, due: str, unstaffed: bool
) -> None:
    deadline = deadline_for(handbook(text), post(at=posted), facts(), oslo(now))
    assert (deadline.starts_at, deadline.due_at) == (oslo(starts), oslo(due))
    assert deadline.came_unstaffed is unstaffed
    assert deadline.because.code == ("came_unstaffed" if unstaffed else "target")


def test_a_company_that_is_never_staffed_still_has_deadlines() -> None:
    rules = handbook(WITHOUT_ROTA.replace('hours = "mon-fri 08:00-16:00"', 'hours = "never"'))
    deadline = deadline_for(rules, post(), facts(), oslo("2026-11-18 10:00"))
    assert (deadline.due_at, deadline.came_unstaffed) == (oslo("2026-11-18 13:00"), False)


def test_reasons_tell_moments_in_utc() -> None:
    written = replace(post(), posted_at=oslo("2026-11-18 10:00").astimezone(handbook().zone))
    because = deadline_for(handbook(), written, facts(urgency="high"), oslo("2026-11-18 10:00")).because
    assert because.values == {
        "target_seconds": 10_800,
        "zone": "Europe/Oslo",
        "source": "facebook",
        "urgency": "high",
        "starts_at": "2026-11-18T09:00:00+00:00",
    }
