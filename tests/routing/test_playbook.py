"""What the playbook has for an item."""

from dataclasses import replace

from routing.handbook_text import read_handbook
from routing.item import Item, Kind
from routing.playbook import Guidance, guidance, prepared, thanks
from tests.routing.handbooks import handbook, item

PLAYBOOK = (
    handbook().text
    + """
[[situation]]
id = "late"
name = "A parcel is late"
do = ["Find it.", "Be short."]
dont = ["Guess."]

[[situation]]
id = "refund"
name = "Money back"

[[advice]]
sources = ["facebook", "x"]
do = ["Be short."]
dont = ["Ask for an address in public."]

[[advice]]
domains = ["billing"]
dont = ["Name a sum."]

[[answer]]
id = "any-nb"
text = "Hei {customer}!"

[[answer]]
id = "late-nb"
situation = "late"
text = "Vi leter."

[[answer]]
id = "refund-nb"
situation = "refund"
text = "Pengene kommer."

[[answer]]
id = "billing-nb"
domains = ["billing"]
text = "Faktura."

[[answer]]
id = "late-en"
language = "en"
situation = "late"
text = "We look for it."

[[answer]]
id = "late-sv"
language = "sv"
situation = "late"
text = "Vi letar."

[[answer]]
id = "holding"
situation = "late"
holding = true
text = "Vent."

[[answer]]
id = "sorry-nb"
thanks = true
text = "Takk for at du sier fra!"
"""
)


def late(language: str = "nb", situation: str = "late", domain: str = "delivery") -> Item:
    return replace(item("2026-11-18 10:00"), language=language, situation=situation, domain=domain)


def ids(one: Item) -> list[str]:
    return [answer.id for answer in prepared(one, read_handbook(PLAYBOOK))]


def test_those_for_the_situation_come_first_and_only_in_the_best_language() -> None:
    assert ids(late()) == ["late-nb", "any-nb"]
    assert ids(late(situation="")) == ["any-nb"]
    assert ids(late(domain="billing")) == ["late-nb", "any-nb", "billing-nb"]
    assert ids(late("sv")) == ["late-sv"]
    assert ids(late("da")) == ["late-nb", "any-nb"]
    assert ids(late("nn")) == ["late-nb", "any-nb"]
    assert ids(late("de")) == ["late-en"]


def test_a_thank_you_is_in_the_customers_own_language_or_it_is_none() -> None:
    book = read_handbook(PLAYBOOK)
    critique = replace(late(), kind=Kind.CRITIQUE)
    assert thanks(critique, book) == "Takk for at du sier fra!"
    assert thanks(replace(critique, language="da"), book) is None


def test_the_situations_advice_stands_before_that_of_source_and_domain_each_once() -> None:
    book = read_handbook(PLAYBOOK)
    one = late(domain="billing")
    found = guidance(replace(one, post=replace(one.post, source="Facebook")), book)
    assert found == Guidance(
        "A parcel is late",
        ("Find it.", "Be short."),
        ("Guess.", "Ask for an address in public.", "Name a sum."),
    )
    other = late(situation="")
    assert guidance(replace(other, post=replace(other.post, source="blog")), book) == Guidance("", (), ())
