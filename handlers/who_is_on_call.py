"""`oncall [now|week|friday|mine|@bo]`: who is on call, until when and why; then; the week; somebody's own shifts."""

from datetime import timedelta

from handlers.absence_words import named
from handlers.access import Action, Denial, check_member, person_of
from handlers.intents import Said
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.shifts_found import minute, no_rota
from handlers.views import private
from handlers.views import rota as views
from routing.reasons import Reason
from routing.rota import layers, shifts
from routing.spoken_times import Stretch, read_stretch
from storage import rota_swaps

NOW = frozenset({"", "now", "nå", "no", "nu"})
WEEK = frozenset({"week", "uke", "uka", "veke", "veka", "vecka", "veckan", "uge", "ugen"})
MINE = frozenset({"mine", "my", "me", "mina", "mitt", "min", "meg", "mig"})

DAYS = timedelta(days=7)
"""What is shown where somebody names no end."""

AHEAD = timedelta(days=60)
"""How far ahead somebody's own shifts are shown."""


def oncall(scene: Scene, said: Said) -> Reply:
    """Private to the asker."""
    speaker = scene.speaker_of(said.actor)
    permit = check_member(said.actor, Action.SEE)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    missing = no_rota(scene)
    if missing is not None:
        return Done(private.note(speaker, missing))
    _, _, words = said.text.strip().partition(" ")
    word = words.strip().casefold()
    if word in NOW:
        return Done(views.now(scene, speaker))
    if word in WEEK:
        return Done(views.week(scene, speaker))
    when = None if words.startswith("@") else read_stretch(words, minute(scene.now), speaker.zone)
    if isinstance(when, Stretch):
        return Done(views.then(scene, speaker, when.starts_at, when.until_at or when.starts_at + DAYS))
    own = person_of(scene.handbook, said.actor) or ""
    person = own if word in MINE else named(scene.handbook, said.actor.desk, words.strip())
    if not person:
        unknown = when if when is not None and when.code != "when_unclear" else None
        unknown = unknown or Reason("person_not_named", {"words": words[:60]})
        reason = Reason("oncall_needs_person") if word in MINE else unknown
        return Refused(private.refusal(speaker, reason))
    until = scene.now + AHEAD
    found = [one for layer in layers(scene.handbook) for one in shifts(scene.handbook, layer.id, scene.now, until)]
    theirs = sorted((one for one in found if one.person == person), key=lambda one: (one.starts_at, one.layer))
    waiting = [one for one in rota_swaps.waiting(scene.transaction) if person == own == one.asker]
    return Done(views.of_person(scene, speaker, person, theirs, waiting, own=person == own))
