from dataclasses import replace
from datetime import date

import pytest

from routing.hours import parse_hours
from routing.workdays import OwnDay, WorkCalendar, check_country, holiday_name
from tests.routing.calendars import absent, calendar, own


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        # Easter 2026 is 5 April, Easter 2027 is 28 March.
        ("NO", "2026-04-01", ""),
        ("NO", "2026-04-02", "Skjærtorsdag"),
        ("NO", "2026-04-03", "Langfredag"),
        ("NO", "2026-04-04", ""),
        ("NO", "2026-04-06", "Andre påskedag"),
        ("NO", "2027-03-29", "Andre påskedag"),
        ("NO", "2026-05-17", "Grunnlovsdag"),
        ("NO", "2027-05-17", "Andre pinsedag; Grunnlovsdag"),
        ("NO", "2026-12-24", ""),
        ("NO", "2026-12-25", "Første juledag"),
        ("NO", "2026-12-26", "Andre juledag"),
        ("NO", "2026-11-22", ""),
        # A plain Sunday is none, in Sweden either, nor are the eves that offices keep by custom.
        ("SE", "2026-11-22", ""),
        ("SE", "2026-01-06", "Trettondedag jul"),
        ("SE", "2025-06-06", "Nationaldagen"),
        ("SE", "2026-06-19", ""),
        ("SE", "2026-06-20", "Midsommardagen"),
        ("SE", "2026-12-24", ""),
        # Denmark abolished store bededag with 2024.
        ("DK", "2023-05-05", "Store bededag"),
        ("DK", "2024-04-26", ""),
        ("DK", "2026-05-14", "Kristi himmelfartsdag"),
        ("FI", "2026-12-24", "Jouluaatto"),
        ("DE", "2026-06-04", ""),
        ("DE-BY", "2026-06-04", "Fronleichnam"),
        ("DE-BE", "2026-06-04", ""),
        ("US", "2026-07-03", "Independence Day (observed)"),
        ("", "2026-12-25", ""),
    ],
)
def test_public_holidays_in_the_country_s_own_words(
    country: str, day: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert holiday_name(country, date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    ("written", "code"),
    [("NO", "NO"), (" se ", "SE"), ("", ""), (" ", ""), ("DE-BY", "DE-BY"), ("de-by", "DE-BY"), ("US-ca", "US-CA"),
     ("DE-augsburg", "DE-Augsburg"), ("NO-03", "NO-03"), ("FO", "FO"), ("AX", "AX"), ("GB-SCT", "GB-SCT")],
)  # fmt: skip
def test_countries_that_are_known(written: str, code: str) -> None:
    assert check_country(written) == code
    holiday_name(code, date(2026, 12, 25))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("NORWAY", '"NORWAY" is no country whose holidays are known; did you mean "NO" (Norway)?'),
        ("Norge", '"Norge" is no country whose holidays are known; did you mean "NO" (Norway)?'),
        ("nor", '"nor" is no country whose holidays are known; did you mean "NO" (Norway)?'),
        ("nb", '"nb" is no country whose holidays are known; did you mean "NO" (Norway)?'),
        ("Sverige", '"Sverige" is no country whose holidays are known; did you mean "SE" (Sweden)?'),
        ("Swedn", '"Swedn" is no country whose holidays are known; did you mean "SE" (Sweden)?'),
        ("DANMARK", '"DANMARK" is no country whose holidays are known; did you mean "DK" (Denmark)?'),
        ("uk", '"uk" is no country whose holidays are known; did you mean "GB" (United Kingdom)?'),
        ("Germany-BY", '"Germany-BY" is no country whose holidays are known; did you mean "DE" (Germany)?'),
        ("-BY", '"-BY" is no country whose holidays are known; write for example "NO"'),
        ("??", '"??" is no country whose holidays are known; write for example "NO"'),
        ("DE-Bayern", '"DE-Bayern" is no part of Germany; did you mean "DE-BY"?'),
        ("NO-Oslo", '"NO-Oslo" is no part of Norway; did you mean "NO-03"?'),
        ("GB-", '"GB-" is no part of United Kingdom; they are ENG, NIR, SCT, WLS'),
        ("SE-AB", '"SE-AB" is no part of a country: "SE" has none; write "SE"'),
    ],
)
def test_countries_that_are_not_known(written: str, told: str) -> None:
    with pytest.raises(ValueError) as refused:
        check_country(written)
    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("asked", "day", "spans"),
    [
        (calendar(holidays="NO"), "2026-11-18", [(480, 960)]),
        (calendar(holidays="NO"), "2026-11-21", []),
        (calendar(holidays="NO"), "2026-12-25", []),
        (calendar(), "2026-12-25", [(480, 960)]),
        # An own day counts over the week and over the holiday, both ways.
        (calendar(days=(own("2026-12-24", "Julaften"),)), "2026-12-24", []),
        (calendar(days=(own("2026-12-24", "Julaften", "08:00-12:00"),)), "2026-12-24", [(480, 720)]),
        (calendar(holidays="NO", days=(own("2026-05-14", "Åpent", "10:00-14:00"),)), "2026-05-14", [(600, 840)]),
        (calendar(days=(own("2026-11-21", "Telling", "10:00-12:00", "13:00-15:00"),)), "2026-11-21",
         [(600, 720), (780, 900)]),
        (calendar("never", days=(own("2026-11-21", "Telling", "10:00-12:00"),)), "2026-11-21", [(600, 720)]),
        (calendar(days=(own("2026-12-24", "Company"), own("2026-12-24", "Own", "08:00-10:00"))), "2026-12-24",
         [(480, 600)]),
        # A night belongs to the day on which it begins.
        (calendar("mon-sun 22:00-06:00", holidays="NO"), "2026-12-24", [(1320, 1800)]),
        (calendar("mon-sun 22:00-06:00", holidays="NO"), "2026-12-25", []),
        (calendar("always", holidays="NO"), "2026-12-25", []),
    ],
)  # fmt: skip
def test_when_a_day_is_open(asked: WorkCalendar, day: str, spans: list[tuple[int, int]]) -> None:
    assert list(asked.open_on(date.fromisoformat(day))) == spans


def test_calendars_are_equal_and_hashed_by_what_they_hold() -> None:
    day, leave = own("2026-12-24", "Julaften"), absent("2026-12-01 00:00")
    one, other = (calendar(holidays="NO", days=(day,), away=(leave,)) for _ in range(2))
    assert (one, hash(one)) == (other, hash(other))
    assert len({one, other, one.present, replace(one, days=()), replace(one, holidays="SE")}) == 4
    assert one.present == calendar(holidays="NO", days=(day,))
    assert one.present.present is one.present


@pytest.mark.parametrize(
    ("hours", "shortens", "at_work"),
    [
        ("mon-fri 08:00-16:00", False, ("08:00", "11:59")),
        ("never", False, ("08:00", "11:59")),
        ("never", True, ()),
        ("mon-fri 10:00-18:00", True, ("10:00", "11:59")),
        ("mon-fri 13:00-18:00", True, ()),
        ("mon-fri 06:00-09:00", True, ("08:00", "08:59")),
    ],
)
def test_a_half_day_brings_nobody_to_work_whose_own_hours_are_others(
    hours: str, shortens: bool, at_work: tuple[str, ...]
) -> None:
    half = OwnDay(date(2026, 12, 24), "Christmas Eve", ((8 * 60, 12 * 60),), shortens)
    calendar = WorkCalendar(parse_hours(hours), "Europe/Oslo", "NO", (half,))
    minutes = [minute for start, end in calendar.open_on(half.date) for minute in (start, end - 1)]
    assert tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in minutes) == at_work
