"""A morning at Fjellro: a dozen posts, some of them taken, answered or declined already."""

from dataclasses import dataclass, field
from typing import Protocol

from bot.demo.customers import SAMPLES, Sample
from bot.demo.stage import TRIAGE
from bot.workspace import Workspace

MINUTES_BETWEEN = 8


class Stage(Protocol):
    """What seeding needs of the demo."""

    workspace: Workspace

    async def write(self, sample: Sample) -> str: ...

    async def forward(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class Act:
    """Somebody clicks on the card of a sample's post and fills in the form that opens, if one does."""

    user: str
    label: str
    values: dict[str, str] = field(default_factory=dict)


ACTS = {
    "pakke": (Act("U0BO", "Claim"),),
    "tack": (
        Act("U0BO", "Answer", {"link": "https://www.facebook.com/fjellro/posts/1002?reply_comment_id=31"}),
    ),
    "sovepose": (
        Act("U0GRO", "Claim"),
        Act("U0GRO", "Answer", {
            "text": "Hej Mette, godt spørgsmål! Til Rondane i januar: en pose med komforttemperatur på -20, og en varm "
            "drikkedunk ved fødderne. Hilsen Gro hos Fjellro",
        }),
    ),
    "tilbage": (Act("U0FINN", "Claim"),),
    "takk": (
        Act("U0GRO", "Answer", {"link": "https://www.facebook.com/fjellro/posts/1007?reply_comment_id=88"}),
    ),
}  # fmt: skip
"""What happens to which sample during the morning."""

WRITTEN = ("tack", "sovepose", "faktura", "tilbage", "pakke", "storlek", "takk", "blogg", "reparasjon", "waterproof",
           "invoice", "snail")  # fmt: skip


async def seed(stage: Stage) -> None:
    """Writes twelve posts some minutes apart and lets colleagues do what they do."""
    samples = {sample.id: sample for sample in SAMPLES}
    for name in WRITTEN:
        await stage.write(samples[name])
        await stage.forward(60 * MINUTES_BETWEEN)
        for act in ACTS.get(name, ()):
            await _do(stage, act)
            await stage.forward(60)


async def _do(stage: Stage, act: Act) -> None:
    newest = stage.workspace.history(TRIAGE)[-1]["ts"]
    await stage.workspace.click(act.user, TRIAGE, newest, label=act.label)
    if act.values:
        await stage.workspace.submit(act.user, act.values)

