"""What a look at the delegation finds at this moment, and whose it is."""

from datetime import timedelta

from handlers import quiet
from handlers.access import led_by
from handlers.calendar_import import doubted, troubled
from handlers.scene import Scene
from routing.handbook import Handbook
from routing.health import Health, look
from routing.health_findings import OF_THE_ROTA, Finding, Uses
from storage import corrections, handbooks, rota_swaps
from storage.corrections import RuleCount

PERIOD = 90
"""Days that are looked back on for what became of rules, unless somebody asks for others."""


def looked(scene: Scene) -> Health:
    """The delegation's health at this moment, with what rules did in the last PERIOD days."""
    swaps = rota_swaps.waiting(scene.transaction)
    return look(
        scene.handbook, scene.now, scene.desks, uses(scene), swaps=swaps, quiet=quiet.known(scene),
        calendars=troubled(scene), doubts=doubted(scene),
    )  # fmt: skip


def uses(scene: Scene, days: int = PERIOD) -> Uses:
    """What rules did."""
    since = scene.now - timedelta(days=days)
    first = handbooks.first_at(scene.transaction)
    return Uses(tuple(counted(scene, days)), days, whole=first is not None and first <= since)


def counted(scene: Scene, days: int) -> list[RuleCount]:
    """How many items each rule decided, and how many were corrected, the most corrected first."""
    return corrections.by_rule(scene.transaction, scene.now - timedelta(days=days))


def theirs(handbook: Handbook, person: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Of what is found that which is about the domains that they lead, or about people of these; of the rota all."""
    led = led_by(handbook, person)
    own = [domain for domain in handbook.domains if domain.id in led]
    people = {name for domain in own for name in (*domain.expert_ids, *domain.deputy_ids, domain.lead)}
    return tuple(
        one
        for one in findings
        if one.domain in led or (not one.domain and one.person in people) or (led and one.kind in OF_THE_ROTA)
    )
