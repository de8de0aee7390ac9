"""A day at Fjellro until shortly before two: posts come in, some are taken, answered or declined, one gets urgent."""

import json
from dataclasses import dataclass, field
from typing import Protocol

from bot.demo.customers import SAMPLES, Sample
from bot.demo.stage import TRIAGE
from bot.workspace import Workspace


class Stage(Protocol):
    """What seeding needs of the demo."""

    workspace: Workspace

    async def write(self, sample: Sample) -> str: ...

    async def forward(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class Does:
    """Somebody clicks on the card of a sample's post and fills in the form that opens, if one does."""

    user: str
    label: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """`minute` counts from the demo's beginning; without `does` the customer writes."""

    minute: int
    sample: str
    does: Does | None = None


BO, CY, FINN, GRO = "U0BO", "U0CY", "U0FINN", "U0GRO"

DAY = (
    # Nobody takes this one: shortly before two it has eight minutes left.
    Event(10, "faktura"),
    Event(14, "tack"),
    Event(21, "blogg"),
    Event(33, "tack", Does(BO, "Answer", {"link": "https://www.facebook.com/fjellro/posts/1002?reply_comment_id=31"})),
    Event(41, "tilbage"),
    Event(48, "tilbage", Does(FINN, "Claim")),
    Event(55, "clowns"),
    Event(66, "clowns", Does(CY, "Decline", {"reason": "An insult without a question"})),
    Event(80, "reparasjon"),
    Event(84, "tilbage", Does(FINN, "Answer", {
        "text": "Hej Søren, pengene er på vej: de står på din konto senest fredag. Beklager ventetiden! Hilsen Finn",
    })),
    Event(92, "waterproof"),
    Event(101, "reparasjon", Does(GRO, "Answer", {
        "text": "Hei Nils! Vi bytter glidelåsen for 350 kroner, du slipper å kjøpe ny. Send jakka til verkstedet vårt, "
        "adressen står på fjellro.example/reparasjon. Hilsen Gro hos Fjellro",
    })),
    Event(118, "sovepose"),
    Event(125, "sovepose", Does(GRO, "Claim")),
    Event(133, "invoice"),
    Event(139, "sovepose", Does(GRO, "Answer", {
        "text": "Hej Mette, godt spørgsmål! Til Rondane i januar: en pose med komforttemperatur på -20, og en varm "
        "drikkedunk ved fødderne. Hilsen Gro hos Fjellro",
    })),
    Event(144, "invoice", Does(FINN, "Answer", {"link": "https://x.com/fjellro/status/178101"})),
    Event(151, "pakke"),
    Event(157, "paket"),
    Event(163, "snail"),
    Event(166, "paket", Does(BO, "Answer", {"link": "https://x.com/fjellro/status/178102"})),
    Event(169, "snail", Does(FINN, "Claim")),
    Event(171, "brenner"),
)  # fmt: skip
LAST_MINUTE = 172


async def seed(stage: Stage) -> None:
    """Lets the day go by. Raises LookupError when the bot has shown no card for a post."""
    samples = {sample.id: sample for sample in SAMPLES}
    passed = 0
    for event in DAY:
        await stage.forward(60 * (event.minute - passed))
        passed = event.minute
        sample = samples[event.sample]
        if event.does is None:
            await stage.write(sample)
        else:
            await _do(stage.workspace, sample, event.does)
    await stage.forward(60 * (LAST_MINUTE - passed))


async def _do(workspace: Workspace, sample: Sample, does: Does) -> None:
    """Whoever clicks in the channel has also read it: what came later is what waits for them."""
    workspace.core.posting.mark_read(does.user, workspace.core.state.channels[TRIAGE])
    await workspace.click(does.user, TRIAGE, _card(workspace, sample), label=does.label)
    if does.values:
        await workspace.submit(does.user, does.values)


def _card(workspace: Workspace, sample: Sample) -> str:
    """The `ts` of the card that leads to the sample's post."""
    for message in reversed(workspace.history(TRIAGE)):
        if sample.url in json.dumps(message.get("blocks")):
            return str(message["ts"])
    raise LookupError(f"Svarvakt has shown no card for the post of {sample.author}")
