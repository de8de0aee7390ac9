"""How single values of the handbook are read. Every refusal is a sentence that says how to mend it."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from routing import duration
from routing.hours import Hours, parse_clock, parse_clocks, parse_hours
from routing.workdays import check_country

USUAL_REACTIONS = {"eyes": "claim", "white_check_mark": "answer"}
_EMOJI = re.compile(r"[a-z0-9_+'-]{1,100}")
_PHONE = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)
_MOST_PERCENT = 1_000
_SHARE = re.compile(r"(\d{1,4}(?:\.\d+)?)\s*%", re.ASCII)


def as_is(value: object) -> object:
    """Nothing is changed: such a field has a pattern for editors, and is checked as a whole."""
    return value


def read_duration(value: object) -> timedelta:
    """A duration in text, or one that is a timedelta already."""
    if isinstance(value, timedelta):
        return value
    if not isinstance(value, str):
        raise ValueError(f'{value!r} is no duration; write it in quotes, for example "45m"')
    return duration.parse(value)


def read_hours(value: object) -> Hours:
    """One line of hours, a list of lines, or hours that are parsed already."""
    if isinstance(value, Hours):
        return value
    if isinstance(value, str):
        return parse_hours(value)
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return parse_hours(value)
    raise ValueError('hours are text in quotes, or a list of such, for example "mon-fri 08:00-16:00"')


def read_clocks(value: object) -> tuple[tuple[int, int], ...]:
    """Spans of one day in minutes after midnight: "09:00-12:00", or a list of such."""
    lines = [value] if isinstance(value, str) else value
    if not isinstance(lines, list | tuple) or not all(isinstance(line, str | tuple) for line in lines):
        raise ValueError('must be text in quotes, or a list of such, for example "09:00-12:00"')
    return tuple(sorted(parse_clocks(line) if isinstance(line, str) else line for line in lines))


def read_country(value: object) -> object:
    """A country's code, for its public holidays."""
    return check_country(value) if isinstance(value, str) else value


def read_date(value: object) -> date:
    """A day: TOML has them without quotes; text in quotes is read as well."""
    try:
        found = date.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        found = None
    if isinstance(found, datetime):
        raise ValueError(f"{found.isoformat()} has a time of day; write the day alone: {found.date()}")
    if not isinstance(found, date):
        raise ValueError(f"{_shown(value)} is no day; write for example 2026-12-24")
    return found


def read_day(value: object) -> date | datetime:
    """A day, or a moment of one: TOML has both without quotes; text in quotes is read as well."""
    try:
        if isinstance(value, str):
            written = value.strip()
            return datetime.fromisoformat(written) if len(written) > 10 else date.fromisoformat(written)
    except ValueError:
        value = str(value)
    if isinstance(value, date):
        return value
    raise ValueError(f"{_shown(value)} is no day; write for example 2026-12-24 or 2026-12-24T12:00:00")


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def read_share(value: object) -> float:
    """A part of the target: "50%" is 0.5. Numbers pass, so that a default may be one."""
    if isinstance(value, float) and 0 <= value <= 1:
        return value
    found = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or float(found[1]) > 100:
        raise ValueError(f'{value!r} is no part of the target; write for example "50%"')
    return float(found[1]) / 100


def read_some(value: object) -> object:
    """One word or a list of words, as a tuple of words in lower case."""
    entries = [value] if isinstance(value, str) else value
    if not isinstance(entries, Sequence) or not all(isinstance(entry, str) for entry in entries):
        raise ValueError('must be text in quotes, or a list of such, for example ["facebook", "x"]')
    return tuple(entry.strip().lower() for entry in entries)


def read_words(value: object) -> object:
    """One text or a list of texts, as a tuple; a list within a list stays one."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


def read_word(value: object) -> object:
    """A text in small letters, without the space around it; anything else as it is, for pydantic to refuse."""
    return value.strip().lower() if isinstance(value, str) else value


def read_reactions(value: object) -> object:
    """What reactions do, by the emoji's name: `true` is the usual two, `false` none; anything else is as it is."""
    if isinstance(value, bool):
        return dict(USUAL_REACTIONS) if value else {}
    if not isinstance(value, dict):
        raise ValueError(
            'must be true, or between { and }, for example { eyes = "claim", white_check_mark = "answer" }'
        )
    named = {str(name).strip().strip(":").lower(): action for name, action in value.items()}
    for name in named:
        if not _EMOJI.fullmatch(name):
            mend = 'write its name, such as "eyes" or "white_check_mark"'
            raise ValueError(f"{_shown(name)} is no name of an emoji; {mend}")
    return named


def read_phone(value: object) -> str:
    """A telephone number as the world writes it, "+4791234567", without what people put between its digits; "" is
    none."""
    written = re.sub(r"[ ().-]", "", value) if isinstance(value, str) else None
    if written == "" or (written is not None and _PHONE.fullmatch(written)):
        return written
    raise ValueError(f'{_shown(value)} is no telephone number with its country; write for example "+47 912 34 567"')


def read_digest(value: object) -> str:
    """ "08:30", "never", or "" for the beginning of the shift."""
    if not isinstance(value, str):
        raise ValueError(f'{value!r} is no time of day; write for example "08:30", or "never"')
    written = value.strip().lower()
    if written in ("", "never"):
        return written
    minutes = parse_clock(written)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def check_zone(value: object) -> object:
    """An IANA zone that the zone data on this machine knows."""
    if not isinstance(value, str):
        raise ValueError(f'{value!r} is no time zone; write for example "Europe/Oslo"')
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        near = _nearest_zone(value)
        mend = f'did you mean "{near}"?' if near else 'write for example "Europe/Oslo"'
        raise ValueError(f'"{value}" is no time zone; {mend}') from None
    return value


def _nearest_zone(value: str) -> str:
    """The zone of that city ("Oslo"), or the one spelled most like it; "" for none."""
    zones = sorted(available_timezones())
    city = value.rpartition("/")[2].replace(" ", "_").casefold()
    same_city = [zone for zone in zones if zone.rpartition("/")[2].casefold() == city]
    return next(iter(same_city or get_close_matches(value, zones, n=1, cutoff=0.8)), "")


def parse_rung_time(text: str) -> tuple[float | None, timedelta | None]:
    """(share, None) of "75%", (None, offset from the deadline) of "-30m" or "+1h". Raises ValueError."""
    stripped = text.strip()
    found = _SHARE.fullmatch(stripped)
    if found is not None and float(found[1]) > _MOST_PERCENT:
        raise ValueError(f'at = "{text}" is more than ten times the target; write "+1h" from the deadline')
    if found is not None:
        return float(found[1]) / 100, None
    if stripped[:1] not in ("+", "-") or not duration.is_one(stripped[1:]):
        raise ValueError(f'at = "{text}" is no moment; write "75%" of the target, or "-30m", "+1h" from the deadline')
    try:
        offset = duration.parse(stripped[1:])
    except ValueError as error:
        raise ValueError(f"at: {error}") from None
    return None, -offset if stripped[0] == "-" else offset


def check_word(field: str, word: str) -> None:
    """Refuses a rule's word whose form means nothing; what forms there are says `routing.wording`."""
    body = word.strip()
    bare = body.strip(" =~-")
    if not bare:
        raise ValueError(f"{field} holds an empty word; take it out")
    if not bare.strip("*"):
        raise ValueError(f'{field}: "{word}" finds no word; a rule without any takes every post that fits the rest')
    if len(body) - len(body.lstrip("=~-")) > 1 or (body[0] in "=~-" and body[-1] == "-"):
        raise ValueError(
            f'{field}: "{word}" has too many signs; a hyphen stands at one end only, and = or ~ alone at the beginning'
        )
