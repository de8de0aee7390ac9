"""Do Not Disturb, looked at beforehand: who is to be asked about, what a desk said, and what of a shift it covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers import announce, second_leg
from handlers.abilities import can
from handlers.scene import Scene
from handlers.words import Speaker
from handlers.words.vocabulary import LEGS, word
from routing.messages import Line
from routing.quiet_time import QuietTime, is_wanted, shifts_ahead
from storage import pages, quiet_times

DESKS = {"slack": "Slack", "teams": "Microsoft Teams"}


@dataclass(frozen=True)
class Asked:
    """Somebody whose quiet time a desk is to be asked about: the handbook's id, and the desk's own."""

    person: str
    desk: str
    user: str


def due(scene: Scene) -> tuple[Asked, ...]:
    """Who is on call now or within a week, and was not asked about today, or since their shift began."""
    ahead = shifts_ahead(scene.handbook, scene.now)
    known = {(one.person, one.desk): one for one in quiet_times.of_people(scene.transaction, (s.person for s in ahead))}
    wanted = (
        shift.person
        for shift in ahead
        if is_wanted(known.get((shift.person, announce.desk_of(scene, shift.person) or "")), shift, scene.now)
    )
    return asked(scene, wanted)


def asked(scene: Scene, people: Iterable[str]) -> tuple[Asked, ...]:
    """Of these people those whose desk tells when it is quiet."""
    found = []
    for name in dict.fromkeys(people):
        desk, person = announce.desk_of(scene, name), scene.handbook.person(name)
        if desk is not None and person is not None and can(desk, "quiet_times"):
            found.append(Asked(name, desk, person.chat_id(desk)))
    return tuple(found)


def seen(scene: Scene, about: Asked, span: tuple[datetime, datetime] | None) -> None:
    """Keeps what the desk said. A page that sounds into silence now goes out by the second leg at once."""
    starts_at, ends_at = span or (None, None)
    quiet = QuietTime(about.person, about.desk, starts_at, ends_at, scene.now)
    quiet_times.put(scene.transaction, quiet)
    page = pages.sounding(scene.transaction, about.person) if quiet.covers(scene.now) else None
    if page is not None and announce.desk_of(scene, about.person) == about.desk:
        legs = second_leg.legs_of(scene, about.person)
        second_leg.start(scene, page, legs, "leg_while_quiet", scene.now)


def known(scene: Scene) -> tuple[QuietTime, ...]:
    """What is known of everybody who is on call now or within a week, on the desk where their pages go."""
    people = {shift.person for shift in shifts_ahead(scene.handbook, scene.now)}
    found = quiet_times.of_people(scene.transaction, people)
    return tuple(one for one in found if announce.desk_of(scene, one.person) == one.desk)


def quiet_warning(scene: Scene, person: str, starts_at: datetime, ends_at: datetime) -> Line | None:
    """What the person should know of their chat's quiet times before a shift of theirs; None for nothing.

    It is in their language. Where the desk does not let us see them, that is said.
    """
    desk, speaker = announce.desk_of(scene, person), scene.speaker(person)
    legs = _legs(speaker, second_leg.legs_of(scene, person))
    if desk is None:
        return None
    if not can(desk, "quiet_times"):
        if legs:
            return speaker.line(
                "I cannot see when {desk} is quiet on your phone; a page that you do not answer there goes out by "
                "{legs}.", desk=DESKS[desk], legs=legs,
            )  # fmt: skip
        return speaker.line(
            "I cannot see when {desk} is quiet on your phone: make sure that it makes a sound in your shift.",
            desk=DESKS[desk],
        )
    quiet = quiet_times.get(scene.transaction, person, desk)
    part = quiet.within(max(starts_at, scene.now), ends_at) if quiet is not None else None
    if part is None:
        return None
    starts, ends = speaker.moment(part[0]), speaker.moment(part[1])
    if legs:
        return speaker.line(
            "{desk} is quiet for you from {starts} until {ends}: a page goes out by {legs} at once then.",
            desk=DESKS[desk], starts=starts, ends=ends, legs=legs,
        )  # fmt: skip
    return speaker.line(
        "{desk} is quiet for you from {starts} until {ends}, in your shift: a page would make no sound. Change your "
        "notification schedule there, or have a second way to you added to the handbook (page_also).",
        desk=DESKS[desk], starts=starts, ends=ends,
    )  # fmt: skip


def _legs(speaker: Speaker, legs: Iterable[str]) -> str:
    return speaker.listed(word(speaker, LEGS, leg) for leg in legs)
