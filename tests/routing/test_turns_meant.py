"""Which shifts words mean. 2026-03-04 is a Wednesday; hand-overs are at 8 in Oslo, which is 7 UTC."""

from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.reasons import Reason
from routing.rota import Shift
from routing.spoken_times import Stretch, read_stretch
from routing.turns_meant import as_one, meant, says_days

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
OSLO = "Europe/Oslo"
DAY = timedelta(days=1)


def shift(start: datetime, length: timedelta, person: str = "dee") -> Shift:
    return Shift(person, start, start + length, "rota", Reason("shift_turn", {"person": person}))


EIGHT = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
DAILY = tuple(shift(EIGHT + day * DAY, DAY, "dee" if day % 2 else "gro") for day in range(14))
WEEKLY = tuple(shift(datetime(2026, 3, 2, 7, 0, tzinfo=UTC) + week * 7 * DAY, 7 * DAY) for week in range(3))


def wall(one: Shift) -> str:
    start, end = (at.astimezone(ZoneInfo(OSLO)) for at in (one.starts_at, one.ends_at))
    return f"{start:%a %d %H:%M}-{end:%a %d %H:%M}"


@pytest.mark.parametrize(
    ("shifts", "words", "found"),
    [
        (DAILY, "friday", ["Fri 06 08:00-Sat 07 08:00"]),
        (DAILY, "today", ["Wed 04 10:00-Thu 05 08:00"]),
        (DAILY, "friday until saturday", ["Fri 06 08:00-Sat 07 08:00", "Sat 07 08:00-Sun 08 08:00"]),
        (DAILY, "2 hours", ["Wed 04 10:00-Wed 04 12:00"]),
        (DAILY, "the next 90 minutes", ["Wed 04 10:00-Wed 04 11:30"]),
        (DAILY, "the weekend", ["Sat 07 08:00-Sun 08 08:00", "Sun 08 08:00-Mon 09 08:00"]),
        (WEEKLY, "helgen", ["Sat 07 00:00-Mon 09 00:00"]),
        (DAILY, "tonight", ["Wed 04 18:00-Thu 05 08:00"]),
        (DAILY, "friday 20-22", ["Fri 06 20:00-Fri 06 22:00"]),
        (DAILY, "until 24:00", ["Wed 04 10:00-Thu 05 00:00"]),
        (DAILY, "14 hours", ["Wed 04 10:00-Thu 05 00:00"]),
        (DAILY, "friday 06:00 until friday 10:00", ["Fri 06 06:00-Fri 06 08:00", "Fri 06 08:00-Fri 06 10:00"]),
        (DAILY, "", ["Wed 04 10:00-Thu 05 08:00"]),
        (DAILY, "from friday", ["Fri 06 00:00-Fri 06 08:00"]),
        (DAILY[::2], "thursday", ["Thu 05 08:00-Fri 06 08:00"]),
        (DAILY[1::2], "thursday", ["Thu 05 00:00-Thu 05 08:00"]),
        (DAILY, "next month 1", None),
        (WEEKLY, "friday", ["Fri 06 00:00-Sat 07 00:00"]),
        (WEEKLY, "monday", ["Mon 09 00:00-Mon 09 08:00", "Mon 09 08:00-Tue 10 00:00"]),
        (WEEKLY, "next week", ["Mon 09 08:00-Mon 16 08:00"]),
        (WEEKLY, "30.3.", []),
    ],
)  # fmt: skip
def test_what_words_mean(shifts: tuple[Shift, ...], words: str, found: list[str] | None) -> None:
    said = read_stretch(words, NOW, OSLO)
    if found is None:
        assert isinstance(said, Reason)
        return
    assert isinstance(said, Stretch)
    assert [wall(one) for one in meant(shifts, said, NOW, OSLO, days=says_days(words))] == found


def test_a_persons_shifts_that_follow_each_other_are_one() -> None:
    first, second, third = WEEKLY
    gap = shift(third.ends_at + DAY, DAY)
    assert [wall(one) for one in as_one([first, second, shift(second.ends_at, DAY, "gro"), gap])] == [
        "Mon 02 08:00-Mon 16 08:00", "Mon 16 08:00-Tue 17 08:00", "Tue 24 08:00-Wed 25 08:00",
    ]  # fmt: skip


@st.composite
def rotas(draw: st.DrawFn) -> tuple[Shift, ...]:
    """Shifts in order, some joined and some apart."""
    start, found = NOW - 3 * DAY, list[Shift]()
    for hours in draw(st.lists(st.integers(1, 60), max_size=12)):
        start += timedelta(hours=draw(st.sampled_from([0, 0, 5])))
        found.append(shift(start, timedelta(hours=hours), draw(st.sampled_from(["dee", "gro"]))))
        start = found[-1].ends_at
    return tuple(found)


@given(rotas(), st.integers(0, 200), st.integers(1, 200), st.booleans())
def test_nothing_is_meant_of_the_past_nor_twice_nor_of_others_time(
    found: tuple[Shift, ...], after: int, length: int, days: bool
) -> None:
    start = NOW + timedelta(hours=after)
    said = Stretch(start, start + timedelta(hours=length))
    parts = meant(found, said, NOW, OSLO, days=days)
    whole = {one.starts_at: one for one in found}
    for one, following in zip_longest(parts, parts[1:]):
        assert NOW <= one.starts_at < one.ends_at
        assert following is None or one.ends_at <= following.starts_at
        (within,) = (each for each in whole.values() if each.starts_at <= one.starts_at < each.ends_at)
        assert one.ends_at <= within.ends_at
        assert one.person == within.person
    if not days:
        said_time = sum((one.ends_at - one.starts_at for one in parts), timedelta())
        every = (min(one.ends_at, said.until_at or NOW) - max(one.starts_at, start) for one in found)
        assert said_time == sum((span for span in every if span > timedelta()), timedelta())
    joined = as_one(found)
    assert sum((one.ends_at - one.starts_at for one in joined), timedelta()) == sum(
        (one.ends_at - one.starts_at for one in found), timedelta()
    )
