"""What holds of every choice: the person is able and there, everybody has a reason, and shares are fair.

Shares, when somebody leaves. Their own items are named anew, and nobody else's: what the others gain together is what
the one who left had. Counted over all posts anew, as if they had never been there: of posts that weigh the same nobody
loses, so nobody gains more than their items. Of posts of several weights that cannot hold for any rule that looks at
what is open now (of weights 4, 1, 1, 1, 1 and three people one of two others goes from two items to four); there the
sum of the weights keeps within two of the heaviest posts of an even share.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from routing.calendar import at_work
from routing.choose import choose, is_alarm
from routing.handbook import Handbook
from routing.item import Deadline
from routing.people import able, answering, around, stand
from routing.reasons import Reason
from tests.routing.handbooks import NORDIC, handbook, oslo
from tests.routing.reasons import are_sound
from tests.routing.rosters import FORTNIGHT, MONDAY, PEOPLE, companies

NOON = oslo("2026-11-18 10:00")
LANGUAGES = ("nb", "nn", "sv", "da", "en", "fi", "")
HEAVIEST = 4
NOBODY = {"nobody_at_work", "nobody_ever_at_work"}


def deadline(due_at: datetime) -> Deadline:
    return Deadline(due_at, due_at - timedelta(hours=3), timedelta(hours=3), Reason("target"))


@settings(max_examples=120, deadline=None)
@given(
    companies(),
    st.integers(0, FORTNIGHT),
    st.integers(-300, 3_000),
    st.sampled_from(LANGUAGES),
    st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 3)),
    st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 3)),
)
def test_what_holds_of_every_choice(
    rules: Handbook, hour: int, minutes: int, language: str, loads: dict[str, int], last: dict[str, int]
) -> None:
    now = MONDAY + timedelta(hours=hour)
    due = deadline(now + timedelta(minutes=minutes))
    last_chosen = {name: now - timedelta(hours=ago) for name, ago in last.items()}
    chosen = choose(rules, "all", loads, last_chosen, now, due, language)

    # The same input, the same decision; and every decision has a reason.
    assert chosen == choose(rules, "all", dict(loads), dict(last_chosen), now, due, language)
    assert chosen.reasons
    assert are_sound([*chosen.reasons, *(one.verdict for one in chosen.considered)])

    # Able and there; or so before the deadline; or an alarm that nobody is.
    codes = {reason.code for reason in chosen.reasons}
    person = rules.person(chosen.expert)
    assert person is not None
    if not codes & NOBODY:
        starts_at = [reason.values["starts_at"] for reason in chosen.reasons if "starts_at" in reason.values]
        there_at = datetime.fromisoformat(str(starts_at[0])) if starts_at else now
        assert there_at == now or now < there_at < due.due_at
        assert person.id in able(rules, "all", there_at)
        assert at_work(person, there_at)
    elif "nobody_at_work" in codes:
        assert not any(there(rules, name, now) for name in able(rules, "all", now))
        assert is_alarm(chosen.reasons) or "on_call_is" in codes
    else:
        assert is_alarm(chosen.reasons)

    # Everybody who has a part has one verdict, and one of them is of the chosen one.
    names = [one.person for one in chosen.considered]
    assert len(names) == len(set(names))
    assert {one.person for one in stand(rules, "all", now)} <= set(names) <= {one.id for one in around(rules, "all")}
    assert chosen.expert in names
    assert all(one.verdict.values.get("person", one.person) == one.person for one in chosen.considered)


def there(rules: Handbook, name: str, now: datetime) -> bool:
    person = rules.person(name)
    return person is not None and at_work(person, now)


@settings(max_examples=80, deadline=None)
@given(companies(), st.integers(0, FORTNIGHT), st.sampled_from(LANGUAGES))
def test_whoever_is_there_comes_before_whoever_is_not_and_experts_before_others(
    rules: Handbook, hour: int, language: str
) -> None:
    now = MONDAY + timedelta(hours=hour)
    chosen = choose(rules, "all", {}, {}, now, deadline(now + timedelta(hours=3)), language)
    parts = answering(rules, "all", now)
    present = [one for one in parts.values() if there(rules, one.person, now)]
    if present:
        assert chosen.expert is not None
        assert parts[chosen.expert].turn == min(one.turn for one in present)
        assert not is_alarm(chosen.reasons)


@dataclass
class Desk:
    """Posts that come one after another, each named and none answered. `items`: who has each, by its place."""

    rules: Handbook
    open: Counter[str] = field(default_factory=Counter)
    last: dict[str, datetime] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)

    def name(self, place: int, weight: int, language: str) -> str:
        now = NOON + timedelta(seconds=place)
        found = choose(self.rules, "billing", self.open, self.last, now, deadline(NOON + timedelta(hours=3)), language)
        assert found.expert is not None
        self.open[found.expert] += weight
        self.last[found.expert] = now
        return found.expert

    def take(self, posts: Sequence[tuple[int, str]]) -> "Desk":
        self.items += [self.name(place, *post) for place, post in enumerate(posts)]
        return self

    @property
    def shares(self) -> Counter[str]:
        return Counter(self.items)


def team(size: int, gone: int | None = None, spoken: Sequence[str] = ()) -> Handbook:
    """That many experts, all at work, but for the one who has left; `spoken`: what each answers in, "" for all."""
    names = [f"p{place}" for place in range(size) if place != gone]
    text = NORDIC.replace('experts = ["ada", "bo"]', f"experts = {names}".replace("'", '"'))
    for place, name in enumerate(f"p{number}" for number in range(size)):
        languages = spoken[place] if place < len(spoken) else ""
        if place != gone:
            text = text.replace(
                "[[domain]]",
                f'[[person]]\nid = "{name}"\nname = "{name}"\nslack = "U{name}"\n'
                + (f'languages = ["{languages}"]\n' if languages else "")
                + "[[domain]]",
                1,
            )
    return handbook(text)


sizes = st.integers(2, 6)
same = st.lists(st.just((2, "nb")), max_size=30)
mixed = st.lists(st.tuples(st.integers(1, HEAVIEST), st.just("nb")), max_size=30)
tongues = st.lists(st.tuples(st.just(2), st.sampled_from(("nb", "sv", "da", "en"))), max_size=30)


@settings(max_examples=60, deadline=None)
@given(sizes, st.data(), mixed)
def test_when_somebody_leaves_only_their_items_are_named_anew(
    size: int, data: st.DataObject, posts: list[tuple[int, str]]
) -> None:
    gone = data.draw(st.integers(0, size - 1))
    before = Desk(team(size)).take(posts)
    after = Desk(team(size, gone), Counter(before.open), dict(before.last), list(before.items))
    for place, owner in enumerate(before.items):
        if owner == f"p{gone}":
            after.items[place] = after.name(len(posts) + place, *posts[place])
    changed = [place for place, owner in enumerate(before.items) if after.items[place] != owner]
    assert changed == [place for place, owner in enumerate(before.items) if owner == f"p{gone}"]
    gained = {name: after.shares[name] - before.shares[name] for name in after.shares}
    assert all(0 <= more <= before.shares[f"p{gone}"] for more in gained.values())
    assert sum(gained.values()) == before.shares[f"p{gone}"]


@settings(max_examples=60, deadline=None)
@given(sizes, st.data(), same)
def test_of_posts_that_weigh_the_same_nobody_loses_when_somebody_was_never_there(
    size: int, data: st.DataObject, posts: list[tuple[int, str]]
) -> None:
    gone = data.draw(st.integers(0, size - 1))
    with_them, without = Desk(team(size)).take(posts).shares, Desk(team(size, gone)).take(posts).shares
    for name in (f"p{place}" for place in range(size) if place != gone):
        assert 0 <= without[name] - with_them[name] <= with_them[f"p{gone}"]


@settings(max_examples=60, deadline=None)
@given(sizes, st.data(), tongues)
def test_the_same_among_people_of_several_languages(
    size: int, data: st.DataObject, posts: list[tuple[int, str]]
) -> None:
    gone = data.draw(st.integers(0, size - 1))
    spoken = data.draw(st.lists(st.sampled_from(("", "nb", "sv", "en")), min_size=size, max_size=size))
    with_them = Desk(team(size, None, spoken)).take(posts).shares
    without = Desk(team(size, gone, spoken)).take(posts).shares
    for name in (f"p{place}" for place in range(size) if place != gone):
        assert abs(without[name] - with_them[name]) <= with_them[f"p{gone}"]


@settings(max_examples=60, deadline=None)
@given(sizes, st.data(), mixed)
@example(3, None, [(4, "nb"), (1, "nb"), (1, "nb"), (1, "nb"), (1, "nb")])
def test_of_posts_of_several_weights_shares_stay_even_within_two_of_the_heaviest(
    size: int, data: st.DataObject | None, posts: list[tuple[int, str]]
) -> None:
    gone = 0 if data is None else data.draw(st.integers(0, size - 1))
    with_them, without = Desk(team(size)).take(posts).open, Desk(team(size, gone)).take(posts).open
    even = with_them[f"p{gone}"] / (size - 1)
    within = 2 * HEAVIEST * (size - 2) / (size - 1)
    for name in (f"p{place}" for place in range(size) if place != gone):
        assert abs(without[name] - with_them[name] - even) <= within + 1e-9
