"""Random lives of items: time jumps, people click, the sweep steps. What must hold in each of them."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from routing.audience import may_be_messaged
from routing.calendar import at_work
from routing.escalation import THREAD, Step, first_due, pass_on, step
from routing.handbook import Handbook
from routing.item import How, Item, Kind, State, Urgency
from routing.paging import acknowledge, wait_until_shift
from routing.people import is_on_call
from routing.rota import chain
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, item, oslo
from tests.routing.reasons import are_sound

EXTRA_RUNGS = """
[[rung]]
id = "soon"
at = "40%"
when = "open"
whom = ["expert", "owner"]
[[rung]]
id = "sooner"
at = "45%"
when = "unclaimed"
whom = ["experts", "lead"]
[[rung]]
id = "close"
at = "-5m"
when = "open"
whom = ["owner", "lead", "managers"]
[[rung]]
id = "after"
at = "+1h"
when = "open"
whom = ["managers", "lead", "expert"]
"""
NEW_WAYS = """
[[ladder]]
id = "own"
[[ladder.rung]]
id = "shown"
at = "30%"
when = "open"
whom = ["experts", "lead"]
how = "card"
[[ladder.rung]]
id = "called"
at = "40%"
when = "unclaimed"
whom = ["expert", "on_call", "channel"]
how = "thread"
repeat = { every = "20m", times = 4 }
[[ladder.rung]]
id = "again"
at = "-20m"
when = "open"
whom = ["lead", "owner", "managers"]
repeat = { every = "15m", times = 3 }
"""
SCHEMA_2 = NORDIC.replace("schema = 1", "schema = 2").replace('words = ["pakke"', 'any = ["pakke"')
HANDBOOKS = (
    handbook(),
    handbook(SCHEMA_2 + NEW_WAYS),
    handbook(WITHOUT_ROTA),
    handbook(NORDIC + EXTRA_RUNGS),
    handbook(NORDIC.replace('["dee", "eva", "ada"]', '["bo"]\nhandover = "daily 20:00"\npage_at = "0%"')),
    handbook(NORDIC.replace("mon-fri 08:00-16:00", "never")),
    handbook(NORDIC.replace("mon-fri 08:00-16:00", "always")),
)
PEOPLE = ("ada", "bo", "cy", "dee", "eva")


@dataclass
class Life:
    """An item, its handbook, the time, and everything that was said."""

    rules: Handbook
    item: Item
    now: datetime
    said: Counter[tuple[str, str | None]] = field(default_factory=Counter)

    def sweep(self) -> None:
        found = step(self.item, self.rules, self.now)
        assert found == step(self.item, self.rules, self.now)
        assert found.next_due_at is None or found.next_due_at > self.now
        self.take(found)
        again = step(self.item, self.rules, self.now)
        assert (again.notices, again.page, again.notes, again.climb) == ((), None, (), self.item.climb)

    def take(self, found: Step) -> None:
        if not self.item.state.is_open:
            assert (found.notices, found.page, found.next_due_at) == ((), None, None)
        self.said.update((notice.rung, notice.person) for notice in found.notices)
        assert set(self.said.values()) <= {1}
        sounding = [notice for notice in found.notices if notice.how is not How.CARD and notice.person != THREAD]
        people = [notice.person for notice in sounding]
        assert len(people) == len(set(people)) or None in people
        for person in filter(None, people):
            somebody = self.rules.person(person)
            assert somebody is not None
            if is_on_call(self.rules, person, self.now):
                continue
            assert at_work(somebody, self.now) or person == self.item.owner
            assert may_be_messaged(self.item, self.rules, somebody, self.now)
        if found.page is not None:
            assert self.rules.rota is not None
            assert self.item.kind in (Kind.QUESTION, Kind.CRITIQUE)
            assert self.item.urgency is not Urgency.LOW
            assert found.page.person in chain(self.rules, self.item.domain, self.now)
            assert found.page.asked[-1] == found.page.person
            assert len(set(found.page.asked)) == len(found.page.asked) == found.page.rank + 1
            assert found.page.person not in people
        assert set(self.item.climb.done) <= set(found.climb.done)
        assert len(found.climb.done) == len(set(found.climb.done))
        reasons = [notice.reason for notice in found.notices]
        assert are_sound([*reasons, *found.notes, *([found.page.reason] if found.page else [])])
        self.item = replace(self.item, climb=found.climb)

    def change(self, **changes: object) -> None:
        self.item = replace(self.item, **changes)  # type: ignore[arg-type]

    def act(self, name: str, person: str, minutes: int) -> None:
        if name == "due":
            due_at = first_due(self.item, self.rules, self.now)
            assert due_at is None or self.item.state.is_open
            self.now = max(self.now, due_at) if due_at else self.now
        elif name == "wait":
            self.now += timedelta(minutes=minutes)
        elif name == "claim":
            self.change(owner=person, claimed_at=self.now, state=State.CLAIMED)
        elif name == "release":
            self.change(owner=None, claimed_at=None, state=State.NEW)
        elif name == "acknowledge":
            self.item = replace(self.item, climb=acknowledge(self.item, self.rules, person, self.now))
        elif name == "can wait":
            self.item = replace(self.item, climb=wait_until_shift(self.item, self.rules, person, self.now)[0])
        elif name == "pass on":
            self.take(pass_on(self.item, self.rules, person, self.now))
        elif name == "hold":
            self.change(held_until=self.now + timedelta(minutes=minutes))
        elif name == "close":
            self.change(state=State.ANSWERED)
        if name != "close" and self.item.state.is_open:
            self.sweep()


actions = st.tuples(
    st.sampled_from(
        ["due", "due", "due", "wait", "claim", "release", "acknowledge", "can wait", "pass on", "hold", "close"]
    ),
    st.sampled_from(PEOPLE),
    st.integers(0, 2_000),
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(HANDBOOKS),
    st.integers(0, 14 * 24 * 60),
    st.sampled_from([20, 60, 600, 3_600, 10_800, 86_400]),
    st.sampled_from(list(Kind)),
    st.sampled_from(list(Urgency)),
    st.sampled_from(["billing", "delivery"]),
    st.sampled_from([None, *PEOPLE, "gone"]),
    st.lists(actions, max_size=25),
)
def test_what_holds_in_every_life(
    rules: Handbook,
    minutes: int,
    seconds: int,
    kind: Kind,
    urgency: Urgency,
    domain: str,
    expert: str | None,
    acts: list[tuple[str, str, int]],
) -> None:
    born = item(
        rules=rules,
        target=timedelta(seconds=seconds),
        kind=kind,
        urgency=urgency,
        domain=domain,
        expert=expert,
    )
    starts_at = oslo("2026-10-19 00:00") + timedelta(minutes=minutes)  # Two weeks around the end of summer time.
    deadline = replace(born.deadline, starts_at=starts_at, due_at=starts_at + born.deadline.target)
    life = Life(rules, replace(born, received_at=starts_at, deadline=deadline), starts_at)
    life.sweep()
    for name, person, length in acts:
        life.act(name, person, length)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 14 * 24 * 60), st.sampled_from([1_200, 10_800, 86_400]), st.sampled_from(["billing", "delivery"]))
def test_an_open_question_is_never_left_alone(minutes: int, seconds: int, domain: str) -> None:
    """With a rota: past half its target there is always somebody at work or in time, or a page under way."""
    rules = HANDBOOKS[0]
    starts_at = oslo("2026-10-19 00:00") + timedelta(minutes=minutes)
    target = timedelta(seconds=seconds)
    born = item(domain=domain, target=target)
    deadline = replace(born.deadline, starts_at=starts_at, due_at=starts_at + target)
    subject, now = replace(born, deadline=deadline, received_at=starts_at), starts_at
    for _ in range(40):
        due_at = first_due(subject, rules, now)
        assert due_at is not None
        assert due_at >= now
        if subject.climb.paging is None and due_at > now:
            for part in (0.0, 0.3, 0.7, 0.999):
                between = now + (due_at - now) * part
                people = [rules.person(name) for name in ("ada", "bo", "cy", "dee", "eva")]
                working = any(person is not None and at_work(person, between) for person in people)
                early = between < starts_at + target / 2
                by_morning = between < deadline.due_at and _starts_in_time(rules, between, deadline.due_at)
                assert working or early or by_morning
        now = due_at
        subject = replace(subject, climb=step(subject, rules, now).climb)


def _starts_in_time(rules: Handbook, now: datetime, due_at: datetime) -> bool:
    """Everybody's day begins at 08:00: minute by minute, without the calendar's own arithmetic."""
    latest = due_at - timedelta(minutes=30)
    probe = now
    while probe <= latest:
        local = probe.astimezone(rules.zone)
        if local.weekday() < 5 and 8 <= local.hour < 16:
            return True
        probe += timedelta(minutes=5)
    local = latest.astimezone(rules.zone)
    return latest >= now and local.weekday() < 5 and 8 <= local.hour < 16
