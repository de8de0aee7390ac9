"""`calendar`: secret addresses under which somebody's calendar reads their own shifts, and the team's.

A secret is told once, in private, and kept nowhere: not as it is in the table of addresses, nor as the reply to a
repeated delivery.
"""

from dataclasses import replace
from secrets import token_hex

from handlers.access import Denial, check_calendar
from handlers.calendar_feed import digest_of
from handlers.intents import Actor, Click, Said
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import UnknownSubject
from handlers.views import calendars as views
from handlers.views import private
from handlers.views.calendars import MINE, TEAM
from routing.reasons import Reason
from storage import calendar_feeds
from storage.calendar_feeds import Feed

SECRET_BYTES = 24
"""Told in hexadecimal: an underscore at the end of a word is formatting to a desk, and people copy what is shown."""
PATH = "/calendar/"
ENDING = ".ics"


def calendar(scene: Scene, said: Said) -> Reply:
    """The addresses that the asker has not had yet are made; the others cannot be shown again."""
    person, refusal = _asker(scene, said.actor)
    if refusal is not None:
        return refusal
    known = _known(scene, person)
    given = {whose: _give(scene, person, whose) for whose in (MINE, TEAM) if whose not in known}
    return _told(scene, person, given, known)


def new(scene: Scene, click: Click) -> Reply:
    """ "New address": the one before no longer works."""
    person, refusal = _asker(scene, click.actor)
    if refusal is not None:
        return refusal
    whose = _whose(click)
    calendar_feeds.revoke(scene.transaction, person, _stored(person, whose), scene.now)
    given = {whose: _give(scene, person, whose)}
    return replace(_told(scene, person, given, _known(scene, person)), replaces=True)


def revoke(scene: Scene, click: Click) -> Reply:
    """ "Revoke": nothing stands there any more."""
    person, refusal = _asker(scene, click.actor)
    if refusal is not None:
        return refusal
    whose = _whose(click)
    calendar_feeds.revoke(scene.transaction, person, _stored(person, whose), scene.now)
    return replace(_told(scene, person, {}, _known(scene, person)), replaces=True)


def _asker(scene: Scene, actor: Actor) -> tuple[str, Refused | None]:
    """Who asks, and why they get no address."""
    permit = check_calendar(scene.handbook, actor)
    if isinstance(permit, Denial):
        return "", refused(scene, actor, permit.reason)
    reason = None
    if scene.handbook.rota is None:
        reason = Reason("calendar_without_rota")
    elif not scene.public_url:
        people = ",".join(person.id for person in scene.handbook.with_role("administrator"))
        reason = Reason("calendar_without_address", {"people": people}) if people else Reason("calendar_without_url")
    speaker = scene.speaker(permit.person)
    return permit.person, Refused(private.refusal(speaker, reason)) if reason is not None else None


def _known(scene: Scene, person: str) -> dict[str, Feed]:
    found = calendar_feeds.of_person(scene.transaction, person)
    return {whose: found[stored] for whose in (MINE, TEAM) if (stored := _stored(person, whose)) in found}


def _give(scene: Scene, person: str, whose: str) -> str:
    secret = token_hex(SECRET_BYTES)
    calendar_feeds.add(scene.transaction, digest_of(secret), _stored(person, whose), person, scene.now)
    return f"{scene.public_url}{PATH}{secret}{ENDING}"


def _told(scene: Scene, person: str, given: dict[str, str], known: dict[str, Feed]) -> Done:
    speaker = scene.speaker(person)
    again = views.addresses(speaker, {}, _known(scene, person))
    return Done(views.addresses(speaker, given, known), again=again if given else None)


def _stored(person: str, whose: str) -> str:
    return person if whose == MINE else ""


def _whose(click: Click) -> str:
    kind, _, whose = click.subject.partition(":")
    if kind != "calendar" or whose not in (MINE, TEAM):
        raise UnknownSubject(click.subject)
    return whose
