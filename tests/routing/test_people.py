"""Who may answer for a domain at a moment, and as what."""

from datetime import timedelta

import pytest

from routing.absence import Absence
from routing.handbook import Handbook
from routing.people import able, changes, is_on_call, stand
from tests.routing.handbooks import NORDIC, handbook, oslo
from tests.routing.rosters import away, company, standing

NOW = "2026-11-18 12:00"  # Dee is on call.
LEVELS = NORDIC.replace(
    'experts = ["ada", "bo"]',
    'experts = [{ person = "ada", level = "with_approval" }, { person = "bo", level = "never" }]',
)
UNTIL = NORDIC.replace('deputies = ["eva"]', 'deputies = [{ person = "eva", until = 2026-11-18 }]')


@pytest.mark.parametrize(("domain", "people"), [("billing", ("ada", "bo", "eva", "cy")), ("delivery", ("dee", "eva"))])
def test_who_may_answer_at_all(domain: str, people: tuple[str, ...]) -> None:
    assert able(handbook(), domain, oslo(NOW)) == people


def test_everybody_has_their_level_and_who_may_not_answer_is_not_able() -> None:
    rules = handbook(LEVELS)
    assert standing(rules, "billing", NOW) == [
        "ada expert with_approval", "bo expert never", "eva deputy freely", "cy lead freely",
    ]  # fmt: skip
    assert able(rules, "billing", oslo(NOW)) == ("ada", "eva", "cy")


def test_an_expert_is_one_until_the_end_of_their_last_day() -> None:
    rules = handbook(
        NORDIC.replace('experts = ["ada", "bo"]', 'experts = ["bo", { person = "ada", until = 2026-11-17 }]')
    )
    assert "ada" in able(rules, "billing", oslo("2026-11-17 23:59"))
    assert "ada" not in able(rules, "billing", oslo("2026-11-18 00:00"))
    assert oslo("2026-11-18 00:00") in changes(rules, "billing", oslo("2026-11-17 12:00"), oslo("2026-11-19 12:00"))


def test_never_holds_for_a_lead_as_well_and_for_who_stands_in_for_them() -> None:
    rules = company(away("cy", by="dee"), text=NORDIC.replace('["ada", "bo"]', '[{ person = "cy", level = "never" }]'))
    assert standing(rules, "billing", NOW) == [
        "cy expert never", "eva deputy freely", "dee stand_in never for cy", "cy lead never",
        "dee stand_in never for cy",
    ]  # fmt: skip
    assert able(rules, "billing", oslo(NOW)) == ("eva",)


def test_somebody_can_have_two_parts_but_is_able_once() -> None:
    rules = handbook(NORDIC.replace('experts = ["dee"]', 'experts = ["dee", "eva"]'))
    assert standing(rules, "delivery", NOW) == ["dee expert freely", "eva expert freely", "eva lead freely"]
    assert able(rules, "delivery", oslo(NOW)) == ("dee", "eva")


def test_a_domain_that_is_gone_is_the_default_one() -> None:
    assert able(handbook(), "gone", oslo(NOW)) == ("ada", "bo", "eva", "cy")


@pytest.mark.parametrize(
    ("now", "there"), [("2026-11-18 23:59", True), ("2026-11-19 00:00", False), ("2026-10-01 00:00", True)]
)
def test_a_deputy_is_one_until_the_end_of_their_last_day_in_the_companys_zone(now: str, there: bool) -> None:
    assert ("eva" in able(handbook(UNTIL), "billing", oslo(now))) is there


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        # Whom the absence names, else the handbook's deputy.
        (company(away("bo", by="dee")), ["dee stand_in freely for bo"]),
        (company(away("bo"), bo="dee"), ["dee stand_in freely for bo"]),
        (company(away("bo", by="dee"), bo="eva"), ["dee stand_in freely for bo"]),
        (company(away("bo")), []),
        # On and on while that one is away too.
        (company(away("bo", by="ada"), away("ada", by="dee")),
         ["dee stand_in freely for ada", "dee stand_in freely for bo"]),
        (company(away("bo"), away("dee"), away("eva"), away("cy", by="ada"), bo="dee", dee="eva", eva="cy"), []),
        (company(away("dee", by="bo"), away("bo"), bo="cy"), ["cy stand_in freely for bo"]),
        # A branch that ends nowhere is left for the handbook's deputy.
        (company(away("bo", by="eva"), away("eva"), bo="dee"), ["dee stand_in freely for bo"]),
        # Circles end.
        (company(away("bo", by="bo")), []),
        (company(away("bo", by="dee"), away("dee", by="bo")), []),
        (company(away("bo", by="dee"), away("dee", by="eva"), away("eva", by="bo")), []),
        # The lead's deputy stands in for the lead, and is asked as late.
        (company(away("cy", by="dee")), ["dee stand_in freely for cy"]),
        # Who is asked as early themself needs no second part.
        (company(away("bo", by="eva")), []),
        (company(away("bo", by="ada")), []),
        # The lead, who is asked last, comes forward.
        (company(away("bo", by="cy")), ["cy stand_in freely for bo"]),
        # Somebody whom the handbook does not know any more.
        (company(away("bo", by="gone"), bo="dee"), ["dee stand_in freely for bo"]),
        # Not at this moment.
        (company(away("bo", until="2026-11-18 12:00", by="dee")), []),
        (company(away("bo", "2026-11-18 12:01", by="dee")), []),
        (company(away("bo", until=None, by="dee")), ["dee stand_in freely for bo"]),
        # The latest of two absences under way.
        (company(away("bo", "2026-11-16 00:00", by="dee"), away("bo", "2026-11-18 00:00", by="cy")),
         ["cy stand_in freely for bo"]),
    ],
)  # fmt: skip
def test_who_stands_in_for_somebody_away(rules: Handbook, found: list[str]) -> None:
    assert [said for said in standing(rules, "billing", NOW) if "stand_in" in said] == found


@pytest.mark.parametrize(
    ("absences", "found"),
    [
        # The rights of the absent one,
        ([away("ada", by="dee")], ["dee stand_in with_approval for ada"]),
        ([away("bo", by="dee")], ["dee stand_in never for bo"]),
        # never more than their own,
        ([away("cy", by="ada")], []),
        ([away("eva", by="bo"), away("bo", by="cy")], ["cy stand_in never for bo", "cy stand_in never for eva"]),
        # and of two that they stand in for each has its own.
        ([away("ada", by="dee"), away("eva", by="dee")],
         ["dee stand_in with_approval for ada", "dee stand_in freely for eva"]),
    ],
)  # fmt: skip
def test_a_stand_in_has_the_smaller_rights(absences: list[Absence], found: list[str]) -> None:
    rules = handbook(LEVELS).with_roster(absences)
    assert [said for said in standing(rules, "billing", NOW) if "stand_in" in said] == found


def test_the_order_is_experts_deputies_stand_ins_lead_and_the_leads_stand_in() -> None:
    rules = company(away("bo", by="dee"), away("cy", by="dee"))
    parts = [(one.person, one.part, one.turn) for one in stand(rules, "billing", oslo(NOW))]
    assert parts == [
        ("ada", "expert", 0), ("bo", "expert", 0), ("eva", "deputy", 1), ("dee", "stand_in", 1), ("cy", "lead", 2),
        ("dee", "stand_in", 2),
    ]  # fmt: skip


def test_the_moments_at_which_somebody_else_may_be_able() -> None:
    rules = company(
        away("bo", "2026-11-20 08:00", "2026-11-23 08:00", by="dee"), away("dee", "2026-11-21 08:00", None), text=UNTIL
    )
    now = oslo(NOW)
    edges = changes(rules, "billing", now, now + timedelta(days=30))
    days = ("2026-11-19 00:00", "2026-11-20 08:00", "2026-11-21 08:00", "2026-11-23 08:00")
    assert edges == tuple(oslo(day) for day in days)
    assert changes(rules, "billing", oslo("2026-11-20 08:00"), oslo("2026-11-23 08:00")) == edges[2:3]
    assert changes(handbook(), "billing", now, now + timedelta(days=30)) == ()


def test_who_is_on_call() -> None:
    assert is_on_call(handbook(), "dee", oslo(NOW))
    assert not is_on_call(handbook(), "eva", oslo(NOW))
