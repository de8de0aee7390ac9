"""The default ladder in the experts' hours: who is reminded, when, and where it ends."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, TRIAGE, World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"


def direct_messages(world: World) -> dict[str, int]:
    """How many each person has; those with none are left out."""
    counts = {}
    for name in ("bo", "cy", "dee", "eva", "finn", "gro"):
        channel = world.workspace.direct(f"U0{name.upper()}")
        if channel and world.count_in(channel):
            counts[name] = world.count_in(channel)
    return counts


@pytest.mark.shows("reminder", "managers")
async def test_an_unclaimed_item_climbs_to_expert_others_lead_and_managers(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        post = await world.ada.posts(POST)
        assert "<@U0BO>" in text_of(world.card(1))
        await world.until("2026-03-04 10:29")
        assert direct_messages(world) == {}

        await world.until("2026-03-04 10:31")
        assert direct_messages(world) == {"bo": 1}
        text = world.bo.is_reminded("#1 · Facebook · question")
        assert "Nobody has taken it yet, with 1 h 30 min left." in text
        assert "Hvor er pakken min?" in text
        assert "[Claim]" in text

        await world.until("2026-03-04 11:16")
        assert direct_messages(world) == {"bo": 1, "finn": 1}
        world.finn.is_reminded(" left.")

        await world.until("2026-03-04 12:01")
        assert direct_messages(world) == {"bo": 1, "finn": 1, "cy": 1}
        assert "its time is up" in world.cy.is_reminded("Was due Wed 4 Mar 12:00")
        assert world.count_in(MANAGERS) == 0

        await world.until("2026-03-04 12:31")
        line = world.managers_line()
        assert "#1 · Facebook · question · Delivery" in line
        assert "🔴 New: nobody has taken it yet · late since Wed 4 Mar 12:00" in line
        assert "Lead: Cy Dahl" in line
        await world.until("2026-03-04 15:00")
        assert "nobody has taken it yet" in world.managers_line()

        assert "🔴" in text_of(world.card(1))
        thread = world.thread()
        for told in ("Bo Berg was told: nobody has taken it yet", "Finn Holm was told:", "Cy Dahl was told:"):
            assert told in thread
        assert "The managers' channel was told: it stays there until somebody takes it." in thread

        await world.finn.clicks("Claim", item=1)
        assert "🔴 Finn Holm took it Wed 4 Mar 15:00" in world.managers_line()
        assert world.count_in(MANAGERS) == 1
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(text="Vi er for sene, beklager.")
        assert "🟢 Finn Holm answered Wed 4 Mar 15:00" in world.managers_line()
        world.has_signs(post, ["white_check_mark"])
        assert world.count_in(TRIAGE) == 1


async def test_a_claimed_item_reminds_its_owner_and_then_the_lead_too(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        await world.ada.posts(POST)
        await world.finn.clicks("Claim", item=1)
        await world.until("2026-03-04 11:14")
        assert direct_messages(world) == {}
        await world.until("2026-03-04 11:16")
        assert direct_messages(world) == {"finn": 1}
        assert "You have it and have not answered yet" in world.finn.is_reminded()
        assert "[Claim]" not in world.finn.is_reminded()
        await world.until("2026-03-04 12:01")
        assert direct_messages(world) == {"finn": 2, "cy": 1}
        assert "You have it and have not answered" in world.finn.is_reminded("its time is up")
        assert "Finn Holm has it and has not answered" in world.cy.is_reminded("its time is up")
        world.finn.sees("You have it and have not answered yet")
        await world.until("2026-03-04 12:31")
        assert "Finn Holm took it" in world.managers_line()
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(text="I dag.")
        await world.forward(hours=2)
        assert direct_messages(world) == {"finn": 2, "cy": 1}


async def test_a_reminder_can_be_acted_on_and_says_what_happened_after(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        await world.ada.posts(POST)
        await world.until("2026-03-04 10:31")
        world.bo.is_reminded()
        await world.bo.clicks("Claim")
        assert "Bo Berg took it Wed 4 Mar 10:31" in text_of(world.card(1))


async def test_who_gives_it_back_makes_the_next_one_heard(tmp_path: Path) -> None:
    """Given back after the first rung has passed, it does not lie unseen: another is named, and told."""
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        await world.until("2026-03-04 10:40")
        await world.bo.clicks("Release", item=1)
        card = text_of(world.card(1))
        assert "For\nFinn Holm" in card or "For\n<@U0FINN>" in card
        assert "Finn Holm was named for Delivery." in world.thread()
        assert "Bo Berg gave it back" in world.finn.is_reminded()
        assert direct_messages(world) == {"finn": 1}


async def test_rungs_that_fall_together_are_one_message(tmp_path: Path) -> None:
    """Bo is expert and lead: 75 % and 100 % of twelve minutes lie within the window."""
    rungs = """
[[rung]]
id = "first"
at = "-8m"
when = "unclaimed"
whom = ["expert"]

[[rung]]
id = "second"
at = "-2m"
when = "unclaimed"
whom = ["expert", "lead"]
"""
    async with world_of(tmp_path, begins="2026-03-04 09:00", handbook=COMPANY + rungs) as world:
        await world.ada.posts(POST)
        await world.until("2026-03-04 11:53")
        assert direct_messages(world) == {"bo": 1}
        await world.until("2026-03-04 11:59")
        assert direct_messages(world) == {"bo": 1, "cy": 1}
        world.bo.is_reminded()
        world.cy.is_reminded()
        await world.bo.clicks("Claim", item=1)


async def test_two_days_of_downtime_are_one_message_a_person(tmp_path: Path) -> None:
    """All rungs have passed: each person hears of an item once, at the highest of theirs."""
    async with world_of(tmp_path, begins="2026-03-03 09:00") as world:
        await world.ada.posts(f"{POST}1")
        await world.ada.posts(f"{POST}2")
        await world.finn.clicks("Claim", item=2)
        assert len(world.cards()) == 2
        await world.restart_after(days=2)
        assert direct_messages(world) == {"bo": 1, "finn": 2, "cy": 2}
        assert "Was due Tue 3 Mar 12:00" in world.bo.is_reminded("#1")
        for person in (world.finn, world.cy):
            told = person.sees_all()
            assert [told.count(f"#{number} · Facebook") for number in (1, 2)] == [1, 1]
        assert world.count_in(MANAGERS) == 2
        world.sees_all(MANAGERS)
        await world.restart_after(minutes=5)
        assert direct_messages(world) == {"bo": 1, "finn": 2, "cy": 2}
        # The bot tells on itself, once.
        assert (
            "I was late: 2 reminders and other steps due Tue 3 Mar 10:30, by 1 d 22 h. Nothing is late any more."
            in world.sees_all(MANAGERS)
        )
        assert world.count_in(MANAGERS) == 3


@pytest.mark.shows("fault")
async def test_a_person_who_may_not_be_reached_is_said(tmp_path: Path) -> None:
    """The handbook gives Bo and Finn no chat identity: the administrator hears it, the history says it."""
    handbook = COMPANY.replace('slack = "U0BO"\n', "").replace('slack = "U0FINN"\n', "")
    async with world_of(tmp_path, begins="2026-03-04 09:00", handbook=handbook) as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.until("2026-03-04 11:16")
        assert "Bo Berg cannot be reached: the handbook gives no chat identity on a connected desk." in world.thread()
        assert "Bo Berg cannot be reached" in world.eva.sees("Bo Berg cannot be reached")
        world.eva.sees_all()
        await world.cy.clicks("Claim", item=1)
