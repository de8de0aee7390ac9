"""A moment as people write it: wall time in the company's zone, or with its offset."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_NORDIC = ("%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y")
_MEND = 'write for example "2026-12-24T21:00" or "24.12.2026 21:00", or with an offset "2026-12-24T21:00+01:00"'
_YEARS = range(2000, 2200)


def read_moment(text: str, zone: ZoneInfo) -> datetime:
    """The moment in UTC. Raises ValueError with a sentence."""
    moment = _read(text.strip())
    if moment.year not in _YEARS:
        raise ValueError(f'"{text}" lies before {_YEARS.start} or after {_YEARS.stop - 1}; {_MEND}')
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).astimezone(UTC)


def read_end(text: str, zone: ZoneInfo) -> datetime:
    """The same as an end: of a day without a time, when it is over. Raises ValueError with a sentence."""
    moment = read_moment(text, zone)
    if not _is_day(text.strip()):
        return moment
    wall = moment.astimezone(zone)
    return (wall + timedelta(days=1)).astimezone(UTC)


def _is_day(text: str) -> bool:
    """Whether it names a day and no time: a time has a colon, or the Nordic dot after a space."""
    return not any(sign in text for sign in (":", " ", "T"))


def _read(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _NORDIC:
        try:
            # The zone is the company's.
            return datetime.strptime(text, form)  # noqa: DTZ007
        except ValueError:
            continue
    raise ValueError(f'"{text[:40]}" is no moment; {_MEND}')
