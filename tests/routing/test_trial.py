"""Many posts tried at once: how they share themselves out, how many go where, and how often that is right."""

from dataclasses import replace

from routing.item import Urgency
from routing.people import stand
from routing.remembered import by_handbook
from routing.trial import Right, Trial, as_past, never_held, tally, try_out
from tests.routing.handbooks import WITHOUT_ROTA, handbook, oslo, post

BOOK = handbook()
WEIGHTS = dict.fromkeys(Urgency, 1)
PARCEL, BILL = post("Hvor er pakken?"), post("Hvor er fakturaen?")


def test_each_is_decided_after_those_before_it() -> None:
    experts = [item.expert for item in try_out(BOOK, [BILL] * 4, {"ada": 1}, {}, WEIGHTS)]
    assert experts == ["bo", "ada", "bo", "ada"], "who was named longest ago, of those who have as few"
    assert [item.expert for item in try_out(BOOK, [BILL] * 2, {"ada": 9}, {}, WEIGHTS)] == ["bo", "bo"]


def test_figures() -> None:
    trials = [
        Trial(2, "2", PARCEL, "delivery", Urgency.NORMAL),
        Trial(3, "3", BILL, "delivery"),
        Trial(4, "4", BILL),
        Trial(5, "5", BILL, "billing", Urgency.HIGH),
    ]
    found = tally(trials, list(try_out(BOOK, [trial.post for trial in trials], {}, {}, WEIGHTS)))
    assert (found.posts, found.by_default, found.too_many_by_default) == (4, 3, True)
    assert found.domains == (("billing", 3), ("delivery", 1))
    assert found.rules == ((None, 3), ("delivery-words", 1))
    assert found.domain_labels == Right(
        3, 2, (("delivery", "delivery", 1), ("delivery", "billing", 1), ("billing", "billing", 1))
    )
    assert found.urgency_labels == Right(2, 1, (("normal", "normal", 1), ("high", "normal", 1)))
    assert Right(0, 0, ()).share == 0.0


def test_rules_that_hold_for_none() -> None:
    posts = list(as_past(BOOK, [Trial(2, "2", PARCEL)]))
    assert [(past.number, past.language) for past in posts] == [(2, "nb")]
    assert never_held(BOOK, posts) == ("x-critique",)
    assert never_held(BOOK, ()) == ("delivery-words", "x-critique")


def test_what_is_remembered_is_of_that_very_handbook() -> None:
    asked = []

    @by_handbook
    def question(book: object, *others: int) -> int:
        asked.append(others)
        return sum(others)

    other = replace(BOOK, warnings=("another",))
    assert [question(BOOK, 1, 2), question(BOOK, 1, 2), question(BOOK, 2)] == [3, 3, 2]
    assert asked == [(1, 2), (2,)]
    assert question(other, 1, 2) == 3
    assert asked == [(1, 2), (2,), (1, 2)]
    for number in range(1000):
        question(other, number)
    assert question(other, 1, 2) == 3


def test_who_stands_in_a_domain_follows_the_roster() -> None:
    now = oslo("2026-11-18 10:00")
    before = stand(BOOK, "billing", now)
    assert stand(BOOK, "billing", now) is before
    assert stand(handbook(WITHOUT_ROTA), "billing", now) == before
