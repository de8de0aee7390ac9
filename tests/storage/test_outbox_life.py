import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import text

from routing.delivery import LEASE, UNKNOWN_WAIT
from routing.item import Place
from storage import courier, outbox
from storage.courier import Leased
from storage.outbox import Queued
from tests.databases import fresh_database
from tests.storage.examples import HOUR, NOON

THERE = Place("slack", "C", "1")
seconds = st.integers(0, 90).map(lambda count: timedelta(seconds=count))


class Deliveries(RuleBasedStateMachine):
    """Whatever happens in whatever order: nothing is lost, nothing known to be sent is sent again, and a conversation
    has one message on its way at most."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.database = self.stack.enter_context(fresh_database("sqlite", folder))
        self.now = NOON
        self.queued: list[tuple[str, str | None]] = []
        self.taken: list[Leased] = []
        self.sent: list[str] = []

    @rule(lane=st.sampled_from("ABC"), key=st.sampled_from([None, "k", "l"]), wait=seconds, priority=st.integers(0, 4))
    def queue(self, lane: str, key: str | None, wait: timedelta, priority: int) -> None:
        merge_key = key and f"{key}{lane}"
        subject = f"m{len(self.queued)}"
        with self.database.write() as transaction:
            outbox.queue(transaction, Queued("slack", lane, "card", subject, {}, priority, self.now + wait, merge_key))
        self.queued.append((subject, merge_key))

    @rule(limit=st.integers(1, 4))
    def lease(self, limit: int) -> None:
        with self.database.write() as transaction:
            found = courier.lease(transaction, self.now, "one", limit)
        assert [taken.priority for taken in found] == sorted(taken.priority for taken in found)
        assert not {taken.subject for taken in found} & set(self.sent)
        self.taken += found

    @rule(which=st.integers(0, 9), outcome=st.sampled_from(["sent", "retry", "unknown", "crash"]), wait=seconds)
    def settle(self, which: int, outcome: str, wait: timedelta) -> None:
        if which >= len(self.taken):
            return
        taken = self.taken.pop(which)
        with self.database.write() as transaction:
            if outcome == "sent" and courier.sent(transaction, taken, THERE, self.now):
                self.sent.append(taken.subject)
            elif outcome == "retry":
                courier.retry(transaction, taken, self.now + wait, "503")
            elif outcome == "unknown":
                courier.mark_unknown(transaction, taken, self.now)

    @rule(lane=st.sampled_from("ABC"), wait=seconds)
    def hold(self, lane: str, wait: timedelta) -> None:
        with self.database.write() as transaction:
            courier.hold_conversation(transaction, "slack", lane, self.now + wait)

    @rule(wait=seconds)
    def forward(self, wait: timedelta) -> None:
        self.now += wait

    @rule(there=st.booleans())
    def look(self, there: bool) -> None:
        with self.database.write() as transaction:
            for taken in courier.unknown(transaction, self.now):
                if not there:
                    assert courier.retry(transaction, taken, self.now, "not there")
                elif courier.sent(transaction, taken, THERE, self.now):
                    self.sent.append(taken.subject)

    @invariant()
    def one_on_its_way_in_each_conversation(self) -> None:
        with self.database.read() as transaction:
            query = "SELECT count(*) - count(DISTINCT lane) FROM outbox WHERE state = 'leased'"
            assert transaction.connection.execute(text(query)).scalar() == 0

    @invariant()
    def there_is_something_to_do_exactly_when_it_is_due(self) -> None:
        with self.database.write() as transaction:
            due = courier.next_due(transaction)
            trial = transaction.connection.begin_nested()
            states = "SELECT id, state FROM outbox ORDER BY id"
            before = transaction.connection.execute(text(states)).all()
            found = courier.lease(transaction, self.now, "two", 9) + courier.unknown(transaction, self.now)
            changed = transaction.connection.execute(text(states)).all() != before
            trial.rollback()
        assert bool(found or changed) == (due is not None and due <= self.now)

    def teardown(self) -> None:
        for _ in range(3):
            self.now += LEASE + UNKNOWN_WAIT + HOUR
            while True:
                self.look(there=False)
                before = len(self.taken)
                self.lease(9)
                if len(self.taken) == before:
                    break
                while self.taken:
                    self.settle(0, "sent", timedelta(0))
        with self.database.read() as transaction:
            assert courier.next_due(transaction) is None
        assert len(self.sent) == len(set(self.sent))
        lost = [
            subject
            for place, (subject, key) in enumerate(self.queued)
            if subject not in self.sent
            and not (key and any(later == key and name in self.sent for name, later in self.queued[place + 1 :]))
        ]
        assert lost == []
        self.stack.close()


TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
