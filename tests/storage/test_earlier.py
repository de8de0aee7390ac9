"""What an author wrote before, on both databases."""

from dataclasses import replace

import pytest

from routing.item import Author, Item, State
from storage import earlier
from storage.database import Database
from storage.tables import LONGEST_HANDLE
from tests.storage.examples import PLAIN, added

KARI = Author("Kari", "@kari")


def post(number: int, author: Author, source: str = "x", *, private: bool = False) -> Item:
    words = replace(
        PLAIN.post, source=source, external_id=str(number), author=author, private=private, text=str(number)
    )
    return replace(PLAIN, post=words, state=State.DECLINED if number % 2 else State.NEW)


def test_it_is_found_by_source_and_handle_or_by_the_name_where_there_is_none(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = added(
        database, post(1, KARI), post(2, KARI), post(3, KARI, "facebook"), post(4, KARI, private=True),
        post(5, Author("Kari")), post(6, Author("Someone else", "@kari")), post(7, KARI), post(8, Author("Kari")),
        post(9, Author()), post(10, Author()),
    )  # fmt: skip

    def found(number: int, limit: int = 3) -> tuple[list[str], int]:
        with database.read() as transaction:
            known = earlier.by_author(transaction, stored[number - 1], limit)
        return [one.text for one in known.newest], known.more

    assert found(1) == ([], 0)
    assert found(7) == (["6", "2", "1"], 0)  # never a private one, nor what came later
    assert found(7, 2) == (["6", "2"], 1)
    assert found(8) == (["5"], 0)
    assert found(3) == found(10) == ([], 0)
    with database.read() as transaction:
        first, second, _ = earlier.by_author(transaction, stored[6], 3).newest
    assert (first.number, first.state, second.state) == (stored[5].number, State.NEW, State.NEW)
    # Only so many of the author's are counted; where there is no handle, only so many items are looked through.
    monkeypatch.setattr(earlier, "LOOKED_THROUGH", 2)
    assert found(7) == (["6", "2"], 0)
    assert found(8) == ([], 0)


def test_a_handle_too_long_for_an_index_is_found_among_the_newest(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own length decides which way it is looked for; both ways find the same."""
    for longest in (LONGEST_HANDLE, LONGEST_HANDLE + 1):
        author = Author("Kari", "æ" * longest)
        first, second = added(database, post(longest, author), post(longest + 1000, author))
        with database.read() as transaction:
            known = earlier.by_author(transaction, second, 3)
            assert [one.number for one in known.newest] == [first.number]
            with monkeypatch.context() as patch:
                patch.setattr(earlier, "LONGEST_HANDLE", 0)
                assert earlier.by_author(transaction, second, 3) == known
