"""Conflicts, what is kept with them, and the legs of an answer that were given, on both databases."""

from dataclasses import replace

from sqlalchemy import update

from routing.conflict import Evidence, Said
from routing.item import Author
from storage import answer_legs, conflicts
from storage.database import Database
from storage.tables_desk import answer_leg, conflict
from tests.storage.examples import HOUR, MINUTE, NOON, added, numbered

EVIDENCE = Evidence(
    "Hvor er pakken min? 📦 אבג", "facebook", NOON, "https://x.com/1", Author("Kari", "@kari", 3), ("a.png",),
    (Said("customer", "Kari", NOON + MINUTE, "Nå!", attachments=("b.png",)),
     Said("held", "bo", NOON + HOUR, "Du får svar.", "https://x.com/2")),
)  # fmt: skip


def test_a_conflict_is_kept_with_its_evidence_and_settled_once(database: Database) -> None:
    one, two = added(database, *numbered(2))
    with database.write() as transaction:
        first = conflicts.report(transaction, one, "bo", NOON, "Han truer oss.", EVIDENCE)
        assert conflicts.read(transaction, first.id) == first
        assert first.evidence == EVIDENCE
        conflicts.settle(transaction, one.number, "cy", NOON + HOUR, "Ringt.")
        second = conflicts.report(transaction, one, "bo", NOON + 2 * HOUR, "Igjen.", EVIDENCE)
        conflicts.report(transaction, two, "bo", NOON, "En annen.", EVIDENCE)
        conflicts.settle(transaction, one.number, "bo", NOON + 3 * HOUR, None)
        settled = replace(first, settled_by="cy", settled_at=NOON + HOUR, note="Ringt.")
        again = replace(second, settled_by="bo", settled_at=NOON + 3 * HOUR)
        assert conflicts.of_item(transaction, one.number) == [settled, again]
        assert [found.settled_at for found in conflicts.of_item(transaction, two.number)] == [None]
        assert conflicts.read(transaction, 99) is None


def test_evidence_that_was_erased_is_none(database: Database) -> None:
    (one,) = added(database, *numbered(1))
    with database.write() as transaction:
        kept = conflicts.report(transaction, one, "bo", NOON, "Han truer oss.", EVIDENCE)
        transaction.connection.execute(update(conflict).values(evidence="", line=""))
        assert conflicts.read(transaction, kept.id) == replace(kept, evidence=None, line="")


def test_legs_are_those_of_the_item_or_of_its_round(database: Database) -> None:
    one, two = added(database, *numbered(2))
    with database.write() as transaction:
        for item, at, leg in ((one, NOON + HOUR, "public"), (one, NOON, "private"), (two, NOON, "private")):
            transaction.connection.execute(answer_leg.insert().values(
                item=item.number, round=1, leg=leg, about=item.number, by="bo", at=at, link="", text="…",
            ))  # fmt: skip
        assert [leg.part.leg for leg in answer_legs.of_item(transaction, one.number)] == ["private", "public"]
        assert answer_legs.of_round(transaction, one.number, 2) == []
