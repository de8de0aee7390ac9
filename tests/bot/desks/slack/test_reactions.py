"""Which reactions are handed on: those that the handbook names, of people, to messages."""

import pytest

from handlers.intents import Actor, Click
from handlers.replies import Busy, Done
from routing.item import Place
from tests.bot.desks.slack.scene import TRIAGE, Json, Scene

EVENT: Json = {
    "type": "reaction_added",
    "user": "U0BO",
    "item": {"type": "message", "channel": TRIAGE, "ts": "1793610000.000100"},
    "reaction": "thumbsup",
    "item_user": "U0ADA",
    "event_ts": "1793610001.000200",
}


async def hears(scene: Scene, **changed: object) -> None:
    scene.workspace.core.events.send(EVENT | changed)
    await scene.workspace.idle()


@pytest.mark.parametrize("emoji", ["thumbsup", "thumbsup::skin-tone-3"])
async def test_a_reaction_is_a_click_at_its_message(scene: Scene, emoji: str) -> None:
    await scene.connect()
    await hears(scene, reaction=emoji)
    (click,) = scene.asked.of(Click)
    place = Place("slack", TRIAGE, "1793610000.000100")
    assert click == Click(click.key, Actor("slack", scene.bo), "react", "", "thumbsup", place)
    await hears(scene, user=scene.gus)
    assert scene.asked.of(Click)[1].actor.guest
    assert scene.asked.of(Click)[1].key != click.key


@pytest.mark.parametrize(
    "changed",
    [
        {"reaction": "eyes"},
        {"reaction": ""},
        {"reaction": None},
        {"type": "reaction_removed"},
        {"user": None},
        {"user": "the bot"},
        {"item": {"type": "file", "file": "F1"}},
        {"item": {}},
        {"item": None},
        {"item": {"type": "message", "channel": TRIAGE}},
    ],
)
async def test_what_is_no_reaction_of_interest(scene: Scene, changed: Json) -> None:
    await scene.connect()
    await hears(scene, **({"user": scene.workspace.bot_user_id} if changed.get("user") == "the bot" else changed))
    assert scene.asked.intents == []


async def test_what_could_not_be_stored_comes_again(scene: Scene) -> None:
    await scene.connect()
    answers = [Busy(), Done()]
    scene.asked.answer = lambda _: answers.pop(0)
    await hears(scene)
    await scene.asked.until(lambda: not answers)
    first, second = scene.asked.of(Click)
    assert first == second
