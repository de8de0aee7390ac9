"""What stands at the secret address of a calendar: a person's shifts, or everybody's."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from hmac import compare_digest

from handlers.scene import Scene
from handlers.views.calendars import entry_of, name_of
from routing.icalendar_text import calendar_text
from routing.rota import Shift, layers, shifts
from storage import calendar_feeds, handbooks

BEHIND, AHEAD = timedelta(days=30), timedelta(days=180)
"""Which shifts it holds."""

MOST = 5_000
"""Shifts in one calendar: a rota of five layers that change hands every four hours has as many."""

AGAIN_AFTER = timedelta(hours=1)
"""How soon calendars are asked to look again. What they make of it is theirs: Google takes about a day."""


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is as random as a key, so that one plain digest is enough."""
    return sha256(secret.encode()).hexdigest()


def feed(scene: Scene, secret: str) -> str | None:
    """The iCalendar file; None for a secret that nobody has, that was revoked, or whose person has left."""
    digest = digest_of(secret)
    found = calendar_feeds.of_digest(scene.transaction, digest)
    if found is None or not compare_digest(found.secret_digest, digest):
        return None
    if scene.handbook.person(found.made_by) is None:
        return None
    speaker = scene.speaker(found.made_by)
    entries = (entry_of(scene.handbook, speaker, shift) for shift in _shifts(scene, found.whose))
    changed_at = handbooks.changed_at(scene.transaction) or scene.now
    return calendar_text(name_of(scene.handbook, speaker, found.whose), entries, changed_at, AGAIN_AFTER)


def _shifts(scene: Scene, whose: str) -> Iterator[Shift]:
    """From whole days on, so that the same stands there all day long; the later ones go where there are too many."""
    today = datetime.combine(scene.now.astimezone(UTC).date(), time(), UTC)
    found = [
        shift
        for layer in layers(scene.handbook)
        for shift in shifts(scene.handbook, layer.id, today - BEHIND, today + AHEAD)
        if whose in ("", shift.person)
    ]
    found.sort(key=lambda shift: shift.starts_at)
    yield from found[:MOST]
