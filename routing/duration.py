"""Durations as people write them: "3h", "45m", "20s", "1d", "1h30m"."""

import re
from datetime import timedelta

_UNITS = (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))
_WHOLE = re.compile(r"\s*(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?\s*(?:(\d+)\s*s)?\s*", re.ASCII)
_LONGEST = timedelta(days=366)


def is_one(text: str) -> bool:
    """Whether it is written as a duration, of whatever length."""
    found = _WHOLE.fullmatch(text)
    return found is not None and any(found.groups())


def parse(text: str) -> timedelta:
    """The time span that `text` names: days, hours, minutes, seconds, largest first.

    Raises ValueError with a sentence for anything else and for more than 366 days.
    """
    found = _WHOLE.fullmatch(text)
    if found is None or not any(found.groups()):
        raise ValueError(f'"{text}" is no duration; write for example "3h", "45m", "20s", "1d" or "1h30m"')
    amounts = [part or "0" for part in found.groups()]
    if max(map(len, amounts)) > 9:
        raise ValueError(f'"{text}" is longer than a year; write "366d" or less')
    seconds = sum(int(amount) * size for amount, (_, size) in zip(amounts, _UNITS, strict=True))
    if timedelta(seconds=seconds) > _LONGEST:
        raise ValueError(f'"{text}" is longer than a year; write "366d" or less')
    return timedelta(seconds=seconds)


def show(duration: timedelta) -> str:
    """`duration` as `parse` reads it, in whole seconds: "1h30m"; "0s" for nothing, a leading "-" before the past."""
    seconds = int(abs(duration).total_seconds())
    parts = []
    for letter, size in _UNITS:
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount}{letter}")
    return ("-" if duration < timedelta() and parts else "") + ("".join(parts) or "0s")
