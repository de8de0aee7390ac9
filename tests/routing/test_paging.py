from dataclasses import replace
from datetime import timedelta

import pytest

from routing.handbook import Handbook
from routing.item import Climb, Item, Kind, PageStatus, Paging, State, Urgency
from routing.paging import (
    Turn,
    acknowledge,
    hand_on,
    never_paged,
    next_shift_start,
    next_turn,
    turn,
    wait_until_shift,
)
from tests.routing.handbooks import WITHOUT_ROTA, handbook, item, oslo
from tests.routing.reasons import are_sound

LATE = "2026-11-18 23:00"  # A Wednesday night: nobody at work until 08:00, Dee on call, then Eva, Ada, and Cy the lead.


def paged(
    *asked: str, status: PageStatus = PageStatus.SOUNDING, at: str = "2026-11-19 00:30", until: str = "2026-11-19 00:40"
) -> Climb:
    return Climb(paging=Paging(asked[-1], asked, status, oslo(at), oslo(until)))


def outcome(found: Turn) -> tuple[str | None, PageStatus | None]:
    """Whom the turn wakes, and how the paging stands after it."""
    return found.order.person if found.order else None, found.paging.status if found.paging else None


SOUNDING, ACKNOWLEDGED = PageStatus.SOUNDING, PageStatus.ACKNOWLEDGED
WAITING, EXHAUSTED = PageStatus.WAITING, PageStatus.EXHAUSTED


@pytest.mark.parametrize(
    ("subject", "rules", "now", "woken"),
    [
        (item(LATE), handbook(), "2026-11-19 00:29", None),
        (item(LATE), handbook(), "2026-11-19 00:30", "dee"),
        (item(LATE, urgency=Urgency.HIGH), handbook(), LATE, "dee"),
        (item(LATE, urgency=Urgency.CRITICAL), handbook(), LATE, "dee"),
        (item(LATE, urgency=Urgency.LOW), handbook(), "2026-11-19 02:00", None),
        (item(LATE, kind=Kind.CRITIQUE), handbook(), "2026-11-19 00:30", "dee"),
        (item(LATE, kind=Kind.PRAISE), handbook(), "2026-11-19 02:00", None),
        (item(LATE, kind=Kind.OTHER), handbook(), "2026-11-19 02:00", None),
        # Not even when it is urgent.
        (item(LATE, kind=Kind.PRAISE, urgency=Urgency.CRITICAL), handbook(), "2026-11-19 02:00", None),
        (item(LATE, kind=Kind.OTHER, urgency=Urgency.CRITICAL), handbook(), "2026-11-19 02:00", None),
        (item(LATE), handbook(WITHOUT_ROTA), "2026-11-19 02:00", None),
        (item(LATE, state=State.ANSWERED), handbook(), "2026-11-19 02:00", None),
        (replace(item(LATE), held_until=oslo("2026-11-19 11:00")), handbook(), "2026-11-19 02:00", None),
        (replace(item(LATE), held_until=oslo("2026-11-19 01:00")), handbook(), "2026-11-19 01:00", "dee"),
        # By day nobody, whatever the urgency; when the last one leaves, at once.
        (item("2026-11-18 10:00", urgency=Urgency.CRITICAL), handbook(), "2026-11-18 12:00", None),
        (item("2026-11-18 14:00"), handbook(), "2026-11-18 15:59", None),
        (item("2026-11-18 14:00"), handbook(), "2026-11-18 16:00", "dee"),
        # Next morning is soon enough.
        (item("2026-11-19 05:30"), handbook(), "2026-11-19 07:00", None),
        (item("2026-11-19 05:00"), handbook(), "2026-11-19 07:00", "dee"),
        # Long past its target at night: only somebody at work would do.
        (item("2026-11-18 10:00"), handbook(), "2026-11-18 20:00", "dee"),
        (item("2026-11-18 10:00"), handbook(), "2026-11-19 09:00", None),
    ],
)
def test_who_is_woken_first(subject: Item, rules: Handbook, now: str, woken: str | None) -> None:
    found = turn(subject, rules, oslo(now))
    assert outcome(found) == (woken, SOUNDING if woken else None)
    if found.order is not None:
        assert (found.order.asked, found.order.rank) == ((woken,), 0)
        assert are_sound([found.order.reason])


@pytest.mark.parametrize(
    ("climb", "now", "woken", "status"),
    [
        (paged("dee"), "2026-11-19 00:39", None, SOUNDING),
        (paged("dee"), "2026-11-19 00:40", "eva", SOUNDING),
        (paged("dee", "eva"), "2026-11-19 00:40", "ada", SOUNDING),
        (paged("dee", "eva", "ada"), "2026-11-19 00:40", "cy", SOUNDING),
        (paged("dee", "eva", "ada", "cy"), "2026-11-19 00:40", None, EXHAUSTED),
        (paged("dee", "cy", status=EXHAUSTED), "2026-11-19 00:39", None, EXHAUSTED),
        (paged("dee", "cy", status=EXHAUSTED), "2026-11-19 00:40", "dee", SOUNDING),
        (paged("eva", status=ACKNOWLEDGED), "2026-11-19 00:39", None, ACKNOWLEDGED),
        (paged("eva", status=ACKNOWLEDGED), "2026-11-19 00:40", "dee", SOUNDING),
        (paged("dee", status=WAITING, until="2026-11-19 08:00"), "2026-11-19 07:59", None, WAITING),
        # The shift has begun: somebody is at work, the paging is over.
        (paged("dee", status=WAITING, until="2026-11-19 08:00"), "2026-11-19 08:00", None, None),
        (paged("dee"), "2026-11-19 08:00", None, None),
        # A rest holds also while others come and go.
        (paged("dee", status=WAITING, until="2026-11-20 08:00"), "2026-11-19 12:00", None, WAITING),
    ],
)
def test_how_paging_goes_on(climb: Climb, now: str, woken: str | None, status: PageStatus | None) -> None:
    found = turn(item(LATE, climb=climb), handbook(), oslo(now))
    assert outcome(found) == (woken, status)
    assert are_sound(found.notes)


def test_a_used_up_chain_is_told_to_the_managers_and_rests() -> None:
    found = turn(item(LATE, climb=paged("dee", "eva", "ada", "cy")), handbook(), oslo("2026-11-19 00:40"))
    assert found.paging is not None
    assert found.paging.until == oslo("2026-11-19 01:10")
    assert found.exhausted is not None
    assert found.exhausted.values["people"] == "dee,eva,ada,cy"
    assert found.notes == (found.exhausted,)


@pytest.mark.parametrize(
    ("climb", "code"),
    [
        (Climb(), "uncovered_until"),
        (paged("dee"), "page_unanswered"),
        (paged("dee", status=ACKNOWLEDGED), "page_again_unclaimed"),
        (paged("dee", status=EXHAUSTED), "page_again_unanswered"),
        (paged("dee", status=WAITING), "uncovered_until"),
    ],
)
def test_why_somebody_is_woken(climb: Climb, code: str) -> None:
    order = turn(item(LATE, climb=climb), handbook(), oslo("2026-11-19 00:45")).order
    assert order is not None
    assert order.reason.code == code
    assert are_sound([order.reason])


def test_a_new_round_starts_with_who_is_on_call_by_then() -> None:
    """The rota hands over from Dee to Eva on Monday at 08:00."""
    sunday = item("2026-11-22 20:00", domain="delivery", climb=paged("dee", "eva", "ada", status=EXHAUSTED))
    monday_holiday = handbook().text.replace('hours = "mon-fri 08:00-16:00"', 'hours = "tue-fri 08:00-16:00"')
    found = turn(sunday, handbook(monday_holiday), oslo("2026-11-23 08:10"))
    assert outcome(found) == ("eva", SOUNDING)


@pytest.mark.parametrize(
    ("owner", "claimed", "now", "woken", "status", "codes"),
    [
        # Bo took it at night: there until the deadline.
        ("bo", "2026-11-19 00:35", "2026-11-19 00:40", None, None, ["page_ended", "covered_owner_took_it_off_hours"]),
        ("dee", "2026-11-19 00:35", "2026-11-19 00:40", None, None, ["page_ended", "covered_owner_on_call"]),
        # Past the deadline a sleeping owner is nobody.
        ("bo", "2026-11-19 00:35", "2026-11-19 02:00", "eva", SOUNDING, []),
        # Claimed by day and left: paging goes on.
        ("ada", "2026-11-18 15:00", "2026-11-19 00:40", "eva", SOUNDING, []),
    ],
)
def test_a_claim_ends_it_when_the_owner_is_there(
    owner: str, claimed: str, now: str, woken: str | None, status: PageStatus | None, codes: list[str]
) -> None:
    found = turn(item(LATE, owner=owner, claimed=claimed, climb=paged("dee")), handbook(), oslo(now))
    assert outcome(found) == (woken, status)
    assert [note.code for note in found.notes] == codes


@pytest.mark.parametrize("owner", ["dee", "bo"])
def test_whoever_takes_a_late_item_at_night_is_not_paged_about_it_at_once(owner: str) -> None:
    taken = item("2026-11-18 20:00", owner=owner, claimed="2026-11-19 00:36")
    assert outcome(turn(taken, handbook(), oslo("2026-11-19 00:36"))) == (None, None)
    assert next_turn(taken, handbook(), oslo("2026-11-19 00:36")) == oslo("2026-11-19 00:56")
    assert outcome(turn(taken, handbook(), oslo("2026-11-19 00:56"))) == ("dee", SOUNDING)


@pytest.mark.parametrize("status", [ACKNOWLEDGED, WAITING, EXHAUSTED])
def test_a_claim_by_somebody_who_is_there_ends_every_rest(status: PageStatus) -> None:
    climb = paged("dee", status=status, until="2026-11-19 08:00")
    claimed = item(LATE, owner="dee", claimed="2026-11-19 00:35", climb=climb)
    assert outcome(turn(claimed, handbook(), oslo("2026-11-19 00:40"))) == (None, None)


def test_acknowledging_gives_twenty_minutes() -> None:
    climb = acknowledge(item(LATE, climb=paged("dee")), handbook(), "dee", oslo("2026-11-19 00:33"))
    assert climb.paging is not None
    assert (climb.paging.status, climb.paging.until) == (ACKNOWLEDGED, oslo("2026-11-19 00:53"))
    assert next_turn(item(LATE, climb=climb), handbook(), oslo("2026-11-19 00:33")) == oslo("2026-11-19 00:53")


@pytest.mark.parametrize(
    ("climb", "person", "stands"),
    [
        (Climb(), "dee", None),
        (paged("dee", "eva"), "dee", ("dee", ACKNOWLEDGED)),
        (paged("dee", "cy", status=EXHAUSTED), "dee", ("dee", ACKNOWLEDGED)),
        (paged("dee", status=WAITING, until="2026-11-19 08:00"), "dee", ("dee", WAITING)),
    ],
)
def test_acknowledging_late_or_twice(climb: Climb, person: str, stands: tuple[str, PageStatus] | None) -> None:
    after = acknowledge(item(LATE, climb=climb), handbook(), person, oslo("2026-11-19 00:45")).paging
    assert (after and (after.person, after.status)) == stands


def test_can_wait_rests_until_the_domain_s_next_shift() -> None:
    subject = item(LATE, climb=paged("dee"))
    climb, until = wait_until_shift(subject, handbook(), "dee", oslo("2026-11-19 00:33"))
    assert until == next_shift_start(handbook(), "billing", oslo("2026-11-19 00:33")) == oslo("2026-11-19 08:00")
    assert climb.paging is not None
    assert (climb.paging.status, climb.paging.until) == (WAITING, until)


def test_nothing_to_wait_for() -> None:
    never = handbook(handbook().text.replace('"mon-fri 08:00-16:00"', '"never"'))
    subject = item(LATE, domain="delivery", climb=paged("dee"))
    assert wait_until_shift(subject, never, "dee", oslo("2026-11-19 00:33")) == (subject.climb, None)
    assert wait_until_shift(item(LATE), handbook(), "dee", oslo("2026-11-19 00:33")) == (Climb(), None)


@pytest.mark.parametrize(
    ("climb", "person", "now", "woken", "status", "codes"),
    [
        (paged("dee"), "dee", "2026-11-19 00:33", "eva", SOUNDING, []),
        (paged("dee", status=ACKNOWLEDGED), "dee", "2026-11-19 00:33", "eva", SOUNDING, []),
        (paged("dee", "eva", "ada"), "ada", "2026-11-19 00:33", "cy", SOUNDING, []),
        (paged("dee", "eva", "ada", "cy"), "cy", "2026-11-19 00:33", None, EXHAUSTED, ["page_exhausted"]),
        (paged("dee", "eva"), "dee", "2026-11-19 00:33", None, SOUNDING, ["page_is_with"]),
        (paged("dee", "cy", status=EXHAUSTED), "cy", "2026-11-19 00:33", None, EXHAUSTED, ["page_is_with"]),
        (Climb(), "dee", "2026-11-19 00:33", None, None, ["page_is_over"]),
        (paged("dee"), "dee", "2026-11-19 08:01", None, None, ["page_ended", "covered_at_work"]),
    ],
)
def test_passing_on(
    climb: Climb, person: str, now: str, woken: str | None, status: PageStatus | None, codes: list[str]
) -> None:
    found = hand_on(item(LATE, climb=climb), handbook(), person, oslo(now))
    assert outcome(found) == (woken, status)
    assert [note.code for note in found.notes] == codes
    assert are_sound(found.notes)


@pytest.mark.parametrize(
    ("subject", "now", "due"),
    [
        (item(LATE), LATE, "2026-11-19 00:30"),
        (item(LATE, urgency=Urgency.HIGH), LATE, LATE),
        (item("2026-11-18 14:30"), "2026-11-18 14:31", "2026-11-18 16:00"),
        (item("2026-11-18 10:00"), "2026-11-18 10:00", "2026-11-18 16:00"),
        (item(LATE, owner="bo"), LATE, "2026-11-19 02:00"),
        (item(LATE, climb=paged("dee")), "2026-11-19 00:33", "2026-11-19 00:40"),
        (replace(item(LATE), held_until=oslo("2026-11-19 03:00")), LATE, "2026-11-19 03:00"),
        (item(LATE, kind=Kind.PRAISE), LATE, None),
        (item(LATE, state=State.MERGED), LATE, None),
    ],
)
def test_when_paging_is_looked_at_next(subject: Item, now: str, due: str | None) -> None:
    assert next_turn(subject, handbook(), oslo(now)) == (oslo(due) if due else None)


@pytest.mark.parametrize(
    ("subject", "text", "code"),
    [
        (item(state=State.MERGED), None, "page_never_closed"),
        (item(), WITHOUT_ROTA, "page_never_without_rota"),
        (item(kind=Kind.PRAISE), None, "page_never_kind"),
        (item(urgency=Urgency.LOW), None, "page_never_low"),
        (item(), None, None),
    ],
)
def test_why_nobody_is_ever_woken(subject: Item, text: str | None, code: str | None) -> None:
    reason = never_paged(subject, handbook(text) if text else handbook())
    assert (reason and reason.code) == code


def test_the_rota_s_own_times_are_kept() -> None:
    rules = handbook(handbook().text + 'page_at = "25%"\npass_on_after = "5s"\nmargin = "2h"\n')
    assert next_turn(item(LATE), rules, oslo(LATE)) == oslo(LATE) + timedelta(minutes=45)
    found = turn(item(LATE), rules, oslo("2026-11-18 23:45"))
    assert found.paging is not None
    assert found.paging.until == oslo("2026-11-18 23:45") + timedelta(seconds=5)
    assert outcome(turn(item("2026-11-19 06:30"), rules, oslo("2026-11-19 07:30"))) == ("dee", SOUNDING)


def test_how_long_an_acknowledgement_and_a_rest_last_can_be_set() -> None:
    rules = handbook(handbook().text + 'acknowledgement_lasts = "45m"\nsounds_again_after = "2h"\n')
    now = oslo("2026-11-19 00:40")
    rests = acknowledge(item(LATE, climb=paged("dee")), rules, "dee", now).paging
    assert rests is not None
    assert rests.until == now + timedelta(minutes=45)
    used_up = turn(item(LATE, climb=paged("dee", "eva", "ada", "cy")), rules, now).paging
    assert used_up is not None
    assert used_up.until == now + timedelta(hours=2)


def test_who_did_not_answer_is_said_with_how_long_was_waited() -> None:
    order = turn(item(LATE, climb=paged("dee")), handbook(), oslo("2026-11-19 00:55")).order
    assert order is not None
    assert order.reason.values == {"person": "dee", "waited_seconds": 600}
