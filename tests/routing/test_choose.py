"""Who is named, and why each of the others is not."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from routing.choose import Chosen, choose, is_alarm
from routing.handbook import Handbook
from routing.item import Deadline
from routing.reasons import Reason
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, oslo
from tests.routing.reasons import are_sound
from tests.routing.rosters import away, company

NOON = "2026-11-18 10:00"
EXPERTS = 'experts = ["ada", "bo"]'
BO_WITH_APPROVAL = NORDIC.replace(EXPERTS, 'experts = [{ person = "bo", level = "with_approval" }, "ada"]')
ADA_NEVER = NORDIC.replace(EXPERTS, 'experts = [{ person = "ada", level = "never" }, "bo"]')
ADA_BY_DAY_BO_BY_NIGHT = NORDIC.replace(
    'hours = ["mon-fri 08:00-11:30", "mon,wed 12:00-16:00"]', 'hours = "mon-fri 22:00-23:00"'
)


def deadline(due: str) -> Deadline:
    return Deadline(oslo(due), oslo(due) - timedelta(hours=3), timedelta(hours=3), Reason("target"))


def asked(
    rules: Handbook,
    now: str = NOON,
    due: str = "2026-11-18 13:00",
    loads: Mapping[str, int] | None = None,
    last: Mapping[str, str] | None = None,
    *,
    domain: str = "billing",
    language: str = "nb",
    giver: str | None = None,
) -> Chosen:
    last_chosen: dict[str, datetime] = {person: oslo(at) for person, at in (last or {}).items()}
    chosen = choose(rules, domain, loads or {}, last_chosen, oslo(now), deadline(due), language, giver)
    assert are_sound([*chosen.reasons, *(one.verdict for one in chosen.considered)])
    assert chosen == choose(rules, domain, loads or {}, last_chosen, oslo(now), deadline(due), language, giver)
    return chosen


@pytest.mark.parametrize(
    ("experts", "named"),
    [
        # Saturday; Ada's last day is that Saturday, Friday's shift was her last, so Monday's is not hers.
        ('[{ person = "ada", until = 2026-11-21 }, "eva"]', "eva"),
        ('[{ person = "ada", until = 2026-11-22 }, "eva"]', "eva"),
        ('[{ person = "ada", until = 2026-11-23 }, "eva"]', "ada"),
    ],
)
def test_nobody_is_named_for_a_shift_after_their_last_day(experts: str, named: str) -> None:
    rules = handbook(NORDIC.replace('experts = ["ada", "bo"]\ndeputies = ["eva"]', f"experts = {experts}"))
    assert asked(rules, "2026-11-21 10:00", "2026-11-23 15:00", loads={"eva": 3}).expert == named
    assert asked(rules, "2026-11-21 10:00", "2026-11-23 08:10", loads={"eva": 3}).expert == named


def test_a_stand_in_is_not_named_for_a_shift_after_the_absence() -> None:
    rules = company(away("ada", until="2026-11-23 00:00", by="dee"), text=NORDIC.replace('["ada", "bo"]', '["ada"]'))
    assert asked(rules, "2026-11-21 10:00", "2026-11-23 15:00").expert == "ada"


def test_a_lead_who_may_never_answer_is_not_named() -> None:
    rules = handbook(NORDIC.replace(EXPERTS, 'experts = [{ person = "cy", level = "never" }]'))
    assert asked(rules).expert == "eva"


def codes(chosen: Chosen) -> list[str]:
    return [reason.code for reason in chosen.reasons]


def verdicts(chosen: Chosen) -> list[str]:
    """ "bo expert passed_more_open"."""
    return [f"{one.person} {one.part} {one.verdict.code}" for one in chosen.considered]


def speaking(**languages: str) -> Handbook:
    """These people answer in these languages alone: `ada="da sv"`."""
    text = NORDIC
    for person, spoken in languages.items():
        listed = ", ".join(f'"{code}"' for code in spoken.split())
        text = text.replace(f'id = "{person}"\nname', f'id = "{person}"\nlanguages = [{listed}]\nname')
    return handbook(text)


def without_experts_by_day(text: str = NORDIC) -> Handbook:
    """Ada and Bo work at night, Eva (the deputy) and Cy (the lead) by day."""
    night = 'hours = "mon-fri 22:00-04:00"'
    text = text.replace('hours = ["mon-fri 08:00-11:30", "mon,wed 12:00-16:00"]', night)
    return handbook(text.replace('slack = "U0ADA"', f'slack = "U0ADA"\n{night}'))


def nobody_ever(text: str = NORDIC) -> Handbook:
    text = text.replace('"mon-fri 08:00-16:00"', '"never"')
    return handbook(text.replace('["mon-fri 08:00-11:30", "mon,wed 12:00-16:00"]', '"never"'))


@pytest.mark.parametrize(
    ("now", "loads", "last", "expert", "code"),
    [
        (NOON, {}, {}, "ada", "chosen_never_before"),
        (NOON, {"ada": 2, "bo": 1}, {}, "bo", "chosen_fewest_open"),
        (NOON, {"ada": 1}, {"bo": "2026-11-18 09:00"}, "bo", "chosen_fewest_open"),
        (NOON, {}, {"ada": "2026-11-18 09:00"}, "bo", "chosen_never_before"),
        (NOON, {"ada": 1, "bo": 1}, {"ada": "2026-11-18 09:00", "bo": "2026-11-17 09:00"}, "bo",
         "chosen_longest_since"),
        ("2026-11-18 11:45", {"ada": 9}, {}, "ada", "chosen_only_one"),
        ("2026-11-19 13:00", {"ada": 9}, {}, "ada", "chosen_only_one"),
    ],
)  # fmt: skip
def test_the_fairest_expert_at_work(
    now: str, loads: dict[str, int], last: Mapping[str, str], expert: str, code: str
) -> None:
    chosen = asked(handbook(), now, "2026-11-30 12:00", loads, last)
    assert (chosen.expert, codes(chosen)) == (expert, [code])


@pytest.mark.parametrize(
    ("rules", "now", "due", "expert", "found"),
    [
        (without_experts_by_day(), NOON, "2026-11-18 13:00", "eva", ["chosen_only_one", "chosen_deputy"]),
        (without_experts_by_day(NORDIC.replace('deputies = ["eva"]', "")), NOON, "2026-11-18 13:00", "cy",
         ["chosen_only_one", "chosen_lead"]),
        (without_experts_by_day(), "2026-11-18 07:00", "2026-11-18 10:00", "eva",
         ["chosen_starts_soonest", "chosen_deputy"]),
        # In time is who starts half an hour before the deadline; the later start does not count against anybody.
        (handbook(), "2026-11-18 20:00", "2026-11-19 20:00", "ada", ["chosen_starts_soonest", "chosen_before_others"]),
        (handbook(), "2026-11-18 07:00", "2026-11-18 08:30", "ada", ["chosen_starts_soonest", "chosen_before_others"]),
        (handbook(), "2026-11-18 07:00", "2026-11-18 08:29", "ada",
         ["nobody_at_work", "chosen_before_others", "on_call_is"]),
        (handbook(WITHOUT_ROTA), "2026-11-18 07:00", "2026-11-18 08:01", "ada",
         ["chosen_starts_soonest", "chosen_before_others"]),
        (handbook(WITHOUT_ROTA), "2026-11-18 07:00", "2026-11-18 08:00", "ada",
         ["nobody_at_work", "chosen_before_others"]),
        # Nobody in time: the first of all, though a deputy.
        (handbook(), "2026-11-18 20:00", "2026-11-18 23:00", "ada",
         ["nobody_at_work", "chosen_before_others", "on_call_is"]),
        (without_experts_by_day(), "2026-11-21 12:00", "2026-11-21 15:00", "eva",
         ["nobody_at_work", "chosen_deputy", "on_call_is"]),
        # Nobody ever: the lead.
        (nobody_ever(), "2026-11-18 20:00", "2026-11-18 23:00", "cy",
         ["nobody_ever_at_work", "chosen_lead", "on_call_is"]),
        (nobody_ever(WITHOUT_ROTA), "2026-11-18 20:00", "2026-11-18 23:00", "cy",
         ["nobody_ever_at_work", "chosen_lead"]),
    ],
)  # fmt: skip
def test_whom_it_names_when_no_expert_is_there(
    rules: Handbook, now: str, due: str, expert: str, found: list[str]
) -> None:
    chosen = asked(rules, now, due)
    assert (chosen.expert, codes(chosen)) == (expert, found)


def test_a_domain_that_is_gone_is_the_default_one() -> None:
    assert asked(handbook(), "2026-11-18 11:45", domain="no-longer-there").expert == "ada"


@pytest.mark.parametrize(
    ("found", "alarm"),
    [
        (["nobody_ever_at_work"], True),
        (["nobody_ever_at_work", "on_call_is"], True),
        (["nobody_at_work"], True),
        (["nobody_at_work", "on_call_is"], False),
        (["chosen_only_one"], False),
        ([], False),
    ],
)
def test_nobody_is_an_alarm_where_nobody_is_on_call_meanwhile(found: list[str], alarm: bool) -> None:
    assert is_alarm([Reason(code) for code in found]) is alarm


def test_of_those_who_start_in_time_the_fairest_though_another_starts_earlier() -> None:
    rules = handbook(ADA_BY_DAY_BO_BY_NIGHT)
    assert asked(rules, "2026-11-18 20:00", "2026-11-19 20:00", {"bo": 1}).expert == "ada"
    assert asked(rules, "2026-11-18 20:00", "2026-11-19 20:00", {"ada": 1}).expert == "bo"
    assert asked(rules, "2026-11-18 20:00", "2026-11-18 23:00", {"bo": 9}).expert == "bo"


def test_at_night_too_the_items_are_shared() -> None:
    chosen = asked(handbook(), "2026-11-18 20:00", "2026-11-18 23:00", {"ada": 1})
    assert (chosen.expert, codes(chosen)) == ("bo", ["nobody_at_work", "chosen_before_others", "on_call_is"])


@pytest.mark.parametrize(
    ("rules", "language", "expert", "found"),
    [
        # Whoever names no language answers in any.
        (handbook(), "fi", "ada", ["chosen_never_before"]),
        (speaking(ada="da"), "sv", "bo", ["chosen_language"]),
        # The language itself, then a Nordic neighbour, then anybody.
        (speaking(ada="sv", bo="da"), "da-DK", "bo", ["chosen_language"]),
        (speaking(ada="en", bo="sv"), "da", "bo", ["chosen_language", "chosen_near_language"]),
        (speaking(ada="en", bo="en"), "da", "ada", ["chosen_never_before", "chosen_other_language"]),
        (speaking(ada="sv", bo="nb"), "en", "ada", ["chosen_never_before", "chosen_other_language"]),
        (speaking(ada="sv", bo="en"), "fi", "ada", ["chosen_never_before", "chosen_other_language"]),
        # Both kinds of Norwegian are one.
        (speaking(ada="da", bo="nn"), "nb", "bo", ["chosen_language"]),
        (speaking(ada="da", bo="nb"), "nn", "bo", ["chosen_language"]),
        (speaking(ada="da", bo="nb"), "no", "bo", ["chosen_language"]),
        # Nobody is refused for it alone: an expert before a deputy who speaks it, who is there before who is not.
        (speaking(ada="sv", bo="sv", eva="en"), "en", "ada", ["chosen_never_before", "chosen_other_language"]),
        # An unknown language asks for nobody in particular.
        (speaking(ada="sv", bo="en"), "", "ada", ["chosen_never_before"]),
    ],
)
def test_who_answers_in_the_language(rules: Handbook, language: str, expert: str, found: list[str]) -> None:
    chosen = asked(rules, language=language)
    assert (chosen.expert, codes(chosen)) == (expert, found)


def test_the_language_comes_before_the_load_and_presence_before_the_language() -> None:
    rules = speaking(ada="sv")
    assert asked(rules, language="sv", loads={"ada": 40}).expert == "bo"  # He answers in any language.
    rules = speaking(ada="sv", bo="en")
    assert asked(rules, language="sv", loads={"ada": 40}).expert == "ada"
    assert codes(asked(rules, "2026-11-18 11:45", language="en")) == ["chosen_only_one", "chosen_other_language"]


@pytest.mark.parametrize(
    ("text", "loads", "last", "expert", "code"),
    [
        # Without approval is better only among those with as few open items, and then also of those named long ago.
        (BO_WITH_APPROVAL, {}, {}, "ada", "chosen_answers_freely"),
        (BO_WITH_APPROVAL, {}, {"ada": "2026-11-18 09:59"}, "ada", "chosen_answers_freely"),
        (BO_WITH_APPROVAL, {"ada": 1}, {}, "bo", "chosen_fewest_open"),
        # Who may not answer is not asked while anybody else is in the handbook.
        (ADA_NEVER, {"bo": 40}, {}, "bo", "chosen_only_one"),
    ],
)
def test_levels(text: str, loads: dict[str, int], last: dict[str, str], expert: str, code: str) -> None:
    chosen = asked(handbook(text), NOON, loads=loads, last=last)
    assert (chosen.expert, codes(chosen)) == (expert, [code])


def test_an_expert_who_may_not_answer_stands_back_even_for_the_lead() -> None:
    chosen = asked(company(away("bo"), away("eva"), text=ADA_NEVER))
    assert (chosen.expert, codes(chosen)) == ("cy", ["chosen_only_one", "chosen_lead"])
    assert verdicts(chosen) == [
        "ada expert passed_may_not_answer", "bo expert off_absent", "eva deputy off_absent", "cy lead chosen_only_one",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "now", "due", "expert", "found"),
    [
        # Away like off work; the stand-in comes with the deputies, after the experts.
        (company(away("ada", by="dee")), NOON, "2026-11-18 13:00", "bo", ["chosen_only_one"]),
        (company(away("ada", by="dee"), away("bo"), text=NORDIC.replace('deputies = ["eva"]', "")), NOON,
         "2026-11-18 13:00", "dee", ["chosen_only_one", "chosen_stand_in"]),
        (company(away("ada", by="dee"), away("bo")), NOON, "2026-11-18 13:00", "eva",
         ["chosen_never_before", "chosen_deputy"]),
        # In time is who is there, and may answer, at that time: Dee stands in from midnight on, Bo is back at noon.
        (company(away("ada", "2026-11-19 00:00", by="dee"), away("bo"), text=NORDIC.replace('deputies = ["eva"]', "")),
         "2026-11-18 20:00", "2026-11-19 11:00", "dee",
         ["chosen_starts_soonest", "chosen_stand_in"]),
        (company(away("ada", until="2026-11-19 00:00", by="dee"), away("bo")), "2026-11-18 20:00", "2026-11-19 11:00",
         "ada", ["chosen_starts_soonest"]),
        # Everybody away until they come back: the lead's deputy, else the alarm.
        (company(*(away(one, until=None) for one in ("ada", "bo", "cy", "eva")), cy="dee"), NOON, "2026-11-18 13:00",
         "dee", ["chosen_only_one", "chosen_stand_in"]),
        (company(*(away(one, until=None) for one in ("ada", "bo", "cy", "eva"))), NOON, "2026-11-18 13:00",
         "cy", ["nobody_ever_at_work", "chosen_lead", "on_call_is"]),
    ],
)  # fmt: skip
def test_absences(rules: Handbook, now: str, due: str, expert: str, found: list[str]) -> None:
    chosen = asked(rules, now, due)
    assert (chosen.expert, codes(chosen)) == (expert, found)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (asked(handbook(), loads={"bo": 2}),
         ["ada expert chosen_fewest_open", "bo expert passed_more_open", "eva deputy passed_turn",
          "cy lead passed_turn"]),
        (asked(handbook(), last={"ada": "2026-11-18 09:00", "bo": "2026-11-18 08:00"}),
         ["ada expert passed_named_later", "bo expert chosen_longest_since", "eva deputy passed_turn",
          "cy lead passed_turn"]),
        (asked(handbook()), ["ada expert chosen_never_before", "bo expert passed_order", "eva deputy passed_turn",
                             "cy lead passed_turn"]),
        (asked(handbook(BO_WITH_APPROVAL)),
         ["bo expert passed_needs_approval", "ada expert chosen_answers_freely", "eva deputy passed_turn",
          "cy lead passed_turn"]),
        (asked(speaking(ada="sv", bo="en"), language="en"),
         ["ada expert passed_language", "bo expert chosen_language", "eva deputy passed_turn", "cy lead passed_turn"]),
        (asked(nobody_ever()),
         ["ada expert off_never", "bo expert off_never", "eva deputy off_never",
          "cy lead nobody_ever_at_work"]),
        (asked(handbook(ADA_BY_DAY_BO_BY_NIGHT), "2026-11-18 20:00", "2026-11-18 23:00"),
         ["ada expert off_hours", "bo expert chosen_starts_soonest", "eva deputy off_hours",
          "cy lead off_hours"]),
        (asked(company(away("ada", by="dee"), away("bo", until=None))),
         ["ada expert off_absent", "bo expert off_absent_open", "eva deputy chosen_never_before",
          "dee stand_in passed_order", "cy lead passed_turn"]),
    ],
)  # fmt: skip
def test_everybody_of_the_domain_has_a_verdict(chosen: Chosen, found: list[str]) -> None:
    assert verdicts(chosen) == found


@pytest.mark.parametrize(
    ("rules", "now", "expert", "found"),
    [
        (handbook(), NOON, "bo", ["chosen_after_giver"]),
        # Before the turn, and before the language,
        (handbook(), "2026-11-18 11:45", "eva", ["chosen_after_giver", "chosen_deputy"]),
        (speaking(ada="nb", bo="en"), NOON, "bo", ["chosen_after_giver", "chosen_other_language"]),
        # but not before being there.
        (company(away("bo"), away("cy"), away("eva")), NOON, "ada", ["chosen_only_one"]),
        (handbook(), "2026-11-18 20:00", "bo", ["nobody_at_work", "chosen_before_others", "on_call_is"]),
    ],
)
def test_who_gave_it_back_comes_last(rules: Handbook, now: str, expert: str, found: list[str]) -> None:
    chosen = asked(rules, now, giver="ada")
    assert (chosen.expert, codes(chosen)) == (expert, found)
    if expert != "ada":
        assert "ada expert passed_gave_back" in verdicts(chosen)
