"""Who is away says so once, and everything they had is with somebody else. 2026-03-04 is a Wednesday."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY, PEOPLE, WITHOUT_ROTA
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/{}"
BLOG = "Hvor er pakken min? https://blogg.example/{}"


def absent(person: str, start: str, until: str, deputy: str = "") -> str:
    """The handbook with an absence that it plans."""
    stands_in = f'deputy = "{deputy}"\n' if deputy else ""
    planned = f'[[absence]]\nperson = "{person}"\nfrom = {start}\nuntil = {until}\n{stands_in}\n'
    newer = COMPANY.replace("schema = 1", "schema = 2").replace("words = [", "any = [")
    return newer.replace("[rota]", f"{planned}[rota]")


def is_for(world: World, number: int, name: str) -> None:
    """The card names this person, mentioned or not."""
    card = text_of(world.card(number))
    assert f"For\n{PEOPLE[name]}" in card or f"For\n<@U0{name.upper()}>" in card, card


async def given_to(world: World, name: str, *posts: str) -> None:
    """Items that somebody has taken."""
    for post in posts:
        await world.ada.posts(post)
        await world.person(name).clicks("Claim", item=len(world.cards()))


@pytest.mark.shows("away", "handover", "mention")
async def test_away_until_friday_with_a_deputy(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await given_to(world, "bo", POST.format(1), POST.format(2))
        await world.bo.says(f"/svar away until friday deputy {world.mention('finn')}")

        told = world.bo.is_told("You are away until Fri 6 Mar, end of day.")
        assert "Next shift: Mon 9 Mar 08:00." in told
        assert "Finn Holm stands in." in told
        assert "2 open items were handed over." in told
        assert "[Undo]" in told
        note = world.bo.sees("While you are away")
        assert note.count("went to Finn Holm.") == 2

        his = world.finn.sees("Bo Berg is away until Mon 9 Mar 08:00, and you are named now for:")
        for number in (1, 2):
            assert f"#{number} · Facebook · question · Answer by Wed 4 Mar 13:00." in his
            card = text_of(world.card(number))
            is_for(world, number, "finn")
            assert "Finn Holm stands in for Bo Berg, who is away." in card
            assert "[Claim]" in card
            assert "Bo Berg is away until Mon 9 Mar 08:00: it went to Finn Holm." in world.thread(number)
        world.finn.has_direct_messages(1)

        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(text="I dag.")
        await world.finn.clicks("Answer", item=2)
        await world.finn.fills(text="I dag.")
        await world.ada.posts(POST.format(3))
        is_for(world, 3, "finn")
        await world.finn.clicks("Decline", item=3)
        await world.finn.fills(reason="Spam or advertising")
        await world.until("2026-03-09 08:00")
        back = world.bo.sees("Welcome back: what you had, and how it stands")
        assert "#1 · Facebook · question · went to Finn Holm." in back
        assert "Finn Holm answered Wed 4 Mar 10:00" in back
        world.expects_hand_overs()


@pytest.mark.shows("back")
async def test_back_early(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await given_to(world, "bo", BLOG.format(1))
        await world.bo.says("/svar borte i to uker")
        world.bo.is_told("You are away until Tue 17 Mar, end of day.")
        world.bo.sees("While you are away")
        world.finn.sees("Bo Berg is away until Wed 18 Mar 08:00, and you are named now for:")
        await world.forward(hours=1)
        await world.bo.says("/svar away")
        assert "until Tue 17 Mar, end of day" in world.bo.is_told("[I am back]")
        await world.bo.clicks("I am back")
        world.bo.is_told("You are back.")
        assert "went to Finn Holm." in world.bo.sees("Welcome back: what you had, and how it stands")
        is_for(world, 1, "finn")
        await world.bo.says("/svar tilbake")
        world.bo.is_told("Bo Berg is not away.")
        await world.bo.says("/svar away")
        world.bo.is_told("You are away until you say that you are back.")
        await world.bo.says("/svar back")
        world.bo.is_told("You are back.")
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(link="https://blogg.example/1#svar")


@pytest.mark.shows("undo_away")
async def test_a_misunderstanding_is_undone(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await given_to(world, "bo", BLOG.format(1), BLOG.format(2))
        await world.bo.says("/svar away until monday")
        world.bo.is_told("You are away until Mon 9 Mar, end of day.")
        await world.finn.clicks("Claim", item=2)
        await world.bo.clicks("Undo")
        told = world.bo.is_told("Undone: until Mon 9 Mar, end of day.")
        assert "1 item was given back." in told
        assert "1 item stays where it is: something has happened to it since." in told
        assert "Bo Berg took it" in text_of(world.card(1))
        assert "Finn Holm took it" in text_of(world.card(2))
        assert "Bo Berg is there after all: it is Bo Berg's again." in world.thread(1)
        assert "#1 · Blog" in world.finn.sees("Bo Berg is there after all and has again:")
        world.bo.sees("While you are away")
        world.finn.sees("and you are named now for:")
        for number, who in ((1, world.bo), (2, world.finn)):
            await who.clicks("Answer", item=number)
            await who.fills(text="I dag.")


async def test_what_is_said_anew_takes_the_place_of_what_was_said_before(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.bo.says("/svar away next week")
        world.bo.is_told("You are away from Mon 9 Mar until Sun 15 Mar, end of day.")
        await world.forward(minutes=1)
        await world.bo.says("/svar away from thursday until 12.3.")
        told = world.bo.is_told("You are away from Thu 5 Mar until Thu 12 Mar, end of day.")
        assert "Instead of: Mon 9 Mar until Sun 15 Mar, end of day." in told
        assert "From Fri 13 Mar until Sun 15 Mar stays as it was." in told
        await world.bo.clicks("Undo")
        assert "It is again: Mon 9 Mar until Sun 15 Mar, end of day." in world.bo.is_told("Undone")
        await world.eva.says("/svar away list")
        assert world.eva.is_told("Away now").splitlines()[1:] == ["Bo Berg: Mon 9 Mar until Sun 15 Mar, end of day"]


async def test_a_short_absence_leaves_the_rest_of_a_long_one(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.bo.says("/svar away from 5 march until 30 march deputy finn")
        world.bo.is_told("You are away from Thu 5 Mar until Mon 30 Mar, end of day.")
        world.finn.sees("you stand in for them.")
        await world.forward(minutes=1)
        await world.bo.says("/svar away until friday deputy cy")
        told = world.bo.is_told("You are away until Fri 6 Mar, end of day.")
        assert "From Sat 7 Mar until Mon 30 Mar stays as it was." in told
        assert "Next shift: Tue 31 Mar 08:00." in told
        world.cy.sees("back Tue 31 Mar 08:00: you stand in for them.")
        await world.eva.says("/svar away list")
        assert world.eva.is_told("Away now").splitlines()[1:] == [
            "Bo Berg: until Fri 6 Mar, end of day · Cy Dahl stands in",
            "Bo Berg: Sat 7 Mar until Mon 30 Mar, end of day · Finn Holm stands in",
        ]
        await world.bo.clicks("Undo")
        assert "It is again: Thu 5 Mar until Mon 30 Mar, end of day." in world.bo.is_told("Undone")
        await world.eva.says("/svar away list")
        assert world.eva.is_told("Away now").splitlines()[1:] == [
            "Bo Berg: Thu 5 Mar until Mon 30 Mar, end of day · Finn Holm stands in"
        ]


async def test_a_planned_absence_begins_while_the_bot_is_down(tmp_path: Path) -> None:
    handbook = absent("bo", "2026-03-05", "2026-03-06", "finn")
    async with world_of(tmp_path, handbook=handbook) as world:
        await given_to(world, "bo", BLOG.format(1))
        await world.until("2026-03-04 17:00")
        world.bo.has_direct_messages(0)
        await world.restart_after(hours=16)  # Thursday 09:00
        note = world.finn.sees("Bo Berg is away until Mon 9 Mar 08:00, and you are named now for:")
        assert "#1 · Blog · question" in note
        assert "it went to Finn Holm" in world.thread(1)
        await world.restart_after(minutes=1)
        assert world.thread(1).count("it went to") == 1
        world.finn.is_reminded("Nobody has taken it yet, with 1 h left.")
        world.finn.has_direct_messages(2)
        world.bo.has_direct_messages(0)  # off work: he hears of it when he is back
        await world.bo.says("/svar back")
        world.bo.is_told("Bo Berg's absence is planned in the handbook; Eva Foss can change it there.")
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(link="https://blogg.example/1#svar")
        await world.until("2026-03-09 08:00")
        assert "Finn Holm answered" in world.bo.sees("Welcome back")
        world.expects_hand_overs()


async def test_the_lead_says_it_for_somebody_who_is_ill(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await given_to(world, "bo", BLOG.format(1))
        await world.finn.says(f"/svar away {world.mention('bo')} today")
        world.finn.is_told("Bo Berg")
        await world.cy.says(f"/svar away {world.mention('bo')} until 14:00")
        told = world.cy.is_told("Bo Berg is away until Wed 4 Mar 14:00.")
        assert "1 open item stays: there is time for it afterwards." in told
        assert "stays with you: you are back in time." in world.bo.sees("While you are away")
        await world.forward(minutes=1)
        await world.cy.says("/svar away bo 2 days")
        assert "1 open item was handed over." in world.cy.is_told("Bo Berg is away until Thu 5 Mar, end of day.")
        world.finn.sees("Bo Berg is away until Fri 6 Mar 08:00, and you are named now for:")
        world.bo.sees("went to Finn Holm.")
        await world.cy.says(f"/svar back {world.mention('bo')}")
        world.cy.is_told("Bo Berg is back.")
        world.bo.sees("Welcome back")
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(link="https://blogg.example/1#svar")


async def test_the_deputy_is_away_too(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await given_to(world, "bo", BLOG.format(1))
        await world.finn.says("/svar away until thursday deputy cy")
        world.finn.is_told("You are away until Thu 5 Mar, end of day.")
        world.cy.sees("Finn Holm is away and back Fri 6 Mar 08:00: you stand in for them.")
        await world.bo.says("/svar away until friday deputy finn")
        told = world.bo.is_told("You are away until Fri 6 Mar, end of day.")
        assert "Finn Holm is away for part of that time: then their own deputy is asked" in told
        assert "went to Cy Dahl." in world.bo.sees("While you are away")
        world.cy.sees("Bo Berg is away until Mon 9 Mar 08:00, and you are named now for:")
        await world.forward(minutes=1)
        await world.cy.says("/svar away today deputy finn")
        world.cy.is_told("Finn Holm is away for all of that time and cannot stand in: name somebody else.")
        await world.cy.says("/svar away today deputy bo")
        world.cy.is_told("Bo Berg is away for all of that time and cannot stand in: name somebody else.")
        await world.cy.clicks("Answer", item=1)
        await world.cy.fills(link="https://blogg.example/1#svar")
        await world.until("2026-03-09 08:00")
        world.cy.sees("Delivery is left to Cy Dahl alone from Thu 5 Mar 08:00; away then: Bo Berg, Finn Holm.")
        world.bo.sees("Welcome back")
        # He was away himself when it was said, and heard of it on his first morning.
        world.finn.sees("Bo Berg is away and back Mon 9 Mar 08:00: you stand in for them.")
        world.expects_hand_overs()


async def test_people_are_named_by_mention_or_id_never_by_name(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for said, told in (
            ("away until friday deputy Finn-Holm", "I know nobody as “Finn-Holm”: name people with @ or by their id"),
            (f"away until friday deputy {world.mention('ada')}", "I know nobody as"),
            ("away until friday deputy", "Say who stands in"),
            ("away until friday deputy bo", "Bo Berg cannot stand in for themself"),
            ("away until whenever", "I do not understand “until whenever” as a time."),
            ("away until 1.3.", "is past already."),
            ("away 31.2.", "There is no “31.2.” in the calendar."),
            ("away until 2028-01-01", "That is more than a year ahead"),
            ("back holm", "I know nobody as “holm”"),
        ):
            await world.bo.says(f"/svar {said}")
            world.bo.is_told(told)
        await world.ada.says("/svar away today")
        world.ada.is_told("The handbook does not know you.")
        await world.guest.says("/svar away today")
        world.guest.is_told("Guests and people of other organisations cannot use Svarvakt.")
        await world.eva.says("/svar away list")
        world.eva.is_told("Nobody is away.")


async def test_nobody_is_messaged_on_a_weekend(tmp_path: Path) -> None:
    """Friday evening: who gets the item hears of it on Monday."""
    async with world_of(tmp_path, begins="2026-03-06 15:00", handbook=WITHOUT_ROTA) as world:
        await given_to(world, "bo", BLOG.format(1))
        await world.until("2026-03-06 20:00")
        await world.bo.says("/svar away until friday")
        world.bo.is_told("You are away until Fri 13 Mar, end of day.")
        world.bo.sees("While you are away")
        world.finn.has_direct_messages(0)
        is_for(world, 1, "finn")
        await world.until("2026-03-09 08:00")
        world.finn.sees("Bo Berg is away until Mon 16 Mar 08:00, and you are named now for:")
        for person in (world.cy, world.finn):
            person.sees_all()
        world.sees_all(MANAGERS)


async def test_days_are_those_of_the_person_who_is_away(tmp_path: Path) -> None:
    handbook = COMPANY.replace('slack = "U0FINN"', 'slack = "U0FINN"\nzone = "America/New_York"')
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.finn.says("/svar away until friday 12:00")
        assert "Next shift: Fri 6 Mar" in world.finn.is_told("You are away until Fri 6 Mar 12:00.")
        await world.until("2026-03-06 17:30")
        await world.cy.says("/svar away list")
        assert "Finn Holm: until Fri 6 Mar 12:00" in world.cy.is_told("Away now")
        await world.until("2026-03-06 18:01")
        await world.cy.says("/svar away list")
        world.cy.is_told("Nobody is away.")


async def test_nobody_is_left(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for name in ("finn", "cy"):
            await world.person(name).says("/svar away")
            world.person(name).is_told("You are away until you say that you are back.")
        await given_to(world, "bo", POST.format(1))
        await world.bo.says("/svar away")
        world.bo.is_told("Nobody is there for 1 open item: the managers' channel has been told.")
        note = world.bo.sees("While you are away")
        assert "nobody is there for it: the managers' channel has been told." in note
        assert "#1" in world.managers_line()
        assert "Bo Berg is away, and nobody else is there for it." in world.thread(1)
        await world.until("2026-03-04 11:35")
        world.dee.is_paged()
        await world.dee.clicks("I take it")
        world.sees_all(MANAGERS)
        world.dee.sees_all()


async def test_who_falls_ill_has_not_given_up_next_weeks_leave(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.bo.says("/svar away from monday until wednesday deputy cy")
        world.bo.is_told("You are away from Mon 9 Mar until Wed 11 Mar")
        world.cy.sees("Bo Berg is away from Mon 9 Mar")
        await world.bo.says("/svar away")
        world.bo.is_told("You are away")
        await world.bo.says("/svar back")
        world.bo.is_told("You are back")
        await world.ada.says("/svar away list")
        assert "Bo Berg" in world.ada.is_told("Away now and in the fortnight to come")
        world.bo.sees_all()
        world.cy.sees_all()


async def test_another_end_keeps_the_deputy(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.bo.says("/svar away until friday deputy cy")
        world.bo.is_told("until Fri 6 Mar")
        await world.bo.says("/svar away until thursday")
        assert "Cy Dahl stands in." in world.bo.is_told("You are away until Thu 5 Mar, end of day.")
        world.bo.sees_all()
        world.cy.sees_all()
