"""What rungs of a handbook's own ladder say, and how: on the card, in its thread, by direct message; and repeats."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.test_ladder import POST, direct_messages
from tests.stories.world import MANAGERS, world_of

RUNGS = """
[[rung]]
id = "shown"
at = "20%"
when = "unclaimed"
whom = ["experts", "lead"]
how = "card"

[[rung]]
id = "called"
at = "50%"
when = "unclaimed"
whom = ["expert", "channel"]
how = "thread"

[[rung]]
id = "again"
at = "75%"
when = "unclaimed"
whom = ["lead", "on_call"]
repeat = { every = "20m", times = 3 }
"""


@pytest.mark.shows("call", "managers")
async def test_by_day_the_card_names_the_thread_calls_and_the_lead_is_told_again(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 09:00", handbook=COMPANY + RUNGS) as world:
        await world.ada.posts(POST)
        await world.until("2026-03-04 09:37")
        assert "Named as well: Finn Holm, Cy Dahl." in text_of(world.card(1))
        assert "Finn Holm was named on the card: nobody has taken it yet, with 2 h 24 min left." in world.thread()
        assert direct_messages(world) == {}

        await world.until("2026-03-04 10:31")
        history, call = world.below_card(1)
        assert "<@U0BO> Nobody has taken it yet, with 1 h 30 min left." in call
        assert "The channel was told, in the card's thread." in history
        assert direct_messages(world) == {}

        # 11:15, 11:35, then taken. Dee is on call, though not at work in this hour she may be told.
        await world.until("2026-03-04 11:36")
        assert direct_messages(world) == {"cy": 2, "dee": 2}
        await world.bo.clicks("Claim", item=1)
        assert "Named as well: Finn Holm, Cy Dahl." in text_of(world.card(1))
        await world.until("2026-03-04 12:20")
        assert direct_messages(world) == {"cy": 2, "dee": 2}
        assert len(world.below_card(1)) == 2
        for person in (world.cy, world.dee):
            assert "with 25 min left" in person.sees_all()

        # The ladder names no managers: they are told half an hour past the deadline all the same.
        await world.until("2026-03-04 12:46")
        assert "🔴 Bo Berg took it" in world.managers_line()
        await world.bo.clicks("Release", item=1)
        assert "🔴 New: nobody has taken it yet" in world.managers_line()
        await world.finn.clicks("Claim", item=1)
        assert "🔴 Finn Holm took it" in world.managers_line()
        assert world.count_in(MANAGERS) == 1
        assert "gave it back" in world.finn.sees_all()


async def test_by_night_only_whoever_is_on_call_hears_it(tmp_path: Path) -> None:
    """Praise pages nobody, so that what the rungs say stands alone."""
    at_night = RUNGS.replace('whom = ["expert", "channel"]', 'whom = ["expert", "on_call"]')
    async with world_of(tmp_path, begins="2026-03-04 21:00", handbook=COMPANY + at_night) as world:
        await world.ada.posts("Takk for rask levering av pakken! https://www.facebook.com/fjellro/posts/1")
        await world.until("2026-03-04 23:20")
        assert "Named as well: " in text_of(world.card(1))
        history, call = world.below_card(1)
        assert "<@U0DEE>" in call
        assert "<@U0BO>" not in call
        assert "Bo Berg was not reminded: off work until" in history
        assert direct_messages(world) == {"dee": 1}
        reminder = world.dee.is_reminded()
        assert "nobody has taken it yet" in reminder.casefold()
        assert "You are on call until Mon 9 Mar 08:00" in reminder
        await world.finn.clicks("Claim", item=1)


async def test_of_many_reminders_three_come_by_themselves_and_the_rest_as_one(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-03 09:00") as world:
        for number in range(1, 13):
            await world.ada.posts(f"{POST}{number}")
            await world.forward(seconds=2)
        assert len(world.cards()) == 12
        await world.until("2026-03-03 10:39")
        for person in (world.bo, world.finn):
            person.has_direct_messages(3)
            person.sees_all()
        await world.until("2026-03-03 10:41")
        for person in (world.bo, world.finn):
            person.has_direct_messages(4)
            assert "3 items need you" in person.sees_all()
        await world.bo.clicks("Claim", item=1)


@pytest.mark.shows("together", "was_late", "restart")
async def test_after_downtime_many_late_items_are_one_message_a_person(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-03 09:00") as world:
        for number in range(1, 13):
            await world.ada.posts(f"{POST}{number}")
        await world.finn.clicks("Claim", item=12)
        assert len(world.cards()) == 12
        await world.restart_after(days=2)
        told = direct_messages(world)
        assert (told["cy"], told["bo"], told["finn"]) == (1, 1, 1)
        text = world.cy.sees("12 items need you")
        assert "12 of them are late" in text
        assert "And 2 more." in text
        assert text.count("late since Tue 3 Mar 12:00") == 10
        assert "items need you" in world.bo.sees_all()
        assert "items need you" in world.finn.sees_all()
        await world.forward(seconds=11)
        said = world.sees_all(MANAGERS)
        assert (
            "I was late: 12 reminders and other steps due Tue 3 Mar 10:30, by 1 d 22 h. Nothing is late any more."
            in said
        )
        assert said.count("I was late") == 1
