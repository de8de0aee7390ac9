from dataclasses import replace
from datetime import timedelta

import pytest

from routing.escalation import LATE, THREAD, Step, first_due, pass_on, step
from routing.handbook import Handbook
from routing.item import Climb, How, Item, Kind, PageStatus, Paging, Repeat, Rung, State, Urgency
from routing.ladder import DEFAULT_LADDER
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, item, oslo
from tests.routing.reasons import are_sound

DAY, NIGHT = "2026-11-18 10:00", "2026-11-18 23:00"
FAR = timedelta(hours=24)


def told(found: Step) -> list[tuple[str, str | None]]:
    return [(notice.rung, notice.person) for notice in found.notices]


def notes(found: Step) -> list[str]:
    return [note.code for note in found.notes]


def done(*rungs: str) -> Climb:
    return Climb(done=rungs)


@pytest.mark.parametrize(
    ("subject", "now", "notices", "next_due"),
    [
        (item(DAY), "2026-11-18 11:29", [], "2026-11-18 11:30"),
        (item(DAY), "2026-11-18 11:30", [("unclaimed_50", "ada")], "2026-11-18 12:15"),
        (item(DAY, climb=done("unclaimed_50")), "2026-11-18 12:15", [("unclaimed_75", "bo")], "2026-11-18 13:00"),
        (item(DAY, climb=done("unclaimed_50", "unclaimed_75", "claimed_75")), "2026-11-18 13:00",
         [("unclaimed_100", "cy")], "2026-11-18 13:00:01"),
        (item(DAY, owner="ada"), "2026-11-18 11:30", [], "2026-11-18 12:15"),
        (item(DAY, owner="ada", climb=done("unclaimed_50")), "2026-11-18 12:15",
         [("claimed_75", "ada")], "2026-11-18 13:00"),
        (item(DAY, owner="ada", climb=done("unclaimed_50", "unclaimed_75", "claimed_75")), "2026-11-18 13:00",
         [("claimed_100", "ada"), ("claimed_100", "cy")], "2026-11-18 13:00:01"),
        (item(DAY, climb=done("unclaimed_50", "unclaimed_75", "claimed_75", "unclaimed_100", "claimed_100")),
         "2026-11-18 13:30", [("past", None)], "2026-11-18 16:00"),
        (item(DAY, state=State.DECLINED), "2026-11-18 13:30", [], None),
    ],
)  # fmt: skip
def test_the_default_ladder_by_day(
    subject: Item, now: str, notices: list[tuple[str, str | None]], next_due: str | None
) -> None:
    found = step(subject, handbook(), oslo(now))
    assert told(found) == notices
    assert found.next_due_at == (oslo(next_due) if next_due else None)
    assert found.page is None
    assert are_sound([notice.reason for notice in found.notices])


@pytest.mark.parametrize(
    ("subject", "now", "notices"),
    [
        (item(DAY), "2026-11-18 15:00",
         [("unclaimed_50", "ada"), ("unclaimed_75", "bo"), ("unclaimed_100", "cy"), ("past", None)]),
        (item(DAY, owner="ada"), "2026-11-18 15:00", [("claimed_100", "ada"), ("claimed_100", "cy"), ("past", None)]),
        # Cy is expert and lead: the lead's is the higher one.
        (item(DAY, expert="cy"), "2026-11-18 13:15",
         [("unclaimed_100", "cy"), ("unclaimed_75", "ada"), ("unclaimed_75", "bo")]),
    ],
)  # fmt: skip
def test_after_an_absence_one_message_a_person(subject: Item, now: str, notices: list[tuple[str, str | None]]) -> None:
    found = step(subject, handbook(), oslo(now))
    assert told(found) == notices
    again = step(replace(subject, climb=found.climb), handbook(), oslo(now))
    assert (again.notices, again.climb) == ((), found.climb)


@pytest.mark.parametrize(
    ("subject", "now", "code", "values"),
    [
        (item(DAY), "2026-11-18 11:30", "rung_unclaimed", {"left_seconds": 5_400}),
        (item(DAY), "2026-11-18 13:20", "rung_unclaimed_late", {"late_seconds": 1_200}),
        (item(DAY, owner="ada"), "2026-11-18 12:15", "rung_claimed", {"left_seconds": 2_700, "person": "ada"}),
        (item(DAY, owner="ada"), "2026-11-18 13:00", "rung_claimed_late", {"late_seconds": 0, "person": "ada"}),
    ],
)
def test_a_notice_says_why(subject: Item, now: str, code: str, values: dict[str, object]) -> None:
    reason = step(subject, handbook(), oslo(now)).notices[0].reason
    assert reason.code == code
    assert reason.values.items() >= {**values, "due_at": "2026-11-18T12:00:00+00:00"}.items()


def test_at_night_only_the_person_on_call_is_woken_and_the_history_says_so() -> None:
    subject = item(NIGHT)
    half = step(subject, handbook(), oslo("2026-11-19 00:30"))
    assert (told(half), notes(half)) == ([], ["rung_quiet"])
    assert half.notes[0].values == {"rung": "unclaimed_50", "person": "ada", "back_at": "2026-11-19T07:00:00+00:00"}
    assert half.page is not None
    assert (half.page.person, half.next_due_at) == ("dee", oslo("2026-11-19 00:40"))
    late = step(replace(subject, climb=half.climb), handbook(), oslo("2026-11-19 02:00"))
    assert (told(late), notes(late)) == ([], ["rung_empty", "rung_quiet"])
    past = step(replace(subject, climb=late.climb), handbook(), oslo("2026-11-19 02:30"))
    assert told(past) == [("past", None)]


@pytest.mark.parametrize(
    ("owner", "claimed", "now", "notices", "codes"),
    [
        # Bo took it at night and is told at night; once he has been at work and left, no more.
        ("bo", NIGHT, "2026-11-19 01:15", [("claimed_75", "bo")], []),
        ("dee", NIGHT, "2026-11-19 01:15", [("claimed_75", "dee")], []),
        ("ada", "2026-11-18 15:00", "2026-11-19 01:15", [], ["rung_quiet"]),
        ("gone", NIGHT, "2026-11-19 01:15", [], ["rung_gone"]),
    ],
)
def test_the_owner_hears_rungs_at_night_when_they_are_there(
    owner: str, claimed: str, now: str, notices: list[tuple[str, str | None]], codes: list[str]
) -> None:
    found = step(item(NIGHT, owner=owner, claimed=claimed), handbook(), oslo(now))
    assert (told(found), notes(found)) == (notices, codes)


@pytest.mark.parametrize(
    ("subject", "now", "notices", "codes", "settled"),
    [
        # Bo (the expert) has left for the day: the others at once, instead of at 75 %.
        (item("2026-11-19 10:30", expert="bo"), "2026-11-19 12:00", [("unclaimed_75", "ada")], ["rung_quiet"],
         ("unclaimed_50", "unclaimed_75")),
        # No expert at all is at work any more: the lead at once; a rung for the managers is never drawn near.
        (item("2026-11-18 14:15", domain="delivery", expert="dee"), "2026-11-18 15:45", [("unclaimed_100", "eva")],
         ["rung_quiet"], ("unclaimed_50", "unclaimed_100")),
        (item("2026-11-18 10:00", expert=None), "2026-11-18 11:30", [("unclaimed_75", "ada")], ["rung_empty"],
         ("unclaimed_50", "unclaimed_75")),
    ],
)  # fmt: skip
def test_a_rung_that_nobody_hears_goes_on_to_the_next_at_once(
    subject: Item, now: str, notices: list[tuple[str, str | None]], codes: list[str], settled: tuple[str, ...]
) -> None:
    rules = handbook(NORDIC.replace('language = "sv"', 'language = "sv"\nhours = "mon-fri 08:00-15:00"'))
    found = step(subject, rules, oslo(now))
    assert (told(found)[:1], notes(found), found.climb.done) == (notices, codes, settled)
    assert step(replace(subject, climb=found.climb), rules, oslo(now)).notices == ()


def test_deputies_hear_for_the_experts_when_none_of_them_is_there() -> None:
    subject = item("2026-11-19 11:00", climb=done("unclaimed_50"))
    found = step(subject, handbook(), oslo("2026-11-19 13:15"))
    assert told(found) == [("unclaimed_75", "eva")]


def ladder(*rungs: Rung) -> tuple[Rung, ...]:
    return rungs


MINUTES = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("rungs", "target", "now", "notices", "then"),
    [
        # Ten minutes apart: one message to Cy; Ada's own still comes at its time.
        (ladder(Rung("a", "open", ("lead",), offset=-40 * MINUTES),
                Rung("b", "open", ("lead", "expert"), offset=-30 * MINUTES)),
         timedelta(hours=3), "2026-11-18 12:20", [("b", "cy")], [("b", "ada")]),
        (ladder(Rung("a", "open", ("lead",), offset=-41 * MINUTES),
                Rung("b", "open", ("lead", "expert"), offset=-30 * MINUTES)),
         timedelta(hours=3), "2026-11-18 12:19", [("a", "cy")], [("b", "cy"), ("b", "ada")]),
        (ladder(Rung("a", "open", ("managers",), offset=-35 * MINUTES),
                Rung("b", "open", ("managers",), offset=-30 * MINUTES)),
         timedelta(hours=3), "2026-11-18 12:25", [("b", None)], []),
        # A target of half an hour is not swallowed by ten minutes.
        (ladder(Rung("a", "open", ("lead",), share=0.8), Rung("b", "open", ("lead",), share=1.0)),
         timedelta(minutes=30), "2026-11-18 10:24", [("a", "cy")], [("b", "cy")]),
    ],
)  # fmt: skip
def test_rungs_close_together_are_one_message(
    rungs: tuple[Rung, ...], target: timedelta, now: str, notices: list[object], then: list[object]
) -> None:
    subject = replace(item(DAY, target=target), ladder=rungs)
    found = step(subject, handbook(), oslo(now))
    assert told(found) == notices
    assert found.next_due_at == rungs[1].at(subject.deadline)
    assert told(step(replace(subject, climb=found.climb), handbook(), found.next_due_at)) == then


def test_released_and_claimed_again_no_rung_comes_twice() -> None:
    subject = item(DAY, owner="ada", climb=done("unclaimed_50"))
    first = step(subject, handbook(), oslo("2026-11-18 12:15"))
    assert told(first) == [("claimed_75", "ada")]
    released = replace(subject, owner=None, claimed_at=None, state=State.NEW, climb=first.climb)
    assert told(step(released, handbook(), oslo("2026-11-18 12:20"))) == []
    claimed = replace(subject, owner="bo", climb=first.climb)
    assert told(step(claimed, handbook(), oslo("2026-11-18 12:25"))) == []


def test_a_life_in_a_minute() -> None:
    """Targets of seconds climb the same ladder."""
    rules = handbook(NORDIC.replace('"3h"', '"20s"'))
    subject, seen = item(DAY, target=timedelta(seconds=20)), []
    for _ in range(5):
        due_at = first_due(subject, rules, oslo(DAY))
        assert due_at is not None
        found = step(subject, rules, due_at)
        seen += [((due_at - oslo(DAY)).total_seconds(), *one) for one in told(found)]
        subject = replace(subject, climb=found.climb)
    assert seen == [
        (10, "unclaimed_50", "ada"),
        (15, "unclaimed_75", "bo"),
        (20, "unclaimed_100", "cy"),
        (1_820, "past", None),
    ]


def test_a_page_stands_for_the_notice_to_the_same_person() -> None:
    subject = item(NIGHT, owner="dee", climb=done("unclaimed_50", "unclaimed_75", "claimed_75"))
    found = step(subject, handbook(), oslo("2026-11-19 02:00"))
    assert found.page is not None
    assert found.page.person == "dee"
    assert told(found) == []
    assert "claimed_100" in found.climb.done


def test_a_used_up_chain_is_told_once_a_round() -> None:
    asked = ("dee", "eva", "ada", "cy")
    seen = []
    for hour in ("01", "02"):
        paging = Paging("cy", asked, PageStatus.SOUNDING, oslo(f"2026-11-19 {hour}:00"), oslo(f"2026-11-19 {hour}:10"))
        climb = Climb(done=tuple(rung.id for rung in DEFAULT_LADDER), paging=paging)
        found = step(item(NIGHT, climb=climb), handbook(), oslo(f"2026-11-19 {hour}:10"))
        assert notes(found) == ["page_exhausted"]
        seen += told(found)
    assert seen == [
        ("page_exhausted@2026-11-19T00:10:00+00:00", None),
        ("page_exhausted@2026-11-19T01:10:00+00:00", None),
    ]


def test_pass_on_is_a_step_of_its_own() -> None:
    paging = Paging("dee", ("dee",), PageStatus.SOUNDING, oslo("2026-11-19 00:30"), oslo("2026-11-19 00:40"))
    subject = item(NIGHT, climb=Climb(("unclaimed_50",), paging))
    found = pass_on(subject, handbook(), "dee", oslo("2026-11-19 00:33"))
    assert found.page is not None
    assert (found.page.person, found.page.rank, found.page.asked) == ("eva", 1, ("dee", "eva"))
    assert found.page.reason.values == {"person": "dee"}
    assert (found.climb.done, found.next_due_at) == (("unclaimed_50",), oslo("2026-11-19 00:43"))
    stale = pass_on(replace(subject, climb=found.climb), handbook(), "dee", oslo("2026-11-19 00:34"))
    assert (stale.page, stale.climb, notes(stale)) == (None, found.climb, ["page_is_with"])


@pytest.mark.parametrize(
    ("subject", "rules", "now", "due"),
    [
        (item(DAY), handbook(), DAY, "2026-11-18 11:30"),
        (item(NIGHT, urgency=Urgency.HIGH), handbook(), NIGHT, NIGHT),
        (item(DAY), handbook(), "2026-11-18 15:00", "2026-11-18 11:30"),
        (
            item(DAY, kind=Kind.PRAISE, climb=done(LATE, *(rung.id for rung in DEFAULT_LADDER))),
            handbook(),
            DAY,
            None,
        ),
        (item(DAY, climb=done(LATE, *(rung.id for rung in DEFAULT_LADDER))), handbook(WITHOUT_ROTA), DAY, None),
        (item(DAY, target=FAR, state=State.ANSWERED), handbook(), DAY, None),
    ],
)
def test_when_an_item_is_looked_at(subject: Item, rules: Handbook, now: str, due: str | None) -> None:
    assert first_due(subject, rules, oslo(now)) == (oslo(due) if due else None)


def test_a_company_without_a_rota_wakes_nobody_at_night() -> None:
    rules = handbook(WITHOUT_ROTA)
    found = step(item(NIGHT), rules, oslo("2026-11-19 02:30"))
    assert (found.page, told(found)) == (None, [("past", None)])
    # In the morning each hears what they missed, once.
    assert found.next_due_at == oslo("2026-11-19 08:00")


def test_people_and_domains_that_left_the_handbook_do_no_harm() -> None:
    subject = item(DAY, domain="closed-down", expert="gone", owner="gone-too")
    found = step(subject, handbook(), oslo("2026-11-18 13:30"))
    assert told(found) == [("claimed_100", "cy"), ("past", None)]
    assert notes(found) == ["rung_gone", "rung_gone"]
    assert found.page is not None
    assert found.page.reason.code == "uncovered_owner_gone"


def test_becoming_late_is_seen_once_even_where_no_rung_says_so() -> None:
    subject = replace(item(DAY), ladder=())
    assert first_due(subject, handbook(WITHOUT_ROTA), oslo(DAY)) == oslo("2026-11-18 13:00:01")
    on_time = step(subject, handbook(WITHOUT_ROTA), oslo("2026-11-18 13:00"))
    assert not on_time.became_late
    late = step(subject, handbook(WITHOUT_ROTA), oslo("2026-11-18 13:00:01"))
    assert (late.became_late, told(late), late.next_due_at) == (True, [], None)
    assert not step(replace(subject, climb=late.climb), handbook(WITHOUT_ROTA), oslo("2026-11-18 13:05")).became_late


def climbing(*rungs: Rung, posted: str = DAY, owner: str | None = None) -> Item:
    return replace(item(posted, owner=owner), ladder=rungs)


def test_each_rung_speaks_as_it_says() -> None:
    subject = climbing(
        Rung("shown", "open", ("experts", "lead"), share=0.5, how=How.CARD),
        Rung("called", "open", ("expert", "channel"), share=0.5, how=How.THREAD),
        Rung("told", "open", ("lead",), share=0.5),
    )
    found = step(subject, handbook(), oslo("2026-11-18 11:30"))
    # To be named on the card takes no message away: Cy, the lead, gets both.
    assert [(one.rung, one.person, one.how) for one in found.notices] == [
        ("called", "ada", How.THREAD), ("called", THREAD, How.THREAD), ("told", "cy", How.MESSAGE),
        ("shown", "eva", How.CARD), ("shown", "cy", How.CARD),
    ]  # fmt: skip
    assert found.climb.named == ("eva", "cy")


def test_after_hours_the_card_names_whom_it_likes_and_the_thread_mentions_only_who_is_on_call() -> None:
    subject = replace(
        climbing(
            Rung("shown", "open", ("lead",), share=0.4, how=How.CARD),
            Rung("called", "open", ("lead", "on_call"), share=0.4, how=How.THREAD),
            posted=NIGHT,
        ),
        kind=Kind.PRAISE,
    )
    found = step(subject, handbook(), oslo("2026-11-19 00:12"))
    assert [(one.rung, one.person) for one in found.notices] == [("called", "dee"), ("shown", "cy")]
    assert notes(found) == ["rung_quiet"]


def test_nobody_on_call_is_an_empty_rung() -> None:
    subject = climbing(Rung("duty", "open", ("on_call",), share=0.5), Rung("lead", "open", ("lead",), share=0.75))
    found = step(subject, handbook(WITHOUT_ROTA), oslo("2026-11-18 11:30"))
    assert (told(found), notes(found)) == ([("lead", "cy")], ["rung_empty"])


def test_a_page_that_sounds_stands_for_a_reminder_to_the_person_on_call() -> None:
    subject = climbing(Rung("duty", "open", ("on_call",), share=0.55), posted=NIGHT)
    half = step(subject, handbook(), oslo("2026-11-19 00:30"))
    assert half.page is not None
    later = step(replace(subject, climb=half.climb), handbook(), oslo("2026-11-19 00:39"))
    assert (told(later), later.climb.done) == ([], ("duty",))


def test_repeats_come_one_by_one_until_it_is_taken_and_after_downtime_as_one() -> None:
    rung = Rung("half", "unclaimed", ("lead",), share=0.5, repeat=Repeat(timedelta(minutes=30), 3))
    subject, seen = climbing(rung), []
    for clock in ("11:30", "11:45", "12:00", "12:30"):
        found = step(subject, handbook(), oslo(f"2026-11-18 {clock}"))
        subject = replace(subject, climb=found.climb)
        seen += [(clock, *one) for one in told(found)]
    assert seen == [("11:30", "half", "cy"), ("12:00", "half#1", "cy"), ("12:30", "half#2", "cy")]
    taken = step(replace(subject, owner="ada", claimed_at=oslo(DAY)), handbook(), oslo("2026-11-18 13:00"))
    assert told(taken) == []
    assert "half#3" in taken.climb.done
    assert told(step(climbing(rung), handbook(), oslo("2026-11-18 12:45"))) == [("half#2", "cy")]


def test_a_repeat_and_the_next_rung_within_ten_minutes_are_one_message() -> None:
    subject = climbing(
        Rung("half", "open", ("lead",), share=0.5, repeat=Repeat(timedelta(minutes=40), 1)),
        Rung("next", "open", ("lead",), share=0.75),
    )
    first = step(subject, handbook(), oslo("2026-11-18 11:30"))
    second = step(replace(subject, climb=first.climb), handbook(), oslo("2026-11-18 12:10"))
    assert [told(first), told(second)] == [[("half", "cy")], [("next", "cy")]]
