"""When somebody says that they are away, in five languages. Now is Wednesday 2 December 2026, 10:00 in Oslo."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from routing.reasons import Reason
from routing.spoken_times import LONGEST, Stretch, read_stretch
from routing.spoken_words import (
    BACK,
    DAYS_AWAY,
    FILLING,
    FROM,
    LANGUAGES,
    NEXT,
    NUMBERS,
    THIS,
    UNITS,
    UNTIL,
    months,
    weekdays,
)

NOW = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
OSLO = "Europe/Oslo"

MEANT = """
until friday                  | now              | 2026-12-05 00:00
til fredag                    | now              | 2026-12-05 00:00
till fredag                   | now              | 2026-12-05 00:00
til og med fredag             | now              | 2026-12-05 00:00
t.o.m. fredag                 | now              | 2026-12-05 00:00
frem til fredagen             | now              | 2026-12-05 00:00
till fredag 12:00             | now              | 2026-12-04 12:00
til fredag kl. 12             | now              | 2026-12-04 12:00
until friday at 2pm           | now              | 2026-12-04 14:00
indtil mandag                 | now              | 2026-12-08 00:00
til laurdag                   | now              | 2026-12-06 00:00
until sat                     | now              | 2026-12-06 00:00
until wednesday               | now              | 2026-12-03 00:00
until next friday             | now              | 2026-12-12 00:00
til neste fredag              | now              | 2026-12-12 00:00
until 14:00                   | now              | 2026-12-02 14:00
until 24:00                   | now              | 2026-12-03 00:00
til kl 14.30                  | now              | 2026-12-02 14:30
until 24 dec                  | now              | 2026-12-25 00:00
until Fri 4 Dec               | now              | 2026-12-05 00:00
till fredagen den 4:e december| now              | 2026-12-05 00:00
until 2026-12-24 14:00        | now              | 2026-12-24 14:00
until 2026-12-24T14:00        | now              | 2026-12-24 14:00
until tomorrow                | now              | 2026-12-04 00:00
til i morgen                  | now              | 2026-12-04 00:00
today                         | now              | 2026-12-03 00:00
i dag                         | now              | 2026-12-03 00:00
idag                          | now              | 2026-12-03 00:00
resten av dagen               | now              | 2026-12-03 00:00
tomorrow                      | 2026-12-03 00:00 | 2026-12-04 00:00
i morgen                      | 2026-12-03 00:00 | 2026-12-04 00:00
i morgon                      | 2026-12-03 00:00 | 2026-12-04 00:00
imorgon                       | 2026-12-03 00:00 | 2026-12-04 00:00
the day after tomorrow        | 2026-12-04 00:00 | 2026-12-05 00:00
i overmorgen                  | 2026-12-04 00:00 | 2026-12-05 00:00
i övermorgon                  | 2026-12-04 00:00 | 2026-12-05 00:00
on friday                     | 2026-12-04 00:00 | 2026-12-05 00:00
på fredag                     | 2026-12-04 00:00 | 2026-12-05 00:00
LORDAG                        | 2026-12-05 00:00 | 2026-12-06 00:00
2026-12-24                    | 2026-12-24 00:00 | 2026-12-25 00:00
24.12.                        | 2026-12-24 00:00 | 2026-12-25 00:00
24.12                         | 2026-12-24 00:00 | 2026-12-25 00:00
24/12                         | 2026-12-24 00:00 | 2026-12-25 00:00
24/12-2026                    | 2026-12-24 00:00 | 2026-12-25 00:00
24.12.26                      | 2026-12-24 00:00 | 2026-12-25 00:00
24. desember                  | 2026-12-24 00:00 | 2026-12-25 00:00
24 dec                        | 2026-12-24 00:00 | 2026-12-25 00:00
den 24 december 2026          | 2026-12-24 00:00 | 2026-12-25 00:00
December 24th                 | 2026-12-24 00:00 | 2026-12-25 00:00
14. marts                     | 2027-03-14 00:00 | 2027-03-15 00:00
1.3.                          | 2027-03-01 00:00 | 2027-03-02 00:00
back on monday                | now              | 2026-12-07 00:00
tilbake på mandag             | now              | 2026-12-07 00:00
tillbaka i morgon             | now              | 2026-12-03 00:00
tilbage 24.12.                | now              | 2026-12-24 00:00
from monday back on friday    | 2026-12-07 00:00 | 2026-12-11 00:00
back at 14:00                 | now              | 2026-12-02 14:00
until further notice          | now              | -
inntil videre                 | now              | -
tills vidare                  | now              | -
fra mandag inntil videre      | 2026-12-07 00:00 | -
tills fredag                  | now              | 2026-12-05 00:00
a couple of days              | now              | 2026-12-04 00:00
et par dager                  | now              | 2026-12-04 00:00
ett par veckor                | now              | 2026-12-16 00:00
et par timer                  | now              | 2026-12-02 12:00
30 minutes                    | now              | 2026-12-02 10:30
i 45 minutter                 | now              | 2026-12-02 10:45
en halv time                  | now              | 2026-12-02 10:30
half an hour                  | now              | 2026-12-02 10:30
two weeks                     | now              | 2026-12-16 00:00
for two weeks                 | now              | 2026-12-16 00:00
2 uker                        | now              | 2026-12-16 00:00
i to uker                     | now              | 2026-12-16 00:00
två veckor                    | now              | 2026-12-16 00:00
to uger                       | now              | 2026-12-16 00:00
to veker                      | now              | 2026-12-16 00:00
a week                        | now              | 2026-12-09 00:00
3 days                        | now              | 2026-12-05 00:00
tre dagar                     | now              | 2026-12-05 00:00
3 timer                       | now              | 2026-12-02 13:00
next week                     | 2026-12-07 00:00 | 2026-12-14 00:00
neste uke                     | 2026-12-07 00:00 | 2026-12-14 00:00
nästa vecka                   | 2026-12-07 00:00 | 2026-12-14 00:00
næste uge                     | 2026-12-07 00:00 | 2026-12-14 00:00
resten av uken                | now              | 2026-12-07 00:00
uke 52                        | 2026-12-21 00:00 | 2026-12-28 00:00
vecka 1                       | 2027-01-04 00:00 | 2027-01-11 00:00
from monday until friday      | 2026-12-07 00:00 | 2026-12-12 00:00
fra mandag til fredag         | 2026-12-07 00:00 | 2026-12-12 00:00
från måndag till fredag       | 2026-12-07 00:00 | 2026-12-12 00:00
monday to friday              | 2026-12-07 00:00 | 2026-12-12 00:00
monday-friday                 | 2026-12-07 00:00 | 2026-12-12 00:00
fra 21.12. til 2.1.           | 2026-12-21 00:00 | 2027-01-03 00:00
21.12.–2.1.                   | 2026-12-21 00:00 | 2027-01-03 00:00
21.12-2.1                     | 2026-12-21 00:00 | 2027-01-03 00:00
24.-27. desember              | 2026-12-24 00:00 | 2026-12-28 00:00
fra mandag i to uker          | 2026-12-07 00:00 | 2026-12-21 00:00
from 12:00 until 14:00        | 2026-12-02 12:00 | 2026-12-02 14:00
tomorrow 12:00-14:00          | 2026-12-03 12:00 | 2026-12-03 14:00
friday 20-22                  | 2026-12-04 20:00 | 2026-12-04 22:00
friday from 20 to 22          | 2026-12-04 20:00 | 2026-12-04 22:00
fra 18 til 22                 | 2026-12-02 18:00 | 2026-12-02 22:00
fredag kl 18-22               | 2026-12-04 18:00 | 2026-12-04 22:00
18:00-22                      | 2026-12-02 18:00 | 2026-12-02 22:00
friday 22-06                  | 2026-12-04 22:00 | 2026-12-05 06:00
from friday 22:00 until 02:00 | 2026-12-04 22:00 | 2026-12-05 02:00
24-27 desember                | 2026-12-24 00:00 | 2026-12-28 00:00
tonight                       | 2026-12-02 18:00 | 2026-12-03 08:00
i kveld                       | 2026-12-02 18:00 | 2026-12-03 00:00
i kväll                       | 2026-12-02 18:00 | 2026-12-03 00:00
i aften                       | 2026-12-02 18:00 | 2026-12-03 00:00
i natt                        | 2026-12-02 22:00 | 2026-12-03 08:00
the weekend                   | 2026-12-05 00:00 | 2026-12-07 00:00
hele helgen                   | 2026-12-05 00:00 | 2026-12-07 00:00
neste helg                    | 2026-12-12 00:00 | 2026-12-14 00:00
this weekend please           | 2026-12-05 00:00 | 2026-12-07 00:00
from friday                   | 2026-12-04 00:00 | -
from today                    | now              | -
""".strip().splitlines()

REFUSED = """
until 9:00                       | when_past
until 1.12.                      | when_past
1.11.                            | when_past
until 2026-12-01                 | when_past
from 2026-11-30                  | when_past
31.2.                            | when_impossible
12/24                            | when_impossible
until fri 5 dec                  | when_impossible
until 25:00                      | when_impossible
week 54                          | when_impossible
0 days                           | when_impossible
from 24.12.2026 until 20.12.2026 | when_backwards
from friday 14:00 until friday 12:00 | when_backwards
until 2028-01-01                 | when_too_far
from 2028-01-01                  | when_too_far
99 weeks                         | when_too_far
2999-12-31                       | when_too_far
friday 12:00                     | when_unclear
thrusday                         | when_misspelt
until tirsadg                    | when_misspelt
friday 25-26                     | when_unclear
until                            | when_unclear
back                             | when_unclear
from                             | when_unclear
from monday until                | when_unclear
until yesterday                  | when_unclear
on holiday                       | when_unclear
til jul                          | when_unclear
jul                              | when_unclear
until christmas                  | when_unclear
til påske                        | when_unclear
august                           | when_unclear
from mars until mai              | when_unclear
until friday @bo                 | when_unclear
until friday until monday        | when_unclear
""".strip().splitlines()


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def on_the_wall(text: str) -> datetime | None:
    if text == "-":
        return None
    return NOW if text == "now" else datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(OSLO))


@pytest.mark.parametrize("line", MEANT)
def test_what_is_meant(line: str) -> None:
    said, start, until = cells(line)
    assert read_stretch(said, NOW, OSLO) == Stretch(on_the_wall(start) or NOW, on_the_wall(until))


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused(line: str) -> None:
    said, code = cells(line)
    found = read_stretch(said, NOW, OSLO)
    assert isinstance(found, Reason)
    assert found.code == code


def test_a_night_under_way_is_this_one() -> None:
    late = datetime(2026, 12, 2, 23, 30, tzinfo=UTC)
    for said in ("tonight", "i natt"):
        assert read_stretch(said, late, OSLO) == Stretch(late, on_the_wall("2026-12-03 08:00"))


def test_what_was_said_is_quoted_as_it_was_said() -> None:
    said = "Lørdag hos @U0BO"
    assert read_stretch(said, NOW, OSLO) == Reason("when_unclear", {"words": said})
    assert read_stretch("lørdga", NOW, OSLO) == Reason("when_misspelt", {"words": "lørdga", "guess": "lørdag"})
    assert read_stretch("Thrusday", NOW, OSLO) == Reason("when_misspelt", {"words": "Thrusday", "guess": "thursday"})


def test_nothing_said_is_until_further_notice() -> None:
    assert read_stretch("  ", NOW, OSLO) == Stretch(NOW, None)


def test_the_weekday_of_today_is_today_until_the_working_day_is_over() -> None:
    assert read_stretch("wednesday", NOW, OSLO) == Stretch(NOW, on_the_wall("2026-12-03 00:00"))
    next_one = Stretch(NOW, on_the_wall("2026-12-10 00:00"))
    assert read_stretch("until wednesday", NOW, OSLO, day_is_over=True) == next_one


def test_days_are_those_of_the_persons_zone() -> None:
    late = datetime(2026, 12, 2, 23, 30, tzinfo=UTC)  # Thursday in Oslo, Wednesday in New York
    assert read_stretch("until today", late, OSLO) == Stretch(late, on_the_wall("2026-12-04 00:00"))
    in_new_york = datetime(2026, 12, 3, tzinfo=ZoneInfo("America/New_York"))
    assert read_stretch("until today", late, "America/New_York") == Stretch(late, in_new_york)


def test_days_last_as_long_as_they_do_when_the_clocks_change() -> None:
    now = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    found = read_stretch("sunday", now, OSLO)
    assert isinstance(found, Stretch)
    assert found.until_at is not None
    assert found.until_at - found.starts_at == timedelta(hours=23)


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays_and_months_of_every_language(language: str) -> None:
    for ahead in range(1, 364):
        day = (NOW + timedelta(days=ahead)).date()
        for form in ("d MMMM", "d. MMM", "EEEE d MMMM y", "EEE d MMM"):
            said = format_date(day, form, locale=language)
            if form == "EEE d MMM" and language == "nn":
                continue  # CLDR shortens Nynorsk's weekdays to two letters, which are other words as well
            midnight = datetime.combine(day, datetime.min.time(), ZoneInfo(OSLO))
            if ahead < 270:
                found = read_stretch(f"from {said}", NOW, OSLO)
                assert found == Stretch(midnight.astimezone(UTC), None), said


def test_no_word_means_two_things() -> None:
    tables = [set(weekdays()), set(months()), set(DAYS_AWAY), set(UNITS), set(NEXT), set(THIS), set(FROM), set(BACK)]
    for number, table in enumerate(tables):
        for other in (*tables[number + 1 :], set(UNTIL), set(FILLING), set(NUMBERS)):
            assert not table & other
    assert set(UNTIL) & set(NUMBERS) == {"to"}


words = st.lists(
    st.sampled_from([*weekdays(), *months(), *DAYS_AWAY, *UNITS, *NEXT, *THIS, *FROM, *UNTIL, *BACK, *NUMBERS, *FILLING,
                     "24.12.", "31.2.", "2027-01-01", "14:00", "24:00", "12", "4.", "0", "week", "1.1.", "x"]),
    max_size=7,
)  # fmt: skip
moments = st.integers(0, 60 * 24 * 365 * 70).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from([OSLO, "Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC"])


def iso(stretch: Stretch, zone: str) -> str:
    """The stretch in words that `read_stretch` reads as this very one, to the minute."""
    start = f"from {stretch.starts_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
    if stretch.until_at is None:
        return start
    return f"{start} until {stretch.until_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@given(words, moments, zones, st.booleans())
def test_what_is_read_can_be_said_and_read_again(said: list[str], at: datetime, zone: str, over: bool) -> None:
    found = read_stretch(" ".join(said), at, zone, day_is_over=over)
    if isinstance(found, Reason):
        return
    assert at <= found.starts_at <= at + LONGEST
    assert found.until_at is None or found.starts_at < found.until_at <= at + LONGEST
    again = read_stretch(iso(found, zone), at, zone)
    if at.astimezone(ZoneInfo(zone)).fold == 0:  # an hour that comes twice on the wall cannot be told apart in words
        assert again == found


@given(st.text(max_size=80))
def test_anything_can_be_said(said: str) -> None:
    assert isinstance(read_stretch(said, NOW, OSLO), Stretch | Reason)
