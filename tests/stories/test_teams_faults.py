"""What the network does to a desk that shows no history: nothing is lost, and what may stand twice is known."""

from pathlib import Path

import pytest

from tests.stories.reading import text_of
from tests.stories.teams import TeamsWorld, in_teams
from tests.stories.world import TRIAGE, world_of
from tests.teams.connector import Fault
from tests.teams.local import LocalTeams

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"

pytestmark = pytest.mark.staged_on("teams")


def service_of(world: object) -> LocalTeams:
    assert isinstance(world, TeamsWorld)
    found: object = world.workspace
    assert isinstance(found, LocalTeams)
    return found


async def test_an_activity_sent_again_after_fifteen_seconds_is_one_item_and_one_page(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(POST)
        teams = service_of(world)
        activity = teams.history("C0INTAKE")[0]
        stored = next(each for each in teams.conversations["19:C0INTAKE@thread.tacv2"].messages)
        assert activity["ts"] == stored.id
        for _ in range(2):
            await world.forward(seconds=15)
            assert (await teams.deliver(stored.activity))[0] == 201
        await world.forward(hours=1, minutes=36)
        assert len(world.cards()) == 1
        world.dee.is_paged("Facebook")
        world.dee.has_direct_messages(1)


async def test_a_press_that_is_sent_again_is_done_once(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        teams = service_of(world)
        message = next(
            m for m in teams.conversations["19:C0TRIAGE@thread.tacv2"].messages if m.id == world.card(1)["ts"]
        )
        activity = teams.activity_of("U0BO", teams.conversations["19:C0TRIAGE@thread.tacv2"], "invoke") | {
            "name": "adaptiveCard/action",
            "replyToId": message.id,
            "value": {
                "action": {
                    "type": "Action.Execute", "verb": "claim",
                    "data": {"do": "click", "action": "claim", "subject": "item:1"},
                }
            },
        }  # fmt: skip
        for _ in range(2):
            status, body = await teams.deliver(activity)
            assert (status, body["statusCode"]) == (200, 200)
            await world.settle()
        assert world.thread(1).count("Bo Berg took it") == 1


@pytest.mark.parametrize("status", [412, 429, 502, 503])
async def test_what_teams_refuses_for_the_moment_arrives_later_and_once(tmp_path: Path, status: int) -> None:
    async with world_of(tmp_path) as world:
        headers = {"Retry-After": "30"} if status == 429 else {}
        service_of(world).faults = [Fault("POST", status, headers=headers, times=2, path="C0TRIAGE")]
        await world.ada.posts(POST)
        assert not world.cards()
        await world.forward(minutes=3)
        assert len(world.cards()) == 1
        service_of(world).faults = [Fault("PUT", status, headers=headers)]
        await world.bo.clicks("Claim", item=1)
        await world.forward(minutes=2)
        assert "Bo Berg took it" in text_of(world.card(1))


@pytest.mark.shows("show")
async def test_a_post_of_unknown_outcome_is_sent_again_and_the_older_card_still_tells_the_truth(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        service_of(world).faults = [Fault("POST", 504, done=True, path="C0TRIAGE")]
        await world.ada.posts(POST)
        await world.forward(seconds=20)
        first, second = world.cards()
        await world.bo.clicks_on(second, "Claim")
        await world.finn.clicks_on(first, "Claim")
        world.finn.is_told("Bo Berg took item 1")
        shown = next(m for m in service_of(world).history(TRIAGE, "U0FINN") if m["ts"] == first["ts"])
        assert "Bo Berg took it" in text_of(shown)


async def test_a_connector_that_takes_posts_and_never_says_so_does_not_fill_the_channel(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        service_of(world).faults = [Fault("POST", 504, done=True, times=5, path="C0TRIAGE")]
        await world.ada.posts(POST)
        await world.forward(minutes=40)
        assert len(world.cards()) == 5
        # Whoever looks after the bot is told, and the item's clock goes on.
        world.eva.sees("could not be delivered")
        # With the next thing that happens to the item its card is tried anew.
        await world.forward(minutes=55)
        world.bo.is_reminded("Hvor er pakken")
        assert len(world.cards()) == 6


async def test_who_has_blocked_the_bot_is_passed_on_and_the_administrators_are_told(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        service_of(world).blocked.add("U0DEE")
        await world.ada.posts(POST)
        world.cards()
        await world.forward(hours=1, minutes=36)
        world.eva.sees("MessageWritesBlocked")
        # Whom no way reaches is passed over at once.
        world.gro.is_paged("#1")
        world.cards()
        world.gro.sees_all()
        world.eva.sees_all()


async def test_after_the_app_was_taken_out_of_the_team_nothing_is_left_lying(tmp_path: Path) -> None:
    body = {"source": "facebook", "external_id": "1", "text": "Hvor er pakken?"}
    async with world_of(tmp_path) as world:
        teams = service_of(world)
        triage = teams.conversations["19:C0TRIAGE@thread.tacv2"]
        gone = teams.activity_of("U0ADA", triage, "installationUpdate") | {"action": "remove"}
        assert (await teams.deliver(gone))[0] == 201
        teams.uninstalled.add(triage.id)
        assert (await world.hands_in(body)).status == 202
        assert not world.cards()
        world.eva.sees("BotNotInConversationRoster")
        # The clock runs on without a card: who is named hears of it in the personal chat.
        await world.forward(hours=1, minutes=31)
        world.bo.is_reminded("Hvor er pakken?")
        # Back again, the card stands there with the next thing that happens.
        teams.uninstalled.clear()
        await world.bo.clicks("Claim")
        assert "Bo Berg took it" in text_of(world.card(1))
        world.eva.sees("BotNotInConversationRoster")
        assert "Bo Berg took it" in world.thread(1)


async def test_a_channel_that_the_bot_never_heard_of_is_written_to_all_the_same(tmp_path: Path) -> None:
    body = {"source": "x", "external_id": "1", "text": "Hvor er pakken?"}
    async with world_of(tmp_path) as world:
        assert (await world.hands_in(body)).status == 202
        assert "Hvor er pakken?" in text_of(world.card(1))


def test_the_handbook_of_the_stories_is_wholly_translated() -> None:
    assert "slack" not in in_teams('[desks.slack]\nslack = "U0BO"\n')
