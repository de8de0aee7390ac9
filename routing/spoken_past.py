"""When something was written, as somebody says it afterwards: "today 14:05", "i går kl. 9", "2 hours ago"."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from routing.moments import stamp
from routing.reasons import Reason
from routing.spoken_dates import From, Impossible, Unclear, begins_length, length, period
from routing.spoken_words import FILLING, weekdays, words_of

LONGEST_AGO = timedelta(days=366)

_YESTERDAY = frozenset({"yesterday", "igar", "gar"})
_DAY_BEFORE = frozenset({"forgars", "iforgars", "forrgars", "forgardagen"})
_AGO = frozenset({"ago", "siden", "sidan", "sedan"})
_SIX_DAYS, _A_WEEK = timedelta(days=6), timedelta(days=7)


def read_past(said: str, now: datetime, zone: str) -> datetime | Reason:
    """The moment in UTC that `said` means at `now`, on the wall of `zone`: never after `now`. A Reason says why it is
    not taken. A weekday is the last one; a day alone is refused: the clock runs from the minute it was written."""
    words = tuple(word for word in words_of(said) if word.rstrip(".") not in FILLING)
    try:
        moment = _read(words, now, ZoneInfo(zone))
    except (Unclear, Impossible, OverflowError, ValueError):
        return Reason("written_unclear", {"words": said.strip()[:60]})
    if moment > now:
        return Reason("written_in_future", {"written_at": stamp(moment), "zone": zone})
    return moment if moment >= now - LONGEST_AGO else Reason("written_too_long_ago")


def _read(words: tuple[str, ...], now: datetime, zone: ZoneInfo) -> datetime:
    if len(words) == 3 and words[2] in _AGO and begins_length(words):
        return now - length(words[0], words[1])
    back = 1 if words[:1] and words[0] in _YESTERDAY else 2 if words[:1] and words[0] in _DAY_BEFORE else 0
    if back:
        # Only a time of day may follow; a day of its own would count from there.
        found = period(("today", *words[1:]), From(now - timedelta(days=back), zone))
    else:
        is_weekday = bool(words) and words[0].rstrip(".") in weekdays()
        found = period(words, From(now - _SIX_DAYS if is_weekday else now, zone))
        if is_weekday and found.starts_at > now:
            # Today's weekday at a later hour: that of last week.
            found = period(words, From(now - _A_WEEK, zone))
    if not found.is_point:
        raise Unclear(" ".join(words))
    return found.starts_at
