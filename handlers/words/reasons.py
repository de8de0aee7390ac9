"""Fills the sentence of a reason, or of a line of history, with people, moments and words."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from handlers.words.calendar_sentences import CALENDAR_DOUBTS, CALENDAR_TROUBLES
from handlers.words.sentences import SENTENCES
from handlers.words.speaker import Speaker
from handlers.words.vocabulary import (
    DECLINE_REASONS,
    KINDS,
    LEGS,
    MESSAGES,
    NOT_AN_ITEM_REASONS,
    OVERRULE_REASONS,
    PAUSE_REASONS,
    REOPEN_REASONS,
    ROLES,
    SETTLE_REASONS,
    SOURCES,
    STATES,
    SUBJECTS,
    URGENCIES,
    WAIT_REASONS,
    word,
)
from handlers.words.whys import declined
from routing.messages import Line, Span
from routing.reasons import Reason, Value

_PEOPLE = frozenset({"person", "by", "owner", "lead", "told", "paged", "shown", "absent"})

_MINUTE = 60
_ABOUT = frozenset({"left_seconds", "late_seconds"})
"""Lengths of time that reminders tell: whole minutes, from a minute on."""

_VOCABULARIES: Mapping[str, Mapping[str, str]] = {
    "state": STATES,
    "kind": KINDS,
    "source": SOURCES,
    "urgency": URGENCIES,
    "role": ROLES,
    "why": {**DECLINE_REASONS, **NOT_AN_ITEM_REASONS, **REOPEN_REASONS, **OVERRULE_REASONS, **SETTLE_REASONS},
    "wait_reason": WAIT_REASONS,
    "pause_reason": PAUSE_REASONS,
    "what": MESSAGES,
    "leg": LEGS,
    "trouble": CALENDAR_TROUBLES,
    "doubt": CALENDAR_DOUBTS,
}


def sentence(speaker: Speaker, reason: Reason) -> Line:
    """The reason in words. A reason without a sentence is a fault of ours: KeyError, found by a test.

    Moments of a reason that names a `zone` are wall time there, whoever reads them. `told`, `shown` and `paged` among
    its values name who was told, named on the card or paged because of it, and come first; standing alone, the sentence
    begins with a capital letter.
    """
    zone = str(reason.values.get("zone", ""))
    spoken = {name: _span(speaker, name, value, zone) for name, value in reason.values.items()}
    if reason.code == "declined":
        # The handbook has names for these, and for no other reasons: one of its ids may be a built-in one elsewhere.
        spoken["why"] = declined(speaker, str(reason.values["why"]))
    said = speaker.line(SENTENCES[reason.code], **spoken)
    if "paged" in spoken:
        return (*speaker.line("{paged} was paged: ", **spoken), *said)
    if "told" in spoken:
        return (*speaker.line("{told} was told: ", **spoken), *said)
    if "shown" in spoken:
        return (*speaker.line("{shown} was named on the card: ", **spoken), *said)
    return capitalised(said)


def capitalised(line: Line) -> Line:
    """The line with its first letter large, unless it begins with a name."""
    if line and isinstance(line[0], str):
        return (line[0][:1].upper() + line[0][1:], *line[1:])
    return line


def _span(speaker: Speaker, name: str, value: Value, zone: str) -> Span:
    name = name.removeprefix("from_").removeprefix("to_")
    if name.endswith("_at") and zone:
        return speaker.wall_time(datetime.fromisoformat(str(value)), zone)
    if name.endswith("_at"):
        return speaker.moment(datetime.fromisoformat(str(value)))
    if name in _ABOUT and int(value) >= _MINUTE:
        # A reminder that is sent a second late does not make "9 min 59 s" of ten minutes.
        return speaker.duration(timedelta(seconds=round(int(value) / _MINUTE) * _MINUTE))
    if name.endswith("_seconds"):
        return speaker.duration(timedelta(seconds=int(value)))
    if name in _PEOPLE:
        return speaker.person(str(value))
    if name == "people":
        return speaker.listed(speaker.person(person).name for person in str(value).split(",") if person)
    if name == "domain":
        return speaker.domain(str(value))
    if name == "lead_of":
        return speaker.lead(str(value))
    if name == "language":
        return speaker.language_name(str(value))
    if name == "subject":
        kind, _, number = str(value).partition(":")
        return speaker.text(SUBJECTS[kind], number=number) if kind in SUBJECTS else str(value)
    vocabulary = _VOCABULARIES.get(name)
    return word(speaker, vocabulary, str(value)) if vocabulary else str(value)
