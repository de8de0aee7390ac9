"""The rota once more, written as naively as can be: a walk over the wall clock in steps of five minutes, with nothing
worked out. What `routing.rota` says is compared with it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from routing.absence import Absence
from routing.handbook import Handbook
from routing.rota_cover import Cover, CoverKind
from tests.routing.rotas import rota

STEP = timedelta(minutes=5)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KNOWN = ("ada", "bo", "cy", "dee", "eva")
NORWAYS = {
    date.fromisoformat(f"2026-{day}")
    for day in (
        "01-01", "04-02", "04-03", "04-05", "04-06", "05-01", "05-14", "05-17", "05-24", "05-25", "12-25", "12-26",
    )
} | {date(2027, 1, 1)}  # fmt: skip
"""Norway's public holidays in 2026: Easter Sunday is the 5 April."""

Mark = tuple[str, str]
"""Who is on call, "" for nobody able, and the code of why."""


@dataclass(frozen=True)
class Spec:
    """A layer. Hand-overs come every `every` days from the first day on at the first of `points`, or with 0 each week
    at all of them: (weekday, minute). `hours` are (weekday, first minute, last minute), none for always.

    With `holidays`, days on which the company is closed, the layer has Norway's as well.
    """

    zone: str
    orders: tuple[tuple[date, tuple[str, ...]], ...]
    points: tuple[tuple[int, int], ...]
    every: int = 0
    hours: tuple[tuple[int, int, int], ...] = ()
    holidays: tuple[date, ...] = ()
    absences: tuple[Absence, ...] = ()
    covers: tuple[Cover, ...] = ()
    id: str = "day"

    @property
    def text(self) -> str:
        lines = ["[[rota.layer]]", f'id = "{self.id}"', f'zone = "{self.zone}"']
        clocks = [f"{minute // 60:02}:{minute % 60:02}" for _, minute in self.points]
        if self.every:
            lines.append(f'handover = "every {self.every} days {clocks[0]}"')
        else:
            days = [DAYS[day] for day, _ in self.points]
            lines.append(f"handover = {json.dumps([' '.join(one) for one in zip(days, clocks, strict=True)])}")
        if self.hours:
            spans = [
                f"{DAYS[day]} {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
                for day, start, end in self.hours
            ]
            lines.append(f"hours = {json.dumps(spans)}")
        if self.holidays:
            lines.append('holidays = "NO"')
        for begins, people in self.orders:
            lines += ["[[rota.layer.order]]", f"from = {begins}", f"people = {json.dumps(people)}"]
        return "\n".join(lines) + "\n"

    @property
    def handbook(self) -> Handbook:
        return together(self)


def together(*layers: Spec) -> Handbook:
    """A rota of these layers. Their holidays are days on which the company is closed: all have the same."""
    days = "".join(f'[[day]]\ndate = {day}\nname = "Closed"\n' for day in layers[0].holidays)
    return rota(
        "".join(one.text for one in layers),
        away=[absence for one in layers for absence in one.absences],
        covers=[cover for one in layers for cover in one.covers],
        days=days,
    )


@dataclass
class Wall:
    """What the clock on the wall shows from `start` to `end`: every reading, with all moments at which it is shown."""

    zone: str
    start: datetime
    end: datetime
    shown: dict[tuple[int, int], list[datetime]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        at, zone = self.start, ZoneInfo(self.zone)
        while at < self.end:
            local = at.astimezone(zone)
            self.shown.setdefault((local.toordinal(), local.hour * 60 + local.minute), []).append(at)
            at += STEP

    def earliest(self, day: int, minute: int) -> datetime:
        """A reading that is never shown is counted back from the next one that is."""
        later = 0
        while (found := self.shown.get(_place(day, minute + later))) is None:
            later += 5
        return found[0] - timedelta(minutes=later)

    def latest(self, day: int, minute: int) -> datetime:
        """A reading that is never shown is counted on from the last one that is."""
        before = 0
        while (found := self.shown.get(_place(day, minute - before))) is None:
            before += 5
        return found[-1] + timedelta(minutes=before)


def _place(day: int, minute: int) -> tuple[int, int]:
    return day + minute // 1440, minute % 1440


@lru_cache(maxsize=16)
def wall(zone: str, start: datetime, end: datetime) -> Wall:
    return Wall(zone, start, end)


@dataclass
class Walk:
    """Who is on call in the layer at every five minutes from `start` to `end`; None where the layer does not cover.

    It begins earlier and ends later where a cover does: whether one fills a gap is to be seen of the whole of it.
    """

    spec: Spec
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        self.start = min([self.start, *(cover.starts_at for cover in self.spec.covers)])
        self.end = max([self.end, *(cover.ends_at for cover in self.spec.covers)])

    def between(self, start: datetime, end: datetime) -> list[tuple[datetime, Mark | None]]:
        """The marks of that time alone."""
        both = zip(self.moments, self.marks, strict=True)
        return [(at, mark) for at, mark in both if start <= at < end]

    @cached_property
    def moments(self) -> list[datetime]:
        return [self.start + step * STEP for step in range((self.end - self.start) // STEP)]

    @cached_property
    def covered(self) -> list[bool]:
        """Where the layer covers by itself."""
        spec, found = self.spec, [False] * len(self.moments)
        if not spec.hours:
            self._mark(found, self.turns[0][0], self.end)
            return found
        table = [[False] * 288 for _ in DAYS]
        for day, start, end in spec.hours:
            for minute in range(start, end if end > start else end + 1440, 5):
                table[(day + minute // 1440) % 7][minute % 1440 // 5] = True
        for ordinal in range(self._wall.start.toordinal() + 2, self._wall.end.toordinal() - 2):
            day = date.fromordinal(ordinal)
            cells = [*table[6 if spec.holidays and day in {*spec.holidays, *NORWAYS} else day.weekday()], False]
            begins: int | None = None
            for place, is_open in enumerate(cells):
                if is_open and begins is None:
                    begins = place * 5
                elif not is_open and begins is not None:
                    start_at = max(self._wall.earliest(ordinal, begins), self.turns[0][0])
                    self._mark(found, start_at, self._wall.latest(ordinal, place * 5))
                    begins = None
        return found

    @cached_property
    def marks(self) -> list[Mark | None]:
        """Who is on call, and why."""
        found: list[Mark | None] = []
        turn = 0
        for at, is_covered in zip(self.moments, self.covered, strict=True):
            while turn + 1 < len(self.turns) and self.turns[turn + 1][0] <= at:
                turn += 1
            found.append(self._who(self.turns[turn][1], at) if is_covered else None)
        there = list(self.covered)
        for cover in sorted(self.spec.covers, key=lambda one: one.id):
            places = self._places(cover.starts_at, cover.ends_at)
            fills = not any(self.covered[place] for place in places)
            for place in places:
                if (fills or there[place]) and self._can(cover.person, self.moments[place]):
                    there[place] = True
                    found[place] = (cover.person, f"shift_{cover.kind}")
        return found

    @cached_property
    def turns(self) -> list[tuple[datetime, tuple[str, ...]]]:
        """When each turn begins, and whose it is with the others after them."""
        spec, hand_overs = self.spec, list[tuple[int, int]]()
        first = spec.orders[0][0].toordinal()
        for ordinal in range(self._wall.start.toordinal() + 1, self._wall.end.toordinal() - 2):
            if spec.every:
                if ordinal >= first and (ordinal - first) % spec.every == 0:
                    hand_overs.append((ordinal, spec.points[0][1]))
            else:
                weekday = date.fromordinal(ordinal).weekday()
                hand_overs += [(ordinal, minute) for day, minute in sorted(spec.points) if day == weekday]
        on_the_day = [place for place, (day, _) in enumerate(hand_overs) if day == first]
        before = [place for place, (day, _) in enumerate(hand_overs) if day < first]
        begin = on_the_day[0] if on_the_day else before[-1]
        found, order, place = [], 0, 0
        for number, (ordinal, minute) in enumerate(hand_overs[begin:]):
            while number and order + 1 < len(spec.orders) and spec.orders[order + 1][0].toordinal() <= ordinal:
                order, place = order + 1, 0
            people = spec.orders[order][1]
            names = [people[(place + step) % len(people)] for step in range(len(people))]
            found.append((self._wall.earliest(ordinal, minute), tuple(names)))
            place += 1
        return found

    @cached_property
    def _wall(self) -> Wall:
        first = datetime.combine(self.spec.orders[0][0], datetime.min.time(), UTC)
        return wall(self.spec.zone, min(first, self.start) - timedelta(days=10), self.end + timedelta(days=10))

    def _places(self, start: datetime, end: datetime) -> range:
        return range(max(0, (start - self.start) // STEP), min(len(self.moments), (end - self.start) // STEP))

    def _mark(self, found: list[bool], start: datetime, end: datetime) -> None:
        for place in self._places(start, end):
            found[place] = True

    def _who(self, people: Sequence[str], at: datetime) -> Mark:
        code = "shift_vacant" if people[0] not in KNOWN else "shift_away"
        for name in people:
            if self._can(name, at):
                return name, "shift_turn" if name == people[0] else code
        return "", code

    def _can(self, name: str, at: datetime) -> bool:
        mine = self._absences.get(name, [])
        return name in KNOWN and not any(one.starts_at <= at and (one.until_at or at + STEP) > at for one in mine)

    @cached_property
    def _absences(self) -> dict[str, list[Absence]]:
        return {name: [one for one in self.spec.absences if one.person == name] for name in KNOWN}


def said(person: str, start: datetime, hours: float, kind: CoverKind, number: int, layer: str = "day") -> Cover:
    return Cover(layer, person, start, start + timedelta(hours=hours), kind, "cy", start, "dee", number)
