"""What a look at the delegation finds, case by case, and that a healthy one gives nothing to say. 16 November 2026 is a
Monday."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from routing.absence import Absence
from routing.handbook import Handbook
from routing.health import look
from routing.health_findings import Kind, Severity, Uses
from routing.health_rules import is_corrected_often
from routing.moments import stamp
from routing.reasons import Reason
from tests.routing.handbooks import NORDIC, handbook, oslo
from tests.routing.reasons import are_sound
from tests.routing.rosters import MONDAY, away, company
from tests.stories import company as stories

NOW = MONDAY + timedelta(hours=9)
OPEN = away("dee", "2026-11-01 00:00", None)
MARKED = f"""{NORDIC}
[[rule]]
id = "libel"
words = ["libel"]
situation = "libel"

[[situation]]
id = "libel"
name = "Libel"
approval = true
"""
EXPIRED = '\n[[absence]]\nperson = "bo"\nfrom = 2026-11-01\nuntil = 2026-11-08\n'
SPOKEN = NORDIC.replace("schema = 1", "schema = 2").replace("words = ", "any = ")


@dataclass(frozen=True)
class Count:
    rule: str | None
    decided: int
    moved: int


def spoken(**languages: str) -> Handbook:
    """The company answers in Norwegian and English; people as given, "nb,en"."""
    rules = company()
    people = tuple(
        replace(person, languages=tuple(languages[person.id].split(",")) if person.id in languages else ())
        for person in rules.people
    )
    return replace(rules, people=people, company=rules.company.model_copy(update={"languages": ("nb", "en")}))


def told(rules: Handbook, kind: Kind, desks: tuple[str, ...] = ("slack",)) -> list[tuple[str, str, Severity]]:
    found = [one for one in look(rules, NOW, desks).findings if one.kind is kind]
    return [(one.reason.code, one.domain or one.person or one.rule, one.severity) for one in found]


@pytest.mark.parametrize("text", [NORDIC, stories.COMPANY, stories.WITHOUT_ROTA])
def test_of_a_healthy_delegation_nothing_is_said(text: str) -> None:
    assert look(handbook(text), NOW, ("slack",)).findings == ()


@pytest.mark.parametrize(
    ("rules", "kind", "found"),
    [
        (company(away("dee"), away("eva")), Kind.GAP, [("gap_in_hours", "delivery", Severity.WARNING)]),
        (company(away("dee", until="2026-11-16 12:00"), away("eva", until="2026-11-16 11:00")), Kind.GAP,
         [("gap", "delivery", Severity.WARNING)]),
        # Bo's lunch on two days, and his afternoons on three: each told once.
        (company(away("ada", until=None), away("eva", until=None), away("cy", until=None)), Kind.GAP,
         [("gap_again", "billing", Severity.WARNING)] * 2),
        (company(text=NORDIC.replace('lead = "eva"', 'lead = "dee"')), Kind.FEW,
         [("domain_of_one", "delivery", Severity.WARNING)]),
        (company(text=NORDIC.replace('"dee"\nname', '"dee"\nhours = "never"\nname')), Kind.FEW,
         [("domain_of_one", "delivery", Severity.WARNING)]),
        (company(text=NORDIC.replace('lead = "eva"', 'lead = "dee"')
                 .replace('"dee"\nname', '"dee"\nhours = "never"\nname')), Kind.FEW,
         [("domain_of_nobody", "delivery", Severity.PROBLEM)]),
        (company(text=NORDIC.replace('["dee"]', '["eva", { person = "dee", level = "never" }]')), Kind.FEW,
         [("domain_of_one", "delivery", Severity.WARNING)]),
        # The lead alone could approve what a rule of the domain, or of none, says must be; theirs nobody.
        (company(text=MARKED), Kind.APPROVAL, [("approved_by_one", "delivery", Severity.WARNING)]),
        (company(text=MARKED.replace('lead = "eva"', 'lead = "eva"\napprovers = ["cy"]')), Kind.APPROVAL, []),
        (company(text=MARKED.replace("approval = true", "")), Kind.APPROVAL, []),
        (company(text=NORDIC.replace('["dee"]', '[{ person = "dee", level = "with_approval" }]')), Kind.APPROVAL, []),
        (company(text=NORDIC.replace('["dee"]', '[{ person = "dee", level = "with_approval" }]')
                 .replace('lead = "eva"', 'lead = "eva"\ndeputies = [{ person = "eva", level = "never" }]')),
         Kind.APPROVAL, [("approved_by_nobody", "delivery", Severity.WARNING)]),
        (company(away("dee", "2026-11-18 00:00")), Kind.SOON_FEW,
         [("domain_left_to_one", "delivery", Severity.WARNING)]),
        (company(away("dee", "2026-11-18 00:00", by="ada")), Kind.SOON_FEW, []),
        # Away only while the field is closed, or after the fortnight.
        (company(away("dee", "2026-11-18 17:00", "2026-11-19 07:00")), Kind.SOON_FEW, []),
        (company(away("dee", "2026-12-02 00:00", None)), Kind.SOON_FEW, []),
        (company(text=NORDIC.replace('lead = "eva"\nexperts = ["dee"]',
                 'lead = "dee"\nexperts = ["dee"]\ndeputies = [{ person = "eva", until = 2026-11-20 }]')),
         Kind.SOON_FEW, [("domain_loses_deputies", "delivery", Severity.WARNING)]),
        (company(OPEN), Kind.ABSENCE, [("absence_without_end", "dee", Severity.WARNING)]),
        (company(away("dee", "2026-11-10 00:00", None)), Kind.ABSENCE, []),
        (company(text=NORDIC + EXPIRED), Kind.ABSENCE, [("absence_over", "bo", Severity.NOTE)]),
        (company(away("dee", by="eva"), away("eva")), Kind.STAND_IN, [("stand_ins_away", "dee", Severity.WARNING)]),
        (company(away("dee", "2026-11-20 00:00"), away("eva", until="2026-11-18 00:00"), dee="eva"), Kind.STAND_IN, []),
        (company(away("dee", by="eva"), away("eva", by="dee")), Kind.STAND_IN,
         [("stand_ins_in_a_circle", "eva", Severity.WARNING), ("stand_ins_in_a_circle", "dee", Severity.WARNING)]),
        (company(away("dee"), away("eva")), Kind.STAND_IN, []),
        (company(text=NORDIC.replace('slack = "U0BO"\n', "")), Kind.REACH,
         [("person_without_identity", "bo", Severity.WARNING)]),
        (company(text=NORDIC.replace('slack = "U0BO"\n', 'teams = "29:bo"\n')), Kind.REACH,
         [("person_out_of_reach", "bo", Severity.WARNING)]),
        (spoken(dee="nb", eva="nb,en"), Kind.LANGUAGE, []),
        (spoken(dee="nb", eva="nn"), Kind.LANGUAGE, [("domain_without_language", "delivery", Severity.WARNING)]),
        (spoken(dee="sv,en", eva="da"), Kind.LANGUAGE, [("domain_near_language", "delivery", Severity.NOTE)]),
        (spoken(dee="sv"), Kind.PERSON_LANGUAGE, [("person_of_other_languages", "dee", Severity.WARNING)]),
        (company(text=SPOKEN.replace('id = "x-critique"\n', 'id = "x-critique"\nany = ["gift"]\nnot = ["gift"]\n')),
         Kind.RULE_NEVER, [("rule_bars_itself", "billing", Severity.WARNING)]),
        (company(text=SPOKEN.replace('id = "x-critique"\nsource = "x"\nkind = ["critique"]',
                                     'id = "x-critique"\nany = ["pakke", "gave"]')),
         Kind.RULE_WORDS, [("word_claimed_twice", "delivery-words", Severity.WARNING)]),
    ],
)  # fmt: skip
def test_what_is_found(rules: Handbook, kind: Kind, found: list[tuple[str, str, Severity]]) -> None:
    assert told(rules, kind) == found


def test_every_finding_is_sound_and_the_worst_come_first() -> None:
    text = NORDIC.replace('slack = "U0BO"\n', "").replace('lead = "eva"', 'lead = "dee"') + EXPIRED
    health = look(company(OPEN, away("ada", by="bo"), away("bo"), text=text), NOW)
    assert are_sound([reason for one in health.findings for reason in (one.reason, *one.details)])
    assert [one.severity for one in health.findings] == sorted(one.severity for one in health.findings)
    assert len({one.key for one in health.findings}) == len(health.findings)


def test_a_gap_names_who_is_why() -> None:
    rules = company(away("dee"), away("eva", until="2026-11-17 12:00"))
    (gap,) = (one for one in look(rules, NOW).findings if one.kind is Kind.GAP)
    values = {"domain": "delivery", "starts_at": stamp(NOW), "ends_at": stamp(oslo("2026-11-17 12:00")), "hours": 11}
    assert gap.reason == Reason("gap_in_hours", values)
    assert [reason.code for reason in gap.details] == ["off_absent", "off_absent"]


def test_the_same_trouble_has_the_same_key_on_another_day() -> None:
    rules = company(away("ada", until=None), away("eva", until=None), away("cy", until=None), away("dee", until=None))
    keys = [{one.key for one in look(rules, NOW + timedelta(days=day)).findings} for day in (0, 1, 2)]
    assert keys[0] == keys[1] == keys[2]
    shorter = company(away("dee"), away("eva", until=None))
    longer = company(away("dee", until="2026-11-23 00:00"), away("eva", until=None))
    assert {one.key for one in look(shorter, NOW).findings} != {one.key for one in look(longer, NOW).findings}


@pytest.mark.parametrize(
    ("decided", "moved", "often"), [(4, 4, False), (5, 1, False), (5, 2, True), (10, 2, False), (100, 21, True)]
)
def test_rules_that_are_corrected_often(decided: int, moved: int, often: bool) -> None:
    count = Count("delivery-words", decided, moved)
    assert is_corrected_often(count) is often
    found = look(handbook(), NOW, ("slack",), Uses((count, Count("x-critique", 1, 0)), 90, whole=True)).findings
    assert [one.reason.code for one in found] == ["rule_corrected_often"] * often


def test_rules_that_were_never_used_are_told_when_there_was_time_for_it() -> None:
    counts = (Count("x-critique", 1, 0), Count(None, 8, 0))
    found = look(handbook(), NOW, ("slack",), Uses(counts, 90, whole=True)).findings
    assert [(one.reason.code, one.rule) for one in found] == [("rule_unused", "delivery-words")]
    assert look(handbook(), NOW, ("slack",), Uses(counts, 90, whole=False)).findings == ()


def test_an_absence_of_nobody_in_particular_troubles_nobody() -> None:
    assert look(company(Absence("somebody-unknown", NOW, None)), NOW, ("slack",)).findings == ()
