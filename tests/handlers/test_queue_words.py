"""Which filters words behind `queue` mean, and how `mine`, `queue`, `find` and `show` may be said."""

import pytest

from handlers.commands import name_of
from handlers.intents import Actor, Said
from handlers.queue_words import asked
from routing.reasons import Reason
from tests.handlers.examples import HANDBOOK, handbook

BOOK = handbook(HANDBOOK.replace('name = "Billing"', 'name = "Facebook og Regninger"').replace("Gro Lie", "Bo Lie"))


def filters(said: str, own: str = "cy") -> list[list[str]] | Reason:
    found = asked(BOOK, "slack", own, said, ("facebook", "trustpilot"))
    return found if isinstance(found, Reason) else [[f"{one.what}={one.value}" for one in group] for group in found]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", []),
        ("delivery late", [["domain=delivery"], ["state=late"]]),
        ("Delivery, LATE!", [["domain=delivery"], ["state=late"]]),
        ("late unclaimed facebook high", [["state=late"], ["state=unclaimed"], ["source=facebook"], ["urgency=high"]]),
        ("delivery billing", [["domain=delivery", "domain=billing"]]),
        ("facebook og regninger", [["domain=billing"]]),
        ("trustpilot x", [["source=trustpilot", "source=x"]]),
        ("@U0BO", [["person=bo"]]),
        ("@bo", [["person=bo"]]),
        ("bo berg", [["person=bo"]]),
        ("finn", [["person=finn"]]),
        ("mine", [["person=cy"]]),
        ("what is late in delivery?", [["state=late"], ["domain=delivery"]]),
        ("ledige", [["state=unclaimed"]]),
        ("försenade", [["state=late"]]),
        ("at risk critique", [["state=at_risk"], ["kind=critique"]]),
        ("høy spørsmål", [["urgency=high"], ["kind=question"]]),
        ("hög fråga", [["urgency=high"], ["kind=question"]]),
    ],
)
def test_filters(said: str, meant: list[list[str]]) -> None:
    assert filters(said) == meant


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("delivry late", Reason("queue_unknown_near", {"words": "delivry", "guess": "delivery"})),
        ("late xyzzy", Reason("queue_unknown", {"words": "xyzzy"})),
        ("@nobody-at-all", Reason("queue_unknown", {"words": "@nobody-at-all"})),
    ],
)
def test_what_means_nothing_is_refused(said: str, reason: Reason) -> None:
    assert filters(said) == reason


def test_a_stranger_has_no_items_of_their_own() -> None:
    assert isinstance(filters("mine", own=""), Reason)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("mine", "mine"), ("what is mine?", "mine"), ("Hva er mitt?", "mine"), ("vad är mina?", "mine"),
        ("hvad er mine?", "mine"), ("kø delivery", "queue"), ("kö", "queue"), ("søk pakke", "find"),
        ("sök paket", "find"), ("find pakke", "find"), ("vis 12", "show"), ("visa 12", "show"), ("12", "show"),
        ("#12", "show"), ("12?", "show"), ("show me 12", "show"), ("can you show me #12?", "show"),
        ("who is on-call?", "oncall"), ("hva kan du?", "help"), ("hva spiser du?", "hva"),
            ("what is away", "what"), ("", "help"),
    ],
)  # fmt: skip
def test_names(said: str, name: str) -> None:
    assert name_of(Said("key", Actor("slack", "U1"), said)) == name
