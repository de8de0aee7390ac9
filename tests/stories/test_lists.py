"""Mine and ours: `mine`, `queue`, `find`, `show`, by slash command, mention and direct message."""

from pathlib import Path

import pytest

from tests.stories.world import MANAGERS, TRIAGE, world_of

FACEBOOK, X = "https://www.facebook.com/fjellro/posts/", "https://x.com/ola/status/"


@pytest.mark.shows("mine", "show_item")
async def test_what_is_mine(tmp_path: Path) -> None:
    """Bo has one, waits for another, and sees the first whole by a choice below the list."""
    async with world_of(tmp_path) as world:
        await world.bo.says("/svar mine")
        world.bo.is_told("Nothing waits for you: you have no open items.")
        await world.ada.says("/svar mine")
        world.ada.is_told("Eva Foss")
        await world.ada.posts(f"Hvor er pakken? {X}1")
        await world.forward(minutes=1)
        await world.ada.posts(f"Hvor er den andre pakken? {X}2")
        await world.ada.posts(f"Hvor er den tredje pakken? {X}3")
        await world.bo.clicks("Claim", item=3)
        direct = world.workspace.open_direct("U0BO")
        await world.bo.posts("what is mine?", channel=direct)
        mine = world.bo.sees("1 open item is yours · 1 waits for you")
        assert mine.index("#3 · X · question · Delivery · answer by Wed 4 Mar 13:01") < mine.index("You are named")
        assert mine.index("You are named") < mine.index("#1 · X · question")
        assert "#2 ·" not in mine  # Finn is named
        await world.bo.clicks("Show", option="#3 · X · question")
        shown = world.bo.sees("The history of item 3")
        for words in ("Hvor er den tredje pakken?", "Bo Berg took it.", "[Release]", "It came in from X."):
            assert words in shown
        assert ("Open the card" in shown) is (world.desk == "slack")
        world.finn.sees_nothing_of("The history of item 3 ")
        world.sees_all(direct)
        world.cards()


@pytest.mark.shows("queue")
async def test_the_queue(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"Hvor er pakken? {FACEBOOK}1")
        await world.forward(minutes=30)
        await world.ada.posts(f"Er regningen riktig? {X}2")
        await world.ada.posts(f"This is dangerous {X}3")
        await world.bo.clicks("Claim", item=1)
        me = world.workspace.bot_user_id
        await world.ada.posts(f"<@{me}> queue", channel=TRIAGE)
        queue = world.ada.is_told("3 open, 2 taken by nobody")
        assert queue.index("#1 ·") < queue.index("#2 ·") < queue.index("#3 ·")
        assert "Delivery · answer by Wed 4 Mar 13:00 · Bo Berg · “Hvor er pakken?" in queue
        for said, told, numbers in (
            ("queue billing", "Billing: 1 open, 1 taken by nobody", [2]),
            ("queue x unclaimed", "X, unclaimed: 2 open", [2, 3]),
            ("kø kritisk", "critical: 1 open", [3]),
            (f"queue {world.mention('bo')}", "Bo Berg: 2 open, 1 taken by nobody", [1, 3]),
            ("queue late", "Nothing that is open fits “late”.", []),
            ("queue delivry", "I do not know “delivry”. Did you mean “delivery”?", []),
        ):
            await world.ada.says(f"/svar {said}")
            queue = world.ada.is_told(told)
            assert [number for number in (1, 2, 3) if f"#{number} ·" in queue] == numbers, said
        await world.until("2026-03-04 13:05")
        await world.guest.says("/svar queue")
        world.guest.is_told("Guests")
        await world.ada.says("/svar queue late")
        assert "🔴 #1 · Facebook · question · Delivery · late since Wed 4 Mar 13:00" in world.ada.is_told(
            "late: 1 open"
        )
        world.cards()
        world.expects_hand_overs()
        for person in (world.bo, world.finn, world.cy, world.dee):
            person.sees_all()
        world.sees_all(MANAGERS)


@pytest.mark.shows("find", "show_command")
async def test_what_was_said_is_found_and_shown(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"Kommer pakken til Ålesund? {X}1")
        await world.ada.posts(f"Hvor er regningen fra ØRSTED? {X}2")
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="I dag.")
        await world.eva.says("/svar find ålesund")
        found = world.eva.is_told("1 item with “ålesund”")
        assert "#1 · X · question · Delivery" in found
        assert "Bo Berg answered Wed 4 Mar 10:00" in found
        await world.eva.says("/svar søk ørsted regningen")
        assert "#2 ·" in world.eva.is_told("1 item with “ørsted regningen”")
        await world.eva.says("/svar find pakke regning")
        world.eva.is_told("I have found nothing with “pakke regning”.")
        await world.eva.says(f"/svar find {X}2")
        assert "#2 ·" in world.eva.is_told("1 item with")
        for said in ("/svar show 1", "/svar #1", "/svar show me #1"):
            await world.eva.says(said)
            shown = world.eva.is_told("The history of item 1")
            assert "Kommer pakken til Ålesund?" in shown
            assert "Wed 4 Mar 10:00 — Bo Berg answered." in shown
        await world.eva.says("/svar show 12")
        world.eva.is_told("There is no item 12. The nearest is 2.")
        world.bo.sees_nothing_of("There is no item")
        world.cards()
