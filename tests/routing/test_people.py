import pytest

from routing.people import able, is_on_call
from tests.routing.handbooks import handbook, oslo

NOW = "2026-11-18 12:00"  # Dee is on call.


@pytest.mark.parametrize(("domain", "people"), [("billing", ("ada", "bo", "eva", "cy")), ("delivery", ("dee", "eva"))])
def test_who_may_answer_at_all(domain: str, people: tuple[str, ...]) -> None:
    assert able(handbook(), domain) == people


def test_who_is_on_call() -> None:
    assert is_on_call(handbook(), "dee", oslo(NOW))
    assert not is_on_call(handbook(), "eva", oslo(NOW))
