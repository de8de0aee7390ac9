"""Shifts in chat: who is on call, taking one, giving one, asking for a swap. 2026-03-04 is a Wednesday.

Dee is on call until Monday the 9th at 8, then Gro for a week.
"""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY, WITHOUT_ROTA
from tests.stories.world import World, world_of

DAILY = COMPANY.replace('handover = "mon 08:00"', 'handover = "daily 08:00"')
POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/{}"


def line(world: World) -> str:
    """The newest line about who is on call, in the managers' channel."""
    return world.managers_line()


@pytest.mark.shows("oncall")
async def test_who_is_on_call(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.says("/svar oncall")
        told = world.ada.is_told("On call now")
        assert "Dee Eik until Mon 9 Mar 08:00. Then Gro Lie." in told
        assert "Next change: Mon 9 Mar 08:00." in told
        await world.ada.says("/svar vakt uke")
        week = world.ada.is_told("On call in the coming seven days").splitlines()
        assert week[1:4] == ["Wed 4 Mar: Dee Eik", "Thu 5 Mar: Dee Eik", "Fri 6 Mar: Dee Eik"]
        assert week[6] == "Mon 9 Mar: Dee Eik until 08:00, Gro Lie from 08:00"
        await world.gro.says("/svar oncall mine")
        assert "From Mon 9 Mar 08:00 until Mon 16 Mar 08:00." in world.gro.is_told("Your shifts")
        await world.ada.says("/svar oncall @dee")
        assert "Until Mon 9 Mar 08:00." in world.ada.is_told("Dee Eik's shifts")
        await world.ada.says("/svar oncall mine")
        world.ada.is_told("I do not know you")


async def test_without_a_rota_it_says_what_happens_instead(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=WITHOUT_ROTA, begins="2026-03-04 20:00") as world:
        await world.ada.says("/svar oncall")
        world.ada.is_told("What comes now waits for the staffed hours, which begin Thu 5 Mar 08:00.")
        await world.bo.says("/svar take 2 hours")
        world.bo.is_told("There is no rota")


@pytest.mark.shows("take", "undo_cover", "cover_line")
async def test_take_the_next_two_hours(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.bo.says("/svar take the next two hours")
        told = world.bo.is_told("You are on call until Wed 4 Mar 22:00, instead of Dee Eik.")
        assert "Told: Dee Eik." in told
        world.dee.sees("Bo Berg is on call instead of you from Wed 4 Mar 20:00 until Wed 4 Mar 22:00.")
        assert "Bo Berg is on call from Wed 4 Mar 20:00 until Wed 4 Mar 22:00 instead of Dee Eik." in line(world)
        await world.bo.says("/svar take 1 hour")
        world.bo.is_told("Bo Berg is on call then already, until Wed 4 Mar 21:00.")
        await world.ada.says("/svar oncall")
        assert "Bo Berg took it." in world.ada.is_told("Bo Berg until Wed 4 Mar 22:00.")
        await world.forward(hours=2)
        assert "Before you: Bo Berg." in world.dee.sees("You are on call until Mon 9 Mar 08:00.")
        await world.cy.says("/svar ta fredag")
        world.cy.is_told("You are on call from Fri 6 Mar 00:00 until Sat 7 Mar 00:00, instead of Dee Eik.")
        world.dee.sees("Cy Dahl is on call instead of you from Fri 6 Mar 00:00 until Sat 7 Mar 00:00.")
        line(world)
        await world.cy.clicks("Undo")
        world.cy.is_told("Undone: the shift is Dee Eik's again, from Fri 6 Mar 00:00 until Sat 7 Mar 00:00.")
        world.dee.sees("You are on call from Fri 6 Mar 00:00 until Sat 7 Mar 00:00 after all: Cy Dahl took it back.")
        assert "not on call" in line(world)


@pytest.mark.shows("cover", "swap", "swap_accept", "swap_decline", "swap_withdraw")
async def test_a_swap_with_consent(tmp_path: Path) -> None:
    """On Wednesday at 10 it is Dee's day until Thursday at 8; then Gro, Dee, Gro."""
    async with world_of(tmp_path, handbook=DAILY) as world:
        await world.settle()
        world.dee.sees("You are on call until Thu 5 Mar 08:00.")
        await world.gro.says("/svar swap @bo thursday for friday")
        world.gro.is_told("Bo Berg has no shift. “oncall week” says who is on call when.")
        await world.gro.says("/svar swap @dee today")
        world.gro.is_told("Gro Lie has no shift then; the next one begins Thu 5 Mar 08:00.")
        await world.gro.says("/svar swap @dee thursday for friday")
        asked = world.gro.is_told("You ask Dee Eik to be on call from Thu 5 Mar 08:00 until Fri 6 Mar 08:00.")
        assert "In return you are on call from Fri 6 Mar 08:00 until Sat 7 Mar 08:00." in asked
        his = world.dee.sees("Gro Lie asks you to be on call for them from Thu 5 Mar 08:00 until Fri 6 Mar 08:00.")
        assert "In return Gro Lie is on call for you from Fri 6 Mar 08:00 until Sat 7 Mar 08:00." in his
        assert "You can answer until Thu 5 Mar 08:00." in his
        await world.gro.says("/svar swap @bo thursday")
        world.gro.is_told("Somebody is asked for that shift already")
        await world.dee.clicks("Accept")
        world.dee.sees("You accepted Wed 4 Mar 10:00.")
        world.gro.sees("Dee Eik is on call instead of you from Thu 5 Mar 08:00 until Fri 6 Mar 08:00: agreed.")
        both = world.managers_line()
        assert "Dee Eik is on call from Thu 5 Mar 08:00 until Fri 6 Mar 08:00 instead of Gro Lie." in both
        assert "Gro Lie is on call from Fri 6 Mar 08:00 until Sat 7 Mar 08:00 instead of Dee Eik." in both

        await world.dee.says("/svar swap @bo sunday")
        world.bo.sees("Dee Eik asks you to be on call for them from Sun 8 Mar 08:00 until Mon 9 Mar 08:00.")
        await world.dee.clicks("Undo")
        world.dee.is_told("Taken back: Bo Berg is asked no more.")
        world.bo.sees("Dee Eik took it back Wed 4 Mar 10:00.")
        await world.dee.says("/svar bytt @bo søndag")
        world.dee.is_told("You ask Bo Berg to be on call from Sun 8 Mar 08:00 until Mon 9 Mar 08:00.")
        await world.bo.clicks("Decline")
        world.bo.sees("You declined Wed 4 Mar 10:00.")
        world.dee.sees("Bo Berg cannot be on call from Sun 8 Mar 08:00 until Mon 9 Mar 08:00: you still are.")

        await world.bo.says("/svar cover @finn sunday")
        world.bo.is_told("can say that somebody else is on call: Cy Dahl.")
        await world.cy.says("/svar cover @finn sunday")
        world.cy.is_told("Finn Holm is on call from Sun 8 Mar 08:00 until Mon 9 Mar 08:00, instead of Dee Eik.")
        world.finn.sees("You are on call from Sun 8 Mar 08:00 until Mon 9 Mar 08:00 instead of Dee Eik: Cy Dahl")
        world.dee.sees("Finn Holm is on call instead of you from Sun 8 Mar 08:00 until Mon 9 Mar 08:00.")
        world.managers_line()


async def test_nobody_answers_and_the_shift_begins(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=DAILY) as world:
        await world.settle()
        world.dee.sees("You are on call until Thu 5 Mar 08:00.")
        await world.gro.says("/svar swap @bo thursday")
        world.bo.sees("Gro Lie asks you to be on call for them")
        await world.gro.says("/svar oncall mine")
        assert "Bo Berg is asked to be on call" in world.gro.is_told("Your shifts")
        await world.until("2026-03-05 08:00")
        world.bo.sees("It has run out Thu 5 Mar 08:00: Gro Lie keeps the shift.")
        world.gro.sees("Bo Berg has not answered: you are on call from Thu 5 Mar 08:00 until Fri 6 Mar 08:00")
        assert "Before you: Dee Eik." in world.gro.sees("You are on call until Fri 6 Mar 08:00.")
        world.dee.sees("Gro Lie has taken over from you.")
        await world.bo.says("/svar away today")
        world.bo.is_told("You are away")
        await world.gro.says("/svar swap @bo today")
        world.gro.is_told("Bo Berg is away then, until Fri 6 Mar 00:00, and cannot be on call.")


async def test_a_swap_during_a_page(tmp_path: Path) -> None:
    """What sounds stays with whom it was sent to; what comes new goes to the new one."""
    async with world_of(tmp_path, begins="2026-03-04 18:00") as world:
        await world.ada.posts(POST.format(1))
        await world.forward(minutes=90)
        world.dee.is_paged("#1")
        await world.dee.says("/svar swap @bo until 23:00")
        world.dee.is_told("You ask Bo Berg to be on call until Wed 4 Mar 23:00.")
        world.bo.sees("Dee Eik asks you to be on call for them until Wed 4 Mar 23:00.")
        await world.bo.clicks("Accept")
        world.bo.sees("You accepted Wed 4 Mar 19:30.")
        world.dee.sees("Bo Berg is on call instead of you")
        world.managers_line()
        world.bo.sees_nothing_of("I take it")
        await world.dee.clicks("Acknowledge")
        await world.ada.posts("It is dangerous! https://www.facebook.com/fjellro/posts/2")
        world.bo.is_paged("#2")
        await world.bo.clicks("I take it")
        await world.forward(minutes=20)
        # Nobody has taken the first one: the next round begins with who is on call by now.
        world.bo.is_paged("#1")
        await world.bo.clicks("I take it")
        for number in (1, 2):
            await world.bo.clicks("Answer", item=number)
            await world.bo.fills(text="I morgen.")
        await world.ada.posts("Hvor er pakken min? https://blogg.example/3")
        await world.bo.clicks("Claim", item=3)
        await world.until("2026-03-04 23:00")
        night = world.dee.sees("You are on call until Mon 9 Mar 08:00.")
        assert "Before you: Bo Berg." in night
        assert "1 item is open:" in night
        assert "#3 · Blog · question · Answer by Thu 5 Mar" in night
        # It is night, and Bo is off duty: what he left open is said in the morning.
        world.bo.sees_nothing_of("Dee Eik has taken over from you.")
        await world.until("2026-03-05 08:00")
        assert "#3" in world.bo.sees("Dee Eik has taken over from you.")
        world.bo.sees_all()
        world.dee.sees_all()


LAYERS = COMPANY.replace(
    'people = ["dee", "gro"]\nhandover = "mon 08:00"\n',
    '\n[[rota.layer]]\nid = "first"\nname = "First line"\npeople = ["dee", "gro"]\nhandover = "fri 18:00"\n'
    '\n[[rota.layer]]\nid = "second"\npeople = ["gro", "cy"]\nhandover = "fri 18:00"\n'
    '\n[[rota.layer]]\nid = "third"\npeople = ["bo", "cy"]\nhandover = "fri 18:00"\n',
)


@pytest.mark.shows("shift_note")
async def test_several_layers_and_a_shift_outside_ones_hours(tmp_path: Path) -> None:
    """From Friday 18:00 on Gro has the first layer and Cy the second and the third: two notes, not three."""
    async with world_of(tmp_path, handbook=LAYERS) as world:
        await world.ada.says("/svar oncall")
        now = world.ada.is_told("On call now")
        assert "First line: Dee Eik until Fri 6 Mar 18:00." in now
        assert "second: Gro Lie until Fri 6 Mar 18:00. Then Cy Dahl." in now
        await world.dee.says("/svar swap @gro thursday")
        world.dee.is_told("Gro Lie is on call in another layer already from Fri 27 Feb 18:00 until Fri 6 Mar 18:00")
        await world.gro.says("/svar take first thursday")
        told = world.gro.is_told("You are on call from Thu 5 Mar 00:00 until Fri 6 Mar 00:00 (First line), instead of")
        assert "Told: Dee Eik." in told
        world.dee.sees("Gro Lie is on call instead of you from Thu 5 Mar 00:00 until Fri 6 Mar 00:00.")
        world.managers_line()
        await world.gro.clicks("Undo")
        world.gro.is_told("Undone: the shift is Dee Eik's again")
        world.dee.sees("You are on call from Thu 5 Mar 00:00 until Fri 6 Mar 00:00 after all: Gro Lie took it back.")
        world.managers_line()

        await world.until("2026-03-06 08:00")
        world.gro.sees("You are on call soon: from Fri 6 Mar 18:00 until Fri 13 Mar 18:00 (First line).")
        soon = world.cy.sees("You are on call soon:")
        assert "until Fri 13 Mar 18:00 (second)." in soon
        assert "until Fri 13 Mar 18:00 (third)." in soon
        await world.until("2026-03-06 17:30")
        await world.ada.posts("Hvor er pakken min? https://blogg.example/1")
        await world.until("2026-03-06 18:00")
        begins = world.gro.sees("You are on call until Fri 13 Mar 18:00 (First line).")
        assert "Before you: Dee Eik." in begins
        assert "1 item is open:" in begins
        assert "Cy Dahl has taken over from you (second)." in begins
        both = world.cy.sees("You are on call until Fri 13 Mar 18:00 (second).")
        assert "You are on call until Fri 13 Mar 18:00 (third)." in both
        # Off duty on a Friday evening: what they left open would be said on Monday, and they left nothing.
        world.dee.sees_nothing_of("has taken over from you")
        world.bo.sees_nothing_of("has taken over from you")
        world.card(1)
        await world.cy.clicks("Decline", item=1)
        await world.cy.fills(reason="Spam or advertising")


@pytest.mark.shows("shift_note")
async def test_another_handbook_tells_those_who_really_had_the_shift(tmp_path: Path) -> None:
    """From Wednesday 20:00 on it is Dee's shift, until Thursday at 20:00; Bo was never on call."""
    daily = COMPANY.replace('handover = "mon 08:00"', 'handover = "daily 20:00"')
    async with world_of(tmp_path, handbook=daily, begins="2026-03-04 19:58") as world:
        await world.until("2026-03-05 10:00")
        world.dee.sees("You are on call until Thu 5 Mar 20:00.")
        await world.write_handbook(daily.replace('people = ["dee", "gro"]', 'people = ["finn", "bo"]'))
        assert "Before you: Dee Eik." in world.finn.sees("You are on call until Thu 5 Mar 20:00.")
        world.dee.sees("Finn Holm has taken over from you.")
        await world.write_handbook(WITHOUT_ROTA)
        world.finn.sees("Your shift is over; nobody is on call after it.")
        for player in (world.bo, world.gro):
            player.sees_nothing_of("taken over from you")
        for player in (world.bo, world.gro, world.eva):
            player.sees_all()


@pytest.mark.shows("cover_line")
async def test_who_inherits_a_shift_through_an_absence_hears_at_once(tmp_path: Path) -> None:
    """On Thursday at 8 it is Gro's turn, until Friday."""
    daily = COMPANY.replace('handover = "mon 08:00"', 'handover = "daily 08:00"')
    async with world_of(tmp_path, handbook=daily) as world:
        await world.gro.says("/svar away tomorrow")
        world.gro.sees_all()
        world.dee.sees("You are on call from Thu 5 Mar 08:00 until Fri 6 Mar 00:00: Gro Lie, whose turn it is, is away")
        assert "Dee Eik is on call from Thu 5 Mar 08:00 until Fri 6 Mar 00:00 instead of Gro Lie." in line(world)
        await world.gro.clicks("Undo")
        world.dee.sees("You are not on call from Thu 5 Mar 08:00 until Fri 6 Mar 00:00 after all: Gro Lie")
        assert "not on call" in line(world)
        for player in (world.dee, world.gro):
            player.sees_all()
        world.gro.is_told("Undone")
