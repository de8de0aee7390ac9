"""`health` and `rules`: what is wrong with the delegation, and how often rules were corrected."""

from handlers.access import Denial, check_delegation, led_by, sees_every_domain
from handlers.digest_sections import SECTIONS
from handlers.findings import PERIOD, counted, looked, theirs
from handlers.intents import Said
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.views import health as views
from handlers.views import private
from storage import digests

LONGEST = 3_650
"""Days that can be looked back on."""


def health(scene: Scene, said: Said) -> Reply:
    """What is wrong with the delegation: everything for managers and owners, for leads what is about their domains."""
    permit = check_delegation(scene.handbook, said.actor)
    speaker = scene.speaker_of(said.actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    findings = looked(scene).findings
    if not sees_every_domain(scene.handbook, permit.person):
        findings = theirs(scene.handbook, permit.person, findings)
    return Done(views.health(speaker, scene.handbook, findings, _quieter(scene, permit.person)))


def rules(scene: Scene, said: Said) -> Reply:
    """`rules [days]`: how often rules were corrected; for leads those of their domains."""
    permit = check_delegation(scene.handbook, said.actor)
    speaker = scene.speaker_of(said.actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    _, _, words = said.text.strip().partition(" ")
    asked = words.strip().split(maxsplit=1)[0] if words.strip() else ""
    days = min(int(asked), LONGEST) if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 6 else PERIOD
    domains = None if sees_every_domain(scene.handbook, permit.person) else led_by(scene.handbook, permit.person)
    return Done(views.rules(speaker, scene.handbook, counted(scene, max(days, 1)), max(days, 1), domains))


def _quieter(scene: Scene, person: str) -> tuple[str, ...]:
    """The sections of the scheduled message that somebody has less often than usual."""
    chosen = digests.choices(scene.transaction, person)
    return tuple(one.name for one in SECTIONS if one.name in chosen and chosen[one.name].every_days != one.usual)
