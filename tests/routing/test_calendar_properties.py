"""Random calendars against a reference that looks at every fifth minute, and at nothing but that."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from routing.calendar import at_work, away_until, current_span, next_start, shift_end, spans_between, why_off
from routing.hours import parse_hours
from routing.spans import FOREVER, LONG_AGO
from routing.workdays import Away, OwnDay, WorkCalendar
from tests.routing.calendars import ZONES, Somebody
from tests.routing.reasons import are_sound

STEP = timedelta(minutes=5)
DAYS = 16
SAMPLES = DAYS * 24 * 12

# Public holidays of 2026 and of the first days of 2027, copied from the almanac of each country.
HOLIDAYS = {
    "": set(),
    "NO": {"2026-01-01", "2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14",
           "2026-05-17", "2026-05-24", "2026-05-25", "2026-12-25", "2026-12-26", "2027-01-01"},
    "SE": {"2026-01-01", "2026-01-06", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14",
           "2026-05-24", "2026-06-06", "2026-06-20", "2026-10-31", "2026-12-25", "2026-12-26", "2027-01-01",
           "2027-01-06"},
}  # fmt: skip

# Around the switches of Oslo, New York and Lord Howe, Easter, 17 May, Christmas and New Year, or anywhere in the year.
beginnings = st.one_of(
    st.sampled_from(
        ["2026-03-01", "2026-03-20", "2026-03-28", "2026-05-10", "2026-09-28", "2026-10-18", "2026-10-25", "2026-12-19"]
    ).map(date.fromisoformat),
    st.dates(date(2026, 1, 8), date(2026, 12, 20)),
).map(lambda day: datetime.combine(day, time(), UTC))

clocks = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
weekdays = st.sampled_from(["mon", "tue-thu", "mon-fri", "fri-mon", "sat,sun", "sun", "mon-sun"])
lines = st.one_of(
    st.tuples(weekdays, clocks, clocks)
    .filter(lambda line: line[1] != line[2])
    .map(lambda line: f"{line[0]} {line[1]}-{line[2]}"),
    st.just("mon-fri 08:00-16:00"),
    st.just("always"),
)
weeks = st.one_of(st.lists(lines, min_size=1, max_size=3), st.just("never")).map(parse_hours)
openings = st.tuples(st.integers(0, 95), st.integers(1, 96)).map(lambda span: (span[0] * 15, (span[0] + span[1]) * 15))


@st.composite
def calendars(draw: st.DrawFn, begin: datetime) -> WorkCalendar:
    """A calendar with own days and absences at or around the sixteen days from `begin` on."""
    own = st.builds(
        OwnDay,
        st.integers(-3, DAYS + 3).map(lambda days: begin.date() + timedelta(days=days)),
        st.just("Own"),
        st.lists(openings, max_size=2).map(tuple),
    )
    moment = st.integers(-SAMPLES // 2, SAMPLES + 500).map(lambda steps: begin + steps * STEP)
    length = st.one_of(st.integers(0, 100), st.integers(0, SAMPLES)).map(lambda steps: steps * STEP)
    away = st.one_of(
        st.tuples(moment, length).map(lambda part: Away(part[0], part[0] + part[1])),
        st.builds(Away, moment, st.none()),
    )
    return WorkCalendar(
        draw(weeks),
        draw(st.sampled_from(ZONES)),
        draw(st.sampled_from(sorted(HOLIDAYS))),
        draw(st.lists(own, max_size=4).map(tuple)),
        draw(st.lists(away, max_size=4).map(tuple)),
    )


worlds = beginnings.flatmap(lambda begin: st.tuples(calendars(begin), st.just(begin)))


def readings(day: date, minutes: int, zone: ZoneInfo) -> list[datetime]:
    """Every moment at which the wall says so; when none does, as both sides of the switch would read it."""
    naive = datetime.combine(day, time()) + timedelta(minutes=minutes)
    around = (naive - timedelta(days=1), naive + timedelta(days=1))
    offsets = [side.replace(tzinfo=zone).utcoffset() or timedelta() for side in around]
    moments = [(naive - offset).replace(tzinfo=UTC) for offset in offsets]
    return [moment for moment in moments if moment.astimezone(zone).replace(tzinfo=None) == naive] or moments


def stretches(asked: WorkCalendar, begin: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Every day's stretches from three days before `begin` to three after the samples, as the words say."""
    zone = ZoneInfo(asked.zone)
    for day in (begin.date() + timedelta(days=days) for days in range(-3, DAYS + 4)):
        spans = [(span.start, span.end) for span in asked.hours.spans if span.day == day.weekday()]
        if day.isoformat() in HOLIDAYS[asked.holidays]:
            spans = []
        for own in asked.days:
            spans = list(own.open) if own.date == day else spans
        for start, end in spans:
            yield min(readings(day, start, zone)), max(readings(day, end, zone))


def truth(asked: WorkCalendar, begin: datetime) -> list[bool]:
    """Whether there is work, at each sample."""
    there = list(stretches(asked, begin))
    absences = [(away.starts_at, away.until_at or FOREVER) for away in asked.away]
    moments = [begin + number * STEP for number in range(SAMPLES)]
    return [
        any(start <= now < end for start, end in there) and not any(start <= now < end for start, end in absences)
        for now in moments
    ]


@given(worlds)
@settings(max_examples=60, deadline=None)
def test_everything_agrees_with_looking_every_five_minutes(world: tuple[WorkCalendar, datetime]) -> None:
    asked, begin = world
    somebody, expected = Somebody(asked), truth(asked, begin)
    limit = begin + SAMPLES * STEP
    starts: datetime | None = None
    ends: datetime | None = None
    for number in reversed(range(SAMPLES)):
        now = begin + number * STEP
        assert at_work(somebody, now) is expected[number], now
        start = next_start(somebody, now)
        assert start == starts or (starts is None and (start is None or start >= limit)), now
        if expected[number]:
            end = shift_end(somebody, now)
            assert end == ends or (ends is None and (end is None or end >= limit)), now
        if number and expected[number] and not expected[number - 1]:
            starts = now
        if number and not expected[number] and expected[number - 1]:
            ends = now


@given(worlds, st.integers(0, SAMPLES), st.integers(0, SAMPLES))
@settings(max_examples=60, deadline=None)
def test_the_spans_of_a_period_hold_exactly_its_samples_at_work(
    world: tuple[WorkCalendar, datetime], one: int, other: int
) -> None:
    asked, begin = world
    expected, first, last = truth(asked, begin), min(one, other), max(one, other)
    found = spans_between(asked, begin + first * STEP, begin + last * STEP)
    covered = {
        number for span in found for number in range((span.start - begin) // STEP, -((begin - span.end) // STEP))
    }
    assert covered == {number for number in range(first, last) if expected[number]}
    assert all(span.start < span.end for span in found)
    assert all(earlier.end < later.start for earlier, later in pairwise(found))
    assert all(begin + first * STEP <= span.start and span.end <= begin + last * STEP for span in found)


@given(worlds, st.integers(0, SAMPLES * 60 * 5), st.sampled_from(ZONES))
@settings(max_examples=300)
def test_a_span_under_way_is_whole_and_the_zone_of_now_does_not_matter(
    world: tuple[WorkCalendar, datetime], seconds: int, zone: str
) -> None:
    asked, begin = world
    somebody, now = Somebody(asked), begin + timedelta(seconds=seconds)
    span = current_span(asked, now)
    assert span == current_span(asked, now.astimezone(ZoneInfo(zone)))
    assert next_start(somebody, now) == next_start(somebody, now.astimezone(ZoneInfo(zone)))
    if span is None:
        assert are_sound([why_off("ada", asked, now)])
        return
    assert span.start <= now < span.end
    if span.start > LONG_AGO:
        assert not at_work(somebody, span.start - timedelta(microseconds=1))
    if span.end < FOREVER:
        assert not at_work(somebody, span.end)
    if span.start > LONG_AGO and span.end < FOREVER:
        assert current_span(asked, span.start) == span == current_span(asked, span.end - timedelta(microseconds=1))


@given(worlds, st.integers(1, 380), st.integers(0, 24 * 12))
@settings(max_examples=150)
def test_after_an_absence_of_any_length_work_begins_as_if_nobody_had_been_away(
    world: tuple[WorkCalendar, datetime], days: int, steps: int
) -> None:
    asked, begin = world
    until = begin + timedelta(days=days) + steps * STEP
    usual, gone = Somebody(asked.present), Somebody(replace(asked.present, away=(Away(begin, until),)))
    expected = until if at_work(usual, until) else next_start(usual, until)
    within = expected is not None and expected <= begin + timedelta(days=400)
    assert not at_work(gone, begin)
    found = next_start(gone, begin)
    assert found == expected or (not within and found is None)


@given(worlds, st.integers(0, SAMPLES))
@settings(max_examples=200)
def test_nobody_works_in_an_absence_and_it_ends_when_it_says(world: tuple[WorkCalendar, datetime], number: int) -> None:
    asked, begin = world
    now = begin + number * STEP
    away = away_until(asked, now)
    inside = any(one.starts_at <= now < (one.until_at or FOREVER) for one in asked.away)
    assert (away is not None) is inside
    if away is None:
        return
    assert not at_work(Somebody(asked), now)
    assert away.starts_at <= now
    if away.until_at is None:
        assert next_start(Somebody(asked), now) is None
    else:
        assert away_until(asked, away.until_at) is None
        assert spans_between(asked, now, away.until_at) == []
