"""What delegation keeps: absences, people, corrections, drafts, and which handbook is in force."""

from dataclasses import replace
from datetime import timedelta

from routing.absence import Absence, Departed
from storage import absences, corrections, handbook_drafts, handbooks, handovers, items, people
from storage.corrections import RuleCount
from storage.database import Database
from tests.storage.examples import HOUR, NOON, PLAIN, added, numbered

DAY = timedelta(days=1)


def test_absences_are_read_until_they_are_over(database: Database) -> None:
    with database.write() as transaction:
        trip = absences.add(
            transaction, Absence("bo", NOON, NOON + 3 * DAY, "cy", "a fair"), said_by="bo", said_at=NOON
        )
        ill = absences.add(transaction, Absence("dee", NOON, None), said_by="cy", said_at=NOON)
        assert (trip, ill) == (
            Absence("bo", NOON, NOON + 3 * DAY, "cy", "a fair", trip.id),
            Absence("dee", NOON, None, "", "", ill.id),
        )
        assert absences.current(transaction, NOON) == [trip, ill]
        assert absences.current(transaction, NOON + 30 * DAY) == [ill]


def test_who_comes_back_early_was_away_until_then(database: Database) -> None:
    with database.write() as transaction:
        trip = absences.add(transaction, Absence("bo", NOON, NOON + 3 * DAY), said_by="bo", said_at=NOON)
        ill = absences.add(transaction, Absence("dee", NOON, None), said_by="cy", said_at=NOON)
        planned = absences.add(transaction, Absence("cy", NOON + 9 * DAY, NOON + 10 * DAY), said_by="cy", said_at=NOON)
        absences.end(transaction, trip, NOON + DAY, said_by="bo")
        absences.end(transaction, ill, NOON + HOUR, said_by="dee")
        absences.end(transaction, planned, NOON + DAY, said_by="cy")
        ends = [(one.person, one.until_at) for one in absences.current(transaction, NOON + DAY)]
        assert ends == [("bo", NOON + DAY), ("dee", NOON + HOUR)]
        assert [
            one.person for one in absences.current(transaction, NOON + 30 * DAY) if not one.is_over(NOON + 30 * DAY)
        ] == []


def test_who_is_named_no_longer_has_left_and_may_come_back(database: Database) -> None:
    with database.write() as transaction:
        people.keep(transaction, {"bo": "Bo Berg", "cy": "Cy Dahl"}, NOON)
        assert people.departed(transaction) == []
        people.keep(transaction, {"cy": "Cy Dahl-Lie"}, NOON + HOUR)
        people.keep(transaction, {"cy": "Cy Dahl-Lie"}, NOON + DAY)
        assert people.departed(transaction) == [Departed("bo", "Bo Berg", NOON + HOUR)]
        people.keep(transaction, {"bo": "Bo Berg"}, NOON + DAY)
        assert people.departed(transaction) == [Departed("cy", "Cy Dahl-Lie", NOON + DAY)]


def test_the_edition_changes_with_the_handbook_and_with_every_word_about_absences(database: Database) -> None:
    with database.write() as transaction:
        assert handbooks.edition(transaction) is None
        handbooks.put(transaction, "a", "digest-a", NOON, "eva", "")
        first = handbooks.edition(transaction)
        trip = absences.add(transaction, Absence("bo", NOON, None), said_by="bo", said_at=NOON)
        second = handbooks.edition(transaction)
        absences.end(transaction, trip, NOON + HOUR, said_by="bo")
        third = handbooks.edition(transaction)
        put = handbooks.put(transaction, "b", "digest-b", NOON, "eva", "")
        fourth = handbooks.edition(transaction)
        assert len({first, second, third, fourth}) == 4
        before = handbooks.other_before(transaction, put)
        assert before is not None
        assert before.digest == "digest-a"
        assert handbooks.other_before(transaction, before) is None


def test_undo_goes_to_and_fro_between_two_handbooks(database: Database) -> None:
    with database.write() as transaction:
        for digest in ("a", "b", "b", "a"):
            handbooks.put(transaction, f"the text {digest}", digest, NOON, "eva", "")
        now = handbooks.current(transaction)
        assert now is not None
        before = handbooks.other_before(transaction, now)
        assert before is not None
        assert (now.digest, before.digest) == ("a", "b")
        assert [row.digest for row in handbooks.newest(transaction, 3)] == ["a", "b", "b"]
        found = handbooks.by_beginning(transaction, "b")
        assert found is not None
        assert (found.id, found.text) == (before.id, "the text b")
        assert handbooks.by_beginning(transaction, "%") is None


def test_a_draft_is_put_in_force_once(database: Database) -> None:
    with database.write() as transaction:
        draft = handbook_drafts.add(transaction, "new", "old", "schema = 2", "eva", NOON)
        assert handbook_drafts.read(transaction, draft.id) == draft
        assert handbook_drafts.settle(transaction, draft.id, NOON + HOUR)
        assert not handbook_drafts.settle(transaction, draft.id, NOON + HOUR)
        assert handbook_drafts.read(transaction, draft.id + 1) is None


def test_rules_are_counted_with_their_corrections(database: Database) -> None:
    put_back, moved, praised = added(database, *numbered(2, rule="parcels"), PLAIN)
    with database.write() as transaction:

        def corrected(number: int, what: str, before: str, after: str, rule: str | None) -> None:
            corrections.add(transaction, number, NOON, "bo", what, before, after, rule, "d")

        corrected(put_back.number, "domain", "delivery", "billing", "parcels")
        corrected(put_back.number, "domain", "billing", "delivery", "parcels")
        corrected(moved.number, "domain", "delivery", "billing", "parcels")
        corrected(praised.number, "kind", "question", "praise", None)
        assert corrections.by_rule(transaction, NOON - 90 * DAY) == [
            RuleCount("parcels", 2, 1, 0, 0),
            RuleCount(None, 1, 0, 1, 0),
        ]
        # The rules were asked again after a correction, and another one decides now.
        assert items.change(transaction, moved, replace(moved, rule="money"))
        assert corrections.by_rule(transaction, NOON - 90 * DAY)[0] == RuleCount("parcels", 2, 1, 0, 0)
        assert corrections.by_rule(transaction, NOON + DAY) == []


def test_what_an_absence_replaced_can_be_told(database: Database) -> None:
    with database.write() as transaction:
        trip = absences.add(transaction, Absence("bo", NOON, NOON + 3 * DAY, "cy"), said_by="bo", said_at=NOON)
        absences.add(transaction, Absence("cy", NOON, NOON + DAY), said_by="cy", said_at=NOON)
        now = NOON + HOUR
        absences.end(transaction, trip, NOON + DAY, said_by="bo", said_at=now)
        longer = absences.add(transaction, Absence("bo", NOON + DAY, NOON + 5 * DAY), said_by="bo", said_at=now)
        assert absences.replaced_by(transaction, longer) == [trip]
        assert absences.replaced_by(transaction, trip) == []


def test_each_absence_is_handed_over_once_and_told_once(database: Database) -> None:
    moved = (handovers.Moved(1, "cy", NOON.isoformat()), handovers.Moved(2, None))
    with database.write() as transaction:
        assert handovers.begin(transaction, "bo", NOON, NOON + HOUR)
        assert not handovers.begin(transaction, "bo", NOON, NOON + HOUR)
        assert handovers.untold(transaction) == []
        handovers.keep(transaction, "bo", NOON, moved)
        kept = handovers.Handover("bo", NOON, NOON + HOUR, moved)
        assert handovers.untold(transaction) == [kept]
        assert handovers.read(transaction, "bo", NOON) == kept
        assert handovers.begun(transaction, ["bo", "cy"]) == {("bo", NOON): NOON + HOUR}
        assert handovers.begun(transaction, []) == {}
        assert handovers.tell(transaction, kept, NOON + DAY)
        assert not handovers.tell(transaction, kept, NOON + DAY)
        assert handovers.untold(transaction) == []
        assert handovers.read(transaction, "bo", NOON + DAY) is None
