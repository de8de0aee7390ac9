"""A handbook pasted into a direct message: recognised, and read as it was before Slack marked it up."""

from typing import Any

import pytest

from bot.desks.slack.pasted import pasted_in
from handlers.intents import Actor, Handed, Said
from handlers.replies import Done
from tests.bot.desks.slack.scene import Scene, said

Json = dict[str, Any]
HANDBOOK = """\
schema = 2
# Ask me@fjellro.example & see https://fjellro.example/rules
[company]
name = "Fjellro <1>"
zone = "Europe/Oslo"
hours = "mon-fri 08:00-16:00"

[[rule]]
id = "snake_case_id"
any = ["*stjerne*", "~bølge~", "snake_case"]
"""


def block(*elements: Json, kind: str = "rich_text_section") -> list[Json]:
    return [{"type": "rich_text", "elements": [{"type": kind, "elements": list(elements)}]}]


def text(words: str) -> Json:
    return {"type": "text", "text": words}


def linked() -> list[Json]:
    """As Slack splits what was pasted: addresses become links."""
    before, _, rest = HANDBOOK.partition("me@fjellro.example")
    between, _, after = rest.partition("https://fjellro.example/rules")
    return block(
        text(before),
        {"type": "link", "url": "mailto:me@fjellro.example", "text": "me@fjellro.example"},
        text(between),
        {"type": "link", "url": "https://fjellro.example/rules"},
        text(after),
    )


@pytest.mark.parametrize(
    "event",
    [
        {"blocks": block(text(HANDBOOK))},
        {"blocks": linked()},
        {"blocks": block(text(HANDBOOK), kind="rich_text_preformatted")},
        {"text": HANDBOOK.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")},
        {"text": f"```{HANDBOOK}```"},
    ],
    ids=["typed", "with links", "code block", "no block", "between backticks"],
)
def test_every_character_is_as_it_was_typed(event: Json) -> None:
    assert pasted_in(event) == HANDBOOK.strip()


@pytest.mark.parametrize("words", ["status", "Hvor er [company] i dag?", "", "# company\nHei"])
def test_other_words_are_no_handbook(words: str) -> None:
    assert pasted_in({"text": words, "blocks": block(text(words))}) == ""


async def test_it_is_handed_over_and_its_sender_answered(scene: Scene) -> None:
    scene.asked.answer = lambda _: Done(said("It is sound."))
    await scene.connect()
    direct = scene.workspace.open_direct(scene.ada)
    await scene.workspace.post(scene.ada, direct, HANDBOOK)
    await scene.workspace.idle()
    (handed,) = scene.asked.of(Handed)
    assert (handed.actor, handed.name) == (Actor("slack", scene.ada), "handbook.toml")
    assert scene.asked.of(Said) == []
    assert scene.seen(direct, scene.ada)[-1]["text"] == "It is sound."
