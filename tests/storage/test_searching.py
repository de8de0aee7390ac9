"""Looking for words on both databases: the same is found on each, and what it costs is bounded."""

from dataclasses import replace

import pytest

from routing.item import Author, Item, State
from routing.searching import words_of
from storage import searching
from storage.database import Database
from storage.searching import search
from tests.storage.examples import PLAIN, added

POSTS = (
    # words, author's name, handle, link, private, domain
    ("Hvor er pakken til ÅLESUND?", "Kari Ørsted", "@kari", "https://x.com/kari/1", False, "delivery"),
    ("100% sikker: a_b c\\d", "Ola", "@ola_n", "https://x.com/ola/2", False, "delivery"),
    ("Was ist mit A\u030alesund", "", "", "", False, "billing"),
    ("hemmelig Ålesund", "Siri", "@siri", "https://x.com/siri/4", True, "delivery"),
    ("abcd", "", "", "", False, "billing"),
)


def item(place: int) -> Item:
    words, name, handle, url, private, domain = POSTS[place]
    post = replace(
        PLAIN.post, external_id=str(place), text=words, author=Author(name, handle), url=url, private=private
    )
    return replace(PLAIN, post=post, domain=domain, state=State.ANSWERED if place == 1 else State.NEW)


@pytest.fixture
def filled(database: Database) -> Database:
    added(database, *map(item, range(len(POSTS))))
    return database


def test_the_same_is_found_on_both(filled: Database) -> None:
    for said, domains, numbers in (
        ("pakken", (), (1,)),
        ("PAKKEN ålesund", (), (1,)),
        ("ålesund", (), (3, 1)),
        ("ÅLESUND", ("billing",), (3, 1)),
        ("ålesund", ("delivery",), (4, 3, 1)),
        ("siri", (), ()),
        ("siri", ("delivery",), (4,)),
        ("ørsted", (), (1,)),
        ("ÖRSTED", (), (1,)),
        ("@OLA_N", (), (2,)),
        ("https://x.com/ola/2", (), (2,)),
        ("100%", (), (2,)),
        ("a_b", (), (2,)),
        ("c\\d", (), (2,)),
        ("a%d", (), ()),
        ("å", (), (3, 1)),
        ("nothing", (), ()),
    ):
        with filled.read() as transaction:
            found = search(transaction, words_of(said), domains)
        assert (found.numbers, found.counted_all, found.down_to) == (numbers, True, None), said


def test_it_stops_where_enough_is_found_or_looked_through(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "FIRST_STEP", 1)
    monkeypatch.setattr(searching, "MOST_COUNTED", 1)
    with filled.read() as transaction:
        found = search(transaction, ("ålesund",), ("delivery",))
    assert (found.numbers, found.counted_all) == ((4,), False)
    monkeypatch.setattr(searching, "MOST_COUNTED", 200)
    monkeypatch.setattr(searching, "LOOKED_THROUGH", 2)
    with filled.read() as transaction:
        found = search(transaction, ("ålesund",), ())
    assert (found.numbers, found.counted_all, found.down_to) == ((3,), True, 3)
    with filled.read() as transaction:
        found = search(transaction, ("ålesund",), (), before=3)
    assert (found.numbers, found.counted_all, found.down_to) == ((1,), True, None)


def test_the_nearest_number(database: Database) -> None:
    with database.read() as transaction:
        assert searching.nearest(transaction, 7) is None
    added(database, item(0), item(1))
    with database.read() as transaction:
        assert [searching.nearest(transaction, number) for number in (0, 2, 10**18)] == [1, 2, 2]
