"""What a new post is compared with, and which items were merged into one, on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from routing.item import Author, Item, State
from storage import alike, items, merges, searching
from storage.database import Database
from storage.tables import LONGEST_HANDLE, LONGEST_URL
from tests.storage.examples import HOUR, NOON, PLAIN, added

DAY = timedelta(days=1)
KARI = Author("Kari", "@kari")


def item(number: int, text: str = "Hvor er pakken min?", *, ago: timedelta = HOUR, **changes: Any) -> Item:
    """`changes` of the post or of the item."""
    of_post = {name: value for name, value in changes.items() if name in ("source", "author", "private", "url")}
    post = replace(PLAIN.post, external_id=str(number), text=text, posted_at=NOON - ago, **of_post)
    others = {name: value for name, value in changes.items() if name not in of_post}
    return replace(PLAIN, post=post, received_at=NOON - ago, **others)


def test_open_posts_of_the_author_and_the_newest_of_the_field(database: Database) -> None:
    stored = added(
        database,
        item(0),
        item(1, author=KARI, domain="billing"),
        item(2, author=KARI, ago=20 * DAY),  # by the index on authors; how long ago decides routing
        item(3, author=KARI, state=State.ANSWERED, domain="billing"),
        item(4, author=KARI, source="x", domain="billing"),
        item(5, private=True),
        item(6, state=State.ANSWERED),
        item(7, state=State.DECLINED),
        item(8, domain="billing"),
        item(9, ago=8 * DAY),
        item(10, "Hvor er " + "pakken min? " * 40),
        item(11, author=Author("Kari"), domain="billing"),
    )
    numbers = [one.number for one in stored]

    def found(new: Item) -> list[int]:
        with database.read() as transaction:
            return sorted(numbers.index(one.number) for one in alike.candidates(transaction, new))

    new = item(99, author=KARI, ago=timedelta())
    assert found(new) == [0, 1, 2, 6]
    assert found(replace(new, domain="other")) == [1, 2]
    assert found(item(99, author=Author("Kari"), domain="other", ago=timedelta())) == [11]
    assert found(item(99, domain="other", ago=timedelta())) == []
    assert found(item(99, private=True, author=KARI, ago=timedelta())) == []
    with database.read() as transaction:
        one = next(one for one in alike.candidates(transaction, new) if one.number == numbers[1])
    assert (one.author, one.source, one.posted_at, one.is_open, one.same_field) == (
        KARI, "facebook", NOON - HOUR, True, False,
    )  # fmt: skip


@pytest.mark.parametrize("length", [LONGEST_HANDLE, LONGEST_HANDLE + 1])
def test_an_author_with_a_long_handle_is_found_among_the_newest(database: Database, length: int) -> None:
    author = Author("", "æ" * length)
    first, *_ = added(database, item(1, author=author, domain="billing"))
    with database.read() as transaction:
        found = alike.candidates(transaction, item(2, author=author, ago=timedelta()))
    assert [one.number for one in found] == [first.number]


def test_only_the_newest_are_compared(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert alike.LATELY >= 100  # it is part of a statement that is prepared once
    stored = added(database, *(item(n, ago=n * timedelta(seconds=1)) for n in range(alike.LATELY + 5)))
    with database.read() as transaction:
        found = {one.number for one in alike.candidates(transaction, item(9999, ago=timedelta()))}
    assert found == {one.number for one in stored[: alike.LATELY]}


def test_which_items_were_merged_into_one(database: Database) -> None:
    one, two, three = added(database, *(item(n) for n in range(3)))
    with database.write() as transaction:
        for part in (three, two):
            assert items.change(transaction, part, replace(part, state=State.MERGED, merged_into=one.number))
        assert merges.merged_into(transaction, one.number) == [two.number, three.number]
        assert merges.merged_into(transaction, two.number) == []


@pytest.mark.parametrize("length", [30, LONGEST_URL, LONGEST_URL + 1])
def test_the_item_of_an_address_is_an_open_one_or_a_late_one_the_newest(database: Database, length: int) -> None:
    """With the index and without it, which a longer address does not have."""
    url = "https://x.com/".ljust(length, "ø")
    known = [
        item(1, url=url, ago=50 * DAY), item(2, url=url, ago=40 * DAY), item(3, url=url + "0"),
        item(4, url=url, state=State.DECLINED), item(5, url=url, state=State.DECLINED, ago=2 * HOUR, private=True),
        item(6, url=""),
    ]  # fmt: skip
    stored = added(database, *known)
    with database.write() as transaction:
        assert items.by_link(transaction, url, NOON - 30 * DAY) == stored[1].number
        for one in stored[:2]:
            items.change(transaction, one, replace(one, state=State.DECLINED))
        assert items.by_link(transaction, url, NOON - 30 * DAY) == stored[4].number
        assert items.by_link(transaction, url, NOON) is None
        assert items.by_link(transaction, "https://x.com", NOON - 30 * DAY) is None
        of_all = [stored[n].number for n in (4, 3, 1, 0)] if length <= LONGEST_URL else []
        assert list(searching.at_address(transaction, url, ["delivery"]).numbers) == of_all
        public = searching.at_address(transaction, url, [], before=stored[3].number)
        assert list(public.numbers) == of_all[2:]
        assert public.counted_all
