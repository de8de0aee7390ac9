from dataclasses import replace
from datetime import timedelta

import pytest

from routing.handbook import Handbook
from routing.item import Clock, Kind, Urgency
from routing.target import PostFacts, deadline_for, next_deadline, target_for
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, item, oslo, post

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


SEVERAL = """
[[target]]
sources = ["*"]
answer_within = "20h"
next_answer_within = "10h"

[[target]]
kind = ["critique"]
urgency = ["high", "critical"]
answer_within = "1h"

[[target]]
sources = "Blog"
kind = "critique"
domains = ["billing"]
answer_within = "2h"

[[target]]
sources = ["blog", "x"]
answer_within = "4h"

[[target]]
sources = ["*"]
domains = ["delivery"]
answer_within = "6h"
"""


@pytest.mark.parametrize(
    ("asked", "hours"),
    [
        (facts("blog", "critique", "high", "billing"), 1),
        (facts("blog", "critique", "normal", "billing"), 2),
        (facts("blog", "critique", "normal", "delivery"), 4),
        (facts(" BLOG ", "question", "high", "billing"), 4),
        (facts("forum", "question", "normal", "delivery"), 6),
        (facts("forum", "question", "normal", "billing"), 20),
    ],
)
def test_the_first_target_that_fits_holds_and_the_one_for_all_is_asked_last(asked: PostFacts, hours: int) -> None:
    first, last = NORDIC.index("[[target]]"), NORDIC.index("[rota]")
    rules = handbook(NORDIC[:first] + SEVERAL + NORDIC[last:])
    assert target_for(rules, asked).answer_within == hours * HOUR
    without = handbook(
        NORDIC[:first]
        + SEVERAL.replace('sources = ["*"]\nanswer_within = "20h"', 'answer_within = "20h"')
        + NORDIC[last:]
    )
    assert target_for(without, asked).answer_within == hours * HOUR


OFFICE = """
[[target]]
domains = ["delivery"]
clock = "office"
answer_within = "8h"
next_answer_within = "4h"

[[target]]
clock = "office"
answer_within = "8h"

[[day]]
date = 2026-12-24
name = "Julaften"
open = "08:00-12:00"
"""


def office_rules(text: str = NORDIC) -> Handbook:
    first, last = text.index("[[target]]"), text.index("[rota]") if "[rota]" in text else len(text)
    own = text[:first] + OFFICE + text[last:]
    return handbook(
        own.replace('experts = ["dee"]', 'experts = ["dee"]\nhours = "mon-sat 10:00-18:00"', 1).replace(
            'hours = "mon-fri 08:00-16:00"', 'hours = "mon-fri 08:00-16:00"\nholidays = "NO"', 1
        )
    )


@pytest.mark.parametrize("text", [NORDIC, WITHOUT_ROTA])
@pytest.mark.parametrize(
    ("domain", "posted", "starts", "due", "code"),
    [
        ("billing", "2026-11-18 14:00", "2026-11-18 14:00", "2026-11-19 14:00", "target_office_company"),
        ("billing", "2026-11-20 22:00", "2026-11-23 08:00", "2026-11-23 16:00", "target_office_company"),
        ("billing", "2026-12-24 11:00", "2026-12-24 11:00", "2026-12-28 15:00", "target_office_company"),
        ("delivery", "2026-11-20 22:00", "2026-11-21 10:00", "2026-11-21 18:00", "target_office"),
        ("delivery", "2026-12-24 09:00", "2026-12-24 10:00", "2026-12-28 16:00", "target_office"),
    ],
)
def test_the_office_clock_counts_the_hours_of_the_domain(
    text: str, domain: str, posted: str, starts: str, due: str, code: str
) -> None:
    deadline = deadline_for(office_rules(text), post(at=posted), facts(domain=domain), oslo(posted))
    assert (deadline.starts_at, deadline.due_at, deadline.clock) == (oslo(starts), oslo(due), Clock.OFFICE)
    assert (deadline.because.code, deadline.came_unstaffed, deadline.came_late) == (code, False, False)


def test_what_the_customer_asks_after_an_answer_has_a_time_of_its_own() -> None:
    asked_at, now = oslo("2026-11-20 17:00"), oslo("2026-11-20 17:05")
    next_one = next_deadline(office_rules(), item(domain="delivery"), asked_at, now)
    assert (next_one.due_at, next_one.because.code) == (oslo("2026-11-21 13:00"), "next_target_office")
    usual = next_deadline(handbook(), item(), asked_at, now)
    assert (usual.due_at, usual.because.code) == (oslo("2026-11-20 20:00"), "next_target")
    company = next_deadline(office_rules(), item(), oslo("2026-11-21 17:00"), now)
    assert (company.starts_at, company.due_at) == (oslo("2026-11-23 08:00"), oslo("2026-11-23 16:00"))
    assert company.because.code == "next_target_office_company"


@pytest.mark.parametrize(
    ("text", "posted", "now", "due", "unstaffed"),
    [
        (NORDIC, "2026-11-18 06:00", "2026-11-18 09:01", "2026-11-18 09:00", False),
        (WITHOUT_ROTA, "2026-11-18 09:00", "2026-11-18 23:00", "2026-11-18 12:00", False),
        (WITHOUT_ROTA, "2026-11-14 09:00", "2026-11-18 23:00", "2026-11-16 11:00", True),
    ],
)
def test_a_post_that_is_older_than_its_target_came_late(
    text: str, posted: str, now: str, due: str, unstaffed: bool
) -> None:
    deadline = deadline_for(handbook(text), post(at=posted), facts(), oslo(now))
    assert (deadline.due_at, deadline.came_late, deadline.came_unstaffed) == (oslo(due), True, unstaffed)
    assert deadline.because.code == "came_late"
    in_time = deadline_for(handbook(text), post(at=posted), facts(), oslo(due))
    assert not in_time.came_late


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
