"""Whole lives of items in random order: what must hold after each step, whatever people and clocks have done.

A few short lives here; thousands of steps of richer lives with `python -m tests.handlers.soak_life`.
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
from routing.escalation import first_due
from routing.item import Item, PageStatus, State
from routing.ladder import climbable
from routing.paging import next_shift_start
from storage.courier import Leased
from storage.tables_rota import rota_cover
from tests.handlers import life_approvals, life_offers, life_swaps
from tests.handlers.life import BEGINNINGS, DESK, HANDBOOKS, PEOPLE, Company
from tests.handlers.life_checks import (
    has_nothing_to_wait_for,
    rungs_are_accounted_for,
    somebody_has_it,
    what_was_told_is_on_its_way,
    what_went_along_is_carried,
)
from tests.handlers.life_swaps import ANSWERS

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
WORDS_AGAIN = ("Takk!", "Hallo? Er det noen der?", WORDS[0], WORDS[2])
PAGE_BUTTONS = ("page_take", "page_acknowledge", "page_wait", "page_pass")
MOST_ITEMS = 12

which = st.integers(0, MOST_ITEMS - 1)
who = st.integers(0, 2 * len(PEOPLE) - 1)


DEEDS = (
    "claim", "claim", "release", "correct", "answer", "decline", "reopen", "hold", "pause", "pause", "resume",
    "report_conflict", "settle_conflict",
    "follow_up_privately", "follow_up_privately", "add_leg", "thank", "undo_thanks",
)  # fmt: skip
SAID = (
    *((person, words) for person in PEOPLE for words in ("away until friday", "away until 18:00", "back", "back")),
    *((person, "take 2 hours") for person in ("bo", "cy", "finn", "gro", "dee")),
    *((person, "away") for person in ("bo", "gro")),
    *(("cy", words) for words in ("cover @bo 3 hours", "cover @finn tomorrow", "cover @gro friday")),
)
"""Who says what to the bot."""


class ItemLife(RuleBasedStateMachine):
    """Each rule is one thing that somebody or some clock does."""

    steps = 0
    seen: ClassVar[Counter[str]] = Counter()
    """What has happened in all the lives so far, by the lines of the items' histories and by what was sent."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.company = Company(Path(self._folder.name), STARTS[0])
        self.latest = STARTS[0]
        self.told: Counter[tuple[int, int, int, str, str]] = Counter()
        self.last_queued = 0
        self.closed: dict[int, frozenset[int]] = {}
        self.happened: Counter[str] = Counter()

    def teardown(self) -> None:
        assert self.company.tampered() == []
        lines = [line for lines in self.company.histories().values() for line in lines]
        self.seen.update(line.what for line in lines)
        self.seen.update(self.happened)
        self.seen.update(REOPENED=sum(item.round - 1 for item in self.company.items().values()))
        self.seen.update(LIVES=1, ITEMS=len(self.company.items()), REMINDERS=sum(self.told.values()))
        self.seen.update(PAGES=len(self.company.pages()), COVERS=self.company.count(rota_cover))
        self.company.close()
        self._folder.cleanup()

    @initialize(
        start=st.sampled_from(STARTS),
        evening=st.booleans(),
        handbook=st.sampled_from(BEGINNINGS),
        posts=st.lists(st.sampled_from(WORDS[:3]), min_size=3, max_size=5),
    )
    def begins(self, start: datetime, evening: bool, handbook: str, posts: list[str]) -> None:
        self.company.now = self.latest = start + timedelta(hours=9 if evening else 0)
        self.company.reads(handbook)
        for age, words in enumerate(posts):
            self.company.posts(words, "facebook", timedelta(minutes=7 * age), private=False)

    # Time

    @rule(minutes=st.sampled_from((1, 5, 11, 21, 31, 60, 90, 180, 600, 1_440)))
    def time_passes(self, minutes: int) -> None:
        self._move(timedelta(minutes=minutes))

    @rule(nth=st.integers(0, 3), seconds=st.sampled_from((-1, 0, 1, 61)))
    def a_moment_comes(self, nth: int, seconds: int) -> None:
        """One of those for which items wait, or just before or after it; those before it have gone by unseen."""
        self._to_what_is_due(nth, seconds)

    @rule(nth=st.sampled_from((0, 0, 0, 1)), seconds=st.sampled_from((0, 0, 1, 660)))
    def a_moment_comes_and_is_seen(self, nth: int, seconds: int) -> None:
        self._to_what_is_due(nth, seconds)
        self.sweeps()

    @rule(times=st.integers(2, 6))
    def a_while_goes_by_as_it_should(self, times: int) -> None:
        """Each moment is seen when it comes, and what it says goes out."""
        for _ in range(times):
            self._to_what_is_due(0, 0)
            self.sweeps()
            self.messages_are_delivered()
            self.each_rung_is_told_once()

    @rule(minutes=st.integers(1, 61))
    def the_clock_is_set_back(self, minutes: int) -> None:
        self.happened["CLOCK SET BACK"] += 1
        self._move(-timedelta(minutes=minutes))

    def _to_what_is_due(self, nth: int, seconds: int) -> None:
        moments = sorted({one.next_due_at for one in self.company.items().values() if one.next_due_at is not None})
        if moments:
            at = moments[nth % len(moments)] + timedelta(seconds=seconds)
            self._move(max(timedelta(), at - self.company.now))

    def _move(self, by: timedelta) -> None:
        self.company.now += by
        self.latest = max(self.latest, self.company.now)

    # People

    @precondition(lambda self: len(self.company.items()) < MOST_ITEMS)
    @rule(
        words=st.sampled_from(WORDS),
        source=st.sampled_from(("facebook", "facebook", "blog")),
        hours=st.sampled_from((0, 0, 0, 1, 5)),
        private=st.booleans(),
    )
    def a_customer_posts(self, words: str, source: str, hours: int, private: bool) -> None:
        self.company.posts(words, source, timedelta(hours=hours), private=private)

    @rule(number=which, words=st.sampled_from(WORDS_AGAIN))
    def the_customer_writes_again(self, number: int, words: str) -> None:
        self.company.writes_again(self._any(number).number, words)

    @rule(deed=st.sampled_from(DEEDS), person=who, number=which, choice=st.integers(0, 3))
    def somebody_acts(self, deed: str, person: int, number: int, choice: int) -> None:
        item = (
            self._closed(number)
            if deed in ("reopen", "undo_thanks")
            else self._paused(number)
            if deed == "resume"
            else self._locked(number)
            if deed == "settle_conflict"
            else None
        )
        item = item or self._open(number)
        name, subject = self._who(item, person), f"item:{item.number}"
        match deed:
            case "claim" | "release" | "resume" | "thank" | "undo_thanks":
                self.company.clicks(name, deed, subject)
            case "correct":
                value = ("domain:billing", "domain:delivery", "kind:praise", "kind:critique")[choice]
                self.company.clicks(name, deed, subject, value)
            case "answer":
                self.company.fills(name, deed, subject, text="Beklager.")
            case "follow_up_privately" | "add_leg":
                given = ({"private_text": "Hei!"}, {"public_text": "Se i innboksen."})[choice % 2]
                self.company.fills(name, deed, subject, **given)
            case "decline":
                self.company.fills(name, deed, subject, reason="spam")
            case "reopen":
                self.company.fills(name, deed, subject, reason="was_wrong")
                self.company.fills(name, deed, subject, reason="about_us")
            case "report_conflict":
                self.company.fills(name, deed, subject, line="Truer oss.")
            case "settle_conflict":
                self.company.fills(name, deed, subject, reason="settled", to="mine" if choice == 0 else "back")
            case "hold":
                form = self.company.clicks(name, deed, subject)
                if isinstance(form, OpenForm):
                    self.company.fills(name, deed, form.form.subject, posted="no_link")
            case "pause":
                until = ("in 30 minutes", "in 3 hours", "tomorrow", "in 6 days")[choice]
                self.company.fills(name, deed, subject, reason="waiting_for_customer", until=until)

    @rule(deed=st.sampled_from(life_approvals.DEEDS), person=who, number=which)
    def somebody_decides_about_an_answer(self, deed: str, person: int, number: int) -> None:
        waiting = [item for item in self.company.items().values() if item.request is not None]
        item = waiting[number % len(waiting)] if waiting else self._open(number)
        name = item.owner if deed == "approval_withdraw" and item.owner is not None else self._who(item, person)
        life_approvals.decides(self.company, name, deed, item.number)

    somebody_acts_again = somebody_acts  # most of what happens is what people do

    @rule(number=which, action=st.sampled_from(PAGE_BUTTONS))
    def somebody_answers_a_page(self, number: int, action: str) -> None:
        pages = [page for page in self.company.pages() if page.state in ("sounding", "acknowledged")]
        if pages:
            page = pages[-1 - number % len(pages)]
            self.happened[action.upper()] += 1
            self.company.clicks(page.person, action, f"page:{page.id}", "no_harm")

    @rule(said=st.sampled_from(SAID))
    def somebody_says(self, said: tuple[str, str]) -> None:
        self.company.says(*said)

    @rule(asked=st.sampled_from(PEOPLE), words=st.sampled_from(life_swaps.WORDS), answer=st.sampled_from(ANSWERS))
    def a_swap_is_asked_for(self, asked: str, words: str, answer: str) -> None:
        swap = life_swaps.asks(self.company, asked, words)
        if swap is None:
            return
        life_swaps.is_told(self.company, swap)
        self.happened["SWAP ASKED"] += 1
        if answer:
            swap = life_swaps.answers(self.company, swap, answer)
            self.happened[f"SWAP {swap.state.upper()}"] += 1
            life_swaps.is_told(self.company, swap)

    @rule(number=which, to=st.sampled_from(PEOPLE), answer=st.sampled_from(life_offers.ANSWERS))
    def an_item_is_offered(self, number: int, to: str, answer: str) -> None:
        owned = [one for one in self.company.items().values() if one.owner is not None and one.state.is_open]
        note = life_offers.offers(self.company, owned[number % len(owned)], to) if owned else None
        if note is not None:
            self.happened["OFFERED"] += 1
            if answer:
                life_offers.answers(self.company, note, answer)
                self.happened[answer.upper()] += 1

    @rule(handbook=st.sampled_from(tuple(HANDBOOKS)))
    def the_handbook_changes(self, handbook: str) -> None:
        self.happened["HANDBOOK CHANGED"] += 1
        self.company.reads(handbook)

    def _any(self, number: int) -> Item:
        found = list(self.company.items().values())
        return found[number % len(found)]

    def _open(self, number: int) -> Item:
        """An open item, while there is one."""
        found = [item for item in self.company.items().values() if item.state.is_open]
        return found[number % len(found)] if found else self._any(number)

    def _closed(self, number: int) -> Item | None:
        found = [item for item in self.company.items().values() if not item.state.is_open]
        return found[number % len(found)] if found else None

    def _paused(self, number: int) -> Item | None:
        found = [item for item in self.company.items().values() if item.pause is not None]
        return found[number % len(found)] if found else None

    def _locked(self, number: int) -> Item | None:
        found = [item for item in self.company.items().values() if item.state is State.LOCKED]
        return found[number % len(found)] if found else None

    def _who(self, item: Item, person: int) -> str:
        """One half are those who may do most to the item, the other half anybody."""
        likely = [name for name in dict.fromkeys((item.owner, item.expert, "cy", "bo")) if name is not None]
        return PEOPLE[person] if person < len(PEOPLE) else likely[person % len(likely)]

    # The process

    @rule()
    def sweeps(self) -> None:
        """Afterwards nothing is due, and whatever has passed is told, or noted."""
        before, wrote = self.company.items(), {n: len(lines) for n, lines in self.company.histories().items()}
        self.company.sweep()
        for swap in life_swaps.expire(self.company):
            self.happened[f"SWAP {swap.state.upper()}"] += 1
            life_swaps.is_told(self.company, swap)
        after, now, handbook = self.company.items(), self.company.now, self.company.handbook()
        histories, standing = self.company.histories(), self.company.lines()
        queued = self.company.queued(self.last_queued)
        for number, item in after.items():
            assert item.next_due_at is None or item.next_due_at > now, f"item {number} is still due"
            life_offers.are_asked_in_time(self.company, item)
            if not item.state.is_open:
                continue
            somebody_has_it(item, handbook, now, has_line=number in standing)
            if item.pause is not None:
                assert item.next_due_at == item.pause.until, f"item {number} is paused, and wakes at another moment"
                assert item.climb == before[number].climb, f"item {number} has climbed while it was paused"
                continue
            fresh, has_line = histories[number][wrote[number] :], number in standing
            what_was_told_is_on_its_way(number, fresh, queued)
            rungs_are_accounted_for(before[number], item, handbook, now, fresh, has_line=has_line)

    @rule()
    def a_sweep_dies(self) -> None:
        self.company.sweep_dies()

    @rule()
    def restarts(self) -> None:
        self.company.restart()

    @rule()
    def messages_are_delivered(self) -> None:
        """As they are drawn now: nothing wakes or reminds anybody about what is closed."""
        delivered = self.company.delivers()
        rows, lines, overdue = self.company.gathered()
        assert overdue == 0, f"{overdue} messages were left behind"
        reopened = {f"item:{number}" for number, item in self.company.items().items() if item.round > 1}
        what_went_along_is_carried(rows, lines | reopened)  # whose lines are forgotten
        for leased, _ in delivered:
            self.happened[f"SENT {leased.kind}"] += 1
            state = self.company.items()
            if leased.kind in ("notice", "call"):
                about = [int(leased.subject.removeprefix("item:")), *_others(leased)]
                assert any(state[one].state.is_open for one in about), f"a reminder about {about}, closed"
            if leased.kind == "page":
                (page,) = (one for one in self.company.pages() if f"page:{one.id}" == leased.subject)
                assert any(state[one].state.is_open for one in page.items), f"{leased.subject} woke for nothing"

    # What always holds

    @invariant()
    def each_rung_is_told_once(self) -> None:
        """In each round of the item to each person; a holding answer, one a round, begins the ladder anew."""
        type(self).steps += 1
        rows = self.company.queued(self.last_queued)
        if not rows:
            return
        found, histories = self.company.items(), self.company.histories()
        for row in rows:
            self.last_queued = row.id
            item = found[int(row.subject.removeprefix("item:"))]
            assert item.state.is_open, f"a {row.kind} about item {item.number} was queued when it was closed"
            rung = row.payload.get("rung")
            if row.kind == "notice" and rung in {one.id for one in climbable(item)}:
                assert item.pause is None, f"{rung} of item {item.number} was told while it was paused"
                held = sum(line.what == "held" for line in histories[item.number])
                key = (item.number, item.round, held, rung, row.payload["person"])
                self.told[key] += 1
                assert self.told[key] == 1, f"told twice: {key}"

    @invariant()
    def what_waits_for_approval_is_asked_for(self) -> None:
        life_approvals.agree(self.company)

    @invariant()
    def a_round_is_held_once(self) -> None:
        found = self.company.items()
        for number, times in self.company.rounds_held():
            assert times <= found[number].round, f"a holding answer has put off item {number} once more"

    @invariant()
    def what_is_open_is_looked_at_again(self) -> None:
        """No later than something is due, though a clock that is set back may put it off by as much."""
        handbook, now = self.company.handbook(), self.latest
        for number, item in self.company.items().items():
            if not item.state.is_open:
                assert (item.next_due_at, item.pause) == (None, None), f"item {number} is closed, and waits"
                continue
            wanted = first_due(item, handbook, now)
            if item.next_due_at is None:
                assert wanted is None, f"item {number} is never looked at again, but due {wanted}"
                assert has_nothing_to_wait_for(item, handbook, now), (
                    f"item {number} waits for nothing, without a reason"
                )
            elif wanted is not None:
                late = item.next_due_at - max(now, wanted)
                assert late <= timedelta(), f"item {number} is looked at {late} too late"

    @invariant()
    def pages_and_items_say_the_same(self) -> None:
        pages, found = self.company.pages(), self.company.items()
        sounding = [page for page in pages if page.state == "sounding"]
        assert len({page.person for page in sounding}) == len(sounding), "somebody has two unacknowledged pages"
        for page in sounding:
            needed = [n for n in page.items if found[n].state.is_open and found[n].climb.paging is not None]
            assert needed, f"page {page.id} sounds for nothing"
        handbook = self.company.handbook()
        for number, item in found.items():
            paging = item.climb.paging
            assert paging is None or (item.state.is_open and item.pause is None), f"item {number} is paged about"
            if not item.state.is_open:
                joined = frozenset(page.id for page in pages if number in page.items)
                assert self.closed.setdefault(number, joined) == joined, f"item {number} joined a page when closed"
                continue
            self.closed.pop(number, None)
            if paging is not None and paging.status is PageStatus.SOUNDING:
                person = handbook.person(paging.person)
                # "Can wait" where nobody ever starts: that page is quiet, and the next person's turn comes soon.
                endless = next_shift_start(handbook, item.domain, self.company.now) is None
                loud = [page for page in pages if page.state == "sounding" or (endless and page.state == "waiting")]
                on_it = any(page.person == paging.person and number in page.items for page in loud)
                reached = person is not None and bool(person.chat_id(DESK))
                assert on_it or not reached, f"item {number} waits for {paging.person}, whose phone is silent"


def _others(leased: Leased) -> list[int]:
    """Further items that a reminder is about."""
    others = leased.payload.get(OTHERS, [])
    assert isinstance(others, list)
    return [int(one["subject"].removeprefix("item:")) for one in others]


ItemLife.TestCase.settings = settings(
    max_examples=6,
    derandomize=True,  # the same lives each time; new ones are found by the soak
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestItemLife = ItemLife.TestCase
