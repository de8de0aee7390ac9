"""What whoever says that somebody is away is told, always with weekday and date; and who is away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from handlers.scene import Scene
from handlers.words import Speaker
from handlers.words.reasons import sentence
from routing.absence import Absence
from routing.messages import Actions, Block, Button, Heading, Line, Lines, Message, Strong
from routing.reasons import Reason


@dataclass(frozen=True)
class Said:
    """What was kept, and what came of it. `reader` is a handbook id; `went`, `without`, `stays` and
    `writing` count items.

    `rests` are what is left, after it, of those that it replaced.
    """

    absence: Absence
    reader: str
    back_at: datetime | None
    replaced: tuple[Absence, ...] = ()
    rests: tuple[Absence, ...] = ()
    warnings: tuple[Reason, ...] = ()
    went: int = 0
    without: int = 0
    stays: int = 0
    writing: int = 0


def said(scene: Scene, kept: Said) -> Message:
    """Who is away, from when until when, who stands in, what was handed over; with "Undo"."""
    speaker, absence = _speaker(scene, kept.absence.person, kept.reader), kept.absence
    lines: list[Line] = [_sentence(speaker, absence, kept.reader, scene.now)]
    if kept.back_at is not None:
        lines.append(speaker.line("Next shift: {start}.", start=speaker.moment(kept.back_at)))
    if absence.deputy:
        lines.append(speaker.line("{person} stands in.", person=speaker.person(absence.deputy)))
    instead = (_stretch(speaker, other, scene.now) for other in kept.replaced)
    lines += [speaker.line("Instead of: {stretch}.", stretch=stretch) for stretch in instead]
    lines += [_rest(speaker, rest) for rest in kept.rests]
    lines += [sentence(speaker, warning) for warning in kept.warnings]
    if kept.went:
        lines.append(
            (speaker.counted("{n} open item was handed over.", "{n} open items were handed over.", kept.went),)
        )
    if kept.without:
        lines.append((speaker.counted(
            "Nobody is there for {n} open item: the managers' channel has been told.",
            "Nobody is there for {n} open items: the managers' channel has been told.", kept.without,
        ),))  # fmt: skip
    if kept.stays:
        lines.append((speaker.counted(
            "{n} open item stays: there is time for it afterwards.",
            "{n} open items stay: there is time for them afterwards.", kept.stays,
        ),))  # fmt: skip
    if kept.writing:
        lines.append((speaker.counted(
            "{n} open item stays: an answer to it is being written.",
            "{n} open items stay: answers to them are being written.", kept.writing,
        ),))  # fmt: skip
    buttons = Actions((Button("undo_away", f"absence:{absence.id}", speaker.text("Undo")),))
    return Message((Lines(tuple(lines)), buttons), speaker.text("Away"))


def own(scene: Scene, person: str, absences: Sequence[Absence]) -> Message:
    """One's own absences, with "I am back" while one is under way that was said in chat."""
    speaker = scene.speaker(person)
    now = next((one for one in absences if one.is_under_way(scene.now)), None)
    lines = [_sentence(speaker, one, person, scene.now) for one in absences]
    blocks: list[Block] = [Lines(tuple(lines))]
    if now is not None:
        blocks.append(Actions((Button("back", f"absence:{now.id}", speaker.text("I am back"), "primary"),)))
    return Message(tuple(blocks), speaker.text("Away"))


def listed(scene: Scene, speaker: Speaker, absences: Sequence[Absence]) -> Message:
    """Who is away now and in the fortnight to come."""
    heading = speaker.text("Away now and in the fortnight to come")
    lines: list[Line] = []
    for one in absences:
        theirs = _in_their_zone(scene, speaker, one.person)
        deputy = theirs.line(" · {person} stands in", person=theirs.person(one.deputy)) if one.deputy else ()
        lines.append((speaker.person(one.person), f": {_stretch(theirs, one, scene.now)}", *deputy))
    if not lines:
        return Message((Lines((speaker.line("Nobody is away."),)),), heading)
    return Message((Heading(heading), Lines(tuple(lines))), heading)


def back(scene: Scene, person: str, reader: str, planned: Reason | None) -> Message:
    """Somebody is back."""
    speaker = scene.speaker(reader)
    yours = person == reader
    done = speaker.line("You are back.") if yours else speaker.line("{person} is back.", person=speaker.person(person))
    lines = [done] if planned is None else [sentence(speaker, planned)]
    if planned is None:
        lines.append(speaker.line("What others have now stays with them."))
    return Message((Lines(tuple(lines)),), speaker.text("Back"))


def undone(
    scene: Scene, absence: Absence, reader: str, restored: Sequence[Absence], returned: int, stays: int = 0
) -> Message:
    """The absence never was. `returned` and `stays` count items."""
    speaker = _speaker(scene, absence.person, reader)
    lines: list[Line] = [speaker.line("Undone: {stretch}.", stretch=_stretch(speaker, absence, scene.now))]
    again = (_stretch(speaker, other, scene.now) for other in restored)
    lines += [speaker.line("It is again: {stretch}.", stretch=stretch) for stretch in again]
    if returned:
        lines.append((speaker.counted("{n} item was given back.", "{n} items were given back.", returned),))
    if stays:
        lines.append((speaker.counted(
            "{n} item stays where it is: something has happened to it since.",
            "{n} items stay where they are: something has happened to them since.", stays,
        ),))  # fmt: skip
    return Message((Lines(tuple(lines)),), speaker.text("Undone"))


def _sentence(speaker: Speaker, absence: Absence, reader: str, now: datetime) -> Line:
    person, until = speaker.person(absence.person), absence.until_at
    yours, later = absence.person == reader, absence.starts_at > now
    start = Strong(_start(speaker, absence.starts_at))
    if until is None and later:
        if yours:
            return speaker.line("You are away from {start} on, until you say that you are back.", start=start)
        return speaker.line("{person} is away from {start} on, until further notice.", person=person, start=start)
    if until is None:
        if yours:
            return speaker.line("You are away until you say that you are back.")
        return speaker.line("{person} is away until further notice.", person=person)
    end = Strong(_end(speaker, until))
    if later:
        if yours:
            return speaker.line("You are away from {start} until {end}.", start=start, end=end)
        return speaker.line("{person} is away from {start} until {end}.", person=person, start=start, end=end)
    if yours:
        return speaker.line("You are away until {end}.", end=end)
    return speaker.line("{person} is away until {end}.", person=person, end=end)


def _stretch(speaker: Speaker, absence: Absence, now: datetime) -> str:
    """In a few words, for lists."""
    start, until = _start(speaker, absence.starts_at), absence.until_at
    if until is None:
        return speaker.text("from {start}, until further notice", start=start)
    if absence.starts_at <= now:
        return speaker.text("until {end}", end=_end(speaker, until))
    return speaker.text("{start} until {end}", start=start, end=_end(speaker, until))


def _rest(speaker: Speaker, absence: Absence) -> Line:
    assert absence.until_at is not None
    end = _last_day(speaker, absence.until_at) or speaker.moment(absence.until_at).fallback
    return speaker.line("From {start} until {end} stays as it was.", start=_start(speaker, absence.starts_at), end=end)


def _start(speaker: Speaker, at: datetime) -> str:
    return speaker.day(at) if _is_midnight(speaker, at) else speaker.moment(at).fallback


def _end(speaker: Speaker, until: datetime) -> str:
    """The last day, where it is to its end: midnight would be taken for the day after."""
    day = _last_day(speaker, until)
    return speaker.text("{day}, end of day", day=day) if day else speaker.moment(until).fallback


def _last_day(speaker: Speaker, until: datetime) -> str:
    """The last whole day; "" when it ends within one."""
    if not _is_midnight(speaker, until):
        return ""
    return speaker.day(datetime.fromtimestamp(until.timestamp() - 1, until.tzinfo))


def _is_midnight(speaker: Speaker, at: datetime) -> bool:
    return at.astimezone(ZoneInfo(speaker.zone)).time() == time()


def _speaker(scene: Scene, person: str, reader: str) -> Speaker:
    return _in_their_zone(scene, scene.speaker(reader), person)


def _in_their_zone(scene: Scene, speaker: Speaker, person: str) -> Speaker:
    """Days are those of whoever is away."""
    known = scene.handbook.person(person)
    return replace(speaker, zone=known.zone) if known is not None and known.zone else speaker
