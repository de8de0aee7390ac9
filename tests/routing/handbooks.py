"""A small Nordic company's handbook, and short ways to say moments and items in tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from routing.item import Climb, Deadline, Item, Kind, Post, State, Urgency
from routing.ladder import ladder_for
from routing.reasons import Reason

NORDIC = """\
schema = 1

[company]
name = "Fjordkraft Varehus"
zone = "Europe/Oslo"
language = "nb"
hours = "mon-fri 08:00-16:00"

[desks.slack]
intake = ["C0INTAKE", { channel = "C0FACEBOOK", source = "facebook" }]
triage = "C0TRIAGE"
managers = "C0MANAGERS"

[[person]]
id = "ada"
name = "Ada Lund"
slack = "U0ADA"

[[person]]
id = "bo"
name = "Bo Berg"
slack = "U0BO"
hours = ["mon-fri 08:00-11:30", "mon,wed 12:00-16:00"]

[[person]]
id = "cy"
name = "Cy Dahl"
slack = "U0CY"
teams = "29:cy"
roles = ["manager", "handbook_owner"]

[[person]]
id = "dee"
name = "Dee Eik"
slack = "U0DEE"
zone = "Europe/Stockholm"
language = "sv"

[[person]]
id = "eva"
name = "Eva Foss"
slack = "U0EVA"

[[domain]]
id = "billing"
name = "Faktura"
lead = "cy"
experts = ["ada", "bo"]
deputies = ["eva"]
default = true

[[domain]]
id = "delivery"
name = "Levering"
lead = "eva"
experts = ["dee"]

[[rule]]
id = "delivery-words"
words = ["pakke", "leverans", "=sen"]
domain = "delivery"
because = "Deliveries have their own people."

[[rule]]
id = "x-critique"
source = "x"
kind = ["critique"]
domain = "billing"
urgency = "high"

[[target]]
sources = ["facebook", "x"]
answer_within = "3h"

[rota]
people = ["dee", "eva", "ada"]
"""

WITHOUT_ROTA = NORDIC.partition("[rota]")[0]


def handbook(text: str = NORDIC) -> Handbook:
    return read_handbook(text)


def oslo(text: str) -> datetime:
    """ "2026-11-18 14:30" on the wall in Oslo, as UTC. 2026-11-18 is a Wednesday."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Oslo")).astimezone(UTC)


def post(text: str = "Hvor er fakturaen?", source: str = "facebook", at: str = "2026-11-18 10:00") -> Post:
    return Post(source=source, external_id="1", text=text, posted_at=oslo(at))


def item(
    posted: str = "2026-11-18 10:00",
    *,
    rules: Handbook | None = None,
    target: timedelta = timedelta(hours=3),
    state: State = State.NEW,
    domain: str = "billing",
    urgency: Urgency = Urgency.NORMAL,
    kind: Kind = Kind.QUESTION,
    expert: str | None = "ada",
    owner: str | None = None,
    claimed: str | None = None,
    climb: Climb | None = None,
) -> Item:
    """An open item; claimed when an `owner` is given (at `claimed`, else when it was posted)."""
    starts_at = oslo(posted)
    claimed_at = oslo(claimed or posted) if owner else None
    return Item(
        number=1,
        post=replace(post(), posted_at=starts_at),
        received_at=starts_at,
        state=State.CLAIMED if owner and state is State.NEW else state,
        version=1,
        domain=domain,
        urgency=urgency,
        kind=kind,
        language="nb",
        expert=expert,
        owner=owner,
        claimed_at=claimed_at,
        deadline=Deadline(starts_at + target, starts_at, target, Reason("target")),
        ladder=ladder_for(rules or handbook(), domain, "facebook", urgency, kind, target),
        climb=climb or Climb(),
        next_due_at=None,
        reasons=(),
        handbook="",
    )
