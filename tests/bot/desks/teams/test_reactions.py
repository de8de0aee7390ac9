"""Which reactions are handed on, and under which names: the handbook has one name for both platforms."""

from typing import Any

import pytest

from bot.desks.teams.reactions import emoji_of
from handlers.intents import Actor, Click
from handlers.replies import Busy, Done
from routing.item import Place
from routing.messages import Lines, Message
from tests.bot.desks.teams.scene import TRIAGE, scene
from tests.teams.connector import BOT, Json
from tests.teams.local import LocalTeams


def reaction(teams: LocalTeams, *kinds: Any, **changed: Any) -> Json:
    activity = teams.activity_of("U0BO", teams.conversations[TRIAGE], "messageReaction")
    return activity | {"replyToId": "77", "reactionsAdded": [{"type": kind} for kind in kinds]} | changed


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("like", "like"),
        ("surprised", "surprised"),
        ("1f440_eyes", "eyes"),
        ("2705_whiteheavycheckmark", "white_check_mark"),
        ("1f44d_thumbsup-tone3", "thumbsup"),
        ("1f469-200d_woman", "woman"),
        ("face_palm", "face_palm"),
        ("", ""),
    ],
)
def test_teams_names(kind: str, name: str) -> None:
    assert emoji_of(kind) == name


async def test_each_reaction_is_a_click_at_its_message_and_answered_in_the_personal_chat() -> None:
    async with scene() as stage:
        stage.asked.replies = [Done(Message((Lines((("You have it.",),)),), "You have it.")), Busy(), Busy()]
        status, _ = await stage.teams.deliver(reaction(stage.teams, "1f440_eyes", "angry", "1f440_eyes"))
        assert status == 201
        click = stage.only()
        place = Place("teams", TRIAGE, "77")
        assert click == Click(click.key, Actor("teams", "U0BO"), "react", "", "eyes", place)
        assert len(stage.teams.chat("U0BO").messages) == 1
        # Without an id of its own, a repeat is still the same.
        for _ in range(2):
            await stage.teams.deliver(reaction(stage.teams, "like", id="", timestamp="2026-11-02T09:00:00Z"))
        clicks = [intent for intent in stage.asked.intents if isinstance(intent, Click)]
        assert len({click.key for click in clicks}) == 2
        assert len(clicks) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"reactionsAdded": None},
        {"reactionsAdded": "like"},
        {"reactionsAdded": ["like", {"type": 7}, {}]},
        {"reactionsAdded": [], "reactionsRemoved": [{"type": "like"}]},
        {"replyToId": ""},
        {"from": {"id": BOT, "name": "Svarvakt"}},
        {"from": {}},
    ],
)
async def test_what_is_no_reaction_of_interest(changed: Json) -> None:
    async with scene() as stage:
        status, _ = await stage.teams.deliver(reaction(stage.teams, "like", **changed))
        assert status in (201, 400)
        assert not [intent for intent in stage.asked.intents if isinstance(intent, Click)]
