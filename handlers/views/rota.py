"""`oncall`: who is on call, in the reader's words and zone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.scene import Scene
from handlers.views.shifts import and_more, in_layer, stretch
from handlers.views.swaps import undo, waiting
from handlers.words import Speaker
from handlers.words.reasons import capitalised, sentence
from routing.messages import Actions, Aside, Block, Heading, Line, Lines, Message, Strong
from routing.rota import Shift, gaps, layer_name, layers, next_change, shifts
from routing.rota_swap import Swap
from routing.turns_meant import as_one

DAYS = 7
MOST = 8
"""Shifts of one person that are listed."""

MOST_SWAPS = 3

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class _Part:
    """Of a day on the reader's wall: who is on call, "" for nobody."""

    person: str
    starts_at: datetime
    ends_at: datetime


def now(scene: Scene, speaker: Speaker) -> Message:
    """Who is on call in each layer, until when and why; who follows."""
    heading = speaker.text("On call now")
    lines: list[Line] = []
    for layer in layers(scene.handbook):
        found = shifts(scene.handbook, layer.id, scene.now, scene.now + _MOMENT)
        name: Line = (Strong(layer_name(scene.handbook, layer.id)), ": ") if len(layers(scene.handbook)) > 1 else ()
        if not found:
            nobody = speaker.line("🔴 nobody") if _is_gap(scene, layer.id, scene.now) else speaker.line("nobody")
            lines.append((*name, *nobody, ".", *_next(scene, speaker, layer.id, scene.now)))
            continue
        shift = found[0]
        # One person's run is one, also where a hand-over lies within it.
        run = as_one(shifts(scene.handbook, layer.id, scene.now, scene.now + timedelta(days=DAYS)))
        ends_at = next(one.ends_at for one in run if one.ends_at > scene.now)
        until = speaker.line("{person} until {end}.", person=speaker.person(shift.person), end=speaker.moment(ends_at))
        lines.append((*name, *until, *_unusual(speaker, shift), *_next(scene, speaker, layer.id, ends_at)))
    change = next_change(scene.handbook, scene.now)
    more = speaker.line("More: {week}, {mine}.", week=Strong("oncall week"), mine=Strong("oncall mine"))
    next_ = speaker.line("Next change: {when}. ", when=speaker.moment(change)) if change is not None else ()
    return Message((Heading(heading), Lines(tuple(lines)), Aside((*next_, *more))), heading)


def _unusual(speaker: Speaker, shift: Shift) -> Line:
    """Why it is theirs; that it is somebody's turn goes without saying."""
    return () if shift.because.code == "shift_turn" else (" ", *sentence(speaker, shift.because))


def week(scene: Scene, speaker: Speaker) -> Message:
    """Seven days from today on, a line a day and layer; times of day are on the reader's wall."""
    zone = ZoneInfo(speaker.zone)
    today = scene.now.astimezone(zone).date()
    start, end = (_midnight(today + timedelta(days=more), zone) for more in (0, DAYS))
    return _days(scene, speaker, speaker.text("On call in the coming seven days"), start, end)


def then(scene: Scene, speaker: Speaker, starts_at: datetime, ends_at: datetime) -> Message:
    """Who is on call at the time that somebody asks about, a line a day and layer; of a long one its first days."""
    return _days(scene, speaker, speaker.text("On call then"), starts_at, ends_at)


def _days(scene: Scene, speaker: Speaker, heading: str, starts_at: datetime, ends_at: datetime) -> Message:
    zone = ZoneInfo(speaker.zone)
    first = starts_at.astimezone(zone).date()
    several = len(layers(scene.handbook)) > 1
    lines: list[Line] = []
    for number in range(DAYS):
        start, end = (_midnight(first + timedelta(days=number + more), zone) for more in (0, 1))
        if start >= ends_at:
            break
        low, high = max(start, starts_at), min(end, ends_at)
        for layer in layers(scene.handbook):
            parts = list(_parts(scene, layer.id, low, high))
            if parts:
                name: Line = (" · ", layer_name(scene.handbook, layer.id)) if several else ()
                spoken = [_spoken(speaker, one, start, end) for one in parts]
                lines.append((Strong(speaker.day(start)), *name, ": ", *_with_commas(spoken)))
    if not lines:
        lines.append(speaker.line("Nobody is on call in these days."))
    zone_line = speaker.line("Times in {zone}. 🔴: nobody is on call.", zone=speaker.zone)
    return Message((Heading(heading), Lines(tuple(lines)), Aside(zone_line)), heading)


def of_person(
    scene: Scene, speaker: Speaker, person: str, theirs: Sequence[Shift], asked: Sequence[Swap], *, own: bool
) -> Message:
    """Somebody's shifts in the coming weeks; to themself with the swaps that they wait for."""
    heading = (
        speaker.text("Your shifts") if own else speaker.text("{person}'s shifts", person=speaker.person(person))
    )  # fmt: skip
    lines: list[Line] = []
    for shift in theirs[:MOST]:
        when = stretch(speaker, shift.starts_at, shift.ends_at, scene.now)
        because = (" ", *sentence(speaker, shift.because)) if shift.because.code != "shift_turn" else ()
        lines.append((*capitalised(when), *in_layer(scene, shift.layer), ".", *because))
    lines += and_more(speaker, theirs, MOST)
    if not lines:
        lines.append(speaker.line("None in the coming eight weeks."))
    blocks: list[Block] = [Heading(heading), Lines(tuple(lines))]
    for swap in asked[:MOST_SWAPS]:
        blocks += [Lines((waiting(scene, speaker, swap),)), Actions((undo(speaker, swap),))]
    return Message(tuple(blocks), heading)


def _next(scene: Scene, speaker: Speaker, layer: str, at: datetime) -> Line:
    """Who follows in the layer from `at` on."""
    found = as_one(one for one in shifts(scene.handbook, layer, at, at + timedelta(days=DAYS)) if one.starts_at >= at)
    if not found:
        return ()
    person, start = speaker.person(found[0].person), speaker.moment(found[0].starts_at)
    if found[0].starts_at == at:
        return speaker.line(" Then {person}.", person=person)
    return speaker.line(" Next: {person} from {start}.", person=person, start=start)


def _parts(scene: Scene, layer: str, start: datetime, end: datetime) -> Iterator[_Part]:
    found = [_Part(one.person, one.starts_at, one.ends_at) for one in shifts(scene.handbook, layer, start, end)]
    # What no layer covers is said once, with the first.
    wanted = ("", layer) if layers(scene.handbook)[0].id == layer else (layer,)
    empty = [one for one in gaps(scene.handbook, start, end) if one.layer in wanted]
    found += [_Part("", one.starts_at, one.ends_at) for one in empty]
    for one in sorted(found, key=lambda part: part.starts_at):
        yield _Part(one.person, max(one.starts_at, start), min(one.ends_at, end))


def _is_gap(scene: Scene, layer: str, at: datetime) -> bool:
    return any(one.layer in (layer, "") for one in gaps(scene.handbook, at, at + _MOMENT))


def _spoken(speaker: Speaker, part: _Part, start: datetime, end: datetime) -> Line:
    """ "Dee Eik", "Dee Eik until 08:00", "Gro Lie from 08:00", "🔴 nobody 02:00–08:00"."""
    who: Line = (speaker.person(part.person),) if part.person else speaker.line("🔴 nobody")
    if part.starts_at == start and part.ends_at == end:
        return who
    begins, ends = speaker.near(part.starts_at, part.starts_at), speaker.near(part.ends_at, part.ends_at)
    if part.starts_at == start:
        return (*who, *speaker.line(" until {time}", time=ends))
    if part.ends_at == end:
        return (*who, *speaker.line(" from {time}", time=begins))
    return (*who, f" {begins}–{ends}")


def _with_commas(parts: Sequence[Line]) -> Line:
    return tuple(span for number, one in enumerate(parts) for span in ((", ", *one) if number else one))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
