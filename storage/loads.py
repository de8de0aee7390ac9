"""Who has how much on their desk: what naming an expert needs to know, asked at every new item."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import TextClause, text

from routing.item import Urgency
from storage.database import Transaction
from storage.moment import moment
from storage.prepared import Prepared

WEIGHTS = {Urgency.LOW: 1, Urgency.NORMAL: 2, Urgency.HIGH: 3, Urgency.CRITICAL: 4}

MOST_COUNTED = 200
"""Items of one urgency that are counted for one person. Whoever has more is buried as deep as with these; counting on
would make every new item cost what all open ones cost together."""


@dataclass(frozen=True)
class Loads:
    """`open` weighs each person's open items: those they own, or are the expert of while nobody owns them.

    An item weighs 1 (low), 2 (normal), 3 (high) or 4 (critical). `last_chosen` is when a person was last named the
    expert of a new item; who never was is not in it.
    """

    open: dict[str, int]
    last_chosen: dict[str, datetime]


def read(transaction: Transaction, people: Sequence[str]) -> Loads:
    """The loads of these people. Costs what there are people, not what there are items: MOST_COUNTED bounds it."""
    rows = LOADS.rows(transaction, {"people": json.dumps(people)})
    return Loads(
        {person: sum(weight * count for weight, count in zip(WEIGHTS.values(), counts, strict=True))
         for person, _, *counts in rows},
        {person: moment(latest) for person, latest, *_ in rows if latest is not None},
    )  # fmt: skip


def _loads(dialect: str) -> TextClause:
    """Each count walks the index on who carries what, and stops at the bound; `latest` is one look at an index."""
    counts = ", ".join(
        f"(SELECT count(*) FROM (SELECT 1 FROM item WHERE item.carried_by = one.person"
        f" AND item.urgency = '{urgency.value}' LIMIT {MOST_COUNTED}) AS counted)"
        for urgency in WEIGHTS
    )
    given = {
        "sqlite": "SELECT value AS person FROM json_each(:people)",
        "postgresql": "SELECT json_array_elements_text(CAST(:people AS json)) AS person",
    }
    return text(
        "SELECT one.person, (SELECT max(item.received_at) FROM item WHERE item.expert = one.person) AS latest,"
        f" {counts} FROM ({given[dialect]}) AS one"
    )


LOADS = Prepared(_loads)
