"""The scheduled message: to each person one on each day on which they work, and only when there is something to say.

What was said already is said again after a week. The row that settles a person's day is stored together with the
message: one a day, however many replicas there are and however long the process was down.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from handlers import announce
from handlers.access import person_of
from handlers.digest_sections import AGAIN, EVERY, SECTIONS, Look, Section, Told, readers, section
from handlers.findings import counted, looked
from handlers.intents import Click
from handlers.replies import Done, Reply
from handlers.scene import Scene
from handlers.subjects import UnknownSubject
from handlers.views import digest as views
from routing.delivery import Priority
from routing.digest import day_of, next_digest
from routing.handbook import Person
from storage import digests
from storage.digests import Choice
from storage.outbox import Queued


@dataclass(frozen=True)
class Part:
    """A section as it is told; `said` are the keys of everything in it, `payload` what is drawn."""

    section: str
    every_days: int
    said: tuple[str, ...]
    payload: dict[str, object]


@dataclass(frozen=True)
class Letter:
    """What one person is told on their day (ISO); without parts only the day is settled."""

    person: str
    day: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Due:
    """Letters to be sent now, and when the next may be."""

    letters: tuple[Letter, ...]
    next_at: datetime | None


def due(scene: Scene) -> Due:
    """Whose hour has come, and what they are told. Reads only; looks at the delegation only when somebody's has."""
    people = [person for person in readers(scene.handbook) if announce.desk_of(scene, person.id) is not None]
    since = (scene.now - timedelta(days=2)).date().isoformat()
    settled = digests.settled(scene.transaction, [person.id for person in people], since, scene.now)
    moments, waiting = [], []
    for person in people:
        days = frozenset(datetime.fromisoformat(day).date() for name, day in settled if name == person.id)
        at = next_digest(person, scene.now, days)
        if at is not None and at <= scene.now:
            waiting.append(person)
            at = next_digest(person, scene.now, days | {day_of(person, scene.now)})
        if at is not None:
            moments.append(at)
    if not waiting:
        return Due((), min(moments, default=None))
    look = Look(scene.handbook, looked(scene).findings, tuple(counted(scene, AGAIN)))
    return Due(tuple(_letter(scene, look, person) for person in waiting), min(moments, default=None))


def send(scene: Scene, letter: Letter) -> None:
    """Settles the person's day, and queues what they are told; nothing when the day is settled already."""
    if not digests.settle(scene.transaction, letter.person, letter.day, scene.now) or not letter.parts:
        return
    desk = announce.desk_of(scene, letter.person)
    if desk is None:
        return
    for part in letter.parts:
        digests.shown(scene.transaction, letter.person, part.section, Choice(part.every_days, scene.now, part.said))
    payload = {"person": letter.person, "parts": [part.payload for part in letter.parts]}
    _queue(scene, desk, letter.person, "digest", payload, Priority.THREAD)


def less(scene: Scene, click: Click) -> Reply:
    """ "Less of this": daily, weekly, monthly, never; with "Undo"."""
    person, chosen, rest = _whose(scene, click)
    if rest:
        raise UnknownSubject(click.subject)
    every = _every(scene, person, chosen)
    place = EVERY.index(every) if every in EVERY else 0
    seldom = EVERY[min(place + 1, len(EVERY) - 1)]
    digests.choose(scene.transaction, person, chosen.name, seldom)
    # A message of its own, and not a note at the press: its "Undo" is there tomorrow as well, on every desk.
    payload = {"person": person, "section": chosen.name, "every_days": seldom, "before": every}
    _queue(scene, click.actor.desk, person, "digest_choice", payload, Priority.REPLY)
    return Done()


def undo_less(scene: Scene, click: Click) -> Reply:
    """ "Undo": as often as before."""
    person, chosen, rest = _whose(scene, click)
    if rest not in {str(days) for days in EVERY}:
        raise UnknownSubject(click.subject)
    digests.choose(scene.transaction, person, chosen.name, int(rest))
    return Done(views.often(scene.speaker(person), chosen.name, int(rest)), replaces=True)


def more(scene: Scene, click: Click) -> Reply:
    """ "Tell me again": as often as usual."""
    person, chosen, _ = _whose(scene, click)
    digests.choose(scene.transaction, person, chosen.name, chosen.usual)
    return Done(views.often(scene.speaker(person), chosen.name, chosen.usual), replaces=True)


def _queue(scene: Scene, desk: str, person: str, kind: str, payload: Mapping[str, object], priority: Priority) -> None:
    announce.queue(scene, Queued(
        desk=desk, conversation=f"person:{person}", kind=kind, subject="digest:0", payload=payload, priority=priority,
        merge_key=None, due_at=scene.now,
    ))  # fmt: skip


def _whose(scene: Scene, click: Click) -> tuple[str, Section, str]:
    """Who clicked, which section, and what else the button carries. UnknownSubject for what we never drew."""
    kind, _, name = click.subject.partition(":")
    name, _, rest = name.partition(":")
    person, chosen = person_of(scene.handbook, click.actor), section(name)
    if kind != "digest" or person is None or chosen is None:
        raise UnknownSubject(click.subject)
    return person, chosen, rest


def _every(scene: Scene, person: str, chosen: Section) -> int:
    kept = digests.choices(scene.transaction, person).get(chosen.name)
    return kept.every_days if kept is not None else chosen.usual


def _letter(scene: Scene, look: Look, person: Person) -> Letter:
    choices = digests.choices(scene.transaction, person.id)
    parts = _parts(scene, look, person, choices)
    return Letter(person.id, day_of(person, scene.now).isoformat(), tuple(parts))


def _parts(scene: Scene, look: Look, person: Person, choices: dict[str, Choice]) -> Iterator[Part]:
    for one in SECTIONS:
        told = tuple(one.find(look, person))
        choice = choices.get(one.name) or Choice(one.usual)
        said = tuple(dict.fromkeys(map(_short, told)))
        if told and _is_wanted(scene, person, choice, said):
            # What was not said last time must not be among those that are only counted.
            ordered = sorted(told, key=lambda line: _short(line) in choice.said)
            payload = views.payload(one.name, [line.entry for line in ordered])
            yield Part(one.name, choice.every_days, said, payload)


def _is_wanted(scene: Scene, person: Person, choice: Choice, said: Iterable[str]) -> bool:
    if choice.every_days == 0:
        return False
    if choice.shown_at is None or choice.shown_at > scene.now:
        # Later than now: the clock was ahead when it was shown, and must not silence what comes until then.
        return True
    passed = (day_of(person, scene.now) - day_of(person, choice.shown_at)).days
    return passed >= choice.every_days and (passed >= AGAIN or not set(said) <= set(choice.said))


def _short(told: Told) -> str:
    return sha256(told.key.encode()).hexdigest()[:16]
