"""What colleagues write each other about an item, on both databases."""

from dataclasses import replace

from storage import internal_notes
from storage.database import Database
from storage.internal_notes import NoteKind
from tests.storage.examples import HOUR, NOON, added, at_once, numbered


def test_a_question_has_one_reply_and_is_open_until_then(database: Database) -> None:
    one, two = added(database, *numbered(2))
    with database.write() as transaction:
        question, kind = "Er den sendt? 👍🏽", NoteKind.QUESTION
        asked = internal_notes.add(transaction, one.number, kind, "bo", "finn", NOON, question)
        later = internal_notes.add(transaction, two.number, kind, "cy", "finn", NOON + HOUR, "Hvor?")
        internal_notes.add(transaction, one.number, kind, "bo", "dee", NOON, "Du?")
        internal_notes.add(transaction, one.number, NoteKind.TIP, "", "finn", NOON, "Hylle 4", by_name="slack:U0ADA")
        assert internal_notes.read(transaction, asked.id) == asked
        assert internal_notes.read(transaction, 99) is None
        assert internal_notes.open_questions(transaction, "finn") == [asked, later]

    def reply(number: int) -> bool:
        with database.write() as transaction:
            return internal_notes.reply(transaction, asked, f"Ja, {number}", NOON + HOUR)

    assert sorted(at_once(4, reply)) == [False, False, False, True]
    with database.write() as transaction:
        assert internal_notes.open_questions(transaction, "finn") == [later]
        replied = internal_notes.read(transaction, asked.id)
        assert replied is not None
        assert replied == replace(asked, reply=replied.reply, replied_at=NOON + HOUR)


def test_the_last_offer_of_an_item(database: Database) -> None:
    one, two = added(database, *numbered(2))
    with database.write() as transaction:
        kind = NoteKind.HANDOVER
        internal_notes.add(transaction, one.number, kind, "bo", "finn", NOON, "")
        last = internal_notes.add(transaction, one.number, kind, "bo", "cy", NOON, "Kan du?")
        internal_notes.add(transaction, one.number, NoteKind.TIP, "dee", "bo", NOON, "Hylle 4")
        assert internal_notes.last_handover(transaction, one.number) == last
        assert internal_notes.last_handover(transaction, two.number) is None
