"""One company through its bot's own front door, on a clock that goes as it likes: what the machine of item lives moves.

Everything goes through `Dispatch` into a real SQLite file; deliveries are settled as a courier settles them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Table, func, select

from handlers import deliver, escalate, handing_over
from handlers.books import Books, offer, replace_handbook
from handlers.dispatch import Dispatch
from handlers.drawn import Nothing
from handlers.intents import Actor, Click, Filled, Intent, Said, Submit
from handlers.parcels import Mark, Parcel
from handlers.replies import Reply
from handlers.scene import Scene, Wakes
from routing.delivery import Outcome, Sent
from routing.handbook import Handbook
from routing.item import Item, Place, Post
from storage import history, items, placements
from storage.courier import Leased
from storage.database import Database
from storage.history import Entry
from storage.tables import history as line_table
from storage.tables import outbox, page, page_item, placement
from tests.databases import copy_migrated
from tests.stories.company import COMPANY, WITHOUT_ROTA

PLAYBOOK = """
[[answer]]
id = "holding-nb"
language = "nb"
holding = true
text = "Du får svar senest {time}. {company}"
"""
ROTA = COMPANY[len(WITHOUT_ROTA) :]
_GRO = '[[person]]\nid = "gro"\nname = "Gro Lie"\nslack = "U0GRO"\n'
_BO = '[[person]]\nid = "bo"\nname = "Bo Berg"\nslack = "U0BO"\n'
USUAL = COMPANY + PLAYBOOK
FOUR_EYES = (
    USUAL.replace('["bo", "finn"]', '[{ person = "bo", level = "with_approval" }, "finn"]\ndeputies = ["eva"]')
    .replace('["finn", "bo"]', '["finn", "bo"]\napprovers = ["gro"]')
    .replace(
        "[rota]",
        '[[rule]]\nid = "harsh"\nwords = ["elendig", "faktura"]\nsituation = "harsh"\n'
        '[[situation]]\nid = "harsh"\nname = "Harsh words"\napproval = true\n\n[rota]',
    )
)
STEEP = """
[[ladder]]
id = "steep"

[[ladder.rung]]
id = "named"
at = "20%"
when = "unclaimed"
whom = ["experts"]
how = "card"

[[ladder.rung]]
id = "called"
at = "30%"
when = "open"
whom = ["experts", "channel"]
how = "thread"

[[ladder.rung]]
id = "asked"
at = "40%"
when = "open"
whom = ["owner", "expert", "on_call"]
repeat = { every = "25m", times = 3 }

[[ladder.rung]]
id = "led"
at = "-15m"
when = "open"
whom = ["lead", "managers"]
"""
HANDBOOKS = {
    "usual": USUAL,
    "four eyes": FOUR_EYES,
    "rota turned": USUAL.replace('["dee", "gro"]', '["gro", "dee", "finn"]\npage_at = "25%"\npass_on_after = "4m"'),
    "Gro has left": USUAL.replace(_GRO, "").replace('["dee", "gro"]', '["dee"]'),
    "Bo has left": USUAL.replace(_BO, "").replace('["bo", "finn"]', '["finn"]').replace('["finn", "bo"]', '["finn"]'),
    "no rota": WITHOUT_ROTA + PLAYBOOK,
    "quick": WITHOUT_ROTA + '[[target]]\nsources = ["*"]\nanswer_within = "20m"\n' + PLAYBOOK + ROTA,
    "a steep ladder": USUAL + STEEP,
    "a steep ladder, office hours": USUAL
    + STEEP
    + '[[target]]\nsources = ["*"]\nanswer_within = "4h"\nclock = "office"\n',
    "nobody has hours": USUAL.replace('"mon-fri 08:00-16:00"', '"never"'),
    "Finn changes fields": USUAL.replace('experts = ["bo", "finn"]', 'experts = ["bo"]'),
    "Dee is out of reach": USUAL.replace('slack = "U0DEE"', 'teams = "dee@example.com"'),
}
BEGINNINGS = ("usual", "four eyes", "four eyes", "a steep ladder", "a steep ladder, office hours", "no rota", "quick")
PEOPLE = ("bo", "cy", "dee", "eva", "finn", "gro")
DESK = "slack"
T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    id: int
    person: str
    state: str
    items: tuple[int, ...]


class Company:
    """`now` is its clock. Restarted it keeps its file alone."""

    def __init__(self, folder: Path, now: datetime, handbook: str = "usual") -> None:
        self.now = now
        file = folder / "life.db"
        self._keys = 0
        self._posted = 0
        self._messages = 0
        self._items: dict[int, Item] | None = None
        self._seen = now
        self.database = Database(copy_migrated(file))
        self.program = Dispatch(self.database, Books(), (DESK,))
        self._watching = Books()
        offer(self.database, HANDBOOKS[handbook], now)

    def restart(self) -> None:
        """Nothing in memory survives but the connection: opening another takes most of the machine's time."""
        self.program = Dispatch(self.database, Books(), (DESK,))

    def close(self) -> None:
        self.database.close()

    # What people and sources do

    def posts(self, words: str, source: str, age: timedelta, *, private: bool) -> None:
        self._posted += 1
        post = Post(source, f"post-{self._posted}", words, self.now - age, private=private)
        self.ask(Submit(self._key(), post))

    def writes_again(self, number: int, words: str) -> None:
        """The customer, below their post."""
        post = self.items()[number].post
        self._posted += 1
        again = Post(
            post.source, f"post-{self._posted}", words, self.now, in_reply_to=post.external_id, private=post.private
        )
        self.ask(Submit(self._key(), again))

    def clicks(self, person: str, action: str, subject: str, value: str = "") -> Reply:
        return self.ask(Click(self._key(), _actor(person), action, subject, value))

    def fills(self, person: str, form: str, subject: str, /, **fields: str) -> Reply:
        return self.ask(Filled(self._key(), _actor(person), form, subject, fields))

    def says(self, person: str, words: str) -> Reply:
        return self.ask(Said(self._key(), _actor(person), words))

    def reads(self, handbook: str) -> None:
        self._changes()
        replace_handbook(self.database, HANDBOOKS[handbook], self.now, "eva", "a test")

    def ask(self, intent: Intent) -> Reply:
        self._changes()
        if self.program.is_question(intent):
            return self.program.question(intent, self.now).reply
        return self.program.command(intent, self.now).reply

    def _run(self, work: Callable[[Scene], T], now: datetime) -> tuple[T, Wakes]:
        self._changes()
        return self.program.run(work, now)

    def _changes(self) -> None:
        self._items = None
        self._seen = max(self._seen, self.now)

    def _key(self) -> str:
        self._keys += 1
        return f"k{self._keys}"

    # What the process does

    def sweep(self) -> None:
        """As `bot.sweeper` does it."""
        if self.now < self._seen:
            self._run(partial(escalate.look_again, until=self._seen), self.now)
            self._seen = self.now
        due = self.program.look(handing_over.due, self.now)
        for absence in due.begun:
            self._run(partial(handing_over.begin, absence=absence), self.now)
        for absence in due.missed:
            self._run(partial(handing_over.begin_missed, absence=absence), self.now)
        if due.left:
            self._run(partial(handing_over.look_at_left, numbers=due.left), self.now)
        for handover in due.returned:
            self._run(partial(handing_over.welcome, handover=handover), self.now)
        for _ in range(4):
            _, wakes = self._run(escalate.sweep, self.now)
            if wakes.due_at is None or wakes.due_at > self.now:
                return
        raise AssertionError("what was taken is due again at once, and so on")

    def sweep_dies(self) -> None:
        """The process is killed after the work, before the commit: nothing of it happened."""

        class Killed(Exception):
            pass

        def dying(scene: Scene) -> None:
            escalate.sweep(scene)
            raise Killed

        try:
            self._run(dying, self.now)
        except Killed:
            self.restart()

    def delivers(self, *, changes: bool = False) -> list[tuple[Leased, Parcel]]:
        """Everything that waits, drawn and settled: each new message, with `changes` of old ones, and its row."""
        found = []
        while taken := self._run(lambda scene: deliver.lease(scene, "courier", 30), self.now)[0].send:
            for leased in taken:
                drawn = self.program.look(partial(deliver.draw, leased=leased), self.now)
                if isinstance(drawn, Nothing):
                    self._run(partial(deliver.nothing_to_send, leased=leased, drawn=drawn), self.now)
                    continue
                self.settles(leased, drawn, Sent(self._place(drawn)))
                if isinstance(drawn, Parcel) and (changes or drawn.replaces is None):
                    found.append((leased, drawn))
        return found

    def settles(self, leased: Leased, drawn: Parcel | Mark, outcome: Outcome) -> None:
        end = partial(deliver.sent, leased=leased, drawn=drawn, outcome=outcome, pace=timedelta())
        self._run(end, self.now)

    def _place(self, drawn: Parcel | Mark) -> Place:
        if isinstance(drawn, Mark):
            return drawn.place
        if drawn.replaces is not None:
            return drawn.replaces
        self._messages += 1
        return Place(drawn.desk, drawn.conversation, str(self._messages))

    # What can be looked at

    def items(self) -> dict[int, Item]:
        """As they are; read again only when something has happened since."""
        if self._items is None:
            with self.database.read() as transaction:
                found = items.read_many(transaction, range(1, self._posted + 1))
            self._items = {item.number: item for item in found}
        return dict(self._items)

    def rounds_held(self) -> list[tuple[int, int]]:
        """Items, and how often a holding answer has set a deadline of each."""
        query = select(line_table.c.item, func.count()).where(line_table.c.what == "held").group_by(line_table.c.item)
        with self.database.read() as transaction:
            return [(number, count) for number, count in transaction.connection.execute(query)]

    def histories(self) -> dict[int, list[Entry]]:
        with self.database.read() as transaction:
            return {number: history.read(transaction, number) for number in range(1, self._posted + 1)}

    def tampered(self) -> list[int]:
        with self.database.read() as transaction:
            return [n for n in range(1, self._posted + 1) if history.verify(transaction, n) is not None]

    def queued(self, after: int) -> list[Any]:
        """Rows of messages that call somebody to an item, those with a larger id than `after`."""
        query = select(outbox).where(outbox.c.kind.in_(("notice", "call")), outbox.c.id > after).order_by(outbox.c.id)
        with self.database.read() as transaction:
            return list(transaction.connection.execute(query))

    def gathered(self) -> tuple[list[Any], set[str], int]:
        """Rows of reminders and of lines for the managers; the lines that stand; how many messages are overdue."""
        query = select(outbox).where(outbox.c.kind.in_(("notice", "managers")))
        overdue = select(func.count()).where(outbox.c.state == "pending", outbox.c.due_at <= self.now)
        stands = select(placement.c.subject).where(
            placement.c.purpose == "managers", placement.c.message.not_like("coming:%")
        )
        with self.database.read() as transaction:
            run = transaction.connection.execute
            return list(run(query)), set(run(stands).scalars()), int(run(overdue).scalar_one())

    def lines(self) -> set[int]:
        """The items about which a line stands in the managers' channel, or is on its way there."""
        waiting = select(outbox.c.subject).where(outbox.c.kind == "managers", outbox.c.state.in_(("pending", "leased")))
        subjects = [f"item:{number}" for number in range(1, self._posted + 1)]
        with self.database.read() as transaction:
            found = {subject for _, subject in placements.standing(transaction, "managers", subjects)}
            found |= set(transaction.connection.execute(waiting).scalars())
        return {int(subject.removeprefix("item:")) for subject in found}

    def count(self, table: Table) -> int:
        with self.database.read() as transaction:
            return int(transaction.connection.execute(select(func.count()).select_from(table)).scalar_one())

    def pages(self) -> list[Page]:
        with self.database.read() as transaction:
            rows = transaction.connection.execute(select(page.c.id, page.c.person, page.c.state).order_by(page.c.id))
            on_it: dict[int, list[int]] = {}
            for one, item in transaction.connection.execute(select(page_item.c.page, page_item.c.item)):
                on_it.setdefault(one, []).append(item)
            return [Page(row.id, row.person, row.state, tuple(sorted(on_it.get(row.id, [])))) for row in rows]

    def handbook(self) -> Handbook:
        return self._watching.latest(self.database, self.now)


def _actor(person: str) -> Actor:
    return Actor(DESK, f"U0{person.upper()}")
