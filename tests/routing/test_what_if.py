"""What another handbook would do with posts that have been."""

from datetime import UTC, datetime

import pytest

from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from routing.item import Kind, Post, Urgency
from routing.what_if import LONGEST_WORDS, Changes, Decision, Moved, PastPost, Way, compare
from tests.stories.company import COMPANY

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
OLD = COMPANY
PARCELS = '[[rule]]\nid = "parcels"\nwords = ["pakke", "parcel"]\ndomain = "delivery"\n\n'
DANGER = '[[rule]]\nid = "danger"\nwords = ["dangerous"]\ndomain = "delivery"\nurgency = "critical"\n\n'


def book(text: str) -> Handbook:
    return read_handbook(text)


def past(
    number: int, text: str, *, private: bool = False, language: str = "nb", kind: Kind = Kind.QUESTION
) -> PastPost:
    post = Post("facebook", str(number), text, NOON, private=private)
    return PastPost(number, post, language, kind)


POSTS = (
    past(1, "Hvor er pakken min?"),
    past(2, "Hva koster det?"),
    past(3, "A dangerous box!"),
    past(4, "Pakken er borte, og dette er hemmelig", private=True),
)


def test_the_same_handbook_changes_nothing() -> None:
    found = compare(book(OLD), book(OLD), POSTS)
    assert (found.posts, found.moved, found.ways, found.urgencies, found.sections) == (4, (), (), (), ())
    assert (found.rules, found.people, found.domains, found.reordered) == (Changes(), Changes(), Changes(), False)


def test_posts_that_would_go_elsewhere_are_counted_by_where_from_and_where_to() -> None:
    found = compare(book(OLD), book(OLD.replace(PARCELS, "")), POSTS)
    assert found.ways == (Way("delivery", "billing", 2),)
    assert [(one.number, one.words) for one in found.elsewhere] == [(1, "Hvor er pakken min?"), (4, "")]
    assert found.moved[0] == Moved(
        1, "Hvor er pakken min?", Decision("delivery", "parcels", Urgency.NORMAL),
        Decision("billing", None, Urgency.NORMAL),
    )  # fmt: skip
    assert found.rules == Changes(gone=("parcels",))
    assert "hemmelig" not in repr(found)


def test_urgency_alone_is_told_apart_from_going_elsewhere() -> None:
    found = compare(book(OLD), book(OLD.replace('urgency = "critical"', 'urgency = "high"')), POSTS)
    assert (found.ways, found.elsewhere) == ((), ())
    assert found.urgencies == (Way("critical", "high", 1),)
    assert [one.number for one in found.moved] == [3]


def test_each_post_keeps_the_language_and_kind_that_it_was_found_to_have() -> None:
    only_swedish = OLD.replace(
        "[rota]", '[[rule]]\nid = "sv"\nlanguage = "sv"\nkind = "praise"\ndomain = "delivery"\n\n[rota]'
    )
    posts = (
        past(1, "Hej", language="sv", kind=Kind.PRAISE),
        past(2, "Hej", language="sv"),
        past(3, "Hej", kind=Kind.PRAISE),
    )
    assert [one.number for one in compare(book(OLD), book(only_swedish), posts).moved] == [1]


@pytest.mark.parametrize(
    ("change", "to", "what", "expected"),
    [
        ('words = ["dangerous"]', 'words = ["hazard"]', "rules", Changes(changed=("danger",))),
        (PARCELS, f'{PARCELS}[[rule]]\nid = "x"\nname = "Ten"\nwords = ["x"]\ndomain = "billing"\n\n', "rules",
         Changes(("Ten",))),
        ('name = "Bo Berg"', 'name = "Bo Berg-Lie"', "people", Changes(changed=("Bo Berg-Lie",))),
        ('id = "gro"', 'id = "guri"', "people", Changes(("Gro Lie",), ("Gro Lie",))),
        ('lead = "cy"\nexperts = ["bo', 'lead = "dee"\nexperts = ["bo', "domains", Changes(changed=("Delivery",))),
        ("[rota]", '[[target]]\nsources = ["x"]\nanswer_within = "1h"\n\n[rota]', "sections", ("targets",)),
        ('handover = "mon 08:00"', 'handover = "tue 08:00"', "sections", ("rota",)),
        ("[rota]", '[[decline_reason]]\nid = "rude"\nname = "Rude"\n\n[rota]', "sections", ("decline_reasons",)),
        ('triage = "C0TRIAGE"', 'triage = "C0OTHER"', "sections", ("desks",)),
        ('language = "en"', 'language = "nb"', "sections", ("company",)),
    ],
)  # fmt: skip
def test_what_else_is_different(change: str, to: str, what: str, expected: object) -> None:
    new = OLD.replace(change, to, 1)
    if 'id = "gro"' in change:
        new = new.replace('"gro"]', '"guri"]')
    assert getattr(compare(book(OLD), book(new), ()), what) == expected


def test_rules_in_another_order_are_said_to_be() -> None:
    new = OLD.replace(PARCELS, "").replace(DANGER, DANGER + PARCELS)
    found = compare(book(OLD), book(new), POSTS)
    assert found.reordered
    assert not found.rules


def test_a_day_that_the_company_has_closed_is_no_change_of_everybody() -> None:
    new = OLD.replace("[rota]", '[[day]]\ndate = 2026-12-24\nname = "Christmas Eve"\n\n[rota]')
    found = compare(book(OLD), book(new), ())
    assert (found.people, found.sections) == (Changes(), ("days",))


def test_first_words_are_one_line_and_end_somewhere() -> None:
    long = compare(book(OLD), book(OLD.replace(PARCELS, "")), [past(1, "Pakken\n\n" + "er borte " * 40)]).moved[0]
    assert long.words.startswith("Pakken er borte")
    assert len(long.words) <= LONGEST_WORDS


def test_both_handbooks_names_of_domains_are_at_hand() -> None:
    new = OLD.replace('id = "delivery"\nname = "Delivery"', 'id = "parcels-out"\nname = "Parcels"').replace(
        'domain = "delivery"', 'domain = "parcels-out"'
    )
    found = compare(book(OLD), book(new), POSTS)
    assert found.domain_names == {"delivery": "Delivery", "billing": "Billing", "parcels-out": "Parcels"}
    assert found.ways == (Way("delivery", "parcels-out", 3),)
