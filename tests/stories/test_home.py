"""Home: what is mine, what waits for me, the team's queue and who is on call. 2026-03-04 is a Wednesday."""

from pathlib import Path
from typing import Any

import pytest

from tests.stories.homes import clicks_at_home, closes, home_of, is_shown, opens_home, state_of
from tests.stories.reading import text_of
from tests.stories.world import TRIAGE, world_of

PARCEL = "Hvor er pakken nummer {0}? https://www.facebook.com/fjellro/posts/{0}"
BILL = "Er regningen riktig? https://x.com/ola/status/{0}"


@pytest.mark.shows("home", "home_filter")
async def test_an_expert_answers_from_home_and_narrows_the_queue(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await opens_home(world.bo)
        assert "🟢 Nothing waits for you" in home_of(world.bo)
        assert "🟢 Nothing is open: no question is unanswered." in home_of(world.bo)
        await world.ada.posts(PARCEL.format(1))
        await world.forward(minutes=5)
        await world.ada.posts(BILL.format(2))
        await world.bo.clicks("Claim", item=1)
        # What others do, and what is done elsewhere, moves nothing under anybody's hands.
        before = state_of(world.bo)
        await world.finn.clicks("Claim", item=2)
        assert state_of(world.bo) == before
        await opens_home(world.bo)
        home = home_of(world.bo)
        assert home.startswith("1 open item is yours")
        assert "Yours\n🟣 #1 · Facebook · question · Delivery · answer by Wed 4 Mar 13:00" in home
        assert "2 open" in home
        assert home.count("#2 · X · question · Billing") == 1
        assert "Dee Eik until Mon 9 Mar 08:00." in home
        await clicks_at_home(world.bo, "All fields", option="Billing")
        narrowed = home_of(world.bo)
        assert "[Field: Billing]" in narrowed
        assert "1 open" in narrowed
        assert narrowed.count("#1 ·") == 1  # among what is Bo's
        await clicks_at_home(world.bo, "However it stands", option="late")
        assert "Nothing that is open fits this choice." in home_of(world.bo)
        await clicks_at_home(world.bo, "Field: Billing", option="All fields")
        await clicks_at_home(world.bo, "Only: late", option="However it stands")
        assert "2 open" in home_of(world.bo)
        await clicks_at_home(world.bo, "Answer")
        world.bo.sees_form("Answer item 1")
        assert await world.bo.fills(link="nowhere")
        assert not await world.bo.fills(link="https://facebook.com/fjellro/posts/1?reply=1")
        home = home_of(world.bo)
        assert "Yours" not in home
        assert "1 open" in home
        assert "Bo Berg answered" in text_of(world.card(1))
        world.cards()
        world.bo.sees_all()


@pytest.mark.shows("home_command", "plain_words")
async def test_an_item_is_looked_at_and_taken_from_home(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(PARCEL.format(1))
        await world.bo.says("/svar vis min side" if world.desk == "slack" else "@Svarvakt vis min side")
        world.bo.sees("You are named, and nobody has taken it")
        world.bo.sees_all()
        await opens_home(world.bo)
        await clicks_at_home(world.bo, "Show")
        assert "The history of item 1" in is_shown(world.bo, "Hvor er pakken nummer 1?")
        if world.desk == "slack":
            await world.workspace.click_in_view("U0BO", label="Claim")
            await world.settle()
            assert "[Release]" in is_shown(world.bo, "Bo Berg took it")
            await closes(world.bo)
            assert "Yours\n🟣 #1" in home_of(world.bo)
        world.cards()
        world.bo.sees_all()


@pytest.mark.shows("away_form")
async def test_away_and_back_from_home(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(PARCEL.format(1))
        await world.bo.clicks("Claim", item=1)
        await opens_home(world.bo)
        finns = state_of(world.finn)
        await clicks_at_home(world.bo, "I am away…")
        world.bo.sees_form("Who stands in?")
        wrong = await world.bo.fills(until="the day of the fridays", deputy="Finn Holm")
        assert list(wrong) == ["until"]
        assert not await world.bo.fills(until="friday", deputy="Finn Holm")
        told = is_shown(world.bo, "You are away until Fri 6 Mar, end of day.")
        assert "Finn Holm stands in." in told
        assert "1 open item was handed over." in told
        await closes(world.bo)
        home = home_of(world.bo)
        assert "You are away until Fri 6 Mar, end of day." in home
        assert "[I am away…]" not in home
        assert "🟢 Nothing waits for you" in home
        assert state_of(world.finn) == finns or world.desk == "teams"  # Finn's note is a message in his chat
        world.finn.sees("Bo Berg is away until Mon 9 Mar 08:00")
        world.bo.sees_all()
        await clicks_at_home(world.bo, "I am back")
        is_shown(world.bo, "You are back.")
        await closes(world.bo)
        assert "[I am away…]" in home_of(world.bo)
        world.expects_hand_overs()
        world.cards()
        for person in (world.bo, world.finn):
            person.sees_all()


async def test_a_stranger_is_welcome_and_a_guest_sees_nothing(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.bo.posts(PARCEL.format(1))
        await opens_home(world.ada)
        home = home_of(world.ada)
        assert home.startswith("Welcome")
        assert "1 open, 1 taken by nobody" in home
        assert "Eva Foss can add you to it" in home
        assert "Hvor er pakken" not in home
        await clicks_at_home(world.ada, "New item")
        world.ada.sees_form("What did the customer write?")
        assert not await world.ada.fills(words="Where is my parcel?", link="https://x.com/ola/status/9")
        is_shown(world.ada, "It is item 2 now.")
        await closes(world.ada)
        assert "2 open" in home_of(world.ada)
        if world.desk == "slack":
            await opens_home(world.guest)
            assert "Guests" in home_of(world.guest)
            assert "open" not in home_of(world.guest)
        else:
            # Who adds the app for themself sees it at once.
            teams: Any = world.workspace
            added = teams.activity_of("U0CY", teams.chat("U0CY"), "installationUpdate") | {"action": "add"}
            assert (await teams.deliver(added))[0] == 201
            assert "🟢 Nothing waits for you" in home_of(world.cy)
        world.cards()
        world.ada.sees_all()


@pytest.mark.shows("plain_words", "mention_command", "direct_command")
async def test_plain_words_are_understood_wherever_they_are_said(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(PARCEL.format(1))
        me, direct = world.workspace.bot_user_id, world.workspace.open_direct("U0BO")
        await world.bo.posts(f"<@{me}> hur ligger vi till?", channel=TRIAGE)
        world.bo.is_told("How we stand")
        await world.bo.posts(f"<@{me}> kan du finne pakken?", channel=TRIAGE)
        world.bo.is_told("1 item with “pakken”")
        await world.bo.posts("hvem har vakt i morgen?", channel=direct)
        world.bo.sees("On call then")
        await world.bo.posts("hva haster?", channel=direct)
        world.bo.sees("Nothing that is open fits “high, critical”.")
        # A question changes nothing, however it is put; what is said plainly is done, with an "Undo".
        for question in ("I am away until friday?", "er jeg borte til fredag?", "kan jag byta pass med @gro fredag?"):
            await world.bo.posts(question, channel=direct)
        world.bo.sees_nothing_of("You are away")
        await world.bo.posts("Hei, jeg er på ferie til fredag", channel=direct)
        assert "[Undo]" in world.bo.sees("You are away until Fri 6 Mar, end of day.")
        await world.finn.posts("who is away?", channel=world.workspace.open_direct("U0FINN"))
        world.finn.sees("Bo Berg: until Fri 6 Mar, end of day")
        await world.bo.posts("I'm back", channel=direct)
        world.bo.sees("You are back.")
        world.expects_hand_overs()
        world.cards()
        for person in (world.bo, world.finn):
            person.sees_all()
        world.sees_all(direct)


async def test_talk_that_begins_like_a_command_changes_nothing(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        direct = world.workspace.open_direct("U0BO")
        for talk in (
            "ta en kaffe", "ta 12", "ta kontakt med kunden", "ta det lugnt", "take it easy", "tak for i dag",
            "bytt ut pakken", "byt jacka", "swap it", "dekk bordet", "cover me please", "tilbake til kunden",
            "back to work everyone", "borte vekk", "away from keyboard", "away team wins", "reload?", "handbook undo?",
        ):  # fmt: skip
            await world.bo.posts(talk, channel=direct)
        await world.bo.posts("away list", channel=direct)
        assert "Bo" not in world.bo.sees("away")
        for done in ("You are away", "You are back", "You are on call"):
            world.bo.sees_nothing_of(done)
        world.cards()
        world.bo.sees_all()
        world.sees_all(direct)
