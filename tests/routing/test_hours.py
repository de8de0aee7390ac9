import pytest

from routing.hours import WeeklySpan, parse_hours


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("mon 08:00-16:00", [(0, 480, 960)]),
        ("mon-wed 8:00-16:00", [(0, 480, 960), (1, 480, 960), (2, 480, 960)]),
        ("mon,wed 12:00-16:00", [(0, 720, 960), (2, 720, 960)]),
        ("sun-mon 10:00-11:00", [(0, 600, 660), (6, 600, 660)]),
        ("sat 22:00-06:00", [(5, 1320, 1800)]),
        ("fri 00:00-24:00", [(4, 0, 1440)]),
        (["mon 08:00-11:30", "mon 12:00-16:00"], [(0, 480, 690), (0, 720, 960)]),
        ("Mon 08:00 - 16:00", [(0, 480, 960)]),
        ("never", []),
    ],
)
def test_reads_weekly_spans(text: str | list[str], spans: list[tuple[int, int, int]]) -> None:
    assert parse_hours(text).spans == tuple(WeeklySpan(*span) for span in spans)


def test_always_is_every_minute_of_the_week() -> None:
    assert sum(span.end - span.start for span in parse_hours("always").spans) == 7 * 24 * 60


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("monday 08:00-16:00", '"monday" is no weekday'),
        ("mon-fri", "are no hours"),
        ("mon 25:00-26:00", '"25:00" is no time of day'),
        ("mon 08:60-16:00", '"08:60" is no time of day'),
        ("mon 08:00-08:00", "begins and ends at the same time"),
        ("mon 24:00-06:00", '"24:00" is no time of day'),
        ("", "are no hours"),
        ([], "hours are empty"),
        ("mon, 08:00-16:00", '"" is no weekday'),
    ],
)
def test_refuses_impossible_hours_in_a_sentence(text: str | list[str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_hours(text)
