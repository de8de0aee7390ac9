from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from routing.delegate import choose

from routing.handbook import Handbook
from routing.item import Deadline
from routing.reasons import Reason
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, oslo
from tests.routing.reasons import are_sound


def deadline(due: str) -> Deadline:
    return Deadline(oslo(due), oslo(due) - timedelta(hours=3), timedelta(hours=3), Reason("target"))


def without_experts_by_day(text: str = NORDIC) -> Handbook:
    """Ada and Bo work at night, Eva (the deputy) and Cy (the lead) by day."""
    night = 'hours = "mon-fri 22:00-04:00"'
    text = text.replace('hours = ["mon-fri 08:00-11:30", "mon,wed 12:00-16:00"]', night)
    return handbook(text.replace('slack = "U0ADA"', f'slack = "U0ADA"\n{night}'))


def nobody_ever() -> Handbook:
    text = NORDIC.replace('"mon-fri 08:00-16:00"', '"never"')
    return handbook(text.replace('["mon-fri 08:00-11:30", "mon,wed 12:00-16:00"]', '"never"'))


@pytest.mark.parametrize(
    ("now", "loads", "last", "expert", "codes"),
    [
        ("2026-11-18 10:00", {}, {}, "ada", ["chosen_never_before"]),
        ("2026-11-18 10:00", {"ada": 2, "bo": 1}, {}, "bo", ["chosen_fewest_open"]),
        ("2026-11-18 10:00", {"ada": 1}, {"bo": "2026-11-18 09:00"}, "bo", ["chosen_fewest_open"]),
        ("2026-11-18 10:00", {}, {"ada": "2026-11-18 09:00"}, "bo", ["chosen_never_before"]),
        (
            "2026-11-18 10:00",
            {"ada": 1, "bo": 1},
            {"ada": "2026-11-18 09:00", "bo": "2026-11-17 09:00"},
            "bo",
            ["chosen_longest_since"],
        ),
        ("2026-11-18 11:45", {"ada": 9}, {}, "ada", ["chosen_only_one"]),
        ("2026-11-19 13:00", {"ada": 9}, {}, "ada", ["chosen_only_one"]),
    ],
)
def test_the_fairest_expert_at_work(
    now: str, loads: dict[str, int], last: Mapping[str, str], expert: str, codes: list[str]
) -> None:
    last_chosen: dict[str, datetime] = {person: oslo(at) for person, at in last.items()}
    chosen = choose(handbook(), "billing", loads, last_chosen, oslo(now), deadline("2026-11-30 12:00"), "nb")
    assert (chosen.expert, [reason.code for reason in chosen.reasons]) == (expert, codes)
    assert are_sound(chosen.reasons)


@pytest.mark.parametrize(
    ("rules", "domain", "now", "due", "expert", "codes"),
    [
        (
            without_experts_by_day(),
            "billing",
            "2026-11-18 10:00",
            "2026-11-18 13:00",
            "eva",
            ["chosen_only_one", "chosen_deputy"],
        ),
        (
            without_experts_by_day(NORDIC.replace('deputies = ["eva"]', "")),
            "billing",
            "2026-11-18 10:00",
            "2026-11-18 13:00",
            "cy",
            ["chosen_only_one", "chosen_lead"],
        ),
        (handbook(), "billing", "2026-11-18 20:00", "2026-11-19 20:00", "ada", ["chosen_starts_soonest"]),
        (
            without_experts_by_day(),
            "billing",
            "2026-11-18 07:00",
            "2026-11-18 10:00",
            "eva",
            ["chosen_starts_soonest", "chosen_deputy"],
        ),
        (handbook(), "billing", "2026-11-18 20:00", "2026-11-18 23:00", "ada", ["nobody_at_work", "on_call_is"]),
        (handbook(WITHOUT_ROTA), "billing", "2026-11-18 20:00", "2026-11-18 23:00", "ada", ["nobody_at_work"]),
        (
            nobody_ever(),
            "billing",
            "2026-11-18 20:00",
            "2026-11-18 23:00",
            "ada",
            ["nobody_ever_at_work", "on_call_is"],
        ),
        (handbook(), "no-longer-there", "2026-11-18 11:45", "2026-11-18 13:00", "ada", ["chosen_only_one"]),
    ],
)
def test_whom_it_names_when_no_expert_is_there(
    rules: Handbook, domain: str, now: str, due: str, expert: str, codes: list[str]
) -> None:
    chosen = choose(rules, domain, {}, {}, oslo(now), deadline(due), "nb")
    assert (chosen.expert, [reason.code for reason in chosen.reasons]) == (expert, codes)
    assert are_sound(chosen.reasons)


def test_among_equals_the_one_who_speaks_the_language() -> None:
    rules = handbook(NORDIC.replace('slack = "U0BO"', 'slack = "U0BO"\nlanguage = "sv"'))
    for language, expert in (("sv", "bo"), ("nb", "ada"), ("en", "ada")):
        chosen = choose(rules, "billing", {}, {}, oslo("2026-11-18 10:00"), deadline("2026-11-18 13:00"), language)
        assert chosen.expert == expert
