"""Handbooks of older schemas, as tables: what they said in today's words."""

from collections.abc import Mapping

from routing.handbook_problems import Table

SCHEMA = 2
"""The version of the format that this program writes about. 2 (November 2026): a rule's `words` are called `any`; rungs
stand in a named `[[ladder]]`."""

USUAL_LADDER = "usual"


def upgraded(tables: Table) -> Table:
    """The tables of a handbook as the newest schema has them; what is of no known schema is given back as it is."""
    return _from_1(tables) if tables.get("schema") == 1 and not isinstance(tables.get("schema"), bool) else tables


def _from_1(tables: Table) -> Table:
    found = {**tables, "schema": SCHEMA}
    rules = tables.get("rule")
    if isinstance(rules, list):
        found["rule"] = [_renamed(rule, "words", "any") if isinstance(rule, Mapping) else rule for rule in rules]
    rungs = found.pop("rung", None)
    if rungs is not None:
        found["ladder"] = [{"id": USUAL_LADDER, "rung": rungs}]
    return found


def _renamed(table: Table, before: str, after: str) -> Table:
    return {after if name == before else name: value for name, value in table.items()}
