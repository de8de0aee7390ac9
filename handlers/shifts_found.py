"""Which shifts are meant in chat, and who can be on call then: what `swap`, `take` and `cover` have in common."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers import announce
from handlers.rota_words import Asked
from handlers.scene import Scene
from routing.absence import overlaps
from routing.calendar import at_work, next_start, staffed_span
from routing.handbook import Person
from routing.moments import stamp
from routing.reasons import Reason
from routing.rota import Shift, all_on_call, gaps, layers, next_shift_of, shifts
from routing.rota_swap import Turn
from routing.spoken_times import Stretch, read_stretch
from routing.turns_meant import as_one, meant, part, says_days

AROUND = timedelta(days=2)
"""How far around what is said shifts are looked for: Friday's may run into Sunday."""

LONGEST, MOST = timedelta(days=31), 14
"""What is taken, or given, at once: how long, and of how many shifts."""

LEAST = timedelta(minutes=5)
"""What is left of others' shifts for whom has the rest already is not worth a change that is shorter."""

MORNING, EVENING = time(8), time(20)
"""Between these, on their wall, who is off duty may hear what cannot wait for their hours."""

AHEAD = timedelta(days=90)
"""How far ahead the next shift is looked for where no time is said."""


def no_rota(scene: Scene) -> Reason | None:
    """Why there is nothing to take or swap, without a rota: what happens instead."""
    if scene.handbook.rota is not None:
        return None
    span = staffed_span(scene.handbook, scene.now)
    if span is None:
        return Reason("rota_none")
    if span.start <= scene.now:
        return Reason("rota_none_staffed", {"ends_at": stamp(span.end)})
    return Reason("rota_none_waits", {"starts_at": stamp(span.start)})


def theirs(scene: Scene, person: str, said: Asked, when: str) -> Shift | Reason:
    """The one shift of the person's that the words mean, on their wall; or why there is none, or not one alone."""
    stretch = _read(scene, person, when)
    if isinstance(stretch, Reason):
        return stretch
    found: list[Shift] = []
    for layer in [said.layer] if said.layer else [one.id for one in layers(scene.handbook)]:
        own = [one for one in _around(scene, layer, stretch) if one.person == person]
        found += as_one(_meant(scene, own, stretch, person, when))
    if stretch.until_at is None:
        found = sorted(found, key=lambda one: one.starts_at)[:1]
    if not found:
        following = next_shift_of(scene.handbook, person, scene.now)
        if following is None:
            return Reason("shift_none_at_all", {"person": person})
        return Reason("shift_none_then", {"person": person, "starts_at": stamp(following.starts_at)})
    if len(found) > 1:
        return Reason("shift_several", {"person": person, "count": len(found)})
    return found[0]


def of_others(scene: Scene, person: str, said: Asked, reader: str) -> tuple[Shift, ...] | Reason:
    """What is meant of a layer's shifts that are not the person's, and of its gaps (with nobody's id, "").

    Where no layer is named it is the first that has a shift then, else the first that has a gap.
    """
    stretch = _read(scene, reader, said.when)
    if isinstance(stretch, Reason):
        return stretch
    if stretch.until_at is not None and stretch.until_at - stretch.starts_at > LONGEST:
        return _too_much()
    every = [said.layer] if said.layer else [one.id for one in layers(scene.handbook)]
    found = {layer: _meant(scene, _around(scene, layer, stretch), stretch, reader, said.when) for layer in every}
    empty = {layer: _gaps_of(scene, layer, stretch, found[layer]) for layer in every}
    for has_something in (found, empty):
        for layer in every:
            if any(one.person != person for one in has_something[layer]):
                both = [one for one in (*found[layer], *empty[layer]) if one.person != person]
                has_rest = any(one.person == person for one in found[layer])
                worth = [one for one in both if not has_rest or one.ends_at - one.starts_at >= LEAST]
                if not worth:
                    continue
                chosen = as_one(sorted(worth, key=lambda one: one.starts_at))
                return chosen if len(chosen) <= MOST else _too_much()
    own = [one for layer in every for one in found[layer] if one.person == person]
    if own:
        return Reason("shift_is_theirs_already", {"person": person, "ends_at": stamp(own[-1].ends_at)})
    return Reason("shift_nobodys_then")


def _too_much() -> Reason:
    return Reason("cover_too_much", {"days": LONGEST.days, "shifts": MOST})


def _gaps_of(scene: Scene, layer: str, stretch: Stretch, taken: Sequence[Shift]) -> tuple[Shift, ...]:
    """The layer's gaps in the stretch, and those of all layers together, that no shift which is meant reaches into."""
    until = stretch.until_at
    if until is None:
        return ()
    found = (one for one in gaps(scene.handbook, stretch.starts_at, until) if one.layer in (layer, ""))
    own = [Shift("", one.starts_at, one.ends_at, layer, one.because) for one in found]
    free = (one for one in own if all(each.ends_at <= one.starts_at or one.ends_at <= each.starts_at for each in taken))
    return tuple(part(one, stretch.starts_at, until) for one in free)


def cannot(scene: Scene, person: str, turns: Sequence[Turn], *, elsewhere: bool = True) -> Reason | None:
    """Why somebody cannot be on call then; None when they can. `elsewhere`: being it in another layer counts."""
    known = scene.handbook.person(person)
    if known is None or announce.desk_of(scene, person) is None:
        return Reason("cover_not_reachable", {"person": person})
    for turn in turns:
        away = next((one for one in known.absences if overlaps(one, turn.starts_at, turn.ends_at)), None)
        if away is not None and away.until_at is not None:
            return Reason("cover_away", {"person": person, "until_at": stamp(away.until_at)})
        if away is not None:
            return Reason("cover_away_open", {"person": person})
        for layer in layers(scene.handbook) if elsewhere else ():
            for other in shifts(scene.handbook, layer.id, turn.starts_at, turn.ends_at):
                if turn.overlaps(other) and layer.id != turn.layer and other.person == person:
                    values = {"starts_at": stamp(other.starts_at), "ends_at": stamp(other.ends_at)}
                    return Reason("cover_on_call_elsewhere", {"person": person, **values})
    return None


def when_to_tell(scene: Scene, person: Person, matters_at: datetime) -> datetime:
    """Now to somebody at work or on call, and where it matters before they would hear it; else as they next are at
    work, or by day where that would be too late."""
    on_call = any(one.person == person.id for one in all_on_call(scene.handbook, scene.now))
    if on_call or at_work(person, scene.now):
        return scene.now
    starts_at = next_start(person, scene.now)
    moments = (starts_at, _by_day(scene.now, ZoneInfo(_zone(scene, person.id))))
    return next((at for at in moments if at is not None and at < matters_at), scene.now)


def minute(at: datetime) -> datetime:
    """Shifts begin and end on whole minutes, as people read them."""
    return at.replace(second=0, microsecond=0)


def _by_day(now: datetime, zone: ZoneInfo) -> datetime:
    wall = now.astimezone(zone)
    if MORNING <= wall.time() < EVENING:
        return now
    day = wall.date() + timedelta(days=wall.time() >= EVENING)
    return datetime.combine(day, MORNING, zone).astimezone(UTC)


def _read(scene: Scene, person: str, when: str) -> Stretch | Reason:
    return read_stretch(when, minute(scene.now), _zone(scene, person))


def _meant(scene: Scene, found: Sequence[Shift], stretch: Stretch, person: str, when: str) -> tuple[Shift, ...]:
    return meant(found, stretch, minute(scene.now), _zone(scene, person), days=says_days(when))


def _around(scene: Scene, layer: str, stretch: Stretch) -> tuple[Shift, ...]:
    until = stretch.until_at + AROUND if stretch.until_at is not None else stretch.starts_at + AHEAD
    return shifts(scene.handbook, layer, stretch.starts_at - AROUND, until)


def _zone(scene: Scene, person: str) -> str:
    known = scene.handbook.person(person)
    return known.zone if known is not None and known.zone else scene.handbook.company.zone
