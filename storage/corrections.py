"""What people have corrected of routing's decisions, and how often each rule decided and was corrected."""

from collections import Counter
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
    """Every rule that decided an item received since then, or was corrected since then; the most corrected first.

    What counts is how things stand after the last correction of an item: what was corrected and put back leaves no mark
    on the rule. An item counts for the rule that decided it first.
    """
    query = (
        select(table.c.item, table.c.what, table.c.before, table.c.after, table.c.rule, item.c.rule.label("rule_now"))
        .join(item, item.c.number == table.c.item)
        .where(table.c.at >= since)
        .order_by(table.c.id)
    )
    first: dict[tuple[int, str], tuple[str, str | None]] = {}
    last: dict[tuple[int, str], str] = {}
    moved_rules: dict[int, tuple[str | None, str | None]] = {}
    for row in transaction.connection.execute(query):
        first.setdefault((row.item, row.what), (row.before, row.rule))
        last[row.item, row.what] = row.after
        moved_rules.setdefault(row.item, (row.rule, row.rule_now))
    corrected: Counter[tuple[str | None, str]] = Counter()
    for (number, what), (before, _) in first.items():
        if last[number, what] != before:
            corrected[moved_rules[number][0], what] += 1
    decided = select(item.c.rule, func.count()).where(item.c.received_at >= since).group_by(item.c.rule)
    totals: Counter[str | None] = Counter({row[0]: row[1] for row in transaction.connection.execute(decided)})
    for at_first, now in moved_rules.values():
        if at_first != now:
            totals[at_first] += 1
            totals[now] -= 1
    rules = {rule for rule, count in totals.items() if count > 0} | {rule for rule, _ in corrected}
    found = [
        RuleCount(rule, totals[rule], corrected[rule, "domain"], corrected[rule, "kind"], corrected[rule, "language"])
        for rule in rules
    ]
    return sorted(found, key=lambda one: (-one.moved, -one.kinds - one.languages, -one.decided, one.rule or ""))
