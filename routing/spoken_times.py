"""When somebody says that they are away: "until friday", "fra 21.12. til 2.1.", "två veckor", "2026-12-24".

Until a day means to its end, on the wall of the person's zone; "back on monday" is until that day begins. A day, a week
or a length of time without "until" is that time itself. What cannot be meant (it is past, there is no such day, it is
more than a year ahead) is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from routing.reasons import Reason
from routing.spoken_dates import From, Impossible, Unclear, begins_length, period
from routing.spoken_words import BACK, FILLING, FROM, UNTIL, folded, weekday_names, weekdays, words_of

_SHORT, _ALIKE = 4, 0.8
"""Words of so many letters resemble too much; how alike a misspelt one is (of 1)."""

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Stretch:
    """From `starts_at` up to `until_at`, in UTC; None: until further notice."""

    starts_at: datetime
    until_at: datetime | None


def read_stretch(said: str, now: datetime, zone: str, *, day_is_over: bool = False) -> Stretch | Reason:
    """The stretch of time that `said` means at `now`, on the wall of `zone`; or why it is not taken.

    Nothing said is from now on, without an end. `day_is_over`: the person's working day is, so that "friday" said on a
    Friday means the next one.
    """
    try:
        found = _between(_told(words_of(said)), From(now, ZoneInfo(zone), day_is_over))
    except Unclear:
        guess = _misspelt(said)
        return Reason("when_misspelt", {"words": said.strip()[:60], "guess": guess}) if guess else unclear(said)
    except Impossible:
        return Reason("when_impossible", {"words": said.strip()[:60]})
    except (OverflowError, ValueError):
        return Reason("when_too_far")  # years that no calendar has
    return _refusal(found, now, said) or replace(found, starts_at=max(found.starts_at, now))


def until_then(said: str) -> str:
    """What is meant by an answer to "until when?": a day alone is the last one, not the only one."""
    words = words_of(said)
    if not words or any(word in UNTIL or word in BACK or word in FROM for word in words):
        return said
    return said if begins_length(words) else f"until {said}"


def unclear(words: str) -> Reason:
    """These words say no time."""
    return Reason("when_unclear", {"words": words.strip()[:60]})


def _misspelt(said: str) -> str:
    """The weekday that one of the words may be meant to be, as it is written; "" for none."""
    for word in said.casefold().split():
        if len(word) > _SHORT and folded(word) not in weekdays():
            found = get_close_matches(word, weekday_names(), 1, _ALIKE)
            if found:
                return found[0]
    return ""


def _between(words: tuple[str, ...], now: From) -> Stretch:
    has_start = bool(words) and words[0] in FROM
    before, after, comes_back = _parted(words[1:] if has_start else words, has_start)
    if not before and (has_start or after == ()):
        raise Unclear("")
    if len(before) == 1 and before[0].rstrip(".").isdecimal() and after is not None and len(after) > 1:
        before = (*before, *after[1:])  # "24.-27. desember"
    if after is not None:
        before = tuple(word for word in before if word not in FROM)  # "friday from 20:00 to 22:00"
    start = period(before, now) if before else None
    if after is not None:
        if not after:
            raise Unclear("")
        # The end is the first such day from the start on.
        then = now if start is None else replace(now, moment=max(start.starts_at, now.moment), skips_today=False)
        end = period(after, then)
        if start is not None and start.is_point and end.is_point and len(after) == 1 and end.ends_at <= start.ends_at:
            end = period(after, replace(then, moment=then.moment + timedelta(days=1)))  # over midnight
        return Stretch(then.moment if start is None else start.starts_at, end.starts_at if comes_back else end.ends_at)
    if start is None or has_start:
        return Stretch(start.starts_at if start is not None else now.moment, None)
    if start.is_point:
        raise Unclear(" ".join(before))  # from then on, or until then?
    return Stretch(start.starts_at, start.ends_at)


def _parted(words: tuple[str, ...], has_start: bool) -> tuple[tuple[str, ...], tuple[str, ...] | None, bool]:
    """What is said before and after "until" (None: it is not said), or "from monday", "two weeks"; and whether it was
    "back" that was said."""
    for position, word in enumerate(words):
        if word in BACK or (word in UNTIL and not begins_length(words[position:])):
            return words[:position], words[position + 1 :], word in BACK
        if has_start and position and begins_length(words[position:]):
            return words[:position], words[position:], False
    return words, None, False


def _told(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word.rstrip(".") not in FILLING)


def _refusal(found: Stretch, now: datetime, said: str) -> Reason | None:
    past = Reason("when_past", {"words": said.strip()[:60]})
    if found.until_at is None:
        # A start that is a little past is now: "from today".
        if found.starts_at < now - timedelta(days=1):
            return past
        return Reason("when_too_far") if found.starts_at > now + LONGEST else None
    if found.until_at <= now:
        return past
    if found.until_at <= found.starts_at:
        return Reason("when_backwards")
    return Reason("when_too_far") if found.until_at > now + LONGEST else None
