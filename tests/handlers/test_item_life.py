"""Whole lives of items in random order: what must hold after each step, whatever people and clocks have done.

A few short lives here; thousands of steps with `python -m tests.handlers.soak_life`.
"""

import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handlers.replies import OpenForm
from handlers.together import OTHERS
from routing.audience import applies
from routing.escalation import first_due
from routing.item import Item, PageStatus
from routing.people import able
from storage.courier import Leased
from storage.history import Entry
from tests.handlers.life import DESK, HANDBOOKS, PEOPLE, Company

STARTS = (
    datetime(2026, 3, 4, 9, 0, tzinfo=UTC),  # a Wednesday
    datetime(2026, 3, 27, 14, 0, tzinfo=UTC),  # the Friday before summer time
    datetime(2026, 10, 23, 13, 0, tzinfo=UTC),  # and before its end
    datetime(2026, 12, 23, 20, 0, tzinfo=UTC),
)
WORDS = (
    "Hvor er pakken min?", "Hvorfor er fakturaen feil?", "Dangerous! Hvem hjelper?", "Tusen takk for hjelpen!",
    "Dere er elendige, pakken kom aldri",
)  # fmt: skip
MOST_ITEMS = 6

people = st.sampled_from(PEOPLE)
which = st.integers(0, MOST_ITEMS - 1)


class ItemLife(RuleBasedStateMachine):
    """Each rule is one thing that somebody or some clock does."""

    steps = 0
    seen: ClassVar[Counter[str]] = Counter()
    """What has happened in all the lives so far."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.company = Company(Path(self._folder.name), STARTS[0])
        self.latest = STARTS[0]
        self.told: Counter[tuple[int, int, str, str]] = Counter()
        self.clocks: dict[int, tuple[int, object]] = {}
        self.last_notice = 0
        self.closed: dict[int, frozenset[int]] = {}

    def teardown(self) -> None:
        assert self.company.tampered() == []
        lines = [line for lines in self.company.histories().values() for line in lines]
        self.seen.update(line.what for line in lines if line.what in ("held", "held_again", "paused", "customer_wrote"))
        self.seen.update(lives=1, pages=len(self.company.pages()), reminders=sum(self.told.values()))
        self.seen.update(items=len(self.company.items()), lines=len(lines))
        self.company.close()
        self._folder.cleanup()

    @initialize(
        start=st.sampled_from(STARTS),
        evening=st.booleans(),
        posts=st.lists(st.sampled_from(WORDS), min_size=2, max_size=4),
    )
    def begins(self, start: datetime, evening: bool, posts: list[str]) -> None:
        self.company.now = self.latest = start + timedelta(hours=9 if evening else 0)
        for words in posts:
            self.company.posts(words, "facebook", timedelta(), private=False)

    # Time

    @rule(minutes=st.sampled_from((1, 5, 11, 21, 31, 60, 90, 180, 600, 1_440, 4_320)))
    def time_passes(self, minutes: int) -> None:
        self._move(timedelta(minutes=minutes))

    @rule()
    def time_passes_until_something_is_due(self) -> None:
        due = [item.next_due_at for item in self.company.items().values() if item.next_due_at is not None]
        if due:
            self._move(max(timedelta(), min(due) - self.company.now))
            self.sweeps()

    @rule(minutes=st.integers(1, 61))
    def the_clock_is_set_back(self, minutes: int) -> None:
        self._move(-timedelta(minutes=minutes))

    def _move(self, by: timedelta) -> None:
        self.company.now += by
        self.latest = max(self.latest, self.company.now)

    # People

    @precondition(lambda self: len(self.company.items()) < MOST_ITEMS)
    @rule(
        words=st.sampled_from(WORDS),
        source=st.sampled_from(("facebook", "blog", "x")),
        hours=st.sampled_from((0, 0, 0, 1, 5)),
        private=st.booleans(),
    )
    def a_customer_posts(self, words: str, source: str, hours: int, private: bool) -> None:
        self.company.posts(words, source, timedelta(hours=hours), private=private)

    @rule(number=which, words=st.sampled_from((*WORDS, "Takk!", "Hallo? Er det noen der?")))
    def the_customer_writes_again(self, number: int, words: str) -> None:
        if subject := self._subject(number):
            self.company.writes_again(int(subject.removeprefix("item:")), words)

    @rule(person=people, number=which)
    def somebody_opens_it_again(self, person: str, number: int) -> None:
        if subject := self._subject(number):
            self.company.fills(person, "reopen", subject, reason="was_wrong")

    @rule(person=people, number=which, action=st.sampled_from(("claim", "release")))
    def somebody_clicks(self, person: str, number: int, action: str) -> None:
        if subject := self._subject(number):
            self.company.clicks(person, action, subject)

    @rule(person=people, number=which, value=st.sampled_from(("domain:billing", "domain:delivery", "kind:praise")))
    def somebody_corrects(self, person: str, number: int, value: str) -> None:
        if subject := self._subject(number):
            self.company.clicks(person, "correct", subject, value)

    @rule(person=people, number=which)
    def somebody_answers(self, person: str, number: int) -> None:
        if subject := self._subject(number):
            self.company.fills(person, "answer", subject, text="Beklager.")

    @rule(person=people, number=which)
    def somebody_declines(self, person: str, number: int) -> None:
        if subject := self._subject(number):
            self.company.fills(person, "decline", subject, reason="spam")

    @rule(person=people, number=which)
    def somebody_holds(self, person: str, number: int) -> None:
        if subject := self._subject(number):
            form = self.company.clicks(person, "hold", subject)
            if isinstance(form, OpenForm):
                self.company.fills(person, "hold", form.form.subject, posted="no_link")

    @rule(person=people, number=which, until=st.sampled_from(("in 30 minutes", "tomorrow", "friday", "in 6 days")))
    def somebody_pauses(self, person: str, number: int, until: str) -> None:
        if subject := self._subject(number):
            self.company.fills(person, "pause", subject, reason="waiting_for_customer", until=until)

    @rule(person=people, number=which)
    def somebody_resumes(self, person: str, number: int) -> None:
        if subject := self._subject(number):
            self.company.clicks(person, "resume", subject)

    @rule(
        number=st.integers(0, 5),
        action=st.sampled_from(("page_take", "page_acknowledge", "page_wait", "page_pass")),
    )
    def somebody_answers_a_page(self, number: int, action: str) -> None:
        pages = [page for page in self.company.pages() if page.state in ("sounding", "acknowledged")]
        if pages:
            page = pages[-1 - number % len(pages)]
            self.company.clicks(page.person, action, f"page:{page.id}", "no_harm")

    @rule(
        person=people, words=st.sampled_from(("away until friday", "away until 18:00", "away", "away until tomorrow"))
    )
    def somebody_is_away(self, person: str, words: str) -> None:
        self.company.says(person, words)

    @rule(person=people)
    def somebody_is_back(self, person: str) -> None:
        self.company.says(person, "back")

    @rule(handbook=st.sampled_from(tuple(HANDBOOKS)))
    def the_handbook_changes(self, handbook: str) -> None:
        self.company.reads(handbook)

    def _subject(self, number: int) -> str | None:
        found = sorted(self.company.items())
        return f"item:{found[number % len(found)]}" if found else None

    # The process

    @rule()
    def sweeps(self) -> None:
        """Afterwards nothing is due, and whatever has passed is told, or noted."""
        before, wrote = self.company.items(), {n: len(lines) for n, lines in self.company.histories().items()}
        self.company.sweep()
        after, now, handbook = self.company.items(), self.company.now, self.company.handbook()
        for number, item in after.items():
            assert item.next_due_at is None or item.next_due_at > now, f"item {number} is still due"
            if not item.state.is_open or item.pause is not None:
                continue
            lines = self.company.histories()[number]
            for rung in item.ladder:
                moment = rung.at(item.deadline)
                assert moment > now or rung.id in item.climb.done, f"rung {rung.id} of item {number} is left behind"
                if rung.id in item.climb.done and rung.id not in before[number].climb.done:
                    applied = applies(rung, item) and applies(rung, before[number])
                    assert not applied or _is_noted(rung.id, item, lines, wrote[number]), f"rung {rung.id}: no word"
            named = item.owner or item.expert
            reasoned = any(reason.code.startswith("nobody_") for reason in item.reasons)
            assert reasoned or named is not None, f"nobody is named for item {number}, and no reason says why"
            if now < self.latest:
                continue  # The clock was set back: what made the item due lies ahead once more.
            assert named is None or handbook.person(named) is not None, f"{named} has left, and has item {number}"
            if item.owner is None and item.expert is not None:
                is_able = item.expert in able(handbook, item.domain, now)
                assert is_able or reasoned, f"{item.expert} cannot take item {number}"

    @rule()
    def a_sweep_dies(self) -> None:
        self.company.sweep_dies()

    @rule()
    def restarts(self) -> None:
        self.company.restart()

    @rule()
    def messages_are_delivered(self) -> None:
        """As they are drawn now: nothing wakes or reminds anybody about what is closed."""
        for leased, _ in self.company.delivers():
            state = self.company.items()
            if leased.kind == "notice":
                about = [int(leased.subject.removeprefix("item:")), *_others(leased)]
                assert any(state[one].state.is_open for one in about), f"a reminder about {about}, closed"
            if leased.kind == "page":
                (page,) = (one for one in self.company.pages() if f"page:{one.id}" == leased.subject)
                assert any(state[one].state.is_open for one in page.items), f"{leased.subject} woke for nothing"

    # What always holds

    @invariant()
    def each_rung_is_told_once(self) -> None:
        type(self).steps += 1
        found = self.company.items()
        for number, item in found.items():
            clock, held = self.clocks.get(number, (0, None))
            is_new = (item.round, item.held_until is not None) != held
            self.clocks[number] = (clock + is_new, (item.round, item.held_until is not None))
        for row in self.company.notices(self.last_notice):
            self.last_notice = row.id
            number, rung = int(row.subject.removeprefix("item:")), row.payload["rung"]
            assert found[number].state.is_open, f"a reminder about item {number} was queued when it was closed"
            if rung in {one.id for one in found[number].ladder}:
                key = (number, self.clocks[number][0], rung, row.payload["person"])
                self.told[key] += 1
                assert self.told[key] == 1, f"told twice: {key}"

    @invariant()
    def what_is_open_is_looked_at_again(self) -> None:
        handbook, now = self.company.handbook(), self.company.now
        for number, item in self.company.items().items():
            if not item.state.is_open:
                assert item.next_due_at is None
            elif now >= self.latest:
                wanted = first_due(item, handbook, now)
                if wanted is not None:
                    assert item.next_due_at is not None, f"item {number} is never looked at again, but due {wanted}"
                    late = item.next_due_at - max(now, wanted)
                    assert late <= timedelta(), f"item {number} is looked at {late} too late"

    @invariant()
    def pages_and_items_say_the_same(self) -> None:
        pages, found = self.company.pages(), self.company.items()
        sounding = [page for page in pages if page.state == "sounding"]
        assert len({page.person for page in sounding}) == len(sounding)
        for page in sounding:
            needed = [n for n in page.items if found[n].state.is_open and found[n].climb.paging is not None]
            assert needed, f"page {page.id} sounds for nothing"
        handbook = self.company.handbook()
        for number, item in found.items():
            paging = item.climb.paging
            if not item.state.is_open:
                assert paging is None
                joined = frozenset(page.id for page in pages if number in page.items)
                assert self.closed.setdefault(number, joined) == joined, f"item {number} joined a page when closed"
                continue
            self.closed.pop(number, None)
            if paging is not None and paging.status is PageStatus.SOUNDING:
                person = handbook.person(paging.person)
                on_it = any(page.person == paging.person and number in page.items for page in sounding)
                reached = person is not None and bool(person.chat_id(DESK))
                assert on_it or not reached, f"item {number} waits for {paging.person}, whose phone is silent"


def _others(leased: Leased) -> list[int]:
    """Further items that a reminder is about."""
    others = leased.payload.get(OTHERS, [])
    assert isinstance(others, list)
    return [int(subject.removeprefix("item:")) for subject, _ in others]


def _is_noted(rung: str, item: Item, lines: list[Entry], wrote: int) -> bool:
    """Whether the rung was told in this sweep, or merged into what was told before, or a line says why it was not."""
    fresh = lines[wrote:]
    merged = any(done.startswith(f"{rung}@") for done in item.climb.done)
    told = any({"told", "paged"} & set(line.values) or line.values.get("rung") == rung for line in fresh)
    return merged or told or any(line.what in ("managers_told", "channel_told") for line in lines)


ItemLife.TestCase.settings = settings(
    max_examples=8,
    derandomize=True,  # the same lives each time; new ones are found by the soak
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestItemLife = ItemLife.TestCase
