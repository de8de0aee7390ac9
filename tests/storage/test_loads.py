from dataclasses import replace
from typing import Any

from routing.item import State, Urgency
from storage import items, loads
from storage.database import Database
from tests.storage.examples import FULL, NOON, PLAIN, SECOND, added, numbered

EVERYBODY = ("ada", "bo", "cy")


def test_nobody_has_anything_in_an_empty_table(database: Database) -> None:
    with database.read() as transaction:
        assert loads.read(transaction, EVERYBODY) == loads.Loads({"ada": 0, "bo": 0, "cy": 0}, {})
        assert loads.read(transaction, ()) == loads.Loads({}, {})


def test_loads_weigh_open_items_of_owners_and_of_experts_nobody_has_claimed_from(database: Database) -> None:
    cases: list[dict[str, Any]] = [
        {"expert": "ada"},
        {"expert": "ada", "urgency": Urgency.CRITICAL},
        {"expert": "ada", "owner": "bo", "state": State.CLAIMED, "urgency": Urgency.HIGH},
        {"expert": "ada", "owner": "bo", "state": State.PAUSED, "urgency": Urgency.LOW},
        {"expert": "ada", "owner": "cy", "state": State.ANSWERED},
        {"expert": None},
    ]
    added(database, *[replace(item, **case) for item, case in zip(numbered(6), cases, strict=True)])
    with database.read() as transaction:
        assert loads.read(transaction, EVERYBODY).open == {"ada": 1 * 2 + 4, "bo": 3 + 1, "cy": 0}
        assert loads.read(transaction, ("bo",)).open == {"bo": 3 + 1}


def test_loads_follow_a_change(database: Database) -> None:
    before = added(database, PLAIN)[0]
    claimed = replace(before, owner="bo", state=State.CLAIMED, version=2)
    with database.write() as transaction:
        items.change(transaction, before, claimed)
        assert loads.read(transaction, EVERYBODY).open == {"ada": 0, "bo": 2, "cy": 0}
        items.change(transaction, claimed, replace(claimed, state=State.DECLINED, closing=FULL.closing))
        assert loads.read(transaction, EVERYBODY).open == {"ada": 0, "bo": 0, "cy": 0}


def test_beyond_a_bound_everybody_is_equally_buried(database: Database) -> None:
    added(database, *numbered(loads.MOST_COUNTED + 5))
    with database.read() as transaction:
        assert loads.read(transaction, ("ada",)).open == {"ada": 2 * loads.MOST_COUNTED}


def test_last_chosen_is_the_latest_of_each_expert_open_or_not(database: Database) -> None:
    cases = [("ada", 1), ("ada", 3), ("ada", 2), ("bo", 9), (None, 10), ("dee", 4)]
    rows = zip(numbered(6, state=State.ANSWERED), cases, strict=True)
    added(database, *[replace(item, expert=who, received_at=NOON + n * SECOND) for item, (who, n) in rows])
    with database.read() as transaction:
        assert loads.read(transaction, EVERYBODY).last_chosen == {"ada": NOON + 3 * SECOND, "bo": NOON + 9 * SECOND}
