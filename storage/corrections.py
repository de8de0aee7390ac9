"""What people have corrected of routing's decisions, and how often each rule decided and was corrected."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.database import Transaction
from storage.statements import insert
from storage.tables import correction as table
from storage.tables import item


@dataclass(frozen=True)
class RuleCount:
    """How many items a rule has decided, and how many of these somebody moved to another domain or kind or language.

    `rule` is None for what no rule decided.
    """

    rule: str | None
    decided: int
    moved: int
    kinds: int
    languages: int


def add(
    transaction: Transaction,
    number: int,
    at: datetime,
    who: str,
    what: str,
    before: str,
    after: str,
    rule: str | None,
    handbook: str,
) -> None:
    """Keep one correction of an item. `what` is "domain", "kind" or "language"; `rule` had decided before it."""
    values = {
        "item": number, "at": at, "who": who, "what": what, "before": before, "after": after, "rule": rule,
        "handbook": handbook,
    }  # fmt: skip
    transaction.connection.execute(insert(transaction.dialect, table).values(values))


def by_rule(transaction: Transaction, since: datetime) -> list[RuleCount]:
    """Every rule that decided an item received since then, or was corrected since then; the most corrected first."""
    corrected = (
        select(table.c.rule, table.c.what, func.count(table.c.item.distinct()))
        .where(table.c.at >= since)
        .group_by(table.c.rule, table.c.what)
    )
    counts: dict[str | None, dict[str, int]] = {}
    for rule, what, count in transaction.connection.execute(corrected):
        counts.setdefault(rule, {})[what] = count
    decided = select(item.c.rule, func.count()).where(item.c.received_at >= since).group_by(item.c.rule)
    totals: dict[str | None, int] = {row[0]: row[1] for row in transaction.connection.execute(decided)}
    found = [
        RuleCount(
            rule,
            totals.get(rule, 0),
            counts.get(rule, {}).get("domain", 0),
            counts.get(rule, {}).get("kind", 0),
            counts.get(rule, {}).get("language", 0),
        )
        for rule in {**totals, **counts}
    ]
    return sorted(found, key=lambda one: (-one.moved, -one.kinds - one.languages, -one.decided, one.rule or ""))
