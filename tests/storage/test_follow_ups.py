"""What customers write after their post, and how rounds end, on both databases."""

from dataclasses import replace
from datetime import timedelta

from routing.follow_up import Need
from routing.item import Author, Closing, Post, State
from routing.report import status
from storage import follow_ups, reports, rounds
from storage.database import Database
from tests.storage.examples import HOUR, MINUTE, NOON, PLAIN, added, at_once, numbered


def test_a_follow_up_is_kept_once_with_its_item(database: Database) -> None:
    one, two = added(database, *numbered(2))
    again = Post(
        "x", "8", "Takk! 👍🏽", NOON + HOUR, "https://x.com/8", Author("Kari", "@kari", 3), attachments=("a.png",)
    )

    def keep(_: int) -> bool:
        with database.write() as transaction:
            return follow_ups.add(transaction, one, again, NOON + HOUR, Need.DOUBT)

    assert sorted(at_once(4, keep)) == [False, False, False, True]
    with database.write() as transaction:
        assert not follow_ups.add(transaction, two, again, NOON, Need.DOUBT)
        assert follow_ups.latest(transaction, one.number) == follow_ups.FollowUp(
            one.number, "Takk! 👍🏽", NOON + HOUR, NOON + HOUR, "https://x.com/8", Author("Kari", "@kari"), ("a.png",),
            Need.DOUBT, 1,
        )  # fmt: skip
        other = replace(again, external_id="9", text="Hvor?")
        assert follow_ups.add(transaction, replace(one, round=2), other, NOON + 2 * HOUR, Need.NEEDS_ANSWER)
        assert follow_ups.item_of(transaction, "x", "8") == one.number
        assert follow_ups.item_of(transaction, "facebook", "8") is None
        assert follow_ups.latest(transaction, two.number) is None
        latest = follow_ups.latest(transaction, one.number)
        assert latest is not None
        assert (latest.text, latest.need, latest.round) == ("Hvor?", Need.NEEDS_ANSWER, 2)


def test_an_answer_in_time_stays_one_when_its_item_opens_again(database: Database) -> None:
    closing = Closing(NOON + HOUR, "bo", link="https://x.com/1")
    (answered,) = added(database, replace(PLAIN, state=State.ANSWERED, owner="bo", closing=closing))
    deadline = replace(PLAIN.deadline, due_at=NOON + 5 * HOUR)
    with database.write() as transaction:
        rounds.keep(transaction, answered)
        rounds.keep(transaction, answered)
    (other,) = added(database, replace(numbered(1)[0], state=State.CLAIMED, owner="bo", round=2, deadline=deadline))
    now = NOON + 6 * HOUR
    with database.read() as transaction:
        lines = reports.status_lines(transaction, NOON, now)
        found = status([line for line in lines if line.number != other.number], NOON, now, lambda *_: True)
        assert {line.closed_at for line in lines if line.number == answered.number} == {NOON + HOUR}
        assert (found.within_all.answered, found.within_all.due) == (2, 2)  # the item's own line, and its round's
        assert status(lines, NOON, now, lambda *_: True).late == 1
        # Of a round that fell due before the period, what ended in it is counted all the same.
        late = reports.status_lines(transaction, NOON + 30 * MINUTE, NOON + 2 * HOUR)
        assert [line.person for line in late if line.closed_at] == ["bo", "bo"]
        assert reports.status_lines(transaction, now, now + timedelta(hours=1))[0].number == other.number
