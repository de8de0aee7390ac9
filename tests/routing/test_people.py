from datetime import timedelta

import pytest

from routing.item import Climb, PageStatus, Paging
from routing.people import able, is_on_call, may_answer, may_claim
from tests.routing.handbooks import handbook, item, oslo

NOW = "2026-11-18 12:00"  # Dee is on call.


@pytest.mark.parametrize(("domain", "people"), [("billing", ("ada", "bo", "eva", "cy")), ("delivery", ("dee", "eva"))])
def test_who_may_answer_at_all(domain: str, people: tuple[str, ...]) -> None:
    assert able(handbook(), domain) == people


@pytest.mark.parametrize(
    ("person", "domain", "may", "part", "code"),
    [
        ("ada", "billing", True, "expert", "may_answer_expert"),
        ("eva", "billing", True, "deputy", "may_answer_deputy"),
        ("cy", "billing", True, "lead", "may_answer_lead"),
        ("eva", "delivery", True, "lead", "may_answer_lead"),
        ("ada", "delivery", False, "none", "may_not_answer"),
        ("dee", "billing", False, "none", "on_call_may_not_answer"),
        ("gone", "billing", False, "none", "not_in_handbook"),
    ],
)
def test_may_answer(person: str, domain: str, may: bool, part: str, code: str) -> None:
    found = may_answer(handbook(), person, domain, oslo(NOW))
    assert (found.may, found.part, found.reason.code) == (may, part, code)


def test_a_refusal_names_who_can_grant_it() -> None:
    assert may_answer(handbook(), "ada", "delivery", oslo(NOW)).reason.values["people"] == "eva,cy"


PAGED = Climb(paging=Paging("bo", ("dee", "bo"), PageStatus.SOUNDING, oslo(NOW), oslo(NOW) + timedelta(minutes=10)))


@pytest.mark.parametrize(
    ("person", "climb", "may", "code"),
    [
        ("dee", Climb(), True, "may_answer_expert"),
        ("ada", Climb(), False, "may_not_answer"),
        ("bo", Climb(), False, "may_not_answer"),
        ("bo", PAGED, True, "may_claim_paged"),
        ("gone", Climb(), False, "not_in_handbook"),
    ],
)
def test_may_claim_a_delivery_item(person: str, climb: Climb, may: bool, code: str) -> None:
    found = may_claim(handbook(), person, item(domain="delivery", climb=climb), oslo(NOW))
    assert (found.may, found.reason.code) == (may, code)


def test_whoever_is_on_call_may_claim_anything() -> None:
    found = may_claim(handbook(), "dee", item(domain="billing"), oslo(NOW))
    assert (found.may, found.part, found.reason.code) == (True, "on_call", "may_claim_on_call")
    assert is_on_call(handbook(), "dee", oslo(NOW))
    assert not is_on_call(handbook(), "eva", oslo(NOW))
