"""How do we stand? The figures of one moment, and their sharing in a channel."""

from datetime import timedelta

from handlers import announce
from handlers.access import Action, Denial, check_member, person_of
from handlers.intents import Click, Said
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.views import private
from handlers.views.status import Standing, status_message
from routing.delivery import Priority
from routing.report import is_at_risk, nearing_by, staffed_before
from routing.report import status as count
from storage import items, reports
from storage.outbox import Queued

PERIOD = timedelta(days=7)
"""What "answered within target" looks back on."""


def standing(scene: Scene) -> Standing:
    """Open items at `scene.now`; how those did whose deadline fell in the last seven days."""
    since = scene.now - PERIOD
    lines = reports.status_lines(scene.transaction, since, scene.now)
    staffed, nearing = staffed_before(scene.handbook, scene.now), nearing_by(scene.handbook)
    figures = count(lines, since, scene.now, staffed, nearing)
    by_number = {item.number: item for item in items.read_many(scene.transaction, figures.oldest)}
    named = tuple(by_number[number] for number in figures.oldest if number in by_number)
    risks = (one for one in lines if one.number in by_number and is_at_risk(one, scene.now, staffed, nearing))
    return Standing(figures, named, frozenset(one.number for one in risks))


def status(scene: Scene, said: Said) -> Reply:
    """Private to the asker, with "Share in the channel"."""
    permit = check_member(said.actor, Action.SEE)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    speaker = scene.speaker_of(said.actor)
    return Done(status_message(scene, speaker, standing(scene), shareable=said.place is not None))


def share(scene: Scene, click: Click) -> Reply:
    """Posts the figures of this moment where they were asked for."""
    permit = check_member(click.actor, Action.SHARE_STATUS)
    speaker = scene.speaker_of(click.actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    if click.place is None:
        return Done()
    by = person_of(scene.handbook, click.actor) or ""
    announce.queue(scene, Queued(
        desk=click.actor.desk, conversation=click.place.conversation, kind="status", subject="status:0",
        payload={"by": by}, priority=Priority.REPLY, merge_key=None, due_at=scene.now,
    ))  # fmt: skip
    return Done(private.of_lines(speaker.line("Shared in the channel.")), replaces=True)
